#!/usr/bin/env bash
# Does what .github/workflows/deploy.yml does, without GitHub: tests, builds once, deploys to staging,
# checks it there, asks, and deploys the same files to prod. `make release` runs it.
#
# The shell must be signed in to the account, as for `make deploy`. Only commits on the main branch are deployed
# (MAIN=main), older ones too: that is how to return to one.
set -euo pipefail
cd "$(dirname "$0")/../.."

first=${1:-staging}
second=${2:-prod}
main=${MAIN:-main}

refuse() {
    echo "$1" >&2
    exit 1
}

# One digest over everything that is deployed.
built() {
    find .aws-sam/build web/dist -type f -print0 | LC_ALL=C sort --zero-terminated | xargs --null sha256sum | sha256sum
}

commit=$(git rev-parse HEAD)

# Checks that nothing has changed since: files, commit, and build.
unchanged() {
    [ -z "$(git status --porcelain)" ] || refuse "The working tree differs from its commit: commit it, or stash it (git stash --include-untracked)."
    [ "$(git rev-parse HEAD)" = "$commit" ] || refuse "Another commit was checked out meanwhile."
}

unchanged
if git remote get-url origin >/dev/null 2>&1; then
    git fetch --quiet origin "$main"
    main=origin/$main
fi
git merge-base --is-ancestor "$commit" "$main" || refuse "$commit is not on $main: merge it first."

make test
make artefacts
digest=$(built)

deploy() {
    unchanged
    [ "$(built)" = "$digest" ] || refuse "What was built has changed since: begin again. $1 was not touched."
    echo "== $1: $commit"
    make deploy ENV="$1" BUILT=1 YES=1
    make smoke ENV="$1"
}

deploy "$first"
echo
read -r -p "$first runs $commit. Deploy the same to $second? Type its name: " answer || answer=
[ "$answer" = "$second" ] || refuse "Not approved: $second was not touched."
deploy "$second"
