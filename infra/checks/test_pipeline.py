"""infra/pipeline.yaml against the needs of a deployment: the role can create, change and delete each type of
resource in our templates, and nothing else."""

import copy
import json
import re
import unittest
from collections import defaultdict
from fnmatch import fnmatchcase

import boto3
from botocore import xform_name

import handlers
import policies
import template
from policies import Request, is_allowed, listed

REGION, ACCOUNT, STAGE, STACK = "eu-west-1", "111122223333", "staging", "vestibule-staging"
GIVEN = {"Stage": STAGE, "Repository": "harbour/vestibule", "HostedZoneId": "Z123", "FirstDeployment": "yes"}
CEILING = f"arn:aws:iam::{ACCOUNT}:policy/vestibule-pipeline-{STAGE}-ceiling"
# The API Gateway's and CloudFront's handlers ask for these, and AWS's list of actions lacks them. May only shrink.
UNLISTED = {"apigateway:TagResource", "apigateway:UntagResource", "cloudfront:CreateDistributionWithTags"}
# Actions that could be limited to resources and are limited by a condition instead. May only shrink.
LIMITED_BY_CONDITION = {"lambda:DeleteEventSourceMapping", "lambda:UpdateEventSourceMapping"}
# Actions that may read all stacks. May only shrink.
READ_OF_ALL = {"cloudwatch:DescribeAlarms"}
# Only for the ceiling: it allows these on everything, and a role's own policies limit them.
CEILING_ONLY = {"backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:DescribeBackupVault", "ses:GetEmailIdentity", "ses:SendEmail", "sns:Publish"}
# Rights that no handler needs. May only shrink.
NO_HANDLER_NEEDS = {}
# Commands for people with more rights than deploying, each with its reason.
NOT_DEPLOYING = {
    "account.py": "sets up what belongs to the account and region",
    "reports.py": "reads and removes reports that could not be recorded, which hold addresses",
    "restore.py": "restores the table, and reads it",
}
# Names that differ between IAM and the API.
CALLED = {"s3:HeadObject": "s3:GetObject", "s3:ListObjectsV2": "s3:ListBucket", "lambda:Invoke": "lambda:InvokeFunction"}
MOST_LETTERS, MOST_POLICIES = 6144, 10

