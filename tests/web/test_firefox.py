"""Firefox ESR, the stock one: home, a play with the mouse, and its credit."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.engine_harness.micropython import find_node
from tests.live_server import LiveServer

SMOKE = Path(__file__).with_name("firefox_smoke.mjs")
TIME_LIMIT_S = 280


@pytest.mark.browser
def test_firefox_plays_with_the_mouse_and_is_credited(live_server: LiveServer) -> None:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    assert firefox, "got no Firefox; to do: run `make test`, which installs it"
    done = subprocess.run(
        ["xvfb-run", "-a", find_node(), str(SMOKE), live_server.url, firefox],
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT_S,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    assert seen["errors"] == []
    assert seen["verdict"]["status"] == "credited"
