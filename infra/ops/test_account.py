"""Setting up an account that others use too: none of their settings change without consent."""

import contextlib
import io
import unittest
from argparse import Namespace
from unittest import mock

import account
from stage import Stop
from test_ops import IDENTITY, NO_STACK, Played, a_resource, a_stack

PREFIX = "sns/eu-west-1/123456789012/DirectPublishToPhoneNumber"
NOT_OURS = ("describe_stack_resource", "ValidationError", "Stack 'vestibule-account' does not exist")
# The settings, and the spending limit.
SET = [("set_sms_attributes", {})] * 2
OTHER_ROLE = "arn:aws:iam::123456789012:role/other"


def groups(*found):
    told = [{"logGroupName": name} | ({"retentionInDays": days} if days else {}) for name, days in found]
    return ("describe_log_groups", {"logGroups": told})


class Account(unittest.TestCase):
    def setUp(self):
        self.out = io.StringIO()
        self.enterContext(contextlib.redirect_stdout(self.out))

    def set_up(self, logs, attributes, *sns, yes=False, answer=None):
        """Sets an account up whose logs and settings are these; returns whether, and how the stack was made."""
        stage = Played().plays("sts", IDENTITY).plays("cloudformation", NO_STACK, NOT_OURS).plays("logs", groups(*logs))
        stage.plays("sns", ("get_sms_attributes", {"attributes": attributes}), *sns)
        made = mock.Mock(return_value={"TextReportsRole": "arn:aws:iam::123456789012:role/ours"})
        given = Namespace(sms_usd=50, sender_id=None, yes=yes)
        with contextlib.ExitStack() as patched:
            patched.enter_context(mock.patch.object(account, "deployed", made))
            patched.enter_context(mock.patch("sys.stdin.isatty", return_value=answer is not None))
            patched.enter_context(mock.patch("builtins.input", return_value=answer))
            done = account.set_up(stage, given)
        return done, made

    def test_a_fresh_account_needs_no_consent(self):
        done, made = self.set_up([(f"{PREFIX}/Other", None)], {}, *SET)
        self.assertTrue(done)
        self.assertEqual(made.call_args.args[1], "make")

    def test_existing_logs_are_used_unchanged_after_consent(self):
        there = [(PREFIX, None), (f"{PREFIX}/Failure", 30)]
        with self.assertRaisesRegex(Stop, "YES=1"):
            self.set_up(there, {})
        self.assertIn("is kept for ever", self.out.getvalue())
        done, made = self.set_up(there, {}, answer="n")
        self.assertFalse(done)
        made.assert_not_called()
        done, made = self.set_up(there, {}, *SET, answer="y")
        self.assertTrue(done)
        self.assertEqual(made.call_args.args[1], "there-already")

    def test_our_own_logs_need_no_consent_again(self):
        stage = Played().plays("cloudformation", a_resource("TextReports", PREFIX))
        self.assertEqual(account.groups_there(stage, "123456789012"), [])

    def test_settings_of_others_are_replaced_only_after_consent(self):
        theirs = {"DeliveryStatusIAMRole": OTHER_ROLE, "DefaultSMSType": "Promotional", "MonthlySpendLimit": "1"}
        with self.assertRaisesRegex(Stop, "Change these"):
            self.set_up([], theirs)
        self.assertIn(f"DeliveryStatusIAMRole is {OTHER_ROLE} and would become", self.out.getvalue())
        self.assertIn("DefaultSMSType is Promotional and would become Transactional", self.out.getvalue())
        self.assertFalse(self.set_up([], theirs, answer="")[0])
        self.assertTrue(self.set_up([], theirs, *SET, yes=True)[0])

    def test_a_limit_above_the_quota_says_where_to_ask(self):
        with self.assertRaisesRegex(Stop, "refuses to spend 50 USD .*Everything else is set\n.*Support Center"):
            self.set_up([], {}, SET[0], ("set_sms_attributes", "InvalidParameter", "limit"))
        self.assertIn("DeliveryStatusSuccessSamplingRate = 100", self.out.getvalue())
        self.assertNotIn("MonthlySpendLimit =", self.out.getvalue())

    def test_our_stacks_settings_are_kept(self):
        no_change = ("update_stack", "ValidationError", "No updates are to be performed.")
        stage = Played().plays("cloudformation", a_stack("CREATE_COMPLETE"), no_change, a_stack("CREATE_COMPLETE"))
        asked = []
        client = stage.client("cloudformation")
        client.meta.events.register("provide-client-params.cloudformation.UpdateStack", lambda params, **_: asked.append(params))
        account.deployed(stage, "there-already")
        self.assertEqual(asked[0]["Parameters"], [{"ParameterKey": "TextLogs", "ParameterValue": "there-already"}])


if __name__ == "__main__":
    unittest.main()
