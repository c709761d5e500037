"""The recovery rules report violations: closing, a restored table, backups, indexes."""

import copy
import json
import unittest
from unittest import mock

import indexes
import rules
import template


class Recovery(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.source = template.read()
        cls.outcome = template.transformed(cls.source)

    def told(self, rule, change, of_source=False):
        """A rule's findings after a change of the transformed template, or of the source."""
        source, outcome = copy.deepcopy(self.source), copy.deepcopy(self.outcome)
        change((source if of_source else outcome)["Resources"])
        return list(rule(source, outcome))

    def tells(self, rule, sentence, change, of_source=False):
        self.assertIn(sentence, self.told(rule, change, of_source))

    def test_our_template_passes(self):
        for rule in (rules.closed, rules.in_use, rules.backups, rules.one_index):
            self.assertEqual(self.told(rule, lambda all: None), [])
            self.assertIn(rule.__name__, rules.broken.__code__.co_names, "it is among those that are run")

    def test_a_closed_stage_that_leaves_something_running(self):
        tells = lambda sentence, *change: self.tells(rules.closed, sentence, *change)
        tells("DeliverEmailBatch still takes from its queue in a closed stage", lambda all: all["DeliverEmailBatch"]["Properties"].pop("Enabled"))
        tells("SweepUnsentEveryMinute still calls in a closed stage", lambda all: all["SweepUnsentEveryMinute"]["Properties"].update(State="ENABLED"))
        tells("OutboxPipe still runs in a closed stage", lambda all: all["OutboxPipe"]["Properties"].update(DesiredState="RUNNING"))
        for name in ("ChoosePage", "VouchForViewer"):
            code = self.outcome["Resources"][name]["Properties"]["FunctionCode"]
            opened = {"Fn::Sub": code["Fn::Sub"].replace("if (CLOSED) return", "if (false) return")}
            tells(f"{name} lets requests in in a closed stage", lambda all: all[name]["Properties"].update(FunctionCode=opened))
        record = lambda all: all["RecordDelivery"]["Properties"]
        tells("RecordDelivery is still called in a closed stage", lambda all: record(all).pop("ReservedConcurrentExecutions"), True)
        tells("RecordDelivery loses what is reported to a closed stage", lambda all: record(all).pop("EventInvokeConfig"), True)
        tells(
            "ReadSession is called by what nobody knows how to stop",
            lambda all: all["ReadSession"]["Properties"]["Events"].update(File={"Type": "S3", "Properties": {}}),
            True,
        )

    def test_a_resource_that_always_uses_the_stacks_own_table(self):
        tells = lambda sentence, change: self.tells(rules.in_use, sentence, change)
        says = "uses the stack's own table where a restored one is in use"
        document = lambda all, id: all[id]["Properties"]["PolicyDocument"]["Statement"][0]
        tells(f"ReadTable {says}", lambda all: document(all, "ReadTable").update(Resource={"Fn::GetAtt": ["Table", "Arn"]}))
        tells(f"FindDue {says}", lambda all: document(all, "FindDue").update(Resource={"Fn::Sub": "${Table.Arn}/index/due"}))
        variables = lambda all: all["SignIn"]["Properties"]["Environment"]["Variables"]
        tells(f"SignIn {says}", lambda all: variables(all).update(TABLE_NAME={"Ref": "Table"}))
        swapped = {"Fn::If": ["UsesRestoredTable", {"Ref": "Table"}, {"Ref": "RestoredTable"}]}
        tells(f"SignIn {says}", lambda all: variables(all).update(TABLE_NAME=swapped))
        tells(f"OutboxPipe {says}", lambda all: all["OutboxPipe"]["Properties"].update(Source={"Fn::GetAtt": ["Table", "StreamArn"]}))
        tells(
            "OutboxPipe has one name for all tables, so CloudFormation cannot make one for another table beside it",
            lambda all: all["OutboxPipe"]["Properties"].update(Name="outbox"),
        )

    def test_an_insufficient_backup(self):
        tells = lambda sentence, change: self.tells(rules.backups, sentence, change)
        tells("Table has no backup beside point-in-time recovery", lambda all: all.pop("BackupSelection"))
        selection = lambda all: all["BackupSelection"]["Properties"]["BackupSelection"]
        tells(
            "Table has no backup beside point-in-time recovery",
            lambda all: selection(all).update(Resources=[{"Fn::GetAtt": ["Table", "Arn"]}]),
        )
        vault = lambda all: all["BackupVault"]["Properties"]
        tells("BackupVault is not encrypted with a key of ours", lambda all: vault(all).pop("EncryptionKeyArn"))
        tells("BackupVault is not locked", lambda all: vault(all).pop("LockConfiguration"))
        tells(
            "BackupVault goes with the stack, or stays behind when its creation fails",
            lambda all: all["BackupVault"].pop("DeletionPolicy"),
        )
        rule = lambda all: all["BackupPlan"]["Properties"]["BackupPlan"]["BackupPlanRule"][0]
        tells("BackupPlan makes no scheduled copies, or keeps them for ever", lambda all: rule(all).pop("Lifecycle"))
        tells("BackupVault is there where no backup is asked for", lambda all: all["BackupVault"].pop("Condition"))

    def test_a_policy_within_an_if_is_looked_at_too(self):
        def broad(all):
            policies = all["BackupRole"]["Properties"]["Policies"]
            [conditional] = [each for each in policies if "Fn::If" in each]
            conditional["Fn::If"][1]["PolicyDocument"]["Statement"][0]["Action"] = "backup:*"

        self.tells(rules.roles, "BackupRole/copy-the-copy allows backup:*", broad)

    def test_one_index_a_deployment(self):
        named = lambda name: {
            "IndexName": name,
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        }
        all_of = lambda all: all["Table"]["Properties"]["GlobalSecondaryIndexes"]
        self.assertEqual(self.told(rules.one_index, lambda all: all_of(all).append(named("new"))), [])
        self.assertEqual(self.told(rules.one_index, lambda all: all_of(all).pop()), [])
        says = "Table changes more than one index in one deployment: "
        self.tells(rules.one_index, says + "new is added, newer is added", lambda all: all_of(all).extend([named("new"), named("newer")]))
        self.tells(rules.one_index, says + "due is removed, unsent is removed", lambda all: all_of(all).__delitem__(slice(0, 2)))
        self.tells(
            rules.one_index, says + "by-adviser-age is removed, new is added", lambda all: all_of(all).__setitem__(-1, named("new"))
        )
        changed = "unsent is removed, unsent is added again with another key or projection"
        self.tells(rules.one_index, says + changed, lambda all: all_of(all)[0].update(Projection={"ProjectionType": "ALL"}))

    def test_a_release_is_noted(self):
        written = mock.Mock()
        with mock.patch.object(indexes, "RELEASED", written), mock.patch("builtins.print"):
            written.exists.return_value, written.read_text.return_value = True, "{}"
            indexes.main()
        noted = json.loads(written.write_text.call_args.args[0])
        self.assertEqual(noted, indexes.of(self.source["Resources"]["Table"]["Properties"]))
        self.assertEqual(len(noted), 6)


if __name__ == "__main__":
    unittest.main()
