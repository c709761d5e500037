"""The evaluator evaluates as IAM does."""

import unittest

from policies import Request, granted, is_allowed, is_like

READ = {"Effect": "Allow", "Action": ["s3:GetObject", "s3:List*"], "Resource": "arn:aws:s3:::ours-*"}


def policy(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


class Policies(unittest.TestCase):
    def allows(self, request, *statements):
        self.assertTrue(is_allowed([policy(*statements)], request))

    def refuses(self, request, *statements):
        self.assertFalse(is_allowed([policy(*statements)], request))

    def test_an_action_that_nothing_allows_is_refused(self):
        self.refuses(Request("s3:GetObject", "arn:aws:s3:::ours-1"))
        self.refuses(Request("s3:PutObject", "arn:aws:s3:::ours-1"), READ)
        self.refuses(Request("s3:GetObject", "arn:aws:s3:::theirs"), READ)

    def test_actions_are_meant_however_they_are_written(self):
        self.allows(Request("S3:getobject", "arn:aws:s3:::ours-1"), READ)
        self.allows(Request("s3:ListBucket", "arn:aws:s3:::ours-1"), READ)

    def test_an_action_without_resources_needs_a_star(self):
        self.refuses(Request("s3:ListAllMyBuckets", "*"), READ)
        self.allows(Request("s3:ListAllMyBuckets", "*"), {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"})

    def test_signs_stand_for_any_letters_and_brackets_for_themselves(self):
        for pattern, text, is_so in [("a*c", "abbc", True), ("a?c", "ac", False), ("[ab]", "a", False), ("a.c", "abc", False), ("*", "", True)]:
            self.assertEqual(is_like(pattern, text), is_so, (pattern, text))

    def test_a_refusal_wins(self):
        no = {"Effect": "Deny", "NotAction": "s3:List*", "Resource": "*"}
        self.refuses(Request("s3:GetObject", "arn:aws:s3:::ours-1"), READ, no)
        self.allows(Request("s3:ListBucket", "arn:aws:s3:::ours-1"), READ, no)

    def test_all_conditions_must_hold(self):
        both = {**READ, "Condition": {"StringEquals": {"a": ["1", "2"], "b": "3"}}}
        self.allows(Request("s3:GetObject", "arn:aws:s3:::ours-1", {"a": "2", "b": "3"}), both)
        self.refuses(Request("s3:GetObject", "arn:aws:s3:::ours-1", {"a": "2", "b": "4"}), both)
        self.refuses(Request("s3:GetObject", "arn:aws:s3:::ours-1", {"a": "2"}), both)

    def test_an_unknown_value_equals_nothing(self):
        unequal = {**READ, "Condition": {"StringNotEquals": {"a": "1"}}}
        self.allows(Request("s3:GetObject", "arn:aws:s3:::ours-1"), unequal)
        self.refuses(Request("s3:GetObject", "arn:aws:s3:::ours-1", {"a": "1"}), unequal)
        known = {**READ, "Condition": {"Null": {"a": "false"}}}
        self.refuses(Request("s3:GetObject", "arn:aws:s3:::ours-1"), known)
        self.allows(Request("s3:GetObject", "arn:aws:s3:::ours-1", {"a": "1"}), known)
        like = {**READ, "Condition": {"ArnLike": {"a": "arn:*"}}}
        self.refuses(Request("s3:GetObject", "arn:aws:s3:::ours-1"), like)
        self.allows(Request("s3:GetObject", "arn:aws:s3:::ours-1", {"a": "arn:aws"}), like)

    def test_unknown_operators_are_not_evaluated(self):
        for odd in ({"Condition": {"IpAddress": {"a": "1"}}}, {"Principal": "*"}, {"NotResource": "*"}):
            with self.assertRaises(ValueError):
                is_allowed([policy({**READ, **odd})], Request("s3:GetObject", "arn:aws:s3:::ours-1"))

    def test_grants_exclude_denied_actions(self):
        no = {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"}
        self.assertEqual(granted([policy(READ, no)]), {"s3:GetObject", "s3:List*"})


if __name__ == "__main__":
    unittest.main()
