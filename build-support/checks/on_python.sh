#!/usr/bin/env bash
# Do the wheels keep what they say, "Python 3.11 or newer"? Runs the tests that need no Spark under another Python.
#
#   build-support/checks/on_python.sh 3.13 [TESTS...]
#
# TESTS are folders or files in src/python; all of what the wheels without Spark bring if there are none.
# The libraries are those of the lock, in an environment of its own that goes afterwards. uv finds that Python, or fetches it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
version="${1:?which Python: 3.12}"
shift
[ $# -gt 0 ] || set -- docai data_loader spark_job kf_pipeline

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/uv"
"$scratch/uv/bin/python" -m pip install --quiet --disable-pip-version-check uv
"$scratch/uv/bin/uv" venv --quiet --python "$version" "$scratch/venv"
"$scratch/uv/bin/uv" pip install --quiet --python "$scratch/venv/bin/python" \
    -r 3rdparty/python/requirements.lock -r 3rdparty/python/pytest.lock

cd src/python
JAVA_HOME=/none PYTHONPATH=. "$scratch/venv/bin/python" -m pytest -q -p no:cacheprovider "$@"
