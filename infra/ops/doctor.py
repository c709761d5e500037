"""Lists what an account lacks before a stage can be deployed and used, each with the command that fixes it:
`make doctor ENV=dev`. It only reads."""

import argparse
import sys
from dataclasses import dataclass

from botocore.exceptions import BotoCoreError, ClientError

from stage import ACCOUNT_STACK, Stage, Stop, counted, described, exists, physical, right_lacking, signed_in

READY, LATER, MISSING = "ready", "later", "missing"
MARKS = {READY: "  ok  ", LATER: " later", MISSING: " LACKS"}
# The number of functions with reserved concurrency, and what must be left to all others.
HASHING_FUNCTIONS = 5
LEFT_TO_OTHERS = 100
# The states of a stack whose creation failed.
NEVER_WHOLE = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED")
# How many stacks can read one log: CloudWatch's own limit.
READERS_OF_A_LOG = 2
# The AWS CLI's waiter for a stack in this state; otherwise that of updates.
ENDS_AS = {
    "CREATE_IN_PROGRESS": "create",
    "ROLLBACK_IN_PROGRESS": "create",
    "DELETE_IN_PROGRESS": "delete",
    "UPDATE_ROLLBACK_IN_PROGRESS": "rollback",
    "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS": "rollback",
}
# The regions from which SNS sends texts: "Supported Regions and countries" of its developer guide, as of 2025.
TEXT_REGIONS = {
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "us-gov-east-1", "us-gov-west-1", "ca-central-1", "ca-west-1", "sa-east-1"),
    *("eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"),
    *("ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2"),
    *("ap-southeast-3", "ap-southeast-4", "af-south-1", "il-central-1", "me-central-1", "me-south-1"),
}


@dataclass(frozen=True)
class Finding:
    """One finding. Ready; later: it works for trials; missing: it stops a deployment."""

    state: str
    what: str
    command: str = ""


def credentials(stage):
    """The account of the credentials, and whether the stage belongs to it."""
    try:
        number = signed_in(stage)
    except Stop as stop:
        yield Finding(MISSING, stop.what, stop.command)
        return
    yield Finding(READY, f"account {number}, region {stage.region}")
    if not stage.account:
        yield Finding(
            LATER,
            f"nothing ties {stage.name} to this account: another shell could deploy it elsewhere",
            f'samconfig.toml, [{stage.name}.vestibule.parameters]: account = "{number}"',
        )


def stack(stage):
    """Whether the stack can be deployed."""
    formation = stage.client("cloudformation")
    found = described(formation, stage.stack)
    status = found["StackStatus"] if found else None
    at = f"--region {stage.region} --stack-name {stage.stack}"
    if status in NEVER_WHOLE:
        command = f"aws cloudformation delete-stack {at}"
        table = physical(formation, stage.stack, "Table") if status != "ROLLBACK_COMPLETE" else None
        if table:
            # A rollback cannot delete a table under deletion protection.
            command = (
                f"once nothing in it is needed: aws dynamodb update-table --region {stage.region} --table-name {table} "
                f"--no-deletion-protection-enabled, then {command}"
            )
        yield Finding(MISSING, f"{stage.stack} is {status}: it was never whole, and can only be deleted", command)
    elif status == "UPDATE_ROLLBACK_FAILED":
        yield Finding(
            MISSING,
            f"{stage.stack} is {status}: it could not go back from a failed deployment",
            f"aws cloudformation describe-stack-events {at} for the cause; once that is gone: aws cloudformation continue-update-rollback {at}",
        )
    elif status == "REVIEW_IN_PROGRESS":
        yield Finding(READY, f"{stage.stack} was reviewed and not made yet; it will be made")
    elif status and status.endswith("_IN_PROGRESS"):
        waiter = f"stack-{ENDS_AS.get(status, 'update')}-complete"
        yield Finding(MISSING, f"{stage.stack} is {status}: wait for it", f"aws cloudformation wait {waiter} {at}")
    else:
        yield Finding(READY, f"{stage.stack} {'is ' + status if status else 'is not there yet, and will be made'}")


def account(stage):
    """The stack that all stacks of an account and region share."""
    found = described(stage.client("cloudformation"), ACCOUNT_STACK)
    if found is None:
        yield Finding(MISSING, "the logs of texts, which belong to the account, are not there", f"make account ENV={stage.name}")
        return
    if found["StackStatus"] in NEVER_WHOLE:
        yield Finding(
            MISSING,
            f"{ACCOUNT_STACK} is {found['StackStatus']}: it was never whole, and can only be deleted",
            f"aws cloudformation delete-stack --region {stage.region} --stack-name {ACCOUNT_STACK}, then make account ENV={stage.name}",
        )
        return
    yield Finding(READY, "the logs of texts are there")
    logs = stage.client("logs")
    number = stage.client("sts").get_caller_identity()["Account"]
    group = f"sns/{stage.region}/{number}/DirectPublishToPhoneNumber"
    readers = [each["destinationArn"] for each in logs.describe_subscription_filters(logGroupName=group)["subscriptionFilters"]]
    others = [reader for reader in readers if f":{stage.stack}-" not in reader]
    if len(others) >= READERS_OF_A_LOG:
        yield Finding(
            MISSING,
            f"{len(others)} stacks read the logs of texts already, and a log has no more readers than that",
            "deploy to another account or region, or delete one of: " + ", ".join(others),
        )


