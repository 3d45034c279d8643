#!/bin/sh
# data-loader: options are the loader's own (docker run IMAGE --help); anything else is a command to run in its place.
set -eu

case "${1:-}" in
    "" | -*) set -- /venv/bin/python3 -m data_loader.download_10k_raw "$@" ;;
esac
# tini passes signals on, so that the loader ends in order, and collects what others leave behind.
exec tini -s -- "$@"
