#!/bin/sh
# spark-job: options are the launcher's own (docker run IMAGE --help); a program's name as the first word, as in
# `python create_spark_app.py`, runs that program in its place.
set -eu

command -v -- "${1:-}" >/dev/null || set -- /venv/bin/python3 -m spark_job.create_spark_app "$@"
# tini passes signals on, so that it ends in order, and collects what others leave behind.
exec tini -s -- "$@"
