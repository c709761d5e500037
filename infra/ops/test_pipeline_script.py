"""infra/ops/pipeline.sh in its own repository, with a `make` that only records its arguments."""

import os
import shutil
import subprocess
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

SCRIPT = Path(__file__).with_name("pipeline.sh")
# Builds, records its arguments and fails on request; with REBUILDS a deployment builds again.
MAKE = """#!/bin/sh
echo "$*" >> "$NOTES"
case "$*" in
    "$FAILS") exit 7 ;;
    artefacts) mkdir -p .aws-sam/build web/dist; echo built > .aws-sam/build/bootstrap; echo page > web/dist/index.html ;;
    "$REBUILDS") echo again > .aws-sam/build/bootstrap ;;
    "$COMMITS") git commit --quiet --allow-empty --message more ;;
esac
"""
BEFORE = ["test", "artefacts"]
STAGING = ["deploy ENV=staging BUILT=1 YES=1", "smoke ENV=staging"]
PROD = ["deploy ENV=prod BUILT=1 YES=1", "smoke ENV=prod"]


class Script(unittest.TestCase):
    def setUp(self):
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name) / "repository"
        self.notes = Path(folder.name) / "notes"
        programs = Path(folder.name) / "programs"
        (self.root / "infra/ops").mkdir(parents=True)
        programs.mkdir()
        shutil.copy(SCRIPT, self.root / "infra/ops/pipeline.sh")
        (self.root / ".gitignore").write_text(".aws-sam/\nweb/dist/\n", encoding="utf-8")
        (programs / "make").write_text(MAKE, encoding="utf-8")
        (programs / "make").chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self.environment = {
            **kept,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "NOTES": str(self.notes),
            "FAILS": "nothing",
            "REBUILDS": "nothing",
            "COMMITS": "nothing",
            "HOME": folder.name,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_{what}": "ops@firm.test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("add", ".")
        self.git("commit", "--quiet", "--message", "first")

    def git(self, *words, folder=None):
        subprocess.run(["git", *words], cwd=folder or self.root, env=self.environment, check=True, capture_output=True)

    def run_it(self, *words, answer="prod\n", **environment):
        """The script's exit code, its output, and its calls of make."""
        ran = subprocess.run(
            [self.root / "infra/ops/pipeline.sh", *words],
            env={**self.environment, **environment},
            input=answer,
            capture_output=True,
            text=True,
            check=False,
        )
        asked = self.notes.read_text(encoding="utf-8").splitlines() if self.notes.exists() else []
        return ran.returncode, ran.stdout + ran.stderr, asked

    def test_it_tests_builds_once_deploys_checks_asks_and_deploys(self):
        code, said, asked = self.run_it()
        self.assertEqual((code, asked), (0, BEFORE + STAGING + PROD), said)

    def test_other_stages(self):
        _, _, asked = self.run_it("dev", "staging", answer="staging\n")
        self.assertEqual(asked, [*BEFORE, "deploy ENV=dev BUILT=1 YES=1", "smoke ENV=dev", *STAGING])

    def test_it_stops_at_the_first_failure(self):
        steps = BEFORE + STAGING + PROD
        for place, step in enumerate(steps):
            self.notes.unlink(missing_ok=True)
            code, _, asked = self.run_it(FAILS=step)
            self.assertEqual((code, asked), (7, steps[: place + 1]))

    def test_without_approval_prod_is_not_touched(self):
        for answer in ("", "\n", "yes\n", "y\n", "Prod\n", "production\n", "staging\n"):
            self.notes.unlink(missing_ok=True)
            code, said, asked = self.run_it(answer=answer)
            self.assertEqual((code, asked), (1, BEFORE + STAGING), answer)
            self.assertIn("prod was not touched", said)

    def test_the_built_files_are_deployed(self):
        code, said, asked = self.run_it(REBUILDS="smoke ENV=staging")
        self.assertEqual((code, asked), (1, BEFORE + STAGING))
        self.assertIn("What was built has changed since", said)

    def test_another_commit_meanwhile(self):
        code, said, asked = self.run_it(COMMITS="smoke ENV=staging")
        self.assertEqual((code, asked), (1, BEFORE + STAGING))
        self.assertIn("Another commit", said)

    def test_a_dirty_tree_is_refused(self):
        (self.root / "new").write_text("x", encoding="utf-8")
        code, said, asked = self.run_it()
        self.assertEqual((code, asked), (1, []))
        self.assertIn("differs from its commit", said)

    def test_a_commit_that_is_not_merged_is_refused(self):
        self.git("checkout", "--quiet", "-b", "idea")
        self.git("commit", "--quiet", "--allow-empty", "--message", "idea")
        code, said, asked = self.run_it()
        self.assertEqual((code, asked), (1, []))
        self.assertIn("is not on main", said)
        self.assertEqual(self.run_it(MAIN="idea")[0], 0)

    def test_the_version_before_can_be_deployed_again(self):
        self.git("commit", "--quiet", "--allow-empty", "--message", "second")
        self.git("checkout", "--quiet", "HEAD~1")
        self.assertEqual(self.run_it()[0], 0)

    def test_an_unpushed_commit_is_refused(self):
        """With a remote, its main branch counts."""
        elsewhere = self.root.parent / "elsewhere"
        self.git("clone", "--quiet", "--bare", str(self.root), str(elsewhere), folder=self.root.parent)
        self.git("remote", "add", "origin", str(elsewhere))
        self.assertEqual(self.run_it()[0], 0)
        self.notes.unlink()
        self.git("commit", "--quiet", "--allow-empty", "--message", "here only")
        code, said, asked = self.run_it()
        self.assertEqual((code, asked), (1, []))
        self.assertIn("is not on origin/main", said)


if __name__ == "__main__":
    unittest.main()
