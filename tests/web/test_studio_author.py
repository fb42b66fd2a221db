"""An author at the studio: camera, film, a mistake mended, going on, a test that is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from effects.packages import find_place
from effects.trace_file import read_trace_file
from server.cli.__main__ import main
from tests.author_play import played
from tests.cli.moving_photo import write_clip
from tests.web.robot import seat
from tests.web.test_dev import save
from tests.web.test_studio import DESK, is_lived, tick_of, value_of, wait_until

pytestmark = pytest.mark.browser

FILM = "sway.webm"
LEFT_AT = 340  # Of 390 ticks: the last spark is on its way.
SURE = '"lantern", role="player"'
BROKEN = '"lantern", role=self.part'


@pytest.fixture(scope="module")
def effect(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a new effect, with a film in it that stands in for a camera."""
    folder = tmp_path_factory.mktemp("author") / "paper_boat"
    assert main(["new", str(folder)]) == 0
    media = folder / "tests" / "media"
    media.mkdir()
    write_clip(media / FILM, seconds=3, hz=15, codec="VP80")
    return folder


@pytest.fixture(scope="module")
def address(built_web: Path, effect: Path) -> Iterator[str]:
    """Yield the studio of `kindlens play`."""
    with played(effect, effect.parent / "data") as origin:
        yield f"{origin}/studio/{effect.name}"


def opened(browser: Browser, address: str, viewport: ViewportSize = DESK) -> Page:
    page = browser.new_context(locale="en", viewport=viewport).new_page()
    seat(page)
    page.goto(address)
    return page


def is_open(page: Page, name: str) -> bool:
    """Return whether a source plays: while it opens, the one before is still shown."""
    is_opening = page.get_by_test_id("source-opening").count() > 0
    return not is_opening and name in page.get_by_test_id("stage-source").inner_text()


def test_a_face_plays_by_camera_and_by_film_and_a_mistake_is_shown_with_its_line(
    browser: Browser, address: str, effect: Path
) -> None:
    page = opened(browser, address)
    for source, name in ((f"clip-{FILM}", FILM), ("source-camera", "Webcam")):
        page.get_by_test_id(source).click()
        wait_until(lambda name=name: is_open(page, name) and tick_of(page) > 10)
        assert value_of(page, "is_present") == 1
        assert 200 < value_of(page, "head_x_permille") < 800

    source = effect / "paper_boat" / "effect.py"
    save(source, SURE, BROKEN)
    line = source.read_text("utf-8").split(BROKEN)[0].count("\n") + 1
    told = page.get_by_test_id("python-error").first
    told.wait_for()
    assert "'PaperBoat' object has no attribute 'part'" in told.inner_text()
    assert f"paper_boat/effect.py, line {line}" in told.inner_text()
    assert BROKEN in told.locator(".is-fault").inner_text()
    save(source, BROKEN, SURE)
    told.wait_for(state="detached")
    wait_until(lambda: tick_of(page) > 10)  # What was played before comes back.


def test_who_goes_on_from_a_moment_keeps_a_test_that_the_check_lives_again(
    browser: Browser, address: str, effect: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = opened(browser, address)
    page.get_by_test_id("tab-tests").click()
    page.get_by_test_id("open-bot_pointer").click()
    wait_until(lambda: is_lived(page))
    page.get_by_test_id("scrubber").fill(str(LEFT_AT))
    page.get_by_test_id("take-over").click()
    steer_until_completed(page)
    page.keyboard.press("s")
    page.get_by_test_id("save-name").fill("by_hand")
    assert "completed" in page.get_by_test_id("save-expected").inner_text()
    page.get_by_test_id("save-press").click()
    path = effect / "paper_boat" / "traces" / "by_hand.json"
    wait_until(path.exists)

    kept = read_trace_file(path)
    recorded = read_trace_file(path.with_name("bot_pointer.json")).trace
    assert kept.trace.rows[: LEFT_AT - 1] == recorded.rows[: LEFT_AT - 1]
    assert kept.expected["status"] == "completed"
    assert kept.expected["facts"] == {"sparks": 5}
    assert main(["check", str(find_place(str(effect)).folder)]) == 0
    assert "3 recorded plays replay alike" in capsys.readouterr().out


def steer_until_completed(page: Page) -> None:
    """Hold the pointer where the newest spark is outlined until the lantern is lit."""
    sparks = page.get_by_test_id("scene").get_by_role("button", name="spark")
    outline = page.get_by_test_id("outline")

    def is_completed() -> bool:
        sparks.last.click()
        box = outline.bounding_box() if outline.count() else None
        if box is not None:
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        return page.get_by_test_id("phase").inner_text() == "completed"

    wait_until(is_completed)
