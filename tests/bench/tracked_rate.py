"""How many pictures a second the page tracks and draws during a real play, and what it needs.

The baseline is a bare tasks-vision worker loop that draws each tracked picture, in the same
browser, from the same moving photo. Runs of both alternate, so that a busy moment of the machine
hits both.
"""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from models.catalogue import CACHE_FOLDER
from tests.bench.figure import RUNS, Figure, at_least, median
from tests.bench.peak_memory import PeakMemory, largest_renderer_bytes
from tests.bench.static_pages import serve_folders
from tests.browsers import launch_chromium
from tests.live_server import ROOT, LiveServer
from tests.web.inspection import wait_until
from tests.web.robot import let_play, seat

WARM_UP_S = 3
MEASURED_S = 8
STEP_TIMEOUT_MS = 60_000
TRACKED_RATIO_MIN = 0.9
DRAWN_PER_S_MIN = 24.0
TASKS_VISION = ROOT / "web" / "node_modules" / "@mediapipe" / "tasks-vision"
BARE_LOOP = Path(__file__).with_name("bare_loop")


def open_page(browser: Browser) -> Page:
    """Return a page whose camera sees the robot's photo."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(STEP_TIMEOUT_MS)
    seat(page)
    return page


def bare_tracked_per_s(browser: Browser, origin: str) -> float:
    """Return how many pictures a second the bare loop tracks and draws."""
    page = open_page(browser)
    page.goto(f"{origin}/index.html")
    wait_until(page, "window.tracked > 0")
    # The same movement as in the play, without the play.
    page.evaluate(
        "setInterval(() => {"
        " __robot.x = __robot.homeX + 120 * Math.sin(performance.now() / 700); }, 40)"
    )
    page.wait_for_timeout(WARM_UP_S * 1000)
    before, started_s = page.evaluate("window.tracked"), time.perf_counter()
    page.wait_for_timeout(MEASURED_S * 1000)
    per_s = (page.evaluate("window.tracked") - before) / (time.perf_counter() - started_s)
    page.close()
    return per_s


def play_rates(browser: Browser, origin: str) -> tuple[float, float, float]:
    """Return pictures tracked a second, pictures drawn a second, peak memory of the page in MB."""
    page = open_page(browser)
    page.goto(f"{origin}/play/dodge_food?inspect")
    with PeakMemory(largest_renderer_bytes) as peak:
        page.get_by_test_id("allow-camera").click()
        wait_until(page, "window.kindlens.inspect().phase === 'ready'")
        let_play(page)
        wait_until(page, "window.kindlens.inspect().phase === 'playing'")
        page.wait_for_timeout(WARM_UP_S * 1000)
        tracked: list[float] = []
        drawn: list[float] = []
        for _ in range(MEASURED_S):
            page.wait_for_timeout(1000)
            state = page.evaluate("window.kindlens.inspect()")
            assert state["phase"] == "playing", f"got phase {state['phase']} while measuring"
            tracked.append(state["timings"]["tracks_per_s"])
            drawn.append(state["timings"]["draws_per_s"])
    page.close()
    return sum(tracked) / len(tracked), sum(drawn) / len(drawn), peak.megabytes


def measure() -> list[Figure]:
    """Alternate five runs of the bare loop and of the play."""
    folders = {
        "/tasks-vision/": TASKS_VISION,
        "/models/": CACHE_FOLDER,
        "/": BARE_LOOP,
    }
    bare: list[float] = []
    plays: list[tuple[float, float, float]] = []
    with (
        TemporaryDirectory() as data,
        serve_folders(folders) as bare_origin,
        sync_playwright() as playwright,
    ):
        server = LiveServer(Path(data) / "data").start()
        browser = launch_chromium(playwright)
        for _ in range(RUNS):
            bare.append(bare_tracked_per_s(browser, bare_origin))
            plays.append(play_rates(browser, server.url))
        browser.close()
        server.stop()
    tracked = median([play[0] for play in plays])
    drawn = median([play[1] for play in plays])
    memory_mb = median([play[2] for play in plays])
    bar = at_least(TRACKED_RATIO_MIN, of="ratio")
    return [
        Figure("tracked_per_s", tracked, "1/s", bar, baseline=median(bare)),
        Figure("drawn_per_s", drawn, "1/s", at_least(DRAWN_PER_S_MIN)),
        Figure("page_memory_peak_mb", memory_mb, "MB"),
    ]
