#!/bin/sh
# See that the tests have their two browsers: Chrome or Chromium, with certutil to make it trust a
# certificate, and Firefox ESR with a virtual screen (headless, Debian's has no WebGL 2). Nothing is
# installed that is already there.
# Chromium: Playwright's own download first, then the system's package manager.
# usage: .make/browsers.sh VENV
set -eu

venv=$1

install_packages() {
    command -v apt-get >/dev/null 2>&1 || {
        echo "Missing: $*. Got no apt-get to install it with." >&2
        echo "To do: install it with this system's package manager and run this again." >&2
        exit 1
    }
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo --non-interactive"
    echo "Installing $* with apt …"
    # Each line apart, so that a stale list of packages is renewed only when it has to be.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null 2>&1 || {
        $as_root apt-get update -qq
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
    }
}

if ! "$venv/bin/python" -m tests.browsers chromium >/dev/null 2>&1; then
    echo "No Chrome or Chromium found: asking Playwright for one …"
    if ! "$venv/bin/python" -m playwright install chromium >/dev/null 2>&1; then
        install_packages chromium
    fi
    "$venv/bin/python" -m tests.browsers chromium >/dev/null
fi

"$venv/bin/python" -m tests.browsers firefox >/dev/null 2>&1 || install_packages firefox-esr
command -v xvfb-run >/dev/null 2>&1 && command -v xauth >/dev/null 2>&1 || install_packages xvfb xauth
command -v certutil >/dev/null 2>&1 || install_packages libnss3-tools
