"""Builds a release and describes it: `make build`, `make artefacts`.

The functions are in .aws-sam/build, the pages in web/dist. `.aws-sam/build/release.json` names the commit and what
was built, so that the very same files can be deployed to one stage after the other."""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from stage import ROOT, Stop

# SAM and cargo-lambda, beside the Python that runs this.
TOOLS = Path(sys.executable).parent
BUILT = ROOT / ".aws-sam/build"
PAGES = ROOT / "web/dist"
TARGETS = {"x86_64": "x86_64-unknown-linux-gnu", "arm64": "aarch64-unknown-linux-gnu"}
# ELF's e_machine for each, in the two bytes at 18.
MACHINES = {"x86_64": 62, "arm64": 183}


@dataclass(frozen=True)
class Release:
    """A build: its commit, its processor, and its pages (empty for none)."""

    commit: str
    architecture: str
    pages: str = ""

    @property
    def is_clean(self):
        """Whether all of it is committed."""
        return not self.commit.endswith("-dirty")


def run(*command):
    """Runs a tool with ours first on the path. Stops if it fails; the tool prints the reason."""
    print("$ " + " ".join(str(word) for word in command), flush=True)
    environment = {**os.environ, "PATH": f"{TOOLS}:{os.environ['PATH']}", "SAM_CLI_TELEMETRY": "0"}
    if subprocess.run([str(word) for word in command], cwd=ROOT, env=environment, check=False).returncode:
        raise Stop(f"{Path(str(command[0])).name} failed")


def said(*command):
    """The output of a command."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def commit_now():
    """The commit of the working tree, twelve digits; with `-dirty` if files differ from it."""
    changed = said("git", "status", "--porcelain")
    return said("git", "rev-parse", "--short=12", "HEAD") + ("-dirty" if changed else "")


def needs_target(architecture):
    """Stops if this machine lacks the Rust target of the functions' processor."""
    target = TARGETS[architecture]
    libraries = Path(said("rustc", "--print", "target-libdir", "--target", target))
    if not libraries.is_dir():
        raise Stop(f"Architecture={architecture} needs a Rust target that is not installed", f"rustup target add {target}")


def machine_of(binary):
    """The processor that an ELF binary is for, as in MACHINES; None for other files."""
    with Path(binary).open("rb") as file:
        head = file.read(20)
    return int.from_bytes(head[18:20], "little") if head[:4] == b"\x7fELF" else None


def digest_of(folder):
    """SHA-256 over the names and contents of all files of a folder; empty without a folder."""
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    if not files:
        return ""
    digest = hashlib.sha256()
    for path in files:
        name, content = path.relative_to(folder).as_posix().encode(), path.read_bytes()
        digest.update(b"%d %d\n%b%b" % (len(name), len(content), name, content))
    return digest.hexdigest()


def build(architecture, with_pages):
    """Builds everything, and writes its description."""
    needs_target(architecture)
    commit = commit_now()
    # All functions at once, on all processors. SAM then builds one after the other, and finds each already built.
    run(TOOLS / "cargo-lambda", "lambda", "build", "--release", *(["--arm64"] if architecture == "arm64" else []))
    run(TOOLS / "sam", "build", "--parameter-overrides", f"Architecture={architecture}")
    if with_pages:
        run("npm", "--prefix", "web", "ci", "--silent")
        run("npm", "--prefix", "web", "run", "--silent", "build")
    release = Release(commit, architecture, digest_of(PAGES) if with_pages else "")
    (BUILT / "release.json").write_text(json.dumps(asdict(release)) + "\n", encoding="utf-8")
    check_machines(release)
    return release


def check_machines(release):
    """Stops if a function's binary is for another processor than the release's."""
    wrong = sorted(path.parent.name for path in BUILT.glob("*/bootstrap") if machine_of(path) != MACHINES[release.architecture])
    if wrong:
        raise Stop(f"{len(wrong)} functions are not built for {release.architecture}, {wrong[0]} among them")


def built():
    """The release in .aws-sam/build. Stops if there is none, or it is incomplete."""
    try:
        release = Release(**json.loads((BUILT / "release.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as fault:
        raise Stop("nothing was built that could be deployed", "make artefacts") from fault
    if not release.pages:
        raise Stop("the functions are built and the pages are not", "make artefacts")
    if release.pages != digest_of(PAGES):
        raise Stop("the pages in web/dist are not those that were built with the functions", "make artefacts")
    check_machines(release)
    return release


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--architecture", choices=sorted(TARGETS), default="x86_64")
    arguments.add_argument("--pages", action="store_true", help="the pages too")
    given = arguments.parse_args()
    try:
        release = build(given.architecture, given.pages)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    print(f"{release.commit}, {release.architecture}{', with pages' if release.pages else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
