"""Each rule reports violations, and our workflows have none."""

import copy
import unittest

import workflows


class Workflows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ours = workflows.read()

    def found(self, change):
        """The findings in our workflows after a change."""
        changed = copy.deepcopy(self.ours)
        change(changed)
        return "\n".join(workflows.broken(changed))

    def tells(self, sentence, change):
        self.assertIn(sentence, self.found(change))

    def test_our_workflows_pass(self):
        self.assertEqual(self.found(lambda all: None), "")

    def test_what_starts_them(self):
        self.tells("ci.yml is started by pull_request_target", lambda all: all["ci.yml"][True].update(pull_request_target=None))
        self.tells("ci.yml is started by workflow_run", lambda all: all["ci.yml"].update({True: "workflow_run"}))
        self.tells("something else than a push to main", lambda all: all["deploy.yml"][True].update(pull_request=None))

    def test_their_rights(self):
        self.tells("ci.yml does not begin", lambda all: all["ci.yml"].pop("permissions"))
        self.tells("deploy.yml does not begin", lambda all: all["deploy.yml"].update(permissions="write-all"))
        self.tells("deploy.yml/build has other rights", lambda all: all["deploy.yml"]["jobs"]["build"].update(permissions={"id-token": "write"}))
        self.tells("stage.yml/deploy has other rights", lambda all: all["stage.yml"]["jobs"]["deploy"]["permissions"].update(packages="write"))

    def test_expressions_in_scripts(self):
        steps = lambda all: all["ci.yml"]["jobs"]["checks"]["steps"]
        self.tells("ci.yml/checks writes an expression", lambda all: steps(all).append({"run": "echo ${{ github.event.pull_request.title }}"}))
        self.tells("ci.yml uses a secret", lambda all: steps(all).append({"run": "x", "env": {"KEY": "${{ secrets.KEY }}"}}))

    def test_whose_code_they_run(self):
        steps = lambda all: all["ci.yml"]["jobs"]["checks"]["steps"]
        for action in ("actions/checkout@v7", "actions/checkout@main", "actions/checkout@3d3c42e", "actions/checkout"):
            self.tells(f"ci.yml/checks uses {action}, which is no commit", lambda all: steps(all)[0].update(uses=action))
        self.tells("uses a/b/.github/workflows/x.yml@v1", lambda all: all["deploy.yml"]["jobs"]["checks"].update(uses="a/b/.github/workflows/x.yml@v1"))

    def test_the_order_of_jobs(self):
        jobs = lambda all: all["deploy.yml"]["jobs"]
        self.tells("another order", lambda all: jobs(all)["build"].pop("needs"))
        self.tells("another order", lambda all: jobs(all)["prod"].update(needs="build"))
        self.tells("it is built in", lambda all: all["stage.yml"]["jobs"]["deploy"]["steps"].append({"run": "make build"}))
        self.tells("deploy.yml/prod does not deploy to prod what was built", lambda all: jobs(all)["prod"]["with"].update(stage="staging"))
        self.tells("deploy.yml/staging does not deploy", lambda all: jobs(all)["staging"]["with"].update(digest=""))
        self.tells("ci.yml does not run all checks", lambda all: all["ci.yml"]["jobs"]["checks"]["steps"].pop())

    def test_how_a_stage_is_deployed(self):
        job = lambda all: all["stage.yml"]["jobs"]["deploy"]
        self.tells("is in no environment", lambda all: job(all).pop("environment"))
        self.tells("two deployments", lambda all: job(all)["concurrency"].update({"cancel-in-progress": True}))
        self.tells("in this order", lambda all: job(all)["steps"].reverse())
        self.tells("in this order", lambda all: job(all)["steps"].pop())
        self.tells("in this order", lambda all: job(all)["steps"][-2].update(run='make deploy ENV="$STAGE"'))


if __name__ == "__main__":
    unittest.main()
