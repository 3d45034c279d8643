#!/usr/bin/env bash
# Do the rules of the house hold? Writes a forbidden import into a copy of the tree, one at a time, and wants Pants to refuse
# it with the sentence that says why. .ci/run calls it; the tree itself is not touched.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

copy="$(mktemp -d)"
# A daemon of its own, so that four answers cost one start; it ends with the copy.
export PANTS_PANTSD=true PANTS_WORKDIR="$copy/.workdir" PANTS_SUBPROCESSDIR="$copy/.pids"
end() {
    local pid
    pid="$(cat "$copy"/.pids/*/pantsd/pid 2>/dev/null || true)"
    if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; fi
    rm -rf "$copy" 2>/dev/null || { sleep 2 && rm -rf "$copy"; }
}
trap end EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy"

failed=0
refused() { # FILE IMPORT SENTENCE
    local answer
    printf 'import %s\n' "$2" >"$copy/$1"
    if answer="$("$copy/pants" dependencies "$1" 2>&1)"; then
        printf 'FAILED: %s may import %s\n' "$1" "$2"
        failed=1
    elif [[ $answer != *"$3"* ]]; then
        printf 'FAILED: %s: the refusal of %s does not say: %s\n%s\n' "$1" "$2" "$3" "$answer"
        failed=1
    else
        printf 'refused, as it should be: %s in %s: %s\n' "$2" "$1" "$3"
    fi
    rm "$copy/$1"
}

refused src/python/data_loader/forbidden.py spark_delta.delta_access.delta_tables \
    "A component imports docai and itself, never another component"
refused src/python/data_loader/edgar/forbidden_test.py spark_delta.delta_access.delta_tables \
    "A component imports docai and itself, never another component"
refused src/python/spark_job/forbidden.py stand_ins.edgar.server \
    "only tests, benchmarks, e2e and local_pipeline import them"
refused src/python/docai/tenk/forbidden.py requests \
    "its BUILD file names the libraries that it may import"
refused src/python/docai/document/forbidden.py docai.tenk.reader \
    "A filing goes through the rooms in one direction"
refused src/python/docai/xbrl/forbidden.py docai.tenk.reader \
    "A filing goes through the rooms in one direction"
refused src/python/stand_ins/edgar/forbidden.py data_loader.errors \
    "A stand-in is there for every component"
refused src/python/docai/filing/forbidden.py docai.lake.lake \
    "it imports no room of docai that does I/O"
refused src/python/docai/lake/forbidden.py data_loader.errors \
    "docai is what components share: it imports no component"
refused src/python/docai/lake/unowned.py a_library_nobody_asked_for \
    "cannot infer owners"

told() { # FILE LINE SENTENCE: with LINE at its end, the linter docai-house says SENTENCE
    local answer
    mkdir -p "$(dirname "$copy/$1")"
    printf '%s\n' "$2" >>"$copy/$1"
    if answer="$("$copy/pants" lint --only=docai-house 3rdparty/python:lock_source 2>&1)" || [[ $answer != *"$3"* ]]; then
        printf 'FAILED: lint does not say of "%s" in %s: %s\n%s\n' "$2" "$1" "$3" "$answer"
        failed=1
    else
        printf 'told, as it should be: "%s" in %s: %s\n' "$2" "$1" "$3"
    fi
    if [ -e "$1" ]; then cp "$1" "$copy/$1"; else rm "$copy/$1"; fi
}

told src/python/docai/lake/unowned.py 'import a_library_nobody_asked_for' \
    "add its library there, with the reason, and run ./pants run 3rdparty/python:lock"
told 3rdparty/python/requirements.txt 'httpx>=1' \
    "asks for httpx, which the lock does not name: ./pants run 3rdparty/python:lock"
told src/python/new_component/BUILD 'component(entry="x", description="x")' \
    "src/python/new_component has no README.md"
told LICENSE 'All rights reserved' "write its SPDX expression into build-support/macros/license.py"
# shellcheck disable=SC2016 # the marks are a README's
told src/python/docai/lake/README.md 'Begin with `moved_away.py`.' "names moved_away.py, which is not there"
# shellcheck disable=SC2016
told src/python/docai/lake/README.md 'Run `python -m docai.lake.moved_away`.' "runs docai.lake.moved_away, which is not there"
exit "$failed"
