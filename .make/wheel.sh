#!/bin/sh
# Build the wheel that a host installs: the server, the effects and the built pages in one file.
# From a copy, since the pages lie in another folder there than here.
# usage: .make/wheel.sh VENV FOLDER
set -eu

venv=$1
folder=$2
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

rm -rf "$folder"
mkdir -p "$folder/source"
cd "$root"
cp -R effects models server LICENSE README.md pyproject.toml "$folder/source/"
rm -rf "$folder/source/models/cache"
find "$folder/source" -name __pycache__ -prune -exec rm -rf {} +
cp -R web/dist "$folder/source/server/pages"
"$venv/bin/python" -m pip wheel --quiet --no-deps --no-build-isolation \
    --wheel-dir "$folder" "$folder/source"
rm -rf "$folder/source"
