#!/usr/bin/env bash
# Does Skaffold take skaffold.yaml, in each profile, and does what it watches follow from the build?
#
# Skaffold itself is built from its Go module (minutes the first time) and kept in the cache outside the tree. Its
# kustomize comes with kubectl, which has to be on PATH.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=build-support/launcher/machine.sh
source build-support/launcher/machine.sh
need go
recipe=build-support/skaffold
key="$(cat "$recipe/go.mod" "$recipe/go.sum" | sha256sum | cut -c1-12)"
skaffold="${DOCAI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/docai}/skaffold-$key"
if [ ! -x "$skaffold" ]; then
    echo "skaffold: building it" >&2
    mkdir -p "${skaffold%/*}"
    (cd "$recipe" && CGO_ENABLED=0 GOFLAGS="${GOFLAGS:-} -buildvcs=false" go build -trimpath -ldflags="-s -w" \
        -o "$skaffold.part" github.com/GoogleContainerTools/skaffold/v2/cmd/skaffold)
    mv "$skaffold.part" "$skaffold"
fi

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
export SKAFFOLD_UPDATE_CHECK=false SKAFFOLD_CONFIG="$scratch/config" SKAFFOLD_INTERACTIVE=false
"$skaffold" config set --global collect-metrics false >/dev/null
for profile in "" one-namespace sample; do
    "$skaffold" diagnose --yaml-only --profile "$profile" >"$scratch/diagnosed"
    "$skaffold" render --offline --digest-source=none --profile "$profile" --output "$scratch/rendered" >"$scratch/said" 2>&1 ||
        { cat "$scratch/said" >&2 && exit 1; }
    echo "skaffold: profile '$profile' deploys $(grep -c '^kind:' "$scratch/rendered") objects"
done

# Each artifact: its target makes that image, and a change of the component's entry is seen.
sed -nE 's/^ *command: (build-support\/skaffold\/inputs .*)/\1/p' skaffold.yaml | while read -r command target; do
    "$command" "$target" >"$scratch/inputs" </dev/null
    entry="$(sed -nE 's/^ *entry="([^"]+)".*/\1/p' "${target%%:*}/BUILD")"
    grep -qF "\"${target%%:*}/$entry.py\"" "$scratch/inputs" ||
        { echo "skaffold: $target does not depend on its own entry, $entry.py" >&2 && exit 1; }
    echo "skaffold: $target is built from $(tr , '\n' <"$scratch/inputs" | wc -l) files"
done
