"""Smoke test of the stack itself, through AWS's own descriptions: everything that carries messages is enabled, data is
protected, and somebody is notified of alarms. It only reads."""

from botocore.exceptions import ClientError

from smoke_report import Skip, Warned, Wrong, expect
from stage import described, is_closed, outputs
from visitor import Visitor

GOOD = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "IMPORT_COMPLETE")
# A stack that was rolled back works, but not with the last deployment.
WENT_BACK = ("UPDATE_ROLLBACK_COMPLETE",)
TEXT_LOGS = ("DirectPublishToPhoneNumber", "DirectPublishToPhoneNumber/Failure")
VERSION = "/api/version"
# The names of the release in a stack's outputs, parameters or tags.
RELEASE = ("Release", "release", "commit")


class Stack:
    """The stack of a stage on AWS."""

    def __init__(self, report, target):
        self.report, self.stage = report, target.place.stage
        self.resources = []
        # The table that the functions use: the stack's own, or a restored one.
        self.in_use = None

    def examine(self):
        """Runs all checks of the stack."""
        self.report.check("stack", "the last deployment went through", self.status)
        if not self.report.check("stack", "its resources are known", self.read):
            return
        for name, check in (
            ("the pipes run", self.pipes),
            ("the functions read their queues", self.mappings),
            ("the rules are on", self.rules),
            ("the schedules are on", self.schedules),
            ("the logs of texts are read", self.subscriptions),
            ("the table is on, streams, and is kept safe", self.table),
            ("somebody hears of alarms", self.alarm_mails),
        ):
            self.report.check("stack", name, check)

    def client(self, service):
        """A client for the stage's account and region."""
        return self.stage.client(service)

    def aws(self, command):
        """A command for this stage's region."""
        return f"aws {command} --region {self.stage.region}"

    def of(self, kind):
        """The stack's resources of a type, as (logical, physical) ids. A stack without any is not ours."""
        found = [(each["LogicalResourceId"], each["PhysicalResourceId"]) for each in self.resources if each["ResourceType"] == kind]
        if not found:
            raise Wrong(f"the stack has no {kind}", f"make deploy ENV={self.stage.name}")
        return found

    def open(self):
        """The stage is open. Otherwise everything else would fail for this one reason."""
        stack = described(self.client("cloudformation"), self.stage.stack)
        if stack is not None and is_closed(stack):
            raise Wrong(f"{self.stage.stack} is closed, so that nobody gets in", f"make open ENV={self.stage.name}")

    def status(self):
        """The stack's own status."""
        stack = described(self.client("cloudformation"), self.stage.stack)
        if stack is None:
            raise Wrong(f"there is no stack {self.stage.stack}", f"make deploy ENV={self.stage.name}")
        self.in_use = outputs(stack).get("TableName")
        status = stack["StackStatus"]
        if status in WENT_BACK:
            raise Wrong(f"{self.stage.stack} is {status}: the last deployment failed, and the one before it serves", self.events())
        if status not in GOOD:
            raise Wrong(f"{self.stage.stack} is {status}", self.events())
        return status

    def events(self):
        """The command that shows why a deployment failed."""
        return self.aws(f"cloudformation describe-stack-events --stack-name {self.stage.stack}")

    def read(self):
        """All resources of the stack."""
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.stage.stack)
        self.resources = [each for page in pages for each in page["StackResourceSummaries"] if each["ResourceStatus"] != "DELETE_COMPLETE"]
        return f"{len(self.resources)} resources"

    def pipes(self):
        """The pipe that reads the table's stream."""
        for _, name in self.of("AWS::Pipes::Pipe"):
            pipe = self.client("pipes").describe_pipe(Name=name)
            if pipe["CurrentState"] != "RUNNING":
                why = f": {pipe['StateReason']}" if pipe.get("StateReason") else ""
                raise Wrong(f"{name} is {pipe['CurrentState']}{why}", self.aws(f"pipes start-pipe --name {name}"))

    def mappings(self):
        """Each queue that a function reads."""
        found = self.of("AWS::Lambda::EventSourceMapping")
        for logical, uuid in found:
            mapping = self.client("lambda").get_event_source_mapping(UUID=uuid)
            if mapping["State"] != "Enabled":
                raise Wrong(f"{logical} is {mapping['State']}", self.aws(f"lambda update-event-source-mapping --enabled --uuid {uuid}"))
        return f"{len(found)} queues"

    def rules(self):
        """Each rule that fills a queue or calls a function."""
        found = self.of("AWS::Events::Rule")
        for logical, name in found:
            bus, _, rule = name.rpartition("|")
            on_bus = {"EventBusName": bus} if bus else {}
            told = self.client("events").describe_rule(Name=rule, **on_bus)
            if told["State"] != "ENABLED":
                bus = f" --event-bus-name {bus}" if bus else ""
                raise Wrong(f"{logical} is {told['State']}", self.aws(f"events enable-rule --name {rule}{bus}"))
        return f"{len(found)} rules"

    def schedules(self):
        """Each schedule that calls a function."""
        found = self.of("AWS::Scheduler::Schedule")
        for logical, name in found:
            state = self.client("scheduler").get_schedule(Name=name)["State"]
            if state != "ENABLED":
                raise Wrong(f"{logical} is {state}", f"make deploy ENV={self.stage.name}, or enable {name} in EventBridge Scheduler")
        return f"{len(found)} schedules"

    def subscriptions(self):
        """SNS's reports of texts reach this stack's recorder."""
        [recorder] = [physical for logical, physical in self.of("AWS::Lambda::Function") if logical == "RecordDelivery"]
        number = self.client("sts").get_caller_identity()["Account"]
        for log in TEXT_LOGS:
            group = f"sns/{self.stage.region}/{number}/{log}"
            try:
                readers = self.client("logs").describe_subscription_filters(logGroupName=group)["subscriptionFilters"]
            except ClientError as fault:
                if fault.response["Error"]["Code"] != "ResourceNotFoundException":
                    raise
                raise Wrong(f"there is no log {group}", f"make account ENV={self.stage.name}") from fault
            if not any(each["destinationArn"].rsplit(":", 1)[-1] == recorder for each in readers):
                raise Wrong(f"{recorder} does not read {group}", f"make deploy ENV={self.stage.name}")

    def table(self):
        """Active, with its stream, point-in-time recovery and TTL."""
        tables = self.client("dynamodb")
        own = [name for _, name in self.of("AWS::DynamoDB::Table")]
        for name in [self.in_use] if self.in_use else own:
            table = tables.describe_table(TableName=name)["Table"]
            if table["TableStatus"] != "ACTIVE":
                raise Wrong(f"{name} is {table['TableStatus']}", "wait for it; docs/operations.md has 'Restore'")
            if not table.get("StreamSpecification", {}).get("StreamEnabled"):
                raise Wrong(f"{name} has no stream, so nothing is sent", f"make deploy ENV={self.stage.name}; docs/operations.md has 'Restore'")
            backups = tables.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
            recovery = backups.get("PointInTimeRecoveryDescription", {}).get("PointInTimeRecoveryStatus")
            if recovery != "ENABLED":
                command = f"dynamodb update-continuous-backups --table-name {name} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true"
                raise Wrong(f"{name} cannot be put back to an earlier time (point-in-time recovery: {recovery})", self.aws(command))
            ends = tables.describe_time_to_live(TableName=name)["TimeToLiveDescription"]["TimeToLiveStatus"]
            if ends not in ("ENABLED", "ENABLING"):
                raise Wrong(f"{name} keeps what has expired (time to live: {ends})", f"make deploy ENV={self.stage.name}")

    def alarm_mails(self):
        """The alarms' topic has a confirmed subscription."""
        found = [each for _, topic in self.of("AWS::SNS::Topic") for each in self.subscribers(topic)]
        if not found:
            raise Warned("nobody is mailed when an alarm goes off", "AlarmEmail= in samconfig.toml")
        pending = [each for each in found if not each["SubscriptionArn"].startswith("arn:")]
        if pending:
            raise Warned("the mail from SNS to AlarmEmail was not confirmed", "follow its link, or deploy again with another AlarmEmail")
        return f"{len(found)} confirmed"

    def subscribers(self, topic):
        """The subscriptions of a topic."""
        pages = self.client("sns").get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
        return [each for page in pages for each in page["Subscriptions"]]


def release_of(stack):
    """The release that a stack names, or None."""
    said = {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}
    said |= {each["ParameterKey"]: each.get("ParameterValue", "") for each in stack.get("Parameters", [])}
    said |= {each["Key"]: each["Value"] for each in stack.get("Tags", [])}
    return next((said[name] for name in RELEASE if said.get(name)), None)


def release(report, target):
    """The running release, from the stack and from the API."""

    def action():
        answer = Visitor(target.address).get(VERSION)
        if answer.status == 404:
            raise Skip("this release does not say which one it is")
        served = expect(answer, 200).json["release"]
        stack = None
        if target.kind == "aws":
            stage = target.place.stage
            stack = release_of(described(stage.client("cloudformation"), stage.stack) or {})
        if stack and stack != served:
            raise Wrong(f"the stack says {stack}, the API says {served}", f"make deploy ENV={target.name}")
        return served

    report.check("release", "the API runs the release of the stack", action)
