"""How much a visitor downloads until they can play: the first time, and the second.

Each run is a new visitor (a new browser context). Both visits go to the play's own address, allow
the camera, and end where the game waits for its first nod.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.bench.counting_proxy import Wire, count_bytes
from tests.bench.figure import RUNS, Figure, at_most, median
from tests.browsers import launch_chromium
from tests.live_server import LiveServer
from tests.web.inspection import wait_until
from tests.web.robot import seat

COLD_BYTES_MAX = 6_500_000
STEP_TIMEOUT_MS = 60_000
SETTLED_MS = 1500  # For what the service worker fetches after the page is ready.


def visit_bytes(context: BrowserContext, wire: Wire) -> int:
    """Return the bytes received from opening the play to the moment it is ready."""
    before = wire.received_bytes
    page = context.new_page()
    page.set_default_timeout(STEP_TIMEOUT_MS)
    seat(page)
    page.goto(f"{wire.origin}/play/dodge_food?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_until(page, "window.kindlens.inspect().phase === 'ready'")
    page.wait_for_timeout(SETTLED_MS)
    page.close()
    return wire.received_bytes - before


def two_visits_bytes(browser: Browser, wire: Wire) -> tuple[int, int]:
    """Return what a new visitor receives the first and the second time."""
    context = browser.new_context()
    cold = visit_bytes(context, wire)
    warm = visit_bytes(context, wire)
    context.close()
    return cold, warm


def measure() -> list[Figure]:
    """Let five new visitors come twice each."""
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        server = LiveServer(Path(data) / "data").start()
        browser = launch_chromium(playwright)
        with count_bytes(server.port) as wire:
            visits = [two_visits_bytes(browser, wire) for _ in range(RUNS)]
        browser.close()
        server.stop()
    cold = median([cold for cold, _ in visits])
    warm = median([warm for _, warm in visits])
    return [
        Figure("cold_load_bytes", cold, "bytes", at_most(COLD_BYTES_MAX)),
        Figure("second_visit_bytes", warm, "bytes"),
    ]
