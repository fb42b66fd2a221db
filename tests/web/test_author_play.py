"""From `kindlens new` to a credited play: what an author sees in the first minutes."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from server.cli.__main__ import main
from tests.live_server import ROOT
from tests.web.inspection import inspect, wait_for

pytestmark = pytest.mark.browser

STEER_EVERY_MS = 60


@pytest.fixture(scope="module")
def effect(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("author") / "paper_boat"
    assert main(["new", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def play_address(built_web: Path, effect: Path) -> Iterator[str]:
    """Yield the address that `kindlens play` prints."""
    command = (sys.executable, "-m", "server.cli", "play", str(effect), "--port", "0", "--data")
    process = subprocess.Popen(
        [*command, str(effect.parent / "data")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    printed = ""
    while "Ctrl-C" not in printed:
        line = process.stdout.readline()
        assert line, f"it ended; it said:\n{printed}"
        printed += line
    found = re.search(r"http://localhost:\d+/play/paper_boat\?inspect", printed)
    assert found, printed
    yield found[0]
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0


def catch_sparks(page: Page) -> None:
    """Move the pointer below each spark until the play is completed."""
    width = page.evaluate("innerWidth")
    for _ in range(1000):
        state = inspect(page)
        if state["phase"] not in ("ready", "playing"):
            return
        sparks = [node for node in state["nodes"] if node["role"] == "spark"]
        if sparks:
            page.mouse.move(sparks[0]["x"] * width, 500)
        page.wait_for_timeout(STEER_EVERY_MS)


def test_home_speaks_of_the_effect_that_is_made(browser: Browser, play_address: str) -> None:
    page = browser.new_context(locale="en").new_page()
    page.goto(play_address.partition("/play/")[0])
    invitation = page.get_by_test_id("play")
    expect(invitation).to_contain_text("Light the lantern")
    assert invitation.get_attribute("href") == "/play/paper_boat"
    for part in (".hero", ".card"):
        picture = page.locator(f"{part} img")
        expect(picture).to_have_count(1)
        expect(picture).to_have_attribute("src", re.compile("^blob:"))
    expect(page.locator(".hero .lead")).to_have_text(
        "Five sparks float down from the dusk. Catch them, and the lantern glows. "
        "Each time you finish, a sponsor releases ¥0.20 of its pledge."
    )


def test_a_new_effect_plays_swaps_and_is_credited(
    browser: Browser, play_address: str, effect: Path
) -> None:
    page = browser.new_context(locale="en").new_page()
    page.goto(play_address)
    page.get_by_test_id("play-pointer").click()
    wait_for(page, "state.tick > 5", timeout_s=90)
    source = effect / "paper_boat" / "effect.py"
    source.write_text(source.read_text("utf-8").replace("SPARKS = 5", "SPARKS = 2"), "utf-8")
    progress = page.get_by_test_id("progress")
    progress.get_by_text("/2").wait_for(timeout=20_000)
    catch_sparks(page)
    wait_for(page, "state.verdict !== null", timeout_s=30)
    verdict = inspect(page)["verdict"]
    assert verdict["status"] == "credited"
    assert verdict["receipt"]["task"] == "paper_boat_task"
