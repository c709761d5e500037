"""A restore rehearsed: the table of a stage in the emulator is damaged, and `make restore` restores it.

`make second-opinion` runs it. The stack, its updates, the tables and their items are the emulator's. What it
cannot do is in STOOD_IN, each with a check that fails once it can."""

import json
import sys
import time
import unittest
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path
from unittest import mock

import second_opinion

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "ops"))
import closing  # noqa: E402
import restore  # noqa: E402

# The parts of DynamoDB that ministack lacks. This list may only shrink.
STOOD_IN = {
    # It copies what the source holds now, whatever the time: here a backup of that time is restored instead.
    "RestoreTableToPointInTime",
    # It returns no RestoreSummary after the restore.
    "DescribeTable",
    # It returns neither the earliest restorable time nor the number of days.
    "DescribeContinuousBackups",
    # It accepts the days and forgets them.
    "UpdateContinuousBackups",
}
# A resource whose type ministack refuses, even where its condition is false in an update.
REFUSED = "BackupSelection"
FIRM = "5b0f6f0e-2f35-4a5c-9d5c-0a4f2c9d1e11"


def load_tests(loader, tests, pattern):
    """Runs only if this module is named, not when a whole folder is discovered, as in `make lint-stack`."""
    return tests if pattern is None else unittest.TestSuite()


def without_what_it_lacks(stack, less=second_opinion.without_what_it_lacks):
    """The template without what ministack refuses."""
    stack = less(stack)
    del stack["Resources"][REFUSED]
    return stack


