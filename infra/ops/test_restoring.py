"""A restore's refusals, completion and output, against replies in the shape that AWS documents. The whole restore is
rehearsed on an emulator (infra/checks/test_restore.py)."""

import re
import unittest
from datetime import datetime, timedelta, timezone

import restore
from stage import ROOT, Stop
from test_closing import quietly
from test_ops import Played

AT = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/"


def a_table(name, status="ACTIVE", index="ACTIVE", **more):
    """A table as DynamoDB describes it."""
    key = [{"AttributeName": "pk", "KeyType": "HASH"}]
    indexes = [{"IndexName": "due", "KeySchema": key, "Projection": {"ProjectionType": "KEYS_ONLY"}, "IndexStatus": index}]
    described = {
        "TableName": name,
        "TableArn": ARN + name,
        "TableStatus": status,
        "KeySchema": key,
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "GlobalSecondaryIndexes": indexes,
        "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
        "SSEDescription": {"Status": "ENABLED", "KMSMasterKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/1"},
        "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        "DeletionProtectionEnabled": True,
    }
    return ("describe_table", {"Table": described | more})


def backups(status="ENABLED", earliest=AT - timedelta(days=35), latest=AT + timedelta(hours=1)):
    """DynamoDB's description of point-in-time recovery."""
    point = {"PointInTimeRecoveryStatus": status, "RecoveryPeriodInDays": 35}
    point |= {"EarliestRestorableDateTime": earliest, "LatestRestorableDateTime": latest}
    told = {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": point}
    return ("describe_continuous_backups", {"ContinuousBackupsDescription": told})


def ttl(status="ENABLED"):
    """DynamoDB's description of a table's time to live."""
    return ("describe_time_to_live", {"TimeToLiveDescription": {"TimeToLiveStatus": status, "AttributeName": "ttl_s"}})


TAGS = ("list_tags_of_resource", {"Tags": [{"Key": "app", "Value": "vestibule"}, {"Key": "aws:cloudformation:stack-name", "Value": "x"}]})
WHOLE = (a_table("own"), ttl(), backups(), TAGS)


def dynamodb(*replies):
    """A client that returns these replies, and a check that all were used."""
    stage = Played().plays("dynamodb", *replies)
    return stage.client("dynamodb"), stage.all_said


class Restoring(unittest.TestCase):
    def test_a_time_names_its_second_and_its_zone(self):
        for text in ("2026-03-01T12:00:00Z", "2026-03-01T13:00:00+01:00"):
            self.assertEqual(restore.moment(text), AT)
        self.assertEqual(restore.said(AT), "2026-03-01T12:00:00Z")
        self.assertEqual(restore.name_for("own", AT), "own-restored-20260301T120000Z")
        for text, says in [
            ("yesterday", "is no time"),
            ("2026-03-01T12:00:00", "time zone"),
            ("2026-03-01T12:00:00.5Z", "more exact than a second"),
        ]:
            with self.assertRaisesRegex(Stop, says):
                restore.moment(text)

    def test_only_a_time_that_the_table_can_be_restored_to(self):
        client, all_said = dynamodb(backups())
        restore.check_window(client, "own", "own", AT)
        all_said()
        for at in (AT + timedelta(hours=2), AT - timedelta(days=36)):
            client, _ = dynamodb(backups())
            with self.assertRaisesRegex(Stop, "from 2026-01-25T12:00:00Z to 2026-03-01T13:00:00Z, and not to"):
                restore.check_window(client, "own", "own", at)
        client, _ = dynamodb(backups("DISABLED"))
        with self.assertRaisesRegex(Stop, "switched off"):
            restore.check_window(client, "own", "own", AT)

    def test_before_a_first_restore_there_is_the_stacks_own_table(self):
        client, all_said = dynamodb(backups(earliest=AT + timedelta(minutes=30)), backups())
        with self.assertRaisesRegex(Stop, "can: add FROM=own"):
            restore.check_window(client, "own-restored-20260301T123000Z", "own", AT)
        all_said()

    def test_a_changed_table_is_not_used_as_a_model(self):
        self.assertEqual(restore.model(dynamodb(*WHOLE)[0], "own")["tags"], {"app": "vestibule"})
        for replies, lacks in [
            ((a_table("own"), ttl("DISABLED"), backups(), TAGS), "has no time to live"),
            ((a_table("own"), ttl(), backups("DISABLED"), TAGS), "has no days of recovery"),
            ((a_table("own", StreamSpecification={"StreamEnabled": False}), ttl(), backups(), TAGS), "has no stream"),
            ((a_table("own", SSEDescription={"Status": "DISABLED"}), ttl(), backups(), TAGS), "has no encryption key"),
            ((("describe_table", "ResourceNotFoundException", "gone"),), "There is no table own"),
        ]:
            with self.assertRaisesRegex(Stop, lacks):
                restore.model(dynamodb(*replies)[0], "own")

    def test_another_table_of_that_name_is_not_used(self):
        for summary in (
            {},
            {"SourceTableArn": ARN + "other", "RestoreDateTime": AT, "RestoreInProgress": False},
            {"SourceTableArn": ARN + "own", "RestoreDateTime": AT + timedelta(seconds=1), "RestoreInProgress": False},
        ):
            more = {"RestoreSummary": summary} if summary else {}
            with self.assertRaisesRegex(Stop, "was not restored from own at 2026-03-01T12:00:00Z"):
                restore.restored(dynamodb(a_table("new", **more))[0], "own", "new", AT, {})
        summary = {"SourceTableArn": ARN + "own", "RestoreDateTime": AT, "RestoreInProgress": True}
        client, all_said = dynamodb(a_table("new", "CREATING", RestoreSummary=summary))
        self.assertEqual(quietly(restore.restored, client, "own", "new", AT, {}), "new is there already\n")
        all_said()

    def test_a_restore_is_over_when_the_table_and_its_indexes_are(self):
        summary = {"SourceTableArn": ARN + "own", "RestoreDateTime": AT, "RestoreInProgress": True}
        client, all_said = dynamodb(
            a_table("new", "CREATING", "CREATING"),
            a_table("new", "ACTIVE", "CREATING"),
            a_table("new", "ACTIVE", "ACTIVE", RestoreSummary=summary),
            a_table("new", "ACTIVE", "ACTIVE", RestoreSummary=summary | {"RestoreInProgress": False}),
        )
        waited = []
        said = quietly(restore.until_active, client, "new", waited.append)
        all_said()
        self.assertEqual(waited, [restore.POLL_S] * 3)
        self.assertIn("new is ACTIVE, indexes to come: due", said)

    def test_a_restored_table_that_lacks_an_index_is_not_used(self):
        wanted = restore.model(dynamodb(*WHOLE)[0], "own")
        client, _ = dynamodb(a_table("new", GlobalSecondaryIndexes=[]), ttl(), backups(), TAGS)
        with self.assertRaisesRegex(Stop, "new has other indexes"):
            restore.check_whole(client, "new", wanted)
        client, _ = dynamodb(a_table("new", DeletionProtectionEnabled=False), ttl("DISABLED"), backups("DISABLED"), TAGS)
        restore.check_whole(client, "new", wanted)

    def test_recovery_is_switched_on_as_soon_as_dynamodb_takes_it(self):
        busy = ("update_continuous_backups", "ContinuousBackupsUnavailableException", "being enabled")
        client, all_said = dynamodb(busy, busy, ("update_continuous_backups", {}))
        asked = {"TableName": "new", "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}
        waited = []
        restore.patiently(lambda: client.update_continuous_backups(**asked), waited.append)
        all_said()
        self.assertEqual(waited, [restore.POLL_S] * 2)
        client, _ = dynamodb(("update_continuous_backups", "AccessDeniedException", "no"))
        with self.assertRaisesRegex(Exception, "AccessDenied"):
            restore.patiently(lambda: client.update_continuous_backups(**asked), waited.append)
        client, _ = dynamodb(busy, busy)
        with self.assertRaisesRegex(Exception, "being enabled"):
            restore.patiently(lambda: client.update_continuous_backups(**asked), waited.append, times=1)

    def test_pending_settings_are_checked_again_and_then_named(self):
        wanted = restore.model(dynamodb(*WHOLE)[0], "own")
        late = (a_table("new"), ttl(), backups(), ("list_tags_of_resource", {"Tags": []}))
        client, all_said = dynamodb(*late, *WHOLE)
        waited = []
        quietly(restore.check_complete, client, "new", wanted, waited.append)
        all_said()
        self.assertEqual(waited, [restore.POLL_S])
        client, _ = dynamodb(*late, *late)
        with self.assertRaisesRegex(Stop, "new is not complete yet: tags: {} instead of"):
            restore.check_complete(client, "new", wanted, waited.append, times=1)

    def test_a_rehearsal_that_is_interrupted_names_the_table_that_it_leaves(self):
        client, _ = dynamodb(("delete_table", "ResourceInUseException", "being restored"))
        self.assertIn("aws dynamodb delete-table --table-name new", quietly(restore.thrown_away, client, "new"))
        client, all_said = dynamodb(("delete_table", {}))
        self.assertEqual(quietly(restore.thrown_away, client, "new"), "new is deleted\n")
        all_said()

    def test_a_complete_table_is_left_alone(self):
        wanted = restore.model(dynamodb(*WHOLE)[0], "own")
        client, all_said = dynamodb(*WHOLE, a_table("own"), *WHOLE)
        self.assertIn("is all that", quietly(restore.complete, client, "own", wanted, None))
        all_said()

    def test_nothing_is_done_before_the_stacks_name_is_typed(self):
        stage = Played()
        restore.confirmed(stage, ask=lambda _: " vestibule-dev ")
        restore.confirmed(stage, yes=True, ask=None)
        for typed in ("", "yes", "vestibule-prod"):
            with self.assertRaisesRegex(Stop, "Nothing was done"):
                restore.confirmed(stage, ask=lambda _: typed)

        def nobody(_):
            raise EOFError

        with self.assertRaisesRegex(Stop, "YES=1"):
            restore.confirmed(stage, ask=nobody)

    def test_a_kind_names_nobody(self):
        key = lambda pk, sk: restore.kind_of({"pk": {"S": pk}, "sk": {"S": sk}})
        firm, client = "5b0f6f0e-2f35-4a5c-9d5c-0a4f2c9d1e11", "0a4f2c9d-1111-4a5c-9d5c-5b0f6f0e2f35"
        self.assertEqual(key(f"FIRM#{firm}#CLIENT#{client}", f"EVENT#1772000000000#00#{client}"), "FIRM#CLIENT EVENT")
        self.assertEqual(key("SLUG#harbour-vale", "SLUG"), "SLUG SLUG")
        self.assertEqual(key("RATE#203.0.113.7#29", "RATE"), "RATE RATE")
        self.assertEqual(key(f"FIRM#{firm}#TERMS#I", f"IVY#{client}"), "FIRM#TERMS -")

    def test_each_word_of_the_keys_is_known(self):
        code = (ROOT / "shared/table/src/keys.rs").read_text(encoding="utf-8").split("#[cfg(test)]")[0]
        named = {word for text in re.findall(r'"([^"\n]*)"', code) for word in re.findall(r"(?:^|(?<=#))[A-Z-]{2,}(?=#|$)", text)}
        # These occur only in keys of indexes.
        self.assertEqual(named - {"LIST", "ADVISER", "DUE", "UNSENT"}, restore.WORDS)

    def test_the_instructions_list_revived_data_and_commands(self):
        said = restore.afterwards(Played(), AT, "own")
        for word in ("sessions", "PINs and links", "make reports ENV=dev", "2026-03-01T12:00:00Z", "own is kept as it was"):
            self.assertIn(word, said)


if __name__ == "__main__":
    unittest.main()
