"""Uploads the pages with the types and cache times of infra/front/objects.

Files with a digest in their name come first and the pages that name them last, so that nobody gets a
page whose parts are not there yet. What is no longer part of the pages stays in the bucket: a page that
somebody has open may still ask for it. CloudFront then forgets its copies of what may have changed."""

import hashlib
import time
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from stage import ROOT

OBJECTS = ROOT / "infra/front/objects"
BUILT = ROOT / "web/dist"


@dataclass(frozen=True)
class Kind:
    """Files of one kind: name pattern, type, cache time."""

    pattern: str
    content_type: str
    cache_control: str

    def takes(self, name):
        """Whether a file is of this kind. A star matches a part of one name."""
        folders, pattern = name.split("/"), self.pattern.split("/")
        return len(folders) == len(pattern) and all(map(fnmatchcase, folders, pattern))


def kinds(text):
    """The kinds in a text like infra/front/objects, in order."""
    lines = (line.strip() for line in text.splitlines())
    return [Kind(*(part.strip() for part in line.split("|"))) for line in lines if line and not line.startswith("#")]


def planned(names, known):
    """The files to upload, in order: (name, kind). The first matching kind counts."""
    taken = []
    for name in names:
        place, kind = next(((place, kind) for place, kind in enumerate(known) if kind.takes(name)), (None, None))
        if kind is not None:
            taken.append((place, name, kind))
    return [(name, kind) for _, name, kind in sorted(taken, key=lambda each: (each[0], each[1]))]


def upload(s3, bucket, folder=BUILT, text=None):
    """Uploads changed files, and returns the names of those that may be cached in an older state."""
    known = kinds(OBJECTS.read_text(encoding="utf-8") if text is None else text)
    names = [path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()]
    changed = []
    for name, kind in planned(names, known):
        content = (Path(folder) / name).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        there = head(s3, bucket, name)
        if there == (digest, kind.content_type, kind.cache_control):
            continue
        s3.put_object(
            Bucket=bucket,
            Key=name,
            Body=content,
            ContentType=kind.content_type,
            CacheControl=kind.cache_control,
            Metadata={"sha256": digest},
        )
        if "immutable" not in kind.cache_control:
            changed.append(name)
    return changed


def head(s3, bucket, name):
    """The existing object of a name: its digest, type and cache time."""
    try:
        there = s3.head_object(Bucket=bucket, Key=name)
    except s3.exceptions.ClientError as fault:
        if fault.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return None
        raise
    return there["Metadata"].get("sha256"), there.get("ContentType"), there.get("CacheControl")


def invalidate(cloudfront, distribution, changed):
    """Invalidates CloudFront's cache. One wildcard costs as much as one name."""
    if not changed:
        return None
    asked = cloudfront.create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": f"pages-{time.time_ns()}"},
    )
    return asked["Invalidation"]["Id"]
