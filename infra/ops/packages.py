"""Releases in a stage's artifact bucket: each package once, kept, so that `make back` needs no build.

    <prefix>/<hash>                           the functions' zips, as `sam package` names them
    <prefix>/releases/<commit>/template.yaml  the template that names these zips
    <prefix>/releases/<commit>/pages.tar.gz   the pages
    <prefix>/releases/<commit>/release.json   what they were built for
    <prefix>/history/<time>-deployed-<commit> that the release was deployed then, successfully
    <prefix>/history/<time>-back-<commit>     that `make back` went to it
"""

import io
import json
import re
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml

from build import BUILT, PAGES, TOOLS, Release, run
from stage import ROOT, Stop, described, outputs

# The stack of the bucket that SAM makes for packages (`--resolve-s3`).
SAM_STACK = "aws-sam-cli-managed-default"
# The record of a deployment.
RECORD = re.compile(r"history/(\d{8}T\d{6}Z)-(deployed|back)-([0-9a-f]{7,40}(?:-dirty)?)$")


@dataclass(frozen=True)
class Package:
    """A release for a stage."""

    commit: str
    bucket: str
    prefix: str
    region: str

    @property
    def folder(self):
        """The prefix of its files."""
        return f"{self.prefix}/releases/{self.commit}"

    @property
    def template_url(self):
        """The address of its template."""
        return f"https://{self.bucket}.s3.{self.region}.amazonaws.com/{self.folder}/template.yaml"


def bucket_of(stage):
    """The bucket that SAM keeps packages in, or None before the first deployment in the account and region."""
    return outputs(described(stage.client("cloudformation"), SAM_STACK)).get("SourceBucket")


def packaged(stage, release):
    """Uploads a build's functions, template and pages."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "template.yaml"
        run(
            *(TOOLS / "sam", "package", "--config-file", ROOT / "samconfig.toml", "--config-env", stage.name),
            *("--template-file", BUILT / "template.yaml", "--output-template-file", written),
            *("--resolve-s3", "--s3-prefix", stage.prefix, "--region", stage.region),
        )
        template = written.read_bytes()
    bucket = bucket_of(stage)
    if not bucket:
        raise Stop(f"SAM has no bucket for packages in {stage.region}: the stack {SAM_STACK} has no output SourceBucket")
    package = Package(release.commit, bucket, stage.prefix, stage.region)
    s3 = stage.client("s3")
    s3.put_object(Bucket=bucket, Key=f"{package.folder}/template.yaml", Body=template)
    s3.put_object(Bucket=bucket, Key=f"{package.folder}/pages.tar.gz", Body=packed(PAGES))
    s3.put_object(Bucket=bucket, Key=f"{package.folder}/release.json", Body=json.dumps(asdict(release)).encode())
    return package


def packed(folder):
    """A folder's files as a compressed archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for path in sorted(Path(folder).rglob("*")):
            archive.add(path, path.relative_to(folder).as_posix(), recursive=False)
    return out.getvalue()


def kept(stage, package, name):
    """One file of a release."""
    return stage.client("s3").get_object(Bucket=package.bucket, Key=f"{package.folder}/{name}")["Body"].read()


def release_of(stage, package):
    """The description of a package's build."""
    return Release(**json.loads(kept(stage, package, "release.json")))


def pages_of(stage, package, folder):
    """Unpacks a release's pages into a folder."""
    with tarfile.open(fileobj=io.BytesIO(kept(stage, package, "pages.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")


def parameters_of(stage, package):
    """The names of the parameters that a release's template declares."""
    return list(yaml.load(kept(stage, package, "template.yaml"), Loose)["Parameters"])


class Loose(yaml.SafeLoader):
    """YAML whose short intrinsics (`!Ref`) don't matter here."""


Loose.add_multi_constructor("!", lambda loader, suffix, node: None)


def record(stage, package, going_back=False, at=None):
    """Records the deployment of a release, including by `make back`."""
    at = (at or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    folder = "back" if going_back else "deployed"
    stage.client("s3").put_object(Bucket=package.bucket, Key=f"{package.prefix}/history/{at}-{folder}-{package.commit}", Body=b"")


@dataclass(frozen=True)
class Deployment:
    """A deployment of a release to a stage, including by `make back`."""

    at: str
    package: Package
    going_back: bool


def history(stage):
    """The deployments of a stage, oldest first."""
    bucket = bucket_of(stage)
    found = []
    pages = stage.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=f"{stage.prefix}/history/") if bucket else []
    for page in pages:
        for each in page.get("Contents", []):
            told = RECORD.search(each["Key"])
            if told:
                at, kind, commit = told.groups()
                found.append(Deployment(at, Package(commit, bucket, stage.prefix, stage.region), kind == "back"))
    return sorted(found, key=lambda each: each.at)
