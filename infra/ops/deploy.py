"""From a clone to a running stage: `make deploy ENV=dev`. Asks the doctor, builds the functions and the pages, shows
what will change, deploys the stack, uploads the pages, and says what to do next. It can be run again and again.

The first deployment generates the origin secret. Nobody needs to know it: CloudFormation keeps it."""

import argparse
import secrets
import sys

import build
import changes
import doctor
import packages
import pages
from stage import Stage, Stop, agreed, counted, described, ended, exists, is_closed, outputs, signed_in


def overrides(stage, is_there, release):
    """The parameters that this deployment names, empty ones included: empty is a value. A stack keeps the value of a parameter that is
    not named here."""
    named = {**stage.parameters, **of_release(release)}
    if not is_there:
        named.setdefault("OriginSecret", secrets.token_hex(32))
    return named


def of_release(release):
    """The parameters that follow from the build."""
    return {"Release": release.commit, "Architecture": release.architecture}


def examined(stage, force):
    """Runs the doctor. Stops if something is lacking, before anything is built."""
    lacks = doctor.printed(doctor.examine(stage))
    if lacks and not force:
        raise Stop(f"{counted(lacks, 'thing')} lacking, as shown above", "the same command with FORCE=1 continues anyway")


def fit(stage, release):
    """Stops if a release must not go to a stage."""
    if stage.name != "dev" and not release.is_clean:
        raise Stop(f"{release.commit}: files differ from the commit, and only dev takes what nobody can look up", "git commit, then the same command")
    wanted = stage.parameters.get("Architecture", release.architecture)
    if wanted != release.architecture:
        raise Stop(f"samconfig.toml asks for Architecture={wanted}, and this was built for {release.architecture}", f"make artefacts ARCH={wanted}")


def deployed(stage, package, given, watch=True, force=False, yes=False):
    """Deploys a package. Returns the stack, or None if a person declined."""
    formation = stage.client("cloudformation")
    before = described(formation, stage.stack)
    name = f"release-{package.commit}-{secrets.token_hex(4)}"
    parameters = changes.named(before, given, packages.parameters_of(stage, package))
    found = changes.made(stage, name, package.template_url, parameters, watch)
    if found is None:
        print("nothing of the stack changes")
        return described(formation, stage.stack)
    print(f"{counted(len(found), 'change')}:")
    for change in found:
        print(f"  {changes.sentence(change)}")
    lost = changes.losses(found)
    if lost and not force:
        changes.discard(stage, name)
        raise Stop(
            "this would take away or replace what holds data, or an address that people know:\n  "
            + "\n  ".join(map(changes.sentence, lost)),
            "if it is meant, the same command with FORCE=1",
        )
    if stage.confirms and not agreed(f"Deploy this to {stage.name}?", yes):
        changes.discard(stage, name)
        return None
    return changes.carried_out(stage, name)


def protected(stage):
    """Protects the stack from deletion in staging and prod."""
    if stage.name != "dev":
        stage.client("cloudformation").update_termination_protection(StackName=stage.stack, EnableTerminationProtection=True)


def uploaded(stage, told, folder=build.PAGES):
    """Uploads the pages of an existing stack, and invalidates the front's cache."""
    changed = pages.upload(stage.client("s3"), told["PagesBucket"], folder)
    pages.invalidate(stage.client("cloudfront"), told["FrontId"], changed)
    print(f"{counted(len(changed), 'page')} changed")


def released(stage, given):
    """The release to deploy: already built, or built here."""
    if given.built:
        release = build.built()
    else:
        release = build.build(stage.parameters.get("Architecture", "x86_64"), with_pages=True)
    fit(stage, release)
    return release


def deploy(stage, given):
    """Runs the whole command; returns whether it was carried out."""
    signed_in(stage)
    examined(stage, given.force)
    is_there = exists(described(stage.client("cloudformation"), stage.stack))
    release = released(stage, given)
    package = packages.packaged(stage, release)
    stack = deployed(stage, package, overrides(stage, is_there, release), given.watch, given.force, given.yes)
    if stack is None:
        print("nothing was deployed")
        return False
    protected(stage)
    told = outputs(stack)
    uploaded(stage, told)
    packages.record(stage, package)
    print()
    for name, value in sorted(told.items()):
        print(f"{name:20} {value}")
    print()
    for line in next_steps(stage, stack, is_there):
        print(line)
    return True


def next_steps(stage, stack, was_there):
    """The next steps after a deployment."""
    if is_closed(stack):
        yield f"The stage is still closed. Open it: make open ENV={stage.name}"
    if not was_there:
        yield "First the DNS records above (docs/operations.md, 'First deployment'): the smoke test needs the domain and the sender."
    yield f"Now try it: make smoke ENV={stage.name}"
    if stage.name == "prod":
        yield "Then note the indexes that prod has now, and commit the file if it changed: make released"
    if not was_there:
        yield f"Then the first firm (docs/operations.md, 'The first firm'): make firm ENV={stage.name} FIRM=firm.json"


def reader(text):
    """The arguments that deploy and back share."""
    arguments = argparse.ArgumentParser(description=text)
    arguments.add_argument("stage")
    arguments.add_argument("--yes", action="store_true", help="agree to the changes beforehand")
    arguments.add_argument("--force", action="store_true", help="go on where the doctor or a guard stops")
    arguments.add_argument("--no-watch", dest="watch", action="store_false", help="without rollback triggers, while an alarm rings")
    return arguments


def main():
    arguments = reader(__doc__)
    arguments.add_argument("--built", action="store_true", help="deploy what `make artefacts` built")
    given = arguments.parse_args()
    stage = Stage.read(given.stage)
    return ended(lambda: deploy(stage, given))


if __name__ == "__main__":
    sys.exit(main())
