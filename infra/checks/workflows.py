"""Rules for GitHub's workflows and our shell scripts: their form (GitHub's schema), what zizmor
and shellcheck know to be dangerous, and the rules below, which are ours: what is deployed was tested, is
built once, goes to staging first, and only the jobs that deploy can assume a role."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / ".github/workflows"
# Anybody's pull request starts these, with the rights of the repository.
DANGEROUS_TRIGGERS = {"pull_request_target", "workflow_run"}
READ_ONLY = {"contents": "read"}
TO_DEPLOY = {"contents": "read", "id-token": "write"}
# The jobs that deploy. This list may only shrink.
DEPLOYING = {("deploy.yml", "staging"), ("deploy.yml", "prod"), ("stage.yml", "deploy")}
SCRIPTS = [".ci/run", "infra/ops/pipeline.sh", "tests/browser/browsers.sh"]


def read(folder=FOLDER):
    """Each workflow by its file's name. YAML 1.1 reads the key `on` as true."""
    return {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.y*ml"))}


def jobs_of(workflows):
    """Each job, as (file, name, job)."""
    for name, workflow in workflows.items():
        for id, job in workflow["jobs"].items():
            yield name, id, job


def steps_of(workflows):
    """Each step, as (file/job, step)."""
    for name, id, job in jobs_of(workflows):
        for step in job.get("steps", []):
            yield f"{name}/{id}", step


def runs_of(job):
    """What a job runs, in order, as one text."""
    return "\n".join(step.get("run", "") for step in job.get("steps", []))


def broken(workflows):
    """The violations, a sentence each."""
    return [said for rule in (triggers, permissions, commands, actions, order, stages) for said in rule(workflows)]


def triggers(workflows):
    """Outsiders cannot start jobs with rights."""
    for name, workflow in workflows.items():
        started_by = workflow.get("on", workflow.get(True))
        for trigger in DANGEROUS_TRIGGERS & set([started_by] if isinstance(started_by, str) else started_by):
            yield f"{name} is started by {trigger}"
        if name == "deploy.yml" and started_by != {"push": {"branches": ["main"]}}:
            yield "deploy.yml is started by something else than a push to main"


def permissions(workflows):
    """A job may read the code; one that deploys may request a token from GitHub, which AWS accepts."""
    for name, workflow in workflows.items():
        if workflow.get("permissions") != READ_ONLY:
            yield f"{name} does not begin with the right to read the code alone"
    for name, id, job in jobs_of(workflows):
        allowed = TO_DEPLOY if (name, id) in DEPLOYING else READ_ONLY
        if job.get("permissions", READ_ONLY) != allowed:
            yield f"{name}/{id} has other rights than {allowed}"


def commands(workflows):
    """GitHub writes expressions into the script itself, and a branch or title may hold commands."""
    for where, step in steps_of(workflows):
        if "${{" in step.get("run", ""):
            yield f"{where} writes an expression into a script: hand it over in env"
    for name, workflow in workflows.items():
        if "secrets." in str(workflow):
            yield f"{name} uses a secret, and there are none"


def actions(workflows):
    """A tag can be moved to other code after somebody read it; a commit cannot."""
    used = [(where, step["uses"]) for where, step in steps_of(workflows) if "uses" in step]
    used += [(f"{name}/{id}", job["uses"]) for name, id, job in jobs_of(workflows) if "uses" in job]
    for where, action in used:
        if not action.startswith("./") and not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action):
            yield f"{where} uses {action}, which is no commit"


def order(workflows):
    """Tested, built once, staging, prod."""
    jobs = workflows["deploy.yml"]["jobs"]
    after = {id: {job["needs"]} if isinstance(job.get("needs"), str) else set(job.get("needs", [])) for id, job in jobs.items()}
    if after != {"checks": set(), "build": {"checks"}, "staging": {"build"}, "prod": {"build", "staging"}}:
        yield f"deploy.yml has another order: {after}"
    builds = [f"{name}/{id}" for name, id, job in jobs_of(workflows) if re.search(r"make .*\b(build|artefacts)\b", runs_of(job))]
    if builds != ["deploy.yml/build"]:
        yield f"it is built in {builds}"
    for id in ("staging", "prod"):
        job = jobs.get(id, {})
        if job.get("uses") != "./.github/workflows/stage.yml" or job.get("with") != {"stage": id, "digest": "${{ needs.build.outputs.digest }}"}:
            yield f"deploy.yml/{id} does not deploy to {id} what was built"
    if ".ci/run" not in runs_of(workflows["ci.yml"]["jobs"]["checks"]):
        yield "ci.yml does not run all checks"


def stages(workflows):
    """A stage gets the built files, needs approval, and is checked afterwards; one deployment at a time."""
    job = workflows["stage.yml"]["jobs"]["deploy"]
    if job.get("environment") != "${{ inputs.stage }}":
        yield "stage.yml is in no environment, so nobody is asked and no role is assumed"
    if job.get("concurrency") != {"group": "deploy-${{ inputs.stage }}", "cancel-in-progress": False}:
        yield "stage.yml lets two deployments run at once, or breaks one off"
    places = [runs_of(job).find(command) for command in ("sha256sum --check", 'make deploy ENV="$STAGE" BUILT=1', 'make smoke ENV="$STAGE"')]
    if -1 in places or places != sorted(places):
        yield "stage.yml does not check, deploy and try what was built, in this order"


def tool(*command, text=None):
    """Runs a tool; returns its output if it found something."""
    ran = subprocess.run([str(word) for word in command], cwd=ROOT, input=text, capture_output=True, text=True, check=False)
    said = (ran.stdout + ran.stderr).strip()
    return [] if ran.returncode == 0 else [f"{Path(command[0]).name}: {said or 'failed'}"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--tools", type=Path, required=True, help="the environment of zizmor and shellcheck")
    programs = arguments.parse_args().tools.resolve() / "bin"
    workflows = read()
    found = tool(programs / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *sorted(FOLDER.glob("*.y*ml")))
    found += tool(programs / "zizmor", "--offline", "--no-progress", "--quiet", "--config", ROOT / "infra/checks/zizmor.yml", FOLDER)
    found += tool(programs / "shellcheck", *SCRIPTS)
    for where, step in steps_of(workflows):
        if "run" in step:
            # As GitHub runs it.
            found += [f"{where}: {said}" for said in tool(programs / "shellcheck", "--shell=bash", "-", text=f"set -eo pipefail\n{step['run']}\n")]
    found += broken(workflows)
    for said in found:
        print(said, file=sys.stderr)
    print(f"{len(workflows)} workflows, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
