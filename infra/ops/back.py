"""Returns to the previous release, in minutes and without a build: `make back ENV=prod`. Functions, template and pages
are those that were deployed then; parameters keep their values of today, secrets included; data stay as they are.

`TO=<commit>` names another release; `LIST=1` lists them all."""

import sys
import tempfile

import deploy
import packages
from stage import Stage, Stop, described, ended, exists, outputs, signed_in


def current(stack):
    """The running release of a stack."""
    return next((each["ParameterValue"] for each in stack.get("Parameters", []) if each["ParameterKey"] == "Release"), "")


def releases(history):
    """The deployed releases, as (time, package), each once, at its first deployment."""
    found = {}
    for each in history:
        found.setdefault(each.package.commit, (each.at, each.package))
    return list(found.values())


def lineage(history):
    """The packages up to the running one, without those that `make back` returned from."""
    led = []
    for each in history:
        commits = [package.commit for package in led]
        if each.going_back and each.package.commit in commits:
            del led[commits.index(each.package.commit) + 1 :]
        elif commits[-1:] != [each.package.commit]:
            led.append(each.package)
    return led


def chosen(history, running, wanted):
    """The target package: the named one, or the one deployed before the running one."""
    kept = [package for _, package in releases(history)]
    known = ", ".join(package.commit for package in kept) or "none"
    if wanted:
        # A full name is one release, even if that commit was also deployed with changes (`-dirty`).
        found = [package for package in kept if package.commit == wanted]
        found = found or [package for package in kept if package.commit.startswith(wanted)]
        if len(found) != 1:
            raise Stop(f"{len(found)} releases begin with {wanted!r}; there are: {known}")
        return found[0]
    led = lineage(history)
    if not led or led[-1].commit != running:
        raise Stop(f"the running release {running or 'unknown'} is not the last one that was recorded ({known})", "name one with TO=")
    if len(led) == 1:
        raise Stop(f"{running} is the first release that was kept: there is none before it")
    return led[-2]


def forgotten(stack, declared):
    """The parameters with a value that the stack has and a release's template does not declare."""
    values = {each["ParameterKey"]: each.get("ParameterValue", "") for each in stack.get("Parameters", [])}
    return {name: value for name, value in values.items() if value and name not in declared}


def readable(stack, declared, package):
    """Stops if the release would return to a table that is no longer in use. Names other lost parameters."""
    lost = forgotten(stack, declared)
    if "RestoredTable" in lost:
        raise Stop(
            f"the stack uses the restored table {lost['RestoredTable']}, and {package.commit} would go back to the one before",
            "name a later release with TO=, or deploy a cure",
        )
    if lost.get("Closed") == "yes":
        raise Stop(f"the stage is closed, and {package.commit} would open it", "make open first, or name a later release with TO=")
    lost.pop("Closed", None)
    if lost:
        print(f"{package.commit} does not know these parameters, which are forgotten: {', '.join(sorted(lost))}")


def back(stage, given):
    """Runs the whole command; returns whether it was carried out."""
    signed_in(stage)
    stack = described(stage.client("cloudformation"), stage.stack)
    if not exists(stack):
        raise Stop(f"There is no stack {stage.stack} in {stage.region}", f"make deploy ENV={stage.name}")
    history, running = packages.history(stage), current(stack)
    if given.list:
        kept = releases(history)
        if not kept:
            print(f"no release of {stage.name} was kept yet: make deploy ENV={stage.name} keeps each")
        for at, package in kept:
            print(f"{at}  {package.commit}{'  (running)' if package.commit == running else ''}")
        return True
    package = chosen(history, running, given.to)
    print(f"from {running} to {package.commit}")
    readable(stack, packages.parameters_of(stage, package), package)
    parameters = deploy.of_release(packages.release_of(stage, package))
    stack = deploy.deployed(stage, package, parameters, given.watch, given.force, given.yes)
    if stack is None:
        print("nothing was deployed")
        return False
    with tempfile.TemporaryDirectory() as folder:
        packages.pages_of(stage, package, folder)
        deploy.uploaded(stage, outputs(stack), folder)
    packages.record(stage, package, going_back=True)
    print(f"{stage.stack} runs {package.commit}. Now try it: make smoke ENV={stage.name}")
    return True


def main():
    arguments = deploy.reader(__doc__)
    arguments.add_argument("--to", default="", help="the commit of the release to go to, or how it begins")
    arguments.add_argument("--list", action="store_true", help="list the releases that were kept")
    given = arguments.parse_args()
    stage = Stage.read(given.stage)
    return ended(lambda: back(stage, given))


if __name__ == "__main__":
    sys.exit(main())
