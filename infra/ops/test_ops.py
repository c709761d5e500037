"""The doctor and its helpers, against replies in the shape that AWS documents (botocore checks both sides)."""

import contextlib
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import boto3
from botocore.exceptions import NoCredentialsError
from botocore.stub import Stubber

import account
import doctor
import pages
from stage import ACCOUNT_STACK, Stage

REGION = "eu-west-1"
CONFIG = """
version = 0.1
[dev.global.parameters]
stack_name = "vestibule-dev"
[dev.deploy.parameters]
region = "eu-west-1"
parameter_overrides = ["Stage=dev", "SenderAddress=no-reply@firm.test", "AlarmEmail=\\"\\""]
[dev.vestibule.parameters]
account = "123456789012"
watch_minutes = 5
[saved.global.parameters]
stack_name = "vestibule-saved"
[saved.deploy.parameters]
region = "eu-west-2"
parameter_overrides = "Stage=\\"prod\\" AlarmEmail=\\"ops@firm.test\\""
"""
ARN = "arn:aws:acm:us-east-1:123456789012:certificate/1"


class Played(Stage):
    """A stage with a simulated account: each service returns the given replies, in order."""

    def __init__(self, **parameters):
        super().__init__("dev", "vestibule-dev", REGION, {"SenderAddress": "no-reply@firm.test"} | parameters)
        object.__setattr__(self, "played", {})

    def plays(self, service, *replies):
        """Replies as (operation, reply) or (operation, error code, message)."""
        client = boto3.client(service, region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test")
        stubber = Stubber(client)
        for operation, *reply in replies:
            if len(reply) == 1:
                stubber.add_response(operation, reply[0])
            else:
                stubber.add_client_error(operation, *reply)
        stubber.activate()
        self.played[service] = (client, stubber)
        return self

    def client(self, service, region=None):
        return self.played[service][0]

    def all_said(self):
        for _, stubber in self.played.values():
            stubber.assert_no_pending_responses()


IDENTITY = ("get_caller_identity", {"Account": "123456789012"})
NO_STACK = ("describe_stacks", "ValidationError", "Stack with id x does not exist")


def a_stack(status):
    return ("describe_stacks", {"Stacks": [{"StackName": "x", "StackStatus": status, "CreationTime": "2026-01-01T00:00:00Z"}]})


def a_resource(logical, physical):
    detail = {
        "LogicalResourceId": logical,
        "PhysicalResourceId": physical,
        "ResourceType": "x",
        "LastUpdatedTimestamp": "2026-01-01T00:00:00Z",
        "ResourceStatus": "CREATE_COMPLETE",
    }
    return ("describe_stack_resource", {"StackResourceDetail": detail})


class Doctor(unittest.TestCase):
    def told(self, check, stage, state, what, command=""):
        found = list(check(stage))
        stage.all_said()
        one = [each for each in found if what in each.what]
        self.assertTrue(one, found)
        self.assertEqual(one[0].state, state, found)
        self.assertIn(command, one[0].command)

    def test_without_credentials_nothing_else_is_called(self):
        class Nobody(Stage):
            def client(self, service, region=None):
                raise NoCredentialsError

        found = doctor.examine(Nobody("dev", "x", REGION, {}))
        self.assertEqual([(each.state, each.command) for each in found], [(doctor.MISSING, "aws configure sso, then aws sso login")], found)

    def test_refused_calls_are_reported_and_the_rest_is_checked(self):
        stage = Played().plays("sts", IDENTITY)
        denied = ("AccessDenied", "not allowed")
        stage.plays("cloudformation", *[("describe_stacks", *denied)] * 3)
        stage.plays("lambda", ("get_account_settings", *denied))
        stage.plays("sesv2", ("get_account", *denied), ("get_email_identity", *denied))
        stage.plays("sns", ("get_sms_sandbox_account_status", *denied))
        found = doctor.examine(stage)
        stage.all_said()
        self.assertEqual(sum("not allowed" in each.what and "Who may do what" in each.command for each in found), 7)
        self.assertIn("no AlarmEmail", found[-1].what)

    def test_a_stack_that_cannot_be_updated(self):
        stage = Played().plays("cloudformation", a_stack("ROLLBACK_COMPLETE"))
        self.told(doctor.stack, stage, doctor.MISSING, "can only be deleted", "delete-stack --region eu-west-1 --stack-name vestibule-dev")
        gone = ("describe_stack_resource", "ValidationError", "Resource Table does not exist for stack vestibule-dev")
        for status in ("CREATE_FAILED", "DELETE_FAILED", "ROLLBACK_FAILED"):
            bare = Played().plays("cloudformation", a_stack(status), gone)
            self.told(doctor.stack, bare, doctor.MISSING, status, "aws cloudformation delete-stack")
        holding = Played().plays("cloudformation", a_stack("ROLLBACK_FAILED"), a_resource("Table", "vestibule-dev-Table-1"))
        self.told(doctor.stack, holding, doctor.MISSING, "ROLLBACK_FAILED", "--table-name vestibule-dev-Table-1 --no-deletion-protection-enabled")
        stuck = Played().plays("cloudformation", a_stack("UPDATE_ROLLBACK_FAILED"))
        self.told(doctor.stack, stuck, doctor.MISSING, "could not go back", "continue-update-rollback --region eu-west-1")
        declined = Played().plays("cloudformation", a_stack("REVIEW_IN_PROGRESS"))
        self.told(doctor.stack, declined, doctor.READY, "was reviewed and not made yet")
        self.told(doctor.stack, Played().plays("cloudformation", a_stack("UPDATE_IN_PROGRESS")), doctor.MISSING, "wait for it")
        self.told(doctor.stack, Played().plays("cloudformation", a_stack("UPDATE_COMPLETE")), doctor.READY, "UPDATE_COMPLETE")
        self.told(doctor.stack, Played().plays("cloudformation", NO_STACK), doctor.READY, "will be made")

    def test_the_accounts_logs(self):
        self.told(doctor.account, Played().plays("cloudformation", NO_STACK), doctor.MISSING, "are not there", "make account ENV=dev")

        failed = Played().plays("cloudformation", a_stack("ROLLBACK_COMPLETE"))
        self.told(doctor.account, failed, doctor.MISSING, "can only be deleted", "delete-stack --region eu-west-1 --stack-name vestibule-account")

        def read_by(*stacks):
            filters = [{"destinationArn": f"arn:aws:lambda:eu-west-1:123456789012:function:{stack}-RecordDelivery-1"} for stack in stacks]
            stage = Played().plays("cloudformation", a_stack("CREATE_COMPLETE")).plays("sts", IDENTITY)
            return stage.plays("logs", ("describe_subscription_filters", {"subscriptionFilters": filters}))

        self.told(doctor.account, read_by("vestibule-staging", "vestibule-dev"), doctor.READY, "are there")
        self.told(doctor.account, read_by("vestibule-staging", "vestibule-prod"), doctor.MISSING, "2 stacks read")

    def test_how_many_functions_may_run(self):
        def limited(limit, free, **parameters):
            told = {"AccountLimit": {"ConcurrentExecutions": limit, "UnreservedConcurrentExecutions": free}}
            return Played(**parameters).plays("lambda", ("get_account_settings", told))

        self.told(doctor.concurrency, limited(10, 10), doctor.LATER, "no more than 10", "L-B99A9384")
        self.told(doctor.concurrency, limited(1000, 1000), doctor.READY, "1000")
        self.told(doctor.concurrency, limited(10, 10, HashingConcurrency="1"), doctor.MISSING, "reserves 5 of 10", "HashingConcurrency=0")
        self.told(doctor.concurrency, limited(1000, 1000, HashingConcurrency="20"), doctor.READY, "1000")

    def test_mails(self):
        def told(sends, production):
            return Played().plays("sesv2", ("get_account", {"SendingEnabled": sends, "ProductionAccessEnabled": production}))

        self.told(doctor.mail, told(False, True), doctor.MISSING, "stopped")
        self.told(doctor.mail, told(True, False), doctor.LATER, "sandbox", "put-account-details --region eu-west-1 --production-access-enabled")
        self.told(doctor.mail, told(True, True), doctor.READY, "anybody")

    def test_the_sender(self):
        unknown = ("get_email_identity", "NotFoundException", "no such identity")

        def known(verified):
            return ("get_email_identity", {"VerifiedForSendingStatus": verified})

        self.told(doctor.sender, Played(SenderAddress="x@portal.example.com"), doctor.MISSING, "still the example's", "samconfig.toml")
        other = Played().plays("sesv2", known(True), unknown)
        self.told(doctor.sender, other, doctor.READY, "no-reply@firm.test is verified")
        ours = Played().plays("sesv2", unknown, known(False)).plays("cloudformation", a_resource("SenderDomain", "firm.test"))
        self.told(doctor.sender, ours, doctor.LATER, "firm.test is known", "DkimAttributes.Tokens")
        self.told(doctor.sender, Played().plays("sesv2", unknown, unknown), doctor.LATER, "the stack asks SES to")
        mailbox = Played(SenderIdentity="address").plays("sesv2", unknown, unknown)
        self.told(doctor.sender, mailbox, doctor.LATER, "no-reply@firm.test is not verified yet: the stack asks SES to, which mails it a link")
        there = Played(SenderIdentity="there-already").plays("sesv2", unknown, known(True))
        self.told(doctor.sender, there, doctor.READY, "firm.test is verified")
        there = Played(SenderIdentity="there-already").plays("sesv2", unknown, unknown)
        self.told(doctor.sender, there, doctor.MISSING, "there-already", "create-email-identity --region eu-west-1 --email-identity firm.test")

    def test_an_identity_that_the_stack_would_make_a_second_time(self):
        unknown = ("get_email_identity", "NotFoundException", "no such identity")
        known = ("get_email_identity", {"VerifiedForSendingStatus": True})
        no_stack = ("describe_stack_resource", "ValidationError", "Stack 'vestibule-dev' does not exist")
        stage = Played().plays("sesv2", unknown, known).plays("cloudformation", no_stack)
        self.told(doctor.sender, stage, doctor.MISSING, "SES has firm.test already", "SenderIdentity=there-already")
        # The stack exists and verifies the mailbox; the domain belongs to somebody else.
        stage = Played(SenderIdentity="address").plays("sesv2", unknown, known)
        self.told(doctor.sender, stage, doctor.READY, "firm.test is verified")
        stage = Played(SenderIdentity="address").plays("sesv2", known, known).plays("cloudformation", no_stack)
        self.told(doctor.sender, stage, doctor.MISSING, "SES has no-reply@firm.test already", "there-already")

    def test_cloudfront_limits_that_no_api_shows(self):
        none = {"DistributionList": {"Marker": "", "MaxItems": 1, "IsTruncated": False, "Quantity": 0}}
        stage = Played().plays("cloudformation", NO_STACK).plays("cloudfront", ("list_distributions", none))
        self.told(doctor.front, stage, doctor.LATER, "no CloudFront distribution yet", "Support Center")
        some = {"DistributionList": none["DistributionList"] | {"Quantity": 1}}
        stage = Played().plays("cloudformation", NO_STACK).plays("cloudfront", ("list_distributions", some))
        self.assertEqual(list(doctor.front(stage)), [])
        self.assertEqual(list(doctor.front(Played().plays("cloudformation", a_stack("CREATE_COMPLETE")))), [])

    def test_prod_without_a_firewall(self):
        def prod(**parameters):
            stage = Played(**parameters)
            object.__setattr__(stage, "name", "prod")
            return stage

        self.told(doctor.firewall, prod(), doctor.LATER, "no firewall", "infra/waf.yaml")
        self.assertEqual(list(doctor.firewall(prod(WebAclArn="arn"))), [])
        self.assertEqual(list(doctor.firewall(Played())), [])

    def test_an_account_that_is_not_the_stages(self):
        def signed_in(account):
            stage = Played().plays("sts", IDENTITY)
            object.__setattr__(stage, "account", account)
            return stage

        self.told(doctor.credentials, signed_in(""), doctor.LATER, "nothing ties dev", 'account = "123456789012"')
        self.told(doctor.credentials, signed_in("123456789012"), doctor.READY, "account 123456789012")
        found = doctor.examine(signed_in("999999999999"))
        self.assertEqual([each.state for each in found], [doctor.MISSING])
        self.assertIn("belongs to account 999999999999, and this shell is signed in to 123456789012", found[0].what)

    def test_a_region_without_texts(self):
        stage = Played().plays(
            "sns",
            ("get_sms_sandbox_account_status", {"IsInSandbox": False}),
            ("get_sms_attributes", {"attributes": {}}),
        )
        object.__setattr__(stage, "region", "ap-east-1")
        self.told(doctor.texts, stage, doctor.LATER, "ap-east-1 is not on AWS's list", "eu-west-1")

    def test_texts(self):
        def told(sandbox, **attributes):
            return Played().plays(
                "sns",
                ("get_sms_sandbox_account_status", {"IsInSandbox": sandbox}),
                ("get_sms_attributes", {"attributes": attributes}),
            )

        role = {"DeliveryStatusIAMRole": "arn:aws:iam::123456789012:role/x", "DeliveryStatusSuccessSamplingRate": "100"}
        self.told(doctor.texts, told(True, **role), doctor.LATER, "sandbox", "create-sms-sandbox-phone-number")
        self.told(doctor.texts, told(False, **role), doctor.LATER, "1 USD may be spent", "make account ENV=dev SMS_USD=50")
        self.told(doctor.texts, told(False, MonthlySpendLimit="50", **role), doctor.READY, "50 USD")
        self.told(doctor.texts, told(False, MonthlySpendLimit="50"), doctor.MISSING, "does not report", "make account")
        self.told(doctor.texts, told(False, MonthlySpendLimit="50", **(role | {"DeliveryStatusSuccessSamplingRate": "0"})), doctor.MISSING, "does not report")

    def test_the_domain(self):
        def certified(status, *names):
            certificate = {"Certificate": {"Status": status, "DomainName": names[0], "SubjectAlternativeNames": list(names)}}
            stage = Played(Domain="portal.firm.test", CertificateArn=ARN)
            return stage.plays("acm", ("describe_certificate", certificate))

        self.told(doctor.domain, Played(), doctor.LATER, "no Domain", "CertificateArn")
        self.told(doctor.domain, Played(Domain="portal.firm.test"), doctor.MISSING, "no certificate", "--region us-east-1")
        self.told(doctor.domain, certified("PENDING_VALIDATION", "portal.firm.test"), doctor.MISSING, "PENDING_VALIDATION", "DomainValidationOptions")
        self.told(doctor.domain, certified("ISSUED", "other.test"), doctor.MISSING, "for other.test, not for portal.firm.test")
        self.told(doctor.domain, certified("ISSUED", "firm.test", "*.firm.test"), doctor.READY, "has its certificate")

    def test_alarms(self):
        self.told(doctor.alarms, Played(), doctor.LATER, "no AlarmEmail")
        self.told(doctor.alarms, Played(AlarmEmail="ops@firm.test"), doctor.READY, "ops@firm.test")


class Config(unittest.TestCase):
    def test_a_stage_as_written_and_as_sam_saves_it(self):
        dev = Stage.read("dev", CONFIG)
        self.assertEqual((dev.stack, dev.region, dev.sender), ("vestibule-dev", REGION, "no-reply@firm.test"))
        saved = Stage.read("saved", CONFIG)
        self.assertEqual(saved.parameters, {"Stage": "prod", "AlarmEmail": "ops@firm.test"})
        with self.assertRaisesRegex(SystemExit, "no stage 'none'; it has dev, saved"):
            Stage.read("none", CONFIG)

    def test_our_configuration_names_only_existing_stages_and_parameters(self):
        declared = (Path(__file__).parent.parent / "template.yaml").read_text(encoding="utf-8")
        for name in ("dev", "staging", "prod"):
            stage = Stage.read(name)
            self.assertEqual((stage.stack, stage.parameters["Stage"]), (f"vestibule-{name}", name))
            for parameter in stage.parameters:
                self.assertIn(f"\n  {parameter}:\n", declared)
            self.assertNotIn("OriginSecret", stage.parameters)

    def test_the_settings_of_sns(self):
        told = account.settings("arn:role", 50, "Harbour")
        self.assertEqual((told["MonthlySpendLimit"], told["DefaultSenderID"], told["DefaultSMSType"]), ("50", "Harbour", "Transactional"))
        self.assertNotIn("MonthlySpendLimit", account.settings("arn:role", None, None))
        self.assertEqual(ACCOUNT_STACK, "vestibule-account")


class Pages(unittest.TestCase):
    TEXT = "# x\nassets/*.js | text/javascript | public, immutable\n*.svg | image/svg+xml | no-cache\n*.html | text/html | no-cache\n"

    def test_parts_come_before_pages_and_unnamed_files_stay(self):
        names = ["index.html", "assets/a.1.js", "assets/deep/b.js", "icon.svg", "secret.env", "assets/x.html"]
        planned = [name for name, _ in pages.planned(names, pages.kinds(self.TEXT))]
        self.assertEqual(planned, ["assets/a.1.js", "icon.svg", "index.html"])

    def test_only_changed_files_are_uploaded_and_only_stale_ones_invalidated(self):
        with TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
            (Path(folder) / "assets").mkdir()
            (Path(folder) / "assets/a.js").write_text("1")
            (Path(folder) / "index.html").write_text("2")
            (Path(folder) / "icon.svg").write_text("3")
            client = boto3.client("s3", region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test")
            stubber = stack.enter_context(Stubber(client))
            for name in ("assets/a.js", "icon.svg"):
                stubber.add_client_error("head_object", "404", http_status_code=404, expected_params={"Bucket": "b", "Key": name})
                stubber.add_response("put_object", {})
            digest = "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"
            there = {"Metadata": {"sha256": digest}, "ContentType": "text/html", "CacheControl": "no-cache"}
            stubber.add_response("head_object", there, {"Bucket": "b", "Key": "index.html"})
            self.assertEqual(pages.upload(client, "b", folder, self.TEXT), ["icon.svg"])
            stubber.assert_no_pending_responses()

    def test_nothing_changed_costs_no_invalidation(self):
        self.assertIsNone(pages.invalidate(None, "E1", []))


if __name__ == "__main__":
    unittest.main()
