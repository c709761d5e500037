"""The release that `make back` chooses."""

import unittest

import back
from packages import Deployment, Package
from stage import Stop


def history(*told):
    """A history of commits; one that begins with `<` was gone back to."""
    return [
        Deployment(f"{at:04}", Package(commit.lstrip("<"), "bucket", "vestibule-dev", "eu-west-1"), commit.startswith("<"))
        for at, commit in enumerate(told)
    ]


class Chosen(unittest.TestCase):
    def goes(self, told, to, wanted=""):
        found = history(*told)
        self.assertEqual(back.chosen(found, found[-1].package.commit, wanted).commit, to, told)

    def stopped(self, sentence, told, running=None, wanted=""):
        found = history(*told)
        with self.assertRaisesRegex(Stop, sentence):
            back.chosen(found, running or found[-1].package.commit, wanted)

    def test_the_one_before_and_the_one_before_that(self):
        self.goes(["aaaaaaa", "bbbbbbb", "ccccccc"], "bbbbbbb")
        self.goes(["aaaaaaa", "bbbbbbb", "ccccccc", "<bbbbbbb"], "aaaaaaa")
        self.stopped("there is none before it", ["aaaaaaa", "bbbbbbb", "<aaaaaaa"])
        self.stopped("there is none before it", ["aaaaaaa"])

    def test_a_release_that_was_left_is_not_come_back_to(self):
        self.goes(["aaaaaaa", "bbbbbbb", "<aaaaaaa", "ccccccc"], "aaaaaaa")
        # A release that is deployed again counts like any other.
        self.goes(["aaaaaaa", "bbbbbbb", "<aaaaaaa", "bbbbbbb", "ccccccc"], "bbbbbbb")

    def test_the_same_release_twice_is_one_step(self):
        self.goes(["aaaaaaa", "bbbbbbb", "bbbbbbb"], "aaaaaaa")

    def test_a_stack_that_runs_an_unrecorded_release(self):
        self.stopped("ddddddd is not the last one that was recorded", ["aaaaaaa", "bbbbbbb"], running="ddddddd")
        with self.assertRaisesRegex(Stop, "unknown is not the last one that was recorded \\(none\\)"):
            back.chosen([], "", "")

    def test_a_named_one(self):
        self.goes(["aaaaaaa", "bbbbbbb"], "aaaaaaa", "aaa")
        self.stopped("0 releases begin with 'x'", ["aaaaaaa"], wanted="x")

    def test_a_commit_that_was_deployed_with_changes_too_is_named_in_full(self):
        told = ["aaaaaaaaaaaa", "aaaaaaaaaaaa-dirty", "bbbbbbbbbbbb"]
        self.goes(told, "aaaaaaaaaaaa", "aaaaaaaaaaaa")
        self.goes(told, "aaaaaaaaaaaa-dirty", "aaaaaaaaaaaa-dirty")
        self.stopped("2 releases begin with", told, wanted="aaaa")


if __name__ == "__main__":
    unittest.main()