ARNS = {
    "AWS::ApiGatewayV2::Api": ["apigateway:{region}::/apis", "apigateway:{region}::/apis/a1b2c3", "apigateway:{region}::/apis/a1b2c3/routes/r1", "apigateway:{region}::/tags/arn"],
    "AWS::ApiGatewayV2::Stage": ["apigateway:{region}::/apis/a1b2c3/stages", "apigateway:{region}::/apis/a1b2c3/stages/$default"],
    "AWS::Backup::BackupPlan": ["backup:{region}:{account}:backup-plan:1"],
    "AWS::Backup::BackupSelection": ["backup:{region}:{account}:backup-plan:1"],
    "AWS::Backup::BackupVault": ["backup:{region}:{account}:backup-vault:{stack}-{region}"],
    "AWS::Budgets::Budget": ["budgets::{account}:budget/{stack}-{region}"],
    "AWS::CertificateManager::Certificate": ["acm:us-east-1:{account}:certificate/1"],
    "AWS::CloudFront::Distribution": ["cloudfront::{account}:distribution/E1"],
    "AWS::CloudFront::Function": ["cloudfront::{account}:function/{stack}-choose-page"],
    "AWS::CloudFront::OriginAccessControl": ["cloudfront::{account}:origin-access-control/E1"],
    "AWS::CloudFront::OriginRequestPolicy": ["cloudfront::{account}:origin-request-policy/1"],
    "AWS::CloudFront::ResponseHeadersPolicy": ["cloudfront::{account}:response-headers-policy/1"],
    "AWS::CloudWatch::Alarm": ["cloudwatch:{region}:{account}:alarm:{stack}-{id}-X1"],
    "AWS::CloudWatch::Dashboard": ["cloudwatch::{account}:dashboard/{stack}-{region}"],
    "AWS::DynamoDB::Table": ["dynamodb:{region}:{account}:table/{stack}-{id}-X1"],
    "AWS::Events::EventBus": ["events:{region}:{account}:event-bus/{stack}-outbox"],
    "AWS::Events::Rule": ["events:{region}:{account}:rule/{stack}-outbox/{stack}-{id}-X1", "events:{region}:{account}:rule/{stack}-{id}-X1"],
    "AWS::IAM::ManagedPolicy": ["iam::{account}:policy/{stack}-{id}-X1"],
    "AWS::IAM::Role": ["iam::{account}:role/{stack}-{id}-X1", "iam::{account}:role/vestibule-account-{id}-X1"],
    "AWS::KMS::Key": ["kms:{region}:{account}:key/{id}"],
    "AWS::Lambda::EventInvokeConfig": ["lambda:{region}:{account}:function:{stack}-{id}-X1"],
    "AWS::Lambda::EventSourceMapping": ["lambda:{region}:{account}:event-source-mapping:1"],
    "AWS::Lambda::Function": ["lambda:{region}:{account}:function:{stack}-{id}-X1"],
    "AWS::Lambda::Permission": ["lambda:{region}:{account}:function:{stack}-{id}-X1"],
    "AWS::Logs::LogGroup": ["logs:{region}:{account}:log-group:/vestibule/{stack}", "logs:{region}:{account}:log-group:sns/{region}/{account}/DirectPublishToPhoneNumber"],
    "AWS::Logs::MetricFilter": ["logs:{region}:{account}:log-group:/vestibule/{stack}"],
    "AWS::Logs::SubscriptionFilter": ["logs:{region}:{account}:log-group:sns/{region}/{account}/DirectPublishToPhoneNumber/Failure"],
    "AWS::Pipes::Pipe": ["pipes:{region}:{account}:pipe/{stack}-outbox"],
    "AWS::S3::Bucket": ["s3:::{stack}-pages-x1"],
    "AWS::S3::BucketPolicy": ["s3:::{stack}-pages-x1"],
    "AWS::SES::ConfigurationSet": ["ses:{region}:{account}:configuration-set/{stack}"],
    "AWS::SES::ConfigurationSetEventDestination": ["ses:{region}:{account}:configuration-set/{stack}"],
    "AWS::SES::EmailIdentity": ["ses:{region}:{account}:identity/portal.example.com"],
    "AWS::SNS::Subscription": ["sns:{region}:{account}:{stack}-{id}-X1"],
    "AWS::SNS::Topic": ["sns:{region}:{account}:{stack}-{id}-X1"],
    "AWS::SNS::TopicPolicy": ["sns:{region}:{account}:{stack}-{id}-X1"],
    "AWS::SQS::Queue": ["sqs:{region}:{account}:{stack}-{id}-X1"],
    "AWS::SQS::QueuePolicy": ["sqs:{region}:{account}:{stack}-{id}-X1"],
    "AWS::Scheduler::Schedule": ["scheduler:{region}:{account}:schedule/default/{stack}-keep-dates"],
    "AWS::WAFv2::WebACL": ["wafv2:us-east-1:{account}:global/webacl/{stack}-edge-firewall/1", "wafv2:us-east-1:{account}:global/managedruleset/AWS/X"],
}
# Types whose handlers act on other resources too.
ELSEWHERE = {
    ("AWS::Backup::BackupSelection", "iam:GetRole"): "iam::{account}:role/{stack}-BackupRole-X1",
    **{("AWS::Backup::BackupVault", f"kms:{each}"): "kms:{region}:{account}:key/BackupKey" for each in ("CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKey", "RetireGrant")},
    ("AWS::Budgets::Budget", "billing:GetBillingViewData"): "billing::{account}:billingview/primary",
    ("AWS::CertificateManager::Certificate", "route53:ChangeResourceRecordSets"): "route53:::hostedzone/Z123",
    ("AWS::CloudFront::Distribution", "wafv2:GetWebACL"): "wafv2:us-east-1:{account}:global/webacl/{stack}-edge-firewall/1",
    ("AWS::Lambda::Function", "s3:GetObject"): "s3:::aws-sam-cli-managed-default-samclisourcebucket-x1/{stack}/1",
}
PASSED_TO = {
    "AWS::Backup::BackupPlan": "backup.amazonaws.com",
    "AWS::Backup::BackupSelection": "backup.amazonaws.com",
    "AWS::Lambda::Function": "lambda.amazonaws.com",
    "AWS::Pipes::Pipe": "pipes.amazonaws.com",
    "AWS::Scheduler::Schedule": "scheduler.amazonaws.com",
}


def filled(form, id="Thing", stack=STACK):
    """An ARN of ours, as AWS would name a resource of the stack."""
    return "arn:aws:" + form.format(region=REGION, account=ACCOUNT, stack=stack, id=id)


class Resolved:
    """A template with its parameters given and its conditions decided."""

    def __init__(self, source, given, ref, attribute):
        self.source, self.ref, self.attribute = source, ref, attribute
        defaults = {name: each.get("Default") for name, each in source.get("Parameters", {}).items()}
        pseudo = {"AWS::Partition": "aws", "AWS::Region": REGION, "AWS::AccountId": ACCOUNT, "AWS::StackName": STACK, "AWS::URLSuffix": "amazonaws.com"}
        self.known = {**defaults, **pseudo, **given}

    def condition(self, node):
        """Whether a condition holds."""
        if isinstance(node, str):
            return self.condition(self.source["Conditions"][node])
        [(kind, said)] = node.items()
        if kind == "Condition":
            return self.condition(said)
        if kind == "Fn::Equals":
            return str(self.value(said[0])) == str(self.value(said[1]))
        if kind == "Fn::Not":
            return not self.condition(said[0])
        if kind in ("Fn::And", "Fn::Or"):
            return (all if kind == "Fn::And" else any)(map(self.condition, said))
        raise ValueError(f"{kind} is not resolved here")

    def name(self, name, local=()):
        """The value of a name in a text."""
        if name in local:
            return str(self.value(local[name]))
        if name in self.known:
            return str(self.known[name])
        id, _, attribute = name.partition(".")
        return self.attribute(id, attribute) if attribute else self.ref(id)

    def value(self, node):
        """The value of a part of the template; None for AWS::NoValue."""
        if isinstance(node, list):
            return [each for each in map(self.value, node) if each is not None]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            [(kind, said)] = node.items()
            if kind == "Ref":
                return None if said == "AWS::NoValue" else self.name(said)
            if kind == "Fn::GetAtt":
                return self.attribute(said[0], ".".join(said[1:]))
            if kind == "Fn::If":
                return self.value(said[1] if self.condition(said[0]) else said[2])
            if kind == "Fn::Sub":
                text, local = (said, {}) if isinstance(said, str) else said
                return re.sub(r"\$\{([^}]+)\}", lambda found: self.name(found[1], local), text)
            if kind.startswith("Fn::"):
                raise ValueError(f"{kind} is not resolved here")
        return {key: self.value(each) for key, each in node.items()}


