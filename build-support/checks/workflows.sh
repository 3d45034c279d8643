#!/usr/bin/env bash
# Are the workflows right, is every action in them and the images' base pinned, and is every shell script sound?
#
# actionlint comes from a Go module pinned beside it; shellcheck, which also reads what the workflows run, from the system.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=build-support/launcher/machine.sh
source build-support/launcher/machine.sh
need go

actionlint="$(cd build-support/actionlint && go tool -n actionlint)"
"$actionlint" .github/workflows/*.yml

# A tag can be moved to other code, a commit cannot. The version beside it is for people.
pinned='uses: (\./|[^@ ]+@[0-9a-f]{40} # v[0-9])'
if grep -rnE '\buses:' .github | grep -vE "$pinned"; then
    echo "workflows: these actions are not pinned by their commit, with the version in a comment" >&2
    exit 1
fi

# So can the tag of an image. One base for all images, by digest.
mapfile -t bases < <(sed -n 's/^ARG [A-Z_]*BASE_IMAGE=//p' src/python/*/Dockerfile | sort -u)
if [ "${#bases[@]}" != 1 ] || ! grep -qE '^[a-z0-9./-]+:[A-Za-z0-9._-]+@sha256:[0-9a-f]{64}$' <<<"${bases[0]}"; then
    echo "workflows: the Dockerfiles do not name one base image by its digest: ${bases[*]}" >&2
    exit 1
fi

if ! command -v shellcheck >/dev/null; then
    echo "workflows: shellcheck is missing, so shell scripts were not looked at" >&2
    exit 2
fi
mapfile -t scripts < <(git ls-files | while read -r file; do
    if head -c 64 "$file" | head -n 1 | grep -qE '^#( shellcheck shell=bash|!.*\b(ba)?sh$)'; then echo "$file"; fi
done)
# SC2317 takes what only a trap calls for unreachable.
shellcheck --external-sources --source-path=SCRIPTDIR --exclude=SC2317 "${scripts[@]}"
echo "workflows: $(find .github/workflows -name '*.yml' | wc -l) workflows and ${#scripts[@]} shell scripts are sound"
