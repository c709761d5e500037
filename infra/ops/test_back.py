"""Which release `make back` goes to."""

import unittest

import back
from packages import Package
from stage import Stop


class Chosen(unittest.TestCase):
    COMMITS = ("aaaaaaaaaaaa", "aaaaaaaaaaaa-dirty", "bbbbbbbbbbbb")

    def chosen(self, wanted):
        releases = [(str(at), Package(commit, "bucket", "vestibule-dev", "eu-west-1")) for at, commit in enumerate(self.COMMITS)]
        return back.chosen(releases, "bbbbbbbbbbbb", wanted).commit

    def test_a_commit_that_was_deployed_with_changes_too_is_named_in_full(self):
        self.assertEqual(self.chosen("aaaaaaaaaaaa"), "aaaaaaaaaaaa")
        self.assertEqual(self.chosen("aaaaaaaaaaaa-dirty"), "aaaaaaaaaaaa-dirty")
        with self.assertRaisesRegex(Stop, "2 releases begin with"):
            self.chosen("aaaa")


if __name__ == "__main__":
    unittest.main()