def concurrency(stage):
    """The limit of concurrent functions."""
    settings = stage.client("lambda").get_account_settings()["AccountLimit"]
    limit, free = settings["ConcurrentExecutions"], settings["UnreservedConcurrentExecutions"]
    raised = (
        f"aws service-quotas request-service-quota-increase --region {stage.region} "
        "--service-code lambda --quota-code L-B99A9384 --desired-value 1000"
    )
    reserved = int(stage.parameters.get("HashingConcurrency", "0"))
    if reserved and free - HASHING_FUNCTIONS * reserved < LEFT_TO_OTHERS:
        yield Finding(
            MISSING,
            f"HashingConcurrency={reserved} reserves {HASHING_FUNCTIONS * reserved} of {free} concurrent functions, and {LEFT_TO_OTHERS} must be left",
            raised + ", or HashingConcurrency=0",
        )
    elif limit < LEFT_TO_OTHERS:
        yield Finding(LATER, f"no more than {limit} functions run at once: enough to try it out, not for a firm", raised)
    else:
        yield Finding(READY, f"{limit} functions may run at once")


def mail(stage):
    """Whether mails are sent, and to whom."""
    ses = stage.client("sesv2")
    told = ses.get_account()
    if not told["SendingEnabled"]:
        yield Finding(MISSING, "SES has stopped this account's mails", f"aws sesv2 get-account --region {stage.region}, and answer the case that it names")
    elif not told["ProductionAccessEnabled"]:
        yield Finding(
            LATER,
            "SES is in its sandbox: mails go to verified addresses only",
            f"aws sesv2 put-account-details --region {stage.region} --production-access-enabled --mail-type TRANSACTIONAL "
            f"--website-url https://{stage.domain or 'portal.example.com'} "
            "--use-case-description 'Invitations and notices to the clients of a financial advice firm; bounces and complaints are handled.'",
        )
    else:
        yield Finding(READY, "SES sends to anybody")


def sender(stage):
    """Whether the sender address is verified, and who owns the identity."""
    if not stage.sender or stage.sender.endswith("example.com"):
        yield Finding(MISSING, "SenderAddress is still the example's", f"samconfig.toml, [{stage.name}.deploy.parameters]")
        return
    ses, domain = stage.client("sesv2"), stage.sender.split("@")[1]
    choice = stage.parameters.get("SenderIdentity", "domain")
    verified = {name: state for name in (stage.sender, domain) if (state := verification(ses, name)) is not None}
    makes = {"domain": ("SenderDomain", domain), "address": ("SenderMailbox", stage.sender)}.get(choice)
    if makes and makes[1] in verified and physical(stage.client("cloudformation"), stage.stack, makes[0]) is None:
        # CloudFormation would create it, and fail: it exists from another stack, an earlier try, or by hand.
        yield Finding(
            MISSING,
            f"SES has {makes[1]} already, and {stage.stack} would try to make it",
            f"samconfig.toml, [{stage.name}.deploy.parameters]: SenderIdentity=there-already",
        )
        return
    for identity, state in verified.items():
        if state:
            yield Finding(READY, f"{identity} is verified")
        else:
            yield Finding(
                LATER,
                f"{identity} is known to SES, and not verified: its DNS records, or the mail to it, wait",
                f"aws sesv2 get-email-identity --region {stage.region} --email-identity {identity} --query DkimAttributes.Tokens",
            )
        return
    if choice == "there-already":
        yield Finding(
            MISSING,
            f"SES does not know {domain}, and SenderIdentity=there-already",
            f"aws sesv2 create-email-identity --region {stage.region} --email-identity {domain}",
        )
    elif choice == "address":
        yield Finding(LATER, f"{stage.sender} is not verified yet: the stack asks SES to, which mails it a link to confirm")
    else:
        yield Finding(LATER, f"{domain} is not verified yet: the stack asks SES to, and its outputs SenderRecord1 to 5 are the DNS records")


def verification(ses, identity):
    """Whether SES has verified an identity; None if it does not know it."""
    try:
        return ses.get_email_identity(EmailIdentity=identity)["VerifiedForSendingStatus"]
    except ses.exceptions.NotFoundException:
        return None


