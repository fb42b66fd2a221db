"""The studio in a real browser: any moment of a trace, a node, a play saved as a test."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from effects.trace_file import read_trace_file
from tests.conftest import OpenPage
from tests.live_server import ROOT, LiveServer
from tests.page_guard import PageGuard
from tests.web.axe import settled, violations

pytestmark = pytest.mark.browser

DESK = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=480, height=900)
WAIT_S_MAX = 60
TRACE = "bot_sure"


@pytest.fixture(scope="module")
def effects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the effects that the studio may write into."""
    folder = tmp_path_factory.mktemp("studio") / "effects"
    return Path(
        shutil.copytree(ROOT / "effects", folder, ignore=shutil.ignore_patterns("__pycache__"))
    )


@pytest.fixture(scope="module")
def live_server(
    built_web: Path, effects: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """Yield `kindlens dev` over those effects."""
    assert (built_web / "studio" / "index.html").exists(), "run `make build`"
    folder = tmp_path_factory.mktemp("server") / "data"
    server = LiveServer(folder, {"EFFECTS_DIR": str(effects)}, arguments=("dev",)).start()
    yield server
    server.stop()


@pytest.fixture
def studio(open_page: OpenPage) -> Page:
    """Return the studio of the dodge game, with a trace open and lived through."""
    page = open_page("en", DESK)
    page.goto("/studio/dodge_food")
    page.get_by_test_id("tab-tests").click()
    page.get_by_test_id(f"open-{TRACE}").click()
    wait_until(lambda: is_lived(page))
    return page


def is_lived(page: Page) -> bool:
    """Return whether the whole trace, and the show after it, has been lived."""
    return page.get_by_test_id("clock").get_attribute("data-is-whole") == "true"


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for a state; the policy of the page lets no condition be evaluated in it."""
    deadline = time.monotonic() + WAIT_S_MAX
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.1)


def tick_of(page: Page) -> int:
    return int(page.get_by_test_id("clock").get_attribute("data-tick") or 0)


def value_of(page: Page, signal: str) -> int:
    return int(page.get_by_test_id(f"value-{signal}").inner_text())


def test_any_moment_of_a_trace_is_shown_as_it_was(studio: Page, effects: Path) -> None:
    trace = read_trace_file(effects / "dodge_food" / "traces" / f"{TRACE}.json").trace
    place = trace.columns.index("head_x_permille")
    for tick in (300, 301, 299):
        studio.get_by_test_id("scrubber").fill(str(tick))
        assert value_of(studio, "head_x_permille") == trace.rows[tick - 1][place]
    studio.keyboard.press("Escape")  # Lets go of the slider: arrows are the studio's again.
    studio.keyboard.press("ArrowRight")
    studio.keyboard.press("Shift+ArrowLeft")
    assert tick_of(studio) == 290
    assert value_of(studio, "head_x_permille") == trace.rows[289][place]

    studio.keyboard.press("]")
    assert studio.get_by_test_id("phase").inner_text() == "completed"
    assert tick_of(studio) == len(trace.rows)
    studio.keyboard.press("[")
    assert studio.get_by_test_id("phase").inner_text() == "playing"
    assert studio.get_by_test_id("differs").count() == 0

    studio.get_by_test_id("speed-0.1").click()
    studio.keyboard.press("l")
    studio.get_by_test_id("play").click()
    before = tick_of(studio)
    wait_until(lambda: tick_of(studio) > before)
    assert studio.get_by_test_id("loop").get_attribute("aria-pressed") == "true"


def test_a_node_is_outlined_and_its_fields_are_told(studio: Page) -> None:
    studio.get_by_test_id("scrubber").fill("300")
    studio.get_by_test_id("scene").get_by_role("button", name="player").first.click()
    outline = studio.get_by_test_id("outline")
    outline.wait_for()
    box, stage = outline.bounding_box(), studio.get_by_test_id("stage").bounding_box()
    assert box is not None
    assert stage is not None
    assert stage["x"] < box["x"] < stage["x"] + stage["width"]
    assert "turn_ddeg" in studio.get_by_test_id("inspector").inner_text()


def test_a_saved_play_is_a_test_that_can_be_taken_away_and_put_back(
    open_page: OpenPage, guards: list[PageGuard], effects: Path
) -> None:
    traces = effects / "dodge_food" / "traces"
    page = open_page("en", DESK)
    guards[0].allow("409")  # Chromium reports that a name is taken, which the page asks about.
    page.goto("/studio/dodge_food")
    page.get_by_test_id("source-pointer").click()
    wait_until(lambda: tick_of(page) > 40)
    page.get_by_test_id("play").click()
    page.keyboard.press("s")
    page.get_by_test_id("save-name").fill("by_pointer")
    page.get_by_test_id("save-press").click()
    page.get_by_test_id("tab-tests").click()
    row = page.get_by_test_id("test-by_pointer")
    wait_until(lambda: row.get_attribute("data-look") == "passed")
    assert read_trace_file(traces / "by_pointer.json").trace.mode == "pointer"

    page.keyboard.press("s")
    page.get_by_test_id("save-name").fill("by_pointer")
    page.get_by_test_id("save-press").click()
    page.get_by_test_id("save-taken").wait_for()
    page.keyboard.press("Escape")

    page.get_by_test_id("remove-by_pointer").click()
    page.get_by_test_id("undo").click()
    wait_until((traces / "by_pointer.json").exists)
    (traces / "by_pointer.json").unlink()


@pytest.mark.parametrize(
    ("locale", "theme"), [pytest.param("en", "light", marks=pytest.mark.long), ("zh-CN", "dark")]
)
def test_it_can_be_used_by_everybody(open_page: OpenPage, locale: str, theme: str) -> None:
    page = open_page(locale, DESK, color_scheme=theme)
    page.goto("/studio/heritage_jewelry")
    page.get_by_test_id("stage-empty").wait_for()
    page.get_by_test_id("tab-tests").click()
    page.get_by_test_id("open-bot_left_hand").click()
    wait_until(lambda: is_lived(page))
    page.get_by_test_id("scene").get_by_role("button").last.click()
    settled(page)
    assert violations(page) == []
    page.keyboard.press("?")
    page.get_by_test_id("help-dialog").wait_for()
    settled(page)
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.set_viewport_size(NARROW)
    settled(page)
    assert violations(page) == []
    overflow = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not overflow
