# shellcheck shell=bash
# A Docker engine for .ci/run. Sourced there, where `in_a_group` is: `start_engine`, `stop_engine`.
#
# One that DOCKER_HOST names is taken as it is. Else an engine is started that is nobody else's: its images and layers are
# kept in the cache outside the tree, its socket and state in a folder of this run. It has a bridge of its own (one that is
# told of none takes docker0 away from another engine) and lets the firewall be, so that nobody reaches out over that bridge:
# containers that need a network take the host's.

engine_pid='' engine_run='' engine_bridge='' engine_data="${DOCAI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/docai}/docker"

find_docker() { command -v docker >/dev/null && { [ -n "${DOCKER_HOST:-}" ] || command -v dockerd >/dev/null; }; }
# RUNLEVEL=1: the package shall not start an engine of its own.
install_docker() { printf 'export RUNLEVEL=1; %s' "$(apt docker.io)"; }
what_docker() { printf 'a Docker engine, which builds and runs the images'; }

find_ip() { command -v ip >/dev/null; }
install_ip() { apt iproute2; }
what_ip() { printf 'ip, which makes the engine a bridge'; }

find_debootstrap() { command -v debootstrap >/dev/null; }
install_debootstrap() { apt debootstrap; }
what_debootstrap() { printf 'debootstrap, which makes the base images'; }

find_registry() { command -v docker-registry >/dev/null; }
install_registry() { printf 'export RUNLEVEL=1; %s' "$(apt docker-registry)"; }
what_registry() { printf 'a registry of images, to which a release is pushed'; }

find_shellcheck() { command -v shellcheck >/dev/null; }
install_shellcheck() { apt shellcheck; }
what_shellcheck() { printf 'shellcheck, which reads shell scripts'; }

find_openssl() { command -v openssl >/dev/null; }
install_openssl() { apt openssl; }
what_openssl() { printf 'openssl, which makes keys for the API server of the tests'; }

start_engine() { # sets DOCKER_HOST; 1 when there will be none
    if [ -n "${DOCKER_HOST:-}" ]; then
        docker version >/dev/null
        return
    fi
    if [ "$(id -u)" != 0 ]; then
        say "only root can start a Docker engine: name one by DOCKER_HOST"
        return 1
    fi
    mkdir -p "$engine_data"
    exec 8>"$engine_data.lock"
    in_a_group flock --wait 600 8 || { say "another .ci/run holds $engine_data" && return 1; }
    engine_run="$(mktemp -d /tmp/docai-engine.XXXXXX)" # short: a socket's path has 108 characters at most
    engine_bridge="docai${engine_run##*.}"
    ip link add "$engine_bridge" type bridge && ip addr add 198.18.255.1/24 dev "$engine_bridge" || return
    dockerd --data-root "$engine_data" --exec-root "$engine_run/state" --pidfile "$engine_run/pid" \
        --host "unix://$engine_run/socket" --bridge "$engine_bridge" --iptables=false --ip6tables=false --ip-masq=false \
        --log-level warn >"$engine_run/log" 2>&1 8>&- &
    engine_pid=$!
    export DOCKER_HOST="unix://$engine_run/socket"
    local tries
    for tries in {1..120}; do
        docker version >/dev/null 2>&1 && return
        kill -0 "$engine_pid" 2>/dev/null || break
        sleep 0.5
    done
    say "the Docker engine did not start (${tries} looks):"
    tail -n 20 "$engine_run/log" >&2
    return 1
}

stop_engine() { # ends what start_engine began, and every container in it
    [ -n "$engine_run" ] || return 0
    local each
    for each in $(docker ps --quiet 2>/dev/null); do docker kill "$each" >/dev/null 2>&1; done
    # Layers that no build used for a week.
    docker image prune --force --filter until=168h >/dev/null 2>&1
    [ -z "$engine_pid" ] || { kill "$engine_pid" 2>/dev/null && wait "$engine_pid" 2>/dev/null; }
    ip link delete "$engine_bridge" 2>/dev/null
    umount "$engine_run"/state/netns/* 2>/dev/null
    rm -rf "$engine_run"
    engine_run='' engine_pid=''
    unset DOCKER_HOST
}
