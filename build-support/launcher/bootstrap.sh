# shellcheck shell=bash disable=SC2154,SC2155  # ./pants sets root
# Pants and its pex tool, from the Python index into a cache outside the tree. Sourced by ./pants.
#
# Everything is built in a folder of its own and renamed when whole, under a lock: starts at the same time and a
# kill in the middle leave either nothing or the whole.

cache="${DOCAI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/docai}"
launcher="$root/build-support/launcher"

sha256_of() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi | cut -d' ' -f1; }
# Short enough for a path, long enough never to meet another.
key_of() { sha256_of | cut -c1-12; }

platform() {
    local os machine
    case "$(uname -s)" in Darwin) os=macos ;; *) os=linux ;; esac
    case "$(uname -m)" in aarch64 | arm64) machine=arm64 ;; *) machine=x86_64 ;; esac
    printf '%s_%s' "$os" "$machine"
}

build_venv() { # DIR
    "$PANTS_PYTHON" -m venv "$1"
    # --no-deps: the lock names everything, with hashes.
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-warn-script-location \
        --no-deps --require-hashes -r "$launcher/pants.lock" >&2
}

build_pex_cli() { # DIR; Pants would fetch this tool from GitHub
    "$PANTS_VENV/bin/python" -m pex --no-emit-warnings --requirement "$launcher/pex.lock" \
        --console-script pex --output-file "$1/pex" >&2
    printf '%s|%s\n' "$(sha256_of "$1/pex")" "$(wc -c <"$1/pex" | tr -d ' ')" >"$1/digest"
}

once() { # DIR BUILDER: DIR is there and whole afterwards
    [ -d "$1" ] && return
    mkdir -p "$cache"
    (
        # Without flock (macOS) two first starts may both build; the second rename fails and its work is dropped.
        if command -v flock >/dev/null; then flock 9; fi
        [ -d "$1" ] && exit
        say "first start here: building $(basename "$1") (once, under a minute)"
        rm -rf "$1".partial.* # under the lock, whatever lies there is from a start that was killed
        partial="$1.partial.$$"
        mkdir -p "$partial"
        "$2" "$partial"
        mv "$partial" "$1" 2>/dev/null || { rm -rf "$partial" && [ -d "$1" ]; }
    ) 9>>"$cache/bootstrap.lock"
}

bootstrap_pants() {
    # Keyed by what they are made of: a new lock or interpreter makes new ones and leaves the old alone.
    PANTS_VENV="$cache/pants-$({ cat "$launcher/pants.lock" && "$PANTS_PYTHON" -VV && echo "$PANTS_PYTHON"; } | key_of)"
    local pex_cli pex_version
    pex_cli="$cache/pex-$({ cat "$launcher/pex.lock" && echo "$PANTS_VENV"; } | key_of)"
    once "$PANTS_VENV" build_venv
    once "$pex_cli" build_pex_cli

    pex_version="v$(sed -n 's/^pex==\([0-9.]*\).*/\1/p' "$launcher/pex.lock")"
    export PANTS_PEX_CLI_VERSION="$pex_version"
    export PANTS_PEX_CLI_URL_TEMPLATE="file://$pex_cli/pex"
    export PANTS_PEX_CLI_KNOWN_VERSIONS="['$pex_version|$(platform)|$(cat "$pex_cli/digest")']"
    if [ -z "${PANTS_CA_CERTS_PATH:-}" ] && [ -f /etc/ssl/certs/ca-certificates.crt ]; then
        export PANTS_CA_CERTS_PATH=/etc/ssl/certs/ca-certificates.crt
    fi

    # Results are shared by all clones; what belongs to one clone is kept apart by its path.
    local clone
    clone="$cache/clones/$(basename "$root")-$(printf '%s' "$root" | key_of)"
    export PANTS_LOCAL_STORE_DIR="${PANTS_LOCAL_STORE_DIR:-$cache/store}"
    export PANTS_NAMED_CACHES_DIR="${PANTS_NAMED_CACHES_DIR:-$cache/named_caches}"
    export PANTS_WORKDIR="${PANTS_WORKDIR:-$clone/workdir}"
    export PANTS_SUBPROCESSDIR="${PANTS_SUBPROCESSDIR:-$clone/pids}"
    export NO_SCIE_WARNING=1 # Pants warns anyone who does not use its official launcher
}
