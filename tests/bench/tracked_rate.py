"""How many pictures a second the page tracks and draws during a real play, and what it needs.

The baseline is a bare tasks-vision worker loop that draws each tracked picture, in the same
browser, from the same moving photos. Runs of both alternate, so that a busy moment of the machine
hits both. Measured of the dodge game (a face), of the try-on (a face and hands) and of the age
booth at its question, where it looks for face, person and a hand and draws the face at five.

How fair the baseline is: it gets the same camera canvas with the same movement, the newest picture
only, one at a time, the same models, engine (CPU) and counts (`numFaces` 1, `numHands` as the
effect's needs), and draws each picture on a 2D canvas of the camera's size. It is spared all that
a play does besides: Python, three.js at up to 60 pictures a second (in software here, on the cores
that the tracking wants), the inspection. It tracks no more than the page: no blendshapes, and a
matrix only where the effect needs one. With one hand in view the page may well be faster, since it
does not look for a second one in every picture (web/src/tracking/number-of-hands.md), and with a
person, whom it parts from the room in every second picture only (web/src/tracking/person-task.ts).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from models.catalogue import CACHE_FOLDER
from tests.bench.figure import RUNS, Figure, at_least, median
from tests.bench.peak_memory import PeakMemory, largest_renderer_bytes
from tests.bench.static_pages import serve_folders
from tests.browsers import launch_chromium
from tests.live_server import ROOT, LiveServer
from tests.web.crowd import RIGHT_HAND, Person, gather
from tests.web.inspection import inspect, wait_for, wait_until
from tests.web.robot import ASTRONAUT, let_play, seat

WARM_UP_S = 3
MEASURED_S = 8
STEP_TIMEOUT_MS = 60_000
TRACKED_RATIO_MIN = 0.9
DRAWN_PER_S_MIN = 24.0
DRAWN_AGED_PER_S_MIN = 8.0  # An aged face changes with each tracked picture only.
TASKS_VISION = ROOT / "web" / "node_modules" / "@mediapipe" / "tasks-vision"
BARE_LOOP = Path(__file__).with_name("bare_loop")

# A head and the visitor's right hand beside it, in pixels of the camera picture.
HEAD_AND_HAND = [Person(x=390, y=150, width=100), Person(x=160, y=300, width=110, photo=1)]
MOVE_ROBOT = "__robot.x = __robot.homeX + 120 * Math.sin(performance.now() / 700)"
MOVE_CROWD = (
    "__crowd.people.forEach((person, at) => {"
    " person.home ??= person.x;"
    " person.x = person.home + (at ? 60 : 30) * Math.sin(performance.now() / 700); })"
)


@dataclass(frozen=True)
class Measured:
    """An effect and what stands before its camera.

    prefix: of its figures. bare: the query of the bare loop. move: what moves the photos in both.
    when: what is true of the play's state while it is measured.
    """

    effect_id: str
    prefix: str
    tasks: int
    bare: str
    stand: Callable[[Page], None]
    move: str
    when: str = "['ready', 'playing'].includes(state.phase)"
    drawn_per_s_min: float = DRAWN_PER_S_MIN


def stand_with_hand(page: Page) -> None:
    """Let the page's camera see a head and a hand."""
    gather(page, HEAD_AND_HAND, (ASTRONAUT, RIGHT_HAND))


DODGE_FOOD = Measured("dodge_food", "", 1, "tasks=face", seat, MOVE_ROBOT)
HERITAGE_JEWELRY = Measured(
    "heritage_jewelry", "hands_", 2, "tasks=hand,face&hands=2", stand_with_hand, MOVE_CROWD
)
AGE_BOOTH = Measured(
    "age_booth",
    "booth_",
    3,
    "tasks=face,person,hand&hands=1&matrix=1",
    stand_with_hand,
    MOVE_CROWD,
    when="state.hint === 'thumb_up'",
    drawn_per_s_min=DRAWN_AGED_PER_S_MIN,
)


