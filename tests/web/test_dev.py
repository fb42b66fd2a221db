"""What an author sees: with `make dev` the open page swaps the effect in as soon as it is saved."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.live_server import ROOT, LiveServer, free_port
from tests.web.inspection import inspect, wait_for

pytestmark = pytest.mark.browser

VITE = ("node", "node_modules/vite/bin/vite.js", "--strictPort", "--port")
SWAP_S_MAX = 1.0
MARKED = 'self.stage.add("backdrop", image="page_near", role="swapped", layer=5)'
BROKEN = "stage.add(backdrop)"


@pytest.fixture
def effects(tmp_path: Path) -> Path:
    """Return a copy of the effects that the test may edit."""
    return Path(shutil.copytree(ROOT / "effects", tmp_path / "effects"))


@pytest.fixture
def dev_url(tmp_path: Path, effects: Path) -> Iterator[str]:
    """Yield the address of the pages as `make dev` serves them: Vite before `kindlens dev`."""
    settings = {"EFFECTS_DIR": str(effects)}
    server = LiveServer(tmp_path / "data", settings, arguments=("dev",)).start()
    port = str(free_port())
    pages = subprocess.Popen(
        [*VITE, port],
        cwd=ROOT / "web",
        env=os.environ | {"KINDLENS_SERVER": server.url},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    yield f"http://localhost:{port}"
    os.killpg(pages.pid, signal.SIGTERM)
    pages.wait()
    server.stop()


def open_when_up(browser: Browser, url: str) -> Page:
    page = browser.new_context(locale="en").new_page()
    deadline = time.monotonic() + 30
    while True:
        try:
            page.goto(url)
        except Exception:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        else:
            return page


def save(path: Path, old: str, new: str) -> None:
    source = path.read_text("utf-8")
    assert old in source
    path.write_text(source.replace(old, new), "utf-8")


def test_an_open_page_swaps_a_saved_effect_and_shows_its_error(
    browser: Browser, dev_url: str, effects: Path
) -> None:
    source = effects / "dodge_food" / "effect.py"
    street = 'stage.add("backdrop", image="page_near", layer=5)'
    page = open_when_up(browser, f"{dev_url}/play/dodge_food?inspect")
    page.get_by_test_id("play-pointer").click()
    wait_for(page, "state.tick > 10", timeout_s=90)
    save(source, street, MARKED)
    saved_s = time.monotonic()
    wait_for(page, "state.nodes.some(node => node.role === 'swapped')", timeout_s=30)
    assert time.monotonic() - saved_s < SWAP_S_MAX + 0.3  # Asked ten times a second, two cores.
    assert inspect(page)["phase"] == "ready"

    save(source, MARKED, BROKEN)
    told = page.get_by_text("NameError")
    told.wait_for(timeout=10_000)
    assert "effect.py" in told.inner_text()

    save(source, BROKEN, street)
    wait_for(page, "state.tick > 0 && state.nodes.length > 5", timeout_s=10)
    told.wait_for(state="detached", timeout=10_000)