class PointInTime:
    """DynamoDB's point-in-time recovery, over the emulator's backups."""

    def __init__(self, emulator):
        self.emulator = emulator
        self.plain = emulator.client("dynamodb")
        self.backups, self.summaries, self.days = [], {}, {}
        self.asked = []

    def remember(self, name):
        """Makes the current items restorable. Returns the second."""
        at = datetime.now(timezone.utc).replace(microsecond=0)
        backup = self.plain.create_backup(TableName=name, BackupName=f"at-{len(self.backups)}")
        self.backups.append((name, at, backup["BackupDetails"]["BackupArn"]))
        return at

    def client(self):
        """A DynamoDB client with this recovery."""
        client = self.emulator.client("dynamodb")
        for operation in STOOD_IN:
            when = "before-call" if operation == "RestoreTableToPointInTime" else "after-call"
            client.meta.events.register(f"before-parameter-build.dynamodb.{operation}", self.noted)
            client.meta.events.register(f"{when}.dynamodb.{operation}", getattr(self, operation))
        return client

    def noted(self, params, model, **_):
        self.asked.append((model.name, params))

    def RestoreTableToPointInTime(self, **_):
        [*_, (_, asked)] = [each for each in self.asked if each[0] == "RestoreTableToPointInTime"]
        source, at = asked["SourceTableName"], asked["RestoreDateTime"]
        [*_, backup] = [arn for name, when, arn in self.backups if name == source and when <= at]
        made = self.plain.restore_table_from_backup(TargetTableName=asked["TargetTableName"], BackupArn=backup)
        # Restored without an override, a table has AWS's own key.
        if "SSESpecificationOverride" in asked:
            self.plain.update_table(TableName=asked["TargetTableName"], SSESpecification=asked["SSESpecificationOverride"])
        self.summaries[asked["TargetTableName"]] = {
            "SourceTableArn": made["TableDescription"]["TableArn"].rsplit("/", 1)[0] + "/" + source,
            "RestoreDateTime": at,
            "RestoreInProgress": False,
        }
        return mock.Mock(status_code=200), made

    def DescribeTable(self, parsed, **_):
        name = parsed.get("Table", {}).get("TableName")
        if name in self.summaries:
            parsed["Table"]["RestoreSummary"] = self.summaries[name]

    def UpdateContinuousBackups(self, **_):
        asked = self.asked[-1][1]
        self.days[asked["TableName"]] = asked["PointInTimeRecoverySpecification"]["RecoveryPeriodInDays"]

    def DescribeContinuousBackups(self, parsed, **_):
        name = self.asked[-1][1]["TableName"]
        point = parsed["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        if point["PointInTimeRecoveryStatus"] == "ENABLED":
            times = [when for table, when, _ in self.backups if table == name]
            point["RecoveryPeriodInDays"] = self.days[name]
            point["EarliestRestorableDateTime"] = min(times, default=datetime.now(timezone.utc))
            point["LatestRestorableDateTime"] = datetime.now(timezone.utc)


class Stage(second_opinion.Emulated):
    """The emulator's stage, with that DynamoDB."""

    def __init__(self, emulator, point_in_time):
        super().__init__(emulator)
        object.__setattr__(self, "point_in_time", point_in_time)

    def client(self, service, region=None):
        return self.point_in_time.client() if service == "dynamodb" else super().client(service, region)


def items():
    """Items of the shapes that the table holds: a firm, clients with events, messages, credentials, sessions."""
    yield {"pk": {"S": f"FIRM#{FIRM}"}, "sk": {"S": "FIRM"}, "name": {"S": "Harbour & Vale"}, "rev": {"N": "3"}}
    yield {"pk": {"S": "SLUG#harbour-vale"}, "sk": {"S": "SLUG"}, "firm": {"S": FIRM}}
    yield {"pk": {"S": "KEY#pins"}, "sk": {"S": "KEY"}, "wrapped": {"S": "AQIDAHg="}}
    for number in range(40):
        client = str(uuid.UUID(int=number))
        pk = {"S": f"FIRM#{FIRM}#CLIENT#{client}"}
        listed = {"list_of": {"S": f"FIRM#{FIRM}#LIST#invited#0"}, "list_name": {"S": f"field {number:03}#{client}"}}
        listed |= {"list_adviser": {"S": f"FIRM#{FIRM}#ADVISER#a#LIST#invited#0"}, "list_age": {"S": f"{number:013}#{client}"}}
        due = {"due_shard": {"S": f"DUE#{number % 4}"}, "due_at_ms": {"N": str(1_772_000_000_000 + number)}}
        row = {"row": {"M": {"name": {"S": f"Ivy Field {number}"}, "emails": {"L": [{"S": f"ivy{number}@mail.example"}]}}}}
        yield {"pk": pk, "sk": {"S": "CLIENT"}, "state": {"S": "invited"}, "pin": {"B": bytes(48)}} | listed | due | row
        yield {"pk": pk, "sk": {"S": f"EVENT#{1_772_000_000_000 + number:013}#00#{client}"}, "what": {"S": "invited"}}
        unsent = {"unsent_shard": {"S": f"UNSENT#{number % 4}"}, "unsent_since_ms": {"N": str(1_772_000_000_000)}}
        yield {"pk": pk, "sk": {"S": f"MESSAGE#{client}"}, "status": {"S": "unsent"}, "channel": {"S": "email"}} | unsent
        yield {"pk": pk, "sk": {"S": f"SESSION#{number:064x}"}, "ttl_s": {"N": str(int(time.time()) + 3_600)}}
        yield {"pk": {"S": f"FIRM#{FIRM}#CREDENTIAL#client#{number:064x}"}, "sk": {"S": "CREDENTIAL"}, "hash": {"S": "$argon2id$"}}


def held(dynamodb, name, index=None):
    """All items of a table or an index, by their keys."""
    asked = {"TableName": name} | ({"IndexName": index} if index else {"ConsistentRead": True})
    pages = dynamodb.get_paginator("scan").paginate(**asked)
    return {(item["pk"]["S"], item["sk"]["S"]): item for page in pages for item in page["Items"]}


class Restore(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        with mock.patch.object(second_opinion, "without_what_it_lacks", without_what_it_lacks):
            second_opinion.SecondOpinion.setUpClass.__func__(cls)
        cls.point_in_time = PointInTime(cls.emulator)
        cls.stage = Stage(cls.emulator, cls.point_in_time)
        cls.dynamodb = cls.stage.client("dynamodb")
        cls.own = restore.own_table(cls.stage)
        key = cls.there["StorageKey"]
        # Settings of the template's table that the emulator's CloudFormation leaves out (second_opinion.LEFT_OUT).
        said = cls.template["Resources"]["Table"]["Properties"]
        cls.dynamodb.update_time_to_live(TableName=cls.own, TimeToLiveSpecification=said["TimeToLiveSpecification"])
        cls.dynamodb.update_continuous_backups(
            TableName=cls.own, PointInTimeRecoverySpecification=said["PointInTimeRecoverySpecification"]
        )
        arn = f"arn:aws:kms:{second_opinion.REGION}:000000000000:key/{key}"
        cls.dynamodb.update_table(TableName=cls.own, SSESpecification={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": arn})
        # As in staging and prod.
        cls.dynamodb.update_table(TableName=cls.own, DeletionProtectionEnabled=True)
        arn = restore.table(cls.dynamodb, cls.own)["TableArn"]
        cls.dynamodb.tag_resource(ResourceArn=arn, Tags=[{"Key": "app", "Value": "vestibule"}, {"Key": "stage", "Value": "prod"}])
        for item in items():
            cls.dynamodb.put_item(TableName=cls.own, Item=item)

    def variables(self):
        """The table's name, as each function gets it."""
        functions = self.emulator.client("lambda")
        pages = functions.get_paginator("list_functions").paginate()
        return {each["Environment"]["Variables"]["TABLE_NAME"] for page in pages for each in page["Functions"]}

    def at_work(self):
        """The states of the pipe, the schedules and the queues' mappings."""
        client, formation = self.emulator.client, self.emulator.client("cloudformation")
        there = {
            each["LogicalResourceId"]: (each["ResourceType"], each["PhysicalResourceId"])
            for page in formation.get_paginator("list_stack_resources").paginate(StackName=self.stage.stack)
            for each in page["StackResourceSummaries"]
        }
        of = lambda kind: [name for type, name in there.values() if type == kind]
        pipes = {client("pipes").describe_pipe(Name=name)["DesiredState"] for name in of("AWS::Pipes::Pipe")}
        schedules = {
            client("scheduler").get_schedule(Name=name.rsplit("/", 1)[-1])["State"] for name in of("AWS::Scheduler::Schedule")
        }
        mappings = {
            client("lambda").get_event_source_mapping(UUID=name)["State"] for name in of("AWS::Lambda::EventSourceMapping")
        }
        return pipes, schedules, mappings

    def front_says(self):
        """The first line of each function of the front."""
        front = self.emulator.client("cloudfront")
        names = [f"{self.value(self.template['Resources'][id]['Properties']['Name'])}" for id in closing.FRONT_FUNCTIONS]
        return {front.get_function(Name=name, Stage="LIVE")["FunctionCode"].read().decode().split("\n", 1)[0] for name in names}

    value, arn, bus_of, holds, aws = (getattr(second_opinion.SecondOpinion, name) for name in ("value", "arn", "bus_of", "holds", "aws"))

    def damage(self, name):
        """Damages a table as a bad release, or a person in a hurry, would."""
        damaged = 0
        for pk, sk in list(held(self.dynamodb, name)):
            key = {"pk": {"S": pk}, "sk": {"S": sk}}
            if sk.startswith("EVENT#"):
                self.dynamodb.delete_item(TableName=name, Key=key)
            elif sk == "CLIENT":
                self.dynamodb.update_item(
                    TableName=name, Key=key, UpdateExpression="SET #s = :s REMOVE list_of, due_shard", ExpressionAttributeNames={"#s": "state"},
                    ExpressionAttributeValues={":s": {"S": "revoked"}},
                )
            else:
                continue
            damaged += 1
        self.dynamodb.put_item(TableName=name, Item={"pk": {"S": "SLUG#wrong"}, "sk": {"S": "SLUG"}, "firm": {"S": "nobody"}})
        self.assertEqual(damaged, 80)

    def restore(self, at, **given):
        return restore.restore(self.stage, at, ask=lambda _: self.stage.stack, sleep=lambda _: None, **given)

    def test_1_a_closed_stage_stops_all_that_writes(self):
        self.assertEqual(self.at_work(), ({"RUNNING"}, {"ENABLED"}, {"Enabled"}))
        self.assertEqual(self.front_says(), {"const CLOSED = 'no' === 'yes';"})
        for _ in range(2):
            closing.close(self.stage, sleep=lambda _: None)
            self.assertEqual(self.at_work(), ({"STOPPED"}, {"DISABLED"}, {"Disabled"}))
            self.assertEqual(self.front_says(), {"const CLOSED = 'yes' === 'yes';"})
        for _ in range(2):
            closing.open_again(self.stage, sleep=lambda _: None)
            self.assertEqual(self.at_work(), ({"RUNNING"}, {"ENABLED"}, {"Enabled"}))
            self.assertEqual(self.front_says(), {"const CLOSED = 'no' === 'yes';"})

    def test_2_a_damaged_table_is_put_back_twice(self):
        before = held(self.dynamodb, self.own)
        by_index = {name: held(self.dynamodb, self.own, name) for name in restore.indexes(restore.table(self.dynamodb, self.own))}
        self.assertEqual((len(before), len(by_index)), (203, 6))
        self.assertTrue(all(by_index.values()))
        wanted = restore.features(self.dynamodb, self.own)
        self.assertEqual((wanted["stream"], wanted["time to live"], wanted["days of recovery"]), ("NEW_IMAGE", "ttl_s", 35))

        at = self.point_in_time.remember(self.own)
        # A second later: backups have whole seconds.
        time.sleep(1.1)
        self.damage(self.own)
        self.assertNotEqual(held(self.dynamodb, self.own), before)

        # It stops in the middle, and continues when it is run again.
        with mock.patch.object(restore, "complete", side_effect=KeyboardInterrupt), self.assertRaises(KeyboardInterrupt):
            self.restore(at)
        self.assertEqual(self.variables(), {self.own})
        self.assertEqual(self.at_work(), ({"STOPPED"}, {"DISABLED"}, {"Disabled"}))
        name = self.restore(at)

        self.assertEqual(name, restore.name_for(self.own, at))
        self.assertEqual(held(self.dynamodb, name), before)
        for index, expected in by_index.items():
            self.assertEqual(held(self.dynamodb, name, index), expected, index)
        self.assertEqual(restore.features(self.dynamodb, name), wanted)
        self.assertEqual(self.variables(), {name})
        self.assertEqual(restore.table_in_use(self.stage), name)
        self.assertEqual(self.at_work(), ({"RUNNING"}, {"ENABLED"}, {"Enabled"}))
        self.assertNotEqual(held(self.dynamodb, self.own), before, "the stack's own table stays as it was")
        self.policies_name(name)
        # Once more with the same time: there is nothing to do, and no question.
        with mock.patch.object(restore, "confirmed", side_effect=AssertionError):
            self.assertEqual(self.restore(at), name)

        # The table is damaged again.
        self.dynamodb.put_item(TableName=name, Item={"pk": {"S": "SLUG#new"}, "sk": {"S": "SLUG"}, "firm": {"S": FIRM}})
        before = held(self.dynamodb, name)
        again_at = self.point_in_time.remember(name)
        time.sleep(1.1)
        self.damage(name)
        again = self.restore(again_at)
        self.assertEqual(again, restore.name_for(self.own, again_at))
        self.assertEqual(held(self.dynamodb, again), before)
        self.assertEqual(restore.features(self.dynamodb, again), wanted)
        self.assertEqual(self.variables(), {again})
        self.policies_name(again)

    def policies_name(self, name):
        """The functions' policies and the pipe refer to this table only."""
        iam, formation = self.emulator.client("iam"), self.emulator.client("cloudformation")
        arns = set()
        for id in ("ReadTable", "CommitToTable", "FindUnsent", "FindClients", "FindDue", "EraseClient", "MostOfAFunction"):
            found = formation.describe_stack_resource(StackName=self.stage.stack, LogicalResourceId=id)
            policy = found["StackResourceDetail"]["PhysicalResourceId"]
            version = iam.get_policy(PolicyArn=policy)["Policy"]["DefaultVersionId"]
            document = iam.get_policy_version(PolicyArn=policy, VersionId=version)["PolicyVersion"]["Document"]
            for statement in document["Statement"]:
                resources = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
                arns |= {each.split("/")[1] for each in resources if ":table/" in each}
        self.assertEqual(arns, {name})
        found = formation.describe_stack_resource(StackName=self.stage.stack, LogicalResourceId="OutboxPipe")
        pipe = self.emulator.client("pipes").describe_pipe(Name=found["StackResourceDetail"]["PhysicalResourceId"])
        self.assertEqual(pipe["Source"], restore.table(self.dynamodb, name)["LatestStreamArn"])

    def test_3_a_rehearsal_restores_compares_and_leaves_nothing_behind(self):
        live = restore.table_in_use(self.stage)
        at = self.point_in_time.remember(live)
        tables = self.dynamodb.list_tables()["TableNames"]
        with mock.patch("builtins.print") as printed:
            self.assertTrue(restore.drill(self.stage, at, ask=lambda _: self.stage.stack, sleep=lambda _: None))
        told = "\n".join(str(each.args[0]) for each in printed.call_args_list if each.args)
        self.assertIn("FIRM#CLIENT SESSION", told)
        for personal in (FIRM, "harbour", "Ivy", "mail.example"):
            self.assertNotIn(personal, told)
        time.sleep(1.1)
        [key, *_] = held(self.dynamodb, live)
        self.dynamodb.delete_item(TableName=live, Key={"pk": {"S": key[0]}, "sk": {"S": key[1]}})
        self.assertFalse(restore.drill(self.stage, at, ask=lambda _: self.stage.stack, sleep=lambda _: None))
        self.assertEqual(self.dynamodb.list_tables()["TableNames"], tables)

    def test_4_only_times_that_can_be_restored(self):
        tables = self.dynamodb.list_tables()["TableNames"]
        for at in (datetime.now(timezone.utc) + timedelta(hours=1), datetime(2020, 1, 1, tzinfo=timezone.utc)):
            with self.assertRaisesRegex(restore.Stop, "can be restored to any time from"):
                self.restore(at.replace(microsecond=0))
        self.assertEqual(self.dynamodb.list_tables()["TableNames"], tables)
        self.assertEqual(self.at_work(), ({"RUNNING"}, {"ENABLED"}, {"Enabled"}))

    def test_5_daily_copies_go_to_our_vault_and_to_another(self):
        there = "arn:aws:backup:eu-central-1:111122223333:backup-vault:kept-elsewhere"
        self.assertTrue(closing.changed(self.stage, BackupDays="100", BackupCopyVaultArn=there))
        backup, name = self.emulator.client("backup"), f"{self.stage.stack}-{second_opinion.REGION}"
        vault = backup.describe_backup_vault(BackupVaultName=name)
        self.assertIn(":key/", vault["EncryptionKeyArn"])
        [plan] = backup.list_backup_plans()["BackupPlansList"]
        [rule] = backup.get_backup_plan(BackupPlanId=plan["BackupPlanId"])["BackupPlan"]["Rules"]
        self.assertEqual((rule["TargetBackupVaultName"], int(rule["Lifecycle"]["DeleteAfterDays"])), (name, 100))
        self.assertEqual([each["DestinationBackupVaultArn"] for each in rule["CopyActions"]], [there])
        self.assertTrue(closing.changed(self.stage, BackupDays="0", BackupCopyVaultArn=""))
        self.assertEqual(backup.list_backup_plans()["BackupPlansList"], [])

    def test_6_each_substitute_is_still_needed(self):
        plain, name = self.emulator.client("dynamodb"), restore.table_in_use(self.stage)
        point = plain.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        learned = {"DescribeContinuousBackups", "UpdateContinuousBackups"} if "RecoveryPeriodInDays" in point else set()
        at = datetime.now(timezone.utc) - timedelta(seconds=1)
        plain.put_item(TableName=name, Item={"pk": {"S": "SLUG#later"}, "sk": {"S": "SLUG"}})
        plain.restore_table_to_point_in_time(SourceTableName=name, TargetTableName="probe", RestoreDateTime=at)
        learned |= {"RestoreTableToPointInTime"} if ("SLUG#later", "SLUG") not in held(plain, "probe") else set()
        learned |= {"DescribeTable"} if "RestoreSummary" in restore.table(plain, "probe") else set()
        self.assertEqual(learned, set(), "ministack has learned these: take them out of STOOD_IN")
        refused = json.loads(second_opinion.TEMPLATE.read_text(encoding="utf-8"))["Resources"][REFUSED]
        body = json.dumps({"Resources": {REFUSED: {"Type": refused["Type"], "Properties": {}}}})
        with self.assertRaisesRegex(Exception, "Unrecognized resource types", msg=f"ministack has learned {REFUSED}"):
            self.emulator.client("cloudformation").create_stack(StackName="probe", TemplateBody=body)


if __name__ == "__main__":
    unittest.main()
