# shellcheck shell=bash disable=SC2154  # ./pants sets root
# What `./pants package` must know of images: whether they can be built here, and what their labels say. Sourced by ./pants.

# Without an engine the images are left out, and everything else is packaged.
leave_out_images_without_engine() {
    docker version >/dev/null 2>&1 && return
    say "no Docker engine answers here: images are left out"
    export PANTS_TAG="['-image']"
}

# Labels of the images: the commit (with -dirty where files differ from it), and where the sources are.
label_images() {
    local commit changes
    commit="$(git -C "$root" rev-parse HEAD 2>/dev/null)" || return 0
    changes="$(git -C "$root" status --porcelain 2>/dev/null | head -n 1)"
    export DOCAI_REVISION="${DOCAI_REVISION:-$commit${changes:+-dirty}}"
    if [ -z "${DOCAI_SOURCE:-}" ]; then
        # As a link, and never with the name and password that a remote may hold.
        DOCAI_SOURCE="$({ git -C "$root" remote get-url origin 2>/dev/null || true; } |
            sed -nE 's#^https://([^@/]*@)?(.*)$#https://\2#p; s#^(ssh://)?git@([^:/]+)[:/](.*)$#https://\2/\3#p')"
        [ -z "$DOCAI_SOURCE" ] || export DOCAI_SOURCE
    fi
}