def pipeline(**given):
    """The pipeline's resources, with these parameters."""
    source = template.read(template.INFRA / "pipeline.yaml")

    def named(id):
        resource = source["Resources"][id]
        kind = {"AWS::IAM::ManagedPolicy": "policy", "AWS::IAM::Role": "role"}.get(resource["Type"])
        if kind is None:
            return f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"
        return f"arn:aws:iam::{ACCOUNT}:{kind}/" + resolved.value(resource["Properties"]["RoleName" if kind == "role" else "ManagedPolicyName"])

    resolved = Resolved(source, {**GIVEN, **given}, named, lambda id, attribute: named(id))
    there = {id: each for id, each in source["Resources"].items() if "Condition" not in each or resolved.condition(each["Condition"])}
    return {id: resolved.value(each["Properties"]) for id, each in there.items()}


def documents(resources, role):
    """The policies of one of the pipeline's roles."""
    arns = resources[role]["ManagedPolicyArns"]
    return [
        each["PolicyDocument"]
        for each in resources.values()
        if "ManagedPolicyName" in each and f"arn:aws:iam::{ACCOUNT}:policy/{each['ManagedPolicyName']}" in arns
    ]


def operations(service):
    """The actions of a service, by the names of boto3's methods."""
    model = boto3.client(service, region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test").meta.service_model
    prefix = {"monitoring": "cloudwatch"}.get(model.signing_name, model.signing_name)
    return {xform_name(name): CALLED.get(f"{prefix}:{name}", f"{prefix}:{name}") for name in model.operation_names}


def asked_by(text):
    """The actions that a command's source may call: methods and paginators of the services that it names. Stacks are
    handed from one file to the other, so CloudFormation counts everywhere."""
    services = {"cloudformation", *re.findall(r'client\("([a-z0-9-]+)"', text)}
    named = set(re.findall(r"\.([a-z0-9_]+)\(", text)) | set(re.findall(r'get_paginator\("([a-z0-9_]+)"\)', text))
    return {action for service in services for method, action in operations(service).items() if method in named}


def with_properties(source):
    """What a plain template declares, by type."""
    found = defaultdict(list)
    for each in source["Resources"].values():
        found[each["Type"]].append(each)
    return found


class Pipeline(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.actions = handlers.known_actions()
        cls.resources = pipeline()
        cls.execution = documents(cls.resources, "ExecutionRole")
        cls.later = documents(pipeline(FirstDeployment="no"), "ExecutionRole")
        cls.deploy = documents(cls.resources, "DeployRole")
        cls.ceiling = [cls.resources["Ceiling"]["PolicyDocument"]]
        cls.outcome = template.transformed(template.read())
        cls.account = template.read(template.INFRA / "account.yaml")
        cls.types = defaultdict(list)
        for source in (cls.outcome, cls.account, template.read(template.INFRA / "waf.yaml")):
            for kind, resources in with_properties(source).items():
                cls.types[kind] += resources

    # ---- what the role must be able to do

    def requests(self, kind, handler, action):
        """The calls that a handler makes for an action."""
        # A resource has no tag yet while it is created.
        context = {
            "aws:RequestedRegion": "us-east-1" if kind == "AWS::CertificateManager::Certificate" else REGION,
            "aws:ResourceAccount": ACCOUNT,
            "iam:PermissionsBoundary": CEILING,
            "iam:PolicyARN": filled(ARNS["AWS::IAM::ManagedPolicy"][0]),
            "iam:PassedToService": PASSED_TO.get(kind),
            "lambda:FunctionArn": filled(ARNS["AWS::Lambda::Function"][0]),
        }
        # The vault's key exists before the vault, and AWS Backup uses it.
        if handler != "create" or kind == "AWS::Backup::BackupVault":
            context["aws:ResourceTag/stage"] = STAGE
        if kind == "AWS::Backup::BackupVault":
            context["kms:ViaService"] = f"backup.{REGION}.amazonaws.com"
        if action == "iam:PassRole":
            return [Request(action, filled(ARNS["AWS::IAM::Role"][0]), context)]
        if (kind, action) in ELSEWHERE:
            return [Request(action, filled(ELSEWHERE[kind, action]), context)]
        if action not in UNLISTED and not self.actions[action.lower()] or action == "cloudfront:CreateDistributionWithTags":
            return [Request(action, "*", context)]
        arns = [filled(form) for form in ARNS[kind]]
        # SAM attaches nothing to the role of the account's stack.
        return [Request(action, arn, context) for arn in arns if not (action == "iam:AttachRolePolicy" and "account" in arn)]

    def lacking(self, granting, types, first=True):
        """CloudFormation's actions that these policies refuse, a line each."""
        found = set()
        for kind, resources in types.items():
            if kind not in ARNS:
                found.add(f"{kind}: no ARN of it is known here")
                continue
            for handler, action in handlers.needed(kind, resources, first):
                if action not in UNLISTED and action.lower() not in self.actions:
                    found.add(f"{kind}: {action} is no action of IAM's")
                    continue
                for request in self.requests(kind, handler, action):
                    if not is_allowed(granting, request):
                        found.add(f"{kind} {handler}: {action} on {request.resource}")
        return sorted(found)

    def test_each_type_can_be_created_changed_and_deleted(self):
        self.assertEqual(self.lacking(self.execution, self.types), [])

    def test_a_right_too_few_is_noticed(self):
        for action in ("sqs:SetQueueAttributes", "iam:PassRole", "s3:PutBucketTagging", "logs:CreateLogDelivery", "lambda:TagResource", "kms:CreateKey"):
            fewer = copy.deepcopy(self.execution)
            for statement in (each for document in fewer for each in document["Statement"] if each["Effect"] == "Allow"):
                statement["Action"] = [each for each in listed(statement["Action"]) if each != action]
            self.assertIn(action, "\n".join(self.lacking(fewer, self.types)))

    def test_a_type_that_is_not_covered_is_noticed(self):
        more = {"AWS::KinesisFirehose::DeliveryStream": [{}], "AWS::Lambda::Function": [{"Properties": {"VpcConfig": {}}}]}
        found = "\n".join(self.lacking(self.execution, more))
        self.assertIn("AWS::KinesisFirehose::DeliveryStream", found)
        self.assertIn("ec2:DescribeSubnets", found)

    def test_there_are_no_excess_rights(self):
        asked = {action.lower() for kind, resources in self.types.items() for _, action in handlers.needed(kind, resources)}
        spare = {action for action in policies.granted(self.execution) if action.lower() not in asked}
        self.assertEqual(spare, set(NO_HANDLER_NEEDS), "no handler asks for these, or the list names what is asked for")

    def test_a_later_deployment_deletes_nothing_that_is_kept(self):
        asked = {action.lower() for kind, resources in self.types.items() for _, action in handlers.needed(kind, resources, first=False)}
        spare = {action for action in policies.granted(self.later) if action.lower() not in asked}
        self.assertEqual(spare, set(NO_HANDLER_NEEDS))
        lacking = [each for each in self.lacking(self.later, self.types, first=False) if not each.startswith("AWS::KMS::Key create")]
        self.assertEqual(lacking, [])

    def test_statements_about_handlers_are_still_true(self):
        """An exception that matches no schema must be removed."""
        for kind, pattern in [*handlers.REFUSED, *((kind, each) for kind, rules in handlers.ONLY_WITH.items() for each, _ in rules)]:
            self.assertTrue(any(fnmatchcase(action, pattern) for _, action in handlers.permissions_of(kind)), f"{kind}: {pattern}")
            self.assertIn(kind, self.types)
        for kind, rules in handlers.ONLY_WITH.items():
            names = set(handlers.names_of_properties(handlers.schema(kind)))
            for _, properties in rules:
                self.assertLessEqual(set(properties), names, kind)

    def test_the_key_of_the_table_is_used_by_its_own_policy(self):
        """Why the role has no kms:Decrypt (handlers.REFUSED): a key's policy may allow it, where no other denies it."""
        said = self.arn_of(self.outcome).value(self.outcome["Resources"]["StorageKey"]["Properties"]["KeyPolicy"])
        through = [{**each} for each in said["Statement"] if each["Principal"] == {"AWS": "*"}]
        for each in through:
            each.pop("Principal")
        key, context = filled(ARNS["AWS::KMS::Key"][0], id="StorageKey"), {"kms:CallerAccount": ACCOUNT, "aws:ResourceTag/stage": STAGE}
        for action in ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:CreateGrant", "kms:DescribeKey"):
            self.may([*self.execution, {"Statement": through}], action, key, **context, **{"kms:ViaService": f"dynamodb.{REGION}.amazonaws.com"})
        for action in ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:CreateGrant"):
            self.refused([*self.execution, {"Statement": through}], action, key, **context)

    # ---- the form of the policies

    def test_each_action_exists_and_matches_its_resources(self):
        for id, each in self.resources.items():
            for statement in each.get("PolicyDocument", {"Statement": []})["Statement"]:
                # The list does not have transforms as resources.
                if statement["Effect"] != "Allow" or statement["Sid"] == "SamTransforms":
                    continue
                for action in listed(statement["Action"]):
                    self.assertNotIn("*", action, id)
                    if action in UNLISTED:
                        continue
                    forms = self.actions[action.lower()]
                    exempt = action in LIMITED_BY_CONDITION or (id == "Ceiling" and action in CEILING_ONLY)
                    if statement["Resource"] == "*":
                        self.assertTrue(not forms or exempt, f"{id}: {action} can be limited to resources")
                        continue
                    # A resource that the action cannot be limited to would allow nothing.
                    shapes = [re.sub(r"\$\{\w+\}", "[^:]*", form) for form in forms]
                    fits = [resource for resource in listed(statement["Resource"]) if any(re.match(shape, resource) for shape in shapes)]
                    self.assertTrue(fits, f"{id}: {action} cannot be limited to {statement['Resource']}")

    def test_the_policies_fit(self):
        for id, each in self.resources.items():
            if "PolicyDocument" in each:
                letters = len(re.sub(r"\s", "", json.dumps(each["PolicyDocument"], separators=(",", ":"))))
                self.assertLessEqual(letters, MOST_LETTERS, id)
        for role in ("DeployRole", "ExecutionRole"):
            self.assertLessEqual(len(self.resources[role]["ManagedPolicyArns"]), MOST_POLICIES)
            self.assertNotIn("Policies", self.resources[role])

    # ---- what the role must not be able to do

    def refused(self, granting, action, resource="*", **context):
        """Refused even in our own account and region."""
        context = {"aws:ResourceAccount": ACCOUNT, "aws:RequestedRegion": REGION, **context}
        self.assertFalse(is_allowed(granting, Request(action, resource, context)), f"{action} on {resource}")

    def may(self, granting, action, resource="*", **context):
        self.assertTrue(is_allowed(granting, Request(action, resource, context)), f"{action} on {resource}")

    def test_a_role_is_created_under_the_ceiling_or_not_at_all(self):
        role = filled(ARNS["AWS::IAM::Role"][0])
        own = f"arn:aws:iam::{ACCOUNT}:policy/{STACK}-MostOfAFunction-X1"
        for action in ("iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"):
            self.may(self.execution, action, role, **{"iam:PermissionsBoundary": CEILING})
            self.refused(self.execution, action, role)
            # The template's author writes that policy too.
            self.refused(self.execution, action, role, **{"iam:PermissionsBoundary": own})
            self.refused(self.execution, action, filled("iam::{account}:role/Admin"), **{"iam:PermissionsBoundary": CEILING})
        self.refused(self.execution, "iam:DeleteRolePermissionsBoundary", role, **{"iam:PermissionsBoundary": CEILING})

    def test_only_policies_of_the_stack_and_of_sam_are_attached(self):
        role, under = filled(ARNS["AWS::IAM::Role"][0]), {"iam:PermissionsBoundary": CEILING}
        attached = {
            arn
            for each in self.outcome["Resources"].values()
            if each["Type"] == "AWS::IAM::Role"
            for arn in each["Properties"].get("ManagedPolicyArns", [])
            if isinstance(arn, str)
        }
        self.assertTrue(attached)
        for arn in attached:
            self.may(self.execution, "iam:AttachRolePolicy", role, **under, **{"iam:PolicyARN": arn})
        for arn in ("arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/IAMFullAccess", f"arn:aws:iam::{ACCOUNT}:policy/theirs"):
            self.refused(self.execution, "iam:AttachRolePolicy", role, **under, **{"iam:PolicyARN": arn})

    def test_a_role_is_handed_to_the_services_that_run_the_stack_only(self):
        role = filled(ARNS["AWS::IAM::Role"][0])
        for service in ("ec2.amazonaws.com", "cloudformation.amazonaws.com", "ecs-tasks.amazonaws.com", None):
            self.refused(self.execution, "iam:PassRole", role, **{"iam:PassedToService": service})
        self.refused(self.execution, "iam:PassRole", filled("iam::{account}:role/Admin"), **{"iam:PassedToService": "lambda.amazonaws.com"})

    def test_the_pipeline_itself_cannot_be_changed(self):
        for role in ("deploy", "execution"):
            arn = f"arn:aws:iam::{ACCOUNT}:role/vestibule-pipeline-{STAGE}-{role}"
            for action in ("iam:DeleteRole", "iam:UpdateAssumeRolePolicy", "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:PassRole", "iam:DetachRolePolicy"):
                for granting in (self.execution, [*self.execution, {"Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]}]):
                    self.refused(granting, action, arn, **{"iam:PermissionsBoundary": CEILING, "iam:PassedToService": "lambda.amazonaws.com"})
        for action in ("iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:SetDefaultPolicyVersion"):
            self.refused(self.execution, action, CEILING)
        self.refused(self.execution, "iam:DeleteOpenIDConnectProvider", f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com")
        self.assertEqual(self.resources["Ceiling"]["ManagedPolicyName"], CEILING.rsplit("/", 1)[1])

    def test_nobody_can_assume_another_role(self):
        for action in ("sts:AssumeRole", "iam:CreateUser", "iam:CreateAccessKey", "iam:CreateServiceLinkedRole", "iam:SetDefaultPolicyVersion"):
            self.refused(self.execution, action, f"arn:aws:iam::{ACCOUNT}:role/{STACK}-Any-X1")
            self.refused(self.deploy, action, f"arn:aws:iam::{ACCOUNT}:role/{STACK}-Any-X1")

    def test_data_is_neither_read_nor_written(self):
        all_rights = [*self.execution, {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}]
        for action, form in [
            ("dynamodb:GetItem", "dynamodb:{region}:{account}:table/{stack}-Table-X1"),
            ("dynamodb:Query", "dynamodb:{region}:{account}:table/{stack}-Table-X1/index/by-name"),
            ("dynamodb:Scan", "dynamodb:{region}:{account}:table/{stack}-Table-X1"),
            ("dynamodb:PutItem", "dynamodb:{region}:{account}:table/{stack}-Table-X1"),
            ("dynamodb:GetRecords", "dynamodb:{region}:{account}:table/{stack}-Table-X1/stream/1"),
            ("dynamodb:PartiQLSelect", "dynamodb:{region}:{account}:table/{stack}-Table-X1"),
            ("kms:Decrypt", "kms:{region}:{account}:key/Key"),
            ("kms:GenerateDataKeyPair", "kms:{region}:{account}:key/Key"),
            ("sqs:ReceiveMessage", "sqs:{region}:{account}:{stack}-EmailQueue-X1"),
            ("logs:GetLogEvents", "logs:{region}:{account}:log-group:/vestibule/{stack}:log-stream:1"),
            ("lambda:InvokeFunction", "lambda:{region}:{account}:function:{stack}-RevealPin-X1"),
            ("secretsmanager:GetSecretValue", "secretsmanager:{region}:{account}:secret:theirs"),
            ("ssm:GetParameter", "ssm:{region}:{account}:parameter/theirs"),
        ]:
            for granting in (self.execution, all_rights, self.deploy):
                if granting is not self.deploy or action != "lambda:InvokeFunction":
                    self.refused(granting, action, filled(form), **{"aws:ResourceTag/stage": STAGE})
        self.refused(self.execution, "s3:GetObject", f"arn:aws:s3:::{STACK}-pages-x1/index.html", **{"aws:ResourceAccount": ACCOUNT})

    def test_table_keys_and_pages_cannot_be_deleted(self):
        for action, kind in [("dynamodb:DeleteTable", "AWS::DynamoDB::Table"), ("kms:ScheduleKeyDeletion", "AWS::KMS::Key"), ("kms:DisableKey", "AWS::KMS::Key"), ("s3:DeleteBucket", "AWS::S3::Bucket")]:
            for granting in (self.later, self.deploy):
                self.refused(granting, action, filled(ARNS[kind][0]), **{"aws:ResourceTag/stage": STAGE})
        self.refused(self.execution, "kms:ScheduleKeyDeletion", filled(ARNS["AWS::KMS::Key"][0]))

    def test_other_stacks_are_left_alone(self):
        both = [*self.execution, *self.deploy]
        narrow = {action for action in policies.granted(both) if self.actions.get(action.lower())} - LIMITED_BY_CONDITION - READ_OF_ALL
        for form in {form for forms in ARNS.values() for form in forms if "{stack}" in form}:
            for action in (each for each in narrow if each.split(":")[0] == form.split(":")[0]):
                for other in ("vestibule-prod", "vestibule-stagingx", "theirs"):
                    context = {"aws:ResourceAccount": ACCOUNT, "iam:PermissionsBoundary": CEILING, "iam:PassedToService": "lambda.amazonaws.com"}
                    self.refused(both, action, filled(form, stack=other), **context)

    def test_resources_without_names_are_distinguished_by_tag(self):
        for action, form in [
            ("cloudfront:UpdateDistribution", "cloudfront::{account}:distribution/E1"),
            ("cloudfront:TagResource", "cloudfront::{account}:distribution/E1"),
            ("apigateway:DELETE", "apigateway:{region}::/apis/a1b2c3"),
            ("acm:DeleteCertificate", "acm:us-east-1:{account}:certificate/1"),
            ("kms:PutKeyPolicy", "kms:{region}:{account}:key/1"),
        ]:
            self.may(self.execution, action, filled(form), **{"aws:ResourceTag/stage": STAGE})
            self.refused(self.execution, action, filled(form), **{"aws:ResourceTag/stage": "prod"})
        self.may(self.deploy, "cloudfront:CreateInvalidation", filled("cloudfront::{account}:distribution/E1"), **{"aws:ResourceTag/stage": STAGE})
        self.refused(self.deploy, "cloudfront:CreateInvalidation", filled("cloudfront::{account}:distribution/E1"))
        for kind in ("AWS::CloudFront::Distribution", "AWS::KMS::Key"):
            for each in with_properties(self.outcome)[kind]:
                self.assertIn({"Key": "stage", "Value": {"Ref": "Stage"}}, each["Properties"]["Tags"])

    def test_a_mapping_leads_to_functions_of_the_stack_only(self):
        for action in ("lambda:CreateEventSourceMapping", *LIMITED_BY_CONDITION):
            self.refused(self.execution, action, "*", **{"lambda:FunctionArn": filled(ARNS["AWS::Lambda::Function"][0], stack="vestibule-prod")})
            self.refused(self.execution, action, "*")

    def test_only_the_first_deployment_creates_keys(self):
        key = filled(ARNS["AWS::KMS::Key"][0])
        self.refused(self.later, "kms:CreateKey")
        for action in ("kms:PutKeyPolicy", "kms:TagResource", "kms:UntagResource"):
            self.may(self.later, action, key, **{"aws:ResourceTag/stage": STAGE})
            self.refused(self.later, action, key)

    def test_without_a_zone_no_record_is_written(self):
        without = documents(pipeline(HostedZoneId=""), "ExecutionRole")
        self.assertNotIn("route53:ChangeResourceRecordSets", policies.granted(without))
        self.refused(self.execution, "route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z999")

    # ---- who may deploy, and how

    def test_github_deploys_from_this_environment_only(self):
        [statement] = self.resources["DeployRole"]["AssumeRolePolicyDocument"]["Statement"]
        self.assertEqual(statement["Action"], "sts:AssumeRoleWithWebIdentity")
        self.assertEqual(
            statement["Condition"],
            {
                "StringEquals": {
                    "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                    "token.actions.githubusercontent.com:sub": "repo:harbour/vestibule:environment:staging",
                }
            },
        )
        self.assertLessEqual(self.resources["DeployRole"]["MaxSessionDuration"], 3600)
        named = pipeline(Environment="live", Stage="prod")["DeployRole"]["AssumeRolePolicyDocument"]
        self.assertIn("repo:harbour/vestibule:environment:live", json.dumps(named))

    def test_the_provider_is_created_or_reused(self):
        there = f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"
        self.assertNotIn("ThumbprintList", self.resources["Provider"])
        used = pipeline(ProviderArn=there)
        self.assertNotIn("Provider", used)
        for each in (self.resources, used):
            [statement] = each["DeployRole"]["AssumeRolePolicyDocument"]["Statement"]
            self.assertEqual(statement["Principal"], {"Federated": there})

    def test_cloudformation_alone_executes(self):
        [statement] = self.resources["ExecutionRole"]["AssumeRolePolicyDocument"]["Statement"]
        self.assertEqual(statement["Principal"], {"Service": "cloudformation.amazonaws.com"})
        self.assertEqual(statement["Condition"], {"StringEquals": {"aws:SourceAccount": ACCOUNT}})

    def test_the_deployer_hands_the_stack_to_its_role(self):
        execution = f"arn:aws:iam::{ACCOUNT}:role/vestibule-pipeline-{STAGE}-execution"
        self.may(self.deploy, "iam:PassRole", execution, **{"iam:PassedToService": "cloudformation.amazonaws.com"})
        self.refused(self.deploy, "iam:PassRole", execution, **{"iam:PassedToService": "lambda.amazonaws.com"})
        self.refused(self.deploy, "iam:PassRole", filled("iam::{account}:role/Admin"), **{"iam:PassedToService": "cloudformation.amazonaws.com"})
        # It creates no resource itself.
        made = {action for action in policies.granted(self.deploy) if re.match(r"\w+:(Create|Delete|Put|Update|Attach)", action)}
        self.assertEqual(
            made,
            {
                "cloudformation:CreateChangeSet",
                "cloudformation:DeleteChangeSet",
                "cloudformation:UpdateStack",
                "cloudformation:UpdateTerminationProtection",
                "cloudfront:CreateInvalidation",
                "s3:PutObject",
            },
        )

    def test_the_deployer_reaches_one_stage(self):
        for action, form in [
            ("cloudformation:ExecuteChangeSet", "cloudformation:{region}:{account}:stack/{stack}/1"),
            ("cloudformation:CreateChangeSet", "cloudformation:{region}:{account}:stack/{stack}/1"),
            ("s3:PutObject", "s3:::{stack}-pages-x1/index.html"),
            ("s3:PutObject", "s3:::aws-sam-cli-managed-default-samclisourcebucket-x1/{stack}/1"),
        ]:
            self.may(self.deploy, action, filled(form), **{"aws:ResourceAccount": ACCOUNT})
            self.refused(self.deploy, action, filled(form, stack="vestibule-prod"), **{"aws:ResourceAccount": ACCOUNT})
            self.refused(self.deploy, action, filled(form, stack="vestibule-pipeline-staging"), **{"aws:ResourceAccount": ACCOUNT})
        # A bucket of that name in another account would get our code.
        self.refused(self.deploy, "s3:PutObject", f"arn:aws:s3:::aws-sam-cli-managed-default-samclisourcebucket-x1/{STACK}/1", **{"aws:ResourceAccount": "999999999999"})

    def test_the_deployer_may_make_the_commands_calls(self):
        granted = policies.granted(self.deploy)
        for path in sorted((template.INFRA / "ops").glob("*.py")):
            if path.name not in NOT_DEPLOYING and not path.name.startswith("test_"):
                self.assertEqual(asked_by(path.read_text(encoding="utf-8")) - granted, set(), path.name)
        for name in NOT_DEPLOYING:
            self.assertNotEqual(asked_by((template.INFRA / "ops" / name).read_text(encoding="utf-8")) - granted, set(), f"{name} is no exception")

    def test_a_commands_calls_are_found(self):
        text = 'stage.client("sesv2").get_account()\nformation.delete_stack(x)\nclient("s3").head_object(y).get_paginator("list_objects_v2")'
        self.assertEqual(asked_by(text), {"ses:GetAccount", "cloudformation:DeleteStack", "s3:GetObject", "s3:ListBucket"})

    def test_the_deployer_may_call_ops_functions(self):
        """The functions that nothing else calls: no route, queue, rule or schedule."""
        for id, each in template.read()["Resources"].items():
            if each["Type"] != "AWS::Serverless::Function":
                continue
            check = self.refused if each["Properties"].get("Events") else self.may
            check(self.deploy, "lambda:InvokeFunction", filled(ARNS["AWS::Lambda::Function"][0], id=id))

    # ---- the ceiling allows enough, and every role is under it

    def arn_of(self, source):
        """The values of references in policies of a template's roles."""

        def ref(id):
            if id not in source["Resources"]:
                return f"{STACK}-Table-X1-restored-20260101T000000Z" if "Table" in id else f"{STACK}-{id}"
            kind = source["Resources"][id]["Type"]
            return STACK if kind == "AWS::SES::ConfigurationSet" else filled(ARNS[kind][0], id=id)

        def attribute(id, name):
            """The ARN of a resource, whatever of it is asked for: that is what policies hold."""
            kind = source["Resources"][id]["Type"]
            return filled(ARNS[kind][0], id=id) + ("/stream/1" if name == "StreamArn" else "")

        return Resolved(source, {"SenderAddress": "a@portal.example.com", "Stage": STAGE, "BackupDays": 35, "BackupCopyVaultArn": "arn:aws:backup:eu-west-2:1:backup-vault:copies"}, ref, attribute)

    def test_no_role_needs_more_than_the_ceiling(self):
        for source in (self.outcome, self.account):
            resolved = self.arn_of(source)
            named = [(id, each["Properties"]["PolicyDocument"]) for id, each in source["Resources"].items() if each["Type"] == "AWS::IAM::ManagedPolicy"]
            named += [
                (id, each["PolicyDocument"])
                for id, role in source["Resources"].items()
                if role["Type"] == "AWS::IAM::Role"
                for each in resolved.value(role["Properties"].get("Policies", []))
            ]
            for _, document in named:
                for statement in resolved.value(document)["Statement"]:
                    if statement["Effect"] != "Allow":
                        continue
                    for action in listed(statement["Action"]):
                        for resource in listed(statement["Resource"]):
                            self.may(self.ceiling, action, resource.replace("*", "x") if resource != "*" else "*", **{"aws:ResourceTag/stage": STAGE})

    def test_the_ceiling_ends_at_the_stage(self):
        for action, form in [
            ("dynamodb:GetItem", "dynamodb:{region}:{account}:table/{stack}-Table-X1"),
            ("sqs:SendMessage", "sqs:{region}:{account}:{stack}-EmailQueue-X1"),
            ("lambda:InvokeFunction", "lambda:{region}:{account}:function:{stack}-RevealPin-X1"),
            ("events:PutEvents", "events:{region}:{account}:event-bus/{stack}-outbox"),
        ]:
            self.may(self.ceiling, action, filled(form))
            self.refused(self.ceiling, action, filled(form, stack="vestibule-prod"))
        self.refused(self.ceiling, "kms:Decrypt", filled("kms:{region}:{account}:key/1"), **{"aws:ResourceTag/stage": "prod"})
        for action in ("iam:CreateRole", "sts:AssumeRole", "s3:GetObject", "ssm:GetParameter", "dynamodb:DeleteTable", "lambda:UpdateFunctionCode"):
            self.refused(self.ceiling, action)

    def test_the_role_of_the_accounts_stack_is_under_the_ceiling(self):
        for id, each in self.account["Resources"].items():
            if each["Type"] == "AWS::IAM::Role":
                self.assertEqual(each["Properties"]["PermissionsBoundary"]["Fn::If"][:2], ["HasCeiling", {"Ref": "Ceiling"}], id)

    def test_the_names_that_policies_go_by_are_the_stacks(self):
        """The template names every resource that CloudFormation would name without the stack."""
        resources = self.outcome["Resources"]
        for kind, name in [("AWS::Pipes::Pipe", "Name"), ("AWS::Scheduler::Schedule", "Name"), ("AWS::Events::EventBus", "Name"), ("AWS::SES::ConfigurationSet", "Name"), ("AWS::CloudFront::Function", "Name")]:
            for id, each in resources.items():
                if each["Type"] == kind:
                    self.assertIn("AWS::StackName", json.dumps(each["Properties"].get(name)), id)


if __name__ == "__main__":
    unittest.main()
