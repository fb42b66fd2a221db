#!/bin/sh
# Print the path of a Python 3.11 or newer that can make virtual environments, or say what to do.
# PYTHON, if set, is the only one looked at.
set -eu

candidates=${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}
found=""
for name in $candidates; do
    path=$(command -v "$name" 2>/dev/null) || continue
    if "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        if "$path" -c 'import ensurepip, venv' 2>/dev/null; then
            echo "$path"
            exit 0
        fi
        found="$found
  $path cannot make virtual environments (on Debian and Ubuntu: apt install python3-venv)"
    else
        found="$found
  $path is $("$path" --version 2>&1 || true)"
    fi
done
cat >&2 <<MESSAGE
Kindlens needs Python 3.11 or newer. Found:${found:-
  none of: $candidates}
To do: install Python 3.11 or newer, or name one: make play PYTHON=/path/to/python3.11
MESSAGE
exit 1
