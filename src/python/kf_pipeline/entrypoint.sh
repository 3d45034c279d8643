#!/bin/sh
# kf-pipeline: commands and options are docai_pipeline's own (docker run IMAGE --help); a program's name as the first word
# runs that program in its place.
set -eu

command -v -- "${1:-}" >/dev/null || set -- /venv/bin/python3 -m kf_pipeline.docai_pipeline "$@"
# tini passes signals on, so that it ends in order, and collects what others leave behind.
exec tini -s -- "$@"
