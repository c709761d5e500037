#!/usr/bin/env bash
# What .github/workflows/deploy.yml does, for those without GitHub: tests, builds once, deploys to staging,
# tries it there, asks, and deploys the very same files to prod. `make release` runs it.
#
# The shell is signed in to the account, as for `make deploy`. Only what is on the main branch is deployed
# (MAIN=main); a commit from further back is, too: that is how to go back.
set -euo pipefail
cd "$(dirname "$0")/../.."

first=${1:-staging}
second=${2:-prod}
main=${MAIN:-main}

refuse() {
    echo "$1" >&2
    exit 1
}

# What is deployed, as one number.
built() {
    find .aws-sam/build web/dist -type f -print0 | LC_ALL=C sort --zero-terminated | xargs --null sha256sum | sha256sum
}

commit=$(git rev-parse HEAD)

# That nothing has changed since: files, commit, and what was built.
unchanged() {
    [ -z "$(git status --porcelain)" ] || refuse "The working tree differs from its commit: commit it, or put it away (git stash --include-untracked)."
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
