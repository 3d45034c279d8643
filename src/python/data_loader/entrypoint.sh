#!/bin/sh
# data-loader: options are the loader's own (docker run IMAGE --help); a program's name as the first word runs that program
# in its place.
set -eu

command -v -- "${1:-}" >/dev/null || set -- /venv/bin/python3 -m data_loader.download_10k_raw "$@"
# tini passes signals on, so that it ends in order, and collects what others leave behind.
exec tini -s -- "$@"
