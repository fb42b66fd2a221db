#!/bin/sh
# Becomes .venv/bin/kindlens: the command from any folder, though the project is not installed.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
PYTHONPATH="$root${PYTHONPATH:+:$PYTHONPATH}" exec "$root/.venv/bin/python" -m server.cli "$@"