def open_page(browser: Browser, measured: Measured) -> Page:
    """Return a page whose camera sees the photos."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(STEP_TIMEOUT_MS)
    measured.stand(page)
    return page


def keep_moving(page: Page, move: str) -> None:
    """Move the photos from now on."""
    page.evaluate(f"setInterval(() => {{ {move}; }}, 40)")


def bare_tracked_per_s(browser: Browser, origin: str, measured: Measured) -> float:
    """Return how many pictures a second the bare loop tracks and draws."""
    page = open_page(browser, measured)
    page.goto(f"{origin}/index.html?{measured.bare}")
    wait_until(page, "window.tracked > 0")
    keep_moving(page, measured.move)
    page.wait_for_timeout(WARM_UP_S * 1000)
    before, started_s = page.evaluate("window.tracked"), time.perf_counter()
    page.wait_for_timeout(MEASURED_S * 1000)
    per_s = (page.evaluate("window.tracked") - before) / (time.perf_counter() - started_s)
    page.close()
    return per_s


def play_rates(browser: Browser, origin: str, measured: Measured) -> tuple[float, float, float]:
    """Return pictures tracked a second, pictures drawn a second, peak memory of the page in MB."""
    page = open_page(browser, measured)
    page.goto(f"{origin}/play/{measured.effect_id}?inspect")
    with PeakMemory(largest_renderer_bytes) as peak:
        page.get_by_test_id("allow-camera").click()
        wait_for(page, "['ready', 'playing'].includes(state.phase)")
        wait_for(page, f"state.tracking.tasks.length === {measured.tasks}")
        if measured is DODGE_FOOD:
            let_play(page)  # Which moves the photo as well.
            wait_for(page, "state.phase === 'playing'")
        else:
            keep_moving(page, measured.move)
        wait_for(page, measured.when)
        page.wait_for_timeout(WARM_UP_S * 1000)
        tracked: list[float] = []
        drawn: list[float] = []
        for _ in range(MEASURED_S):
            page.wait_for_timeout(1000)
            seen = inspect(page)
            is_so = page.evaluate(f"(state => {measured.when})(window.kindlens.inspect())")
            assert is_so, f"got phase {seen['phase']}, hint {seen['hint']}"
            tracked.append(seen["timings"]["tracks_per_s"])
            drawn.append(seen["timings"]["draws_per_s"])
    page.close()
    return sum(tracked) / len(tracked), sum(drawn) / len(drawn), peak.megabytes


def measure_effect(
    browser: Browser, bare_origin: str, origin: str, measured: Measured
) -> list[Figure]:
    """Alternate five runs of the bare loop and of the play."""
    bare: list[float] = []
    plays: list[tuple[float, float, float]] = []
    for _ in range(RUNS):
        bare.append(bare_tracked_per_s(browser, bare_origin, measured))
        plays.append(play_rates(browser, origin, measured))
    tracked = median([play[0] for play in plays])
    drawn = median([play[1] for play in plays])
    memory_mb = median([play[2] for play in plays])
    bar = at_least(TRACKED_RATIO_MIN, of="ratio")
    prefix = measured.prefix
    return [
        Figure(f"{prefix}tracked_per_s", tracked, "1/s", bar, baseline=median(bare)),
        Figure(f"{prefix}drawn_per_s", drawn, "1/s", at_least(measured.drawn_per_s_min)),
        Figure(f"{prefix}page_memory_peak_mb", memory_mb, "MB"),
    ]


def measure() -> list[Figure]:
    """Measure the three effects."""
    folders = {
        "/tasks-vision/": TASKS_VISION,
        "/models/": CACHE_FOLDER,
        "/": BARE_LOOP,
    }
    figures: list[Figure] = []
    with (
        TemporaryDirectory() as data,
        serve_folders(folders) as bare_origin,
        sync_playwright() as playwright,
    ):
        server = LiveServer(Path(data) / "data").start()
        browser = launch_chromium(playwright)
        for measured in (DODGE_FOOD, HERITAGE_JEWELRY, AGE_BOOTH):
            figures += measure_effect(browser, bare_origin, server.url, measured)
        browser.close()
        server.stop()
    return figures