def texts(stage):
    """Whether texts are sent, to whom, and the spending limit."""
    if stage.region not in TEXT_REGIONS:
        yield Finding(
            LATER,
            f"{stage.region} is not on AWS's list of regions that send texts: SNS may refuse every number there as invalid",
            "AWS's list 'Supported Regions and countries' for SMS; a region that is on it, such as eu-west-1",
        )
    sns = stage.client("sns")
    if sns.get_sms_sandbox_account_status()["IsInSandbox"]:
        yield Finding(
            LATER,
            "texts are in their sandbox: they go to ten verified numbers only",
            f"to try: aws sns create-sms-sandbox-phone-number --region {stage.region} --phone-number +44…; "
            "to leave it: a service quota request 'SNS Text Messaging, exit sandbox' in the Support Center",
        )
    else:
        yield Finding(READY, "texts go to any number")
    told = sns.get_sms_attributes()["attributes"]
    set_up = f"make account ENV={stage.name}"
    limit, alarm = float(told.get("MonthlySpendLimit", "1")), float(stage.parameters.get("SmsAlarmUsd", "40"))
    if limit <= alarm:
        yield Finding(
            LATER,
            f"{limit:g} USD may be spent on texts in a month, and the alarm at {alarm:g} USD would come too late",
            f"{set_up} SMS_USD=50; more than the account's quota (1 USD at first) is requested in the Support Center beforehand",
        )
    else:
        yield Finding(READY, f"{limit:g} USD may be spent on texts in a month")
    if not told.get("DeliveryStatusIAMRole") or told.get("DeliveryStatusSuccessSamplingRate") != "100":
        yield Finding(MISSING, "SNS does not report what becomes of texts", set_up)


def domain(stage):
    """The domain and its certificate."""
    if not stage.domain:
        yield Finding(
            LATER,
            "no Domain: people would meet it under CloudFront's name, and lose their passkeys with it",
            f"samconfig.toml, [{stage.name}.deploy.parameters]: Domain and CertificateArn",
        )
        return
    arn = stage.parameters.get("CertificateArn", "")
    if not arn:
        yield Finding(
            MISSING,
            f"no certificate for {stage.domain}",
            f"aws acm request-certificate --region us-east-1 --validation-method DNS --domain-name {stage.domain}",
        )
        return
    certificate = stage.client("acm", "us-east-1").describe_certificate(CertificateArn=arn)["Certificate"]
    names = sorted({certificate["DomainName"], *certificate.get("SubjectAlternativeNames", [])})
    wildcard = "*." + stage.domain.split(".", 1)[1]
    if certificate["Status"] != "ISSUED":
        yield Finding(
            MISSING,
            f"the certificate is {certificate['Status']}: its DNS records wait",
            f"aws acm describe-certificate --region us-east-1 --certificate-arn {arn} --query Certificate.DomainValidationOptions",
        )
    elif stage.domain not in names and wildcard not in names:
        yield Finding(MISSING, f"the certificate is for {', '.join(names)}, not for {stage.domain}", "samconfig.toml: CertificateArn")
    else:
        yield Finding(READY, f"{stage.domain} has its certificate")


def front(stage):
    """Whether CloudFront accepts a distribution from this account, as far as an API shows it."""
    if exists(described(stage.client("cloudformation"), stage.stack)):
        return
    listed = stage.client("cloudfront").list_distributions(MaxItems="1")["DistributionList"]
    if not listed.get("Quantity"):
        yield Finding(
            LATER,
            "this account has no CloudFront distribution yet. AWS refuses the first one of some young accounts ('Your account must be "
            "verified before you can add new CloudFront resources'), and no API says so beforehand",
            "if the deployment fails with that sentence: Support Center, 'Account and billing', ask for CloudFront to be enabled",
        )


def firewall(stage):
    """Whether a stage that people use has a firewall."""
    if stage.name == "prod" and not stage.parameters.get("WebAclArn"):
        yield Finding(LATER, "no firewall before the front", "infra/waf.yaml in us-east-1, then WebAclArn in samconfig.toml")


def alarms(stage):
    """Whether anybody is notified of alarms."""
    if stage.parameters.get("AlarmEmail"):
        yield Finding(READY, f"alarms are mailed to {stage.parameters['AlarmEmail']}, once the link in the mail from SNS is confirmed")
    else:
        yield Finding(LATER, "no AlarmEmail: alarms only show in CloudWatch", f"samconfig.toml, [{stage.name}.deploy.parameters]")


CHECKS = [stack, account, concurrency, mail, sender, texts, domain, front, firewall, alarms]


def examine(stage):
    """All findings. Without credentials there is only one; each refused call is one too."""
    found = list(credentials(stage))
    if found[0].state == MISSING:
        return found
    for check in CHECKS:
        try:
            found += check(stage)
        except (BotoCoreError, ClientError) as fault:
            found.append(Finding(MISSING, f"{check.__name__}: {fault}", right_lacking(fault)))
    return found


def printed(found):
    """Prints findings with what to do about each. Returns how many stop a deployment."""
    for finding in found:
        print(f"{MARKS[finding.state]}  {finding.what}")
        if finding.command and finding.state != READY:
            print(f"        → {finding.command}")
    return sum(finding.state == MISSING for finding in found)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("stage")
    stage = Stage.read(arguments.parse_args().stage)
    lacks = printed(examine(stage))
    print(f"\n{counted(lacks, 'thing')} stop{'s' if lacks == 1 else ''} you." if lacks else f"\nReady: make deploy ENV={stage.name}")
    return 1 if lacks else 0


if __name__ == "__main__":
    sys.exit(main())
