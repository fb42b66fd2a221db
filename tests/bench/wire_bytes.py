"""How much a visitor downloads: until they can play, in all, again, and after another effect.

Each run is a new visitor (a new browser context). Visits go to a play's own address, allow the
camera, and end where the play waits for its first gesture, or where all of its tasks track.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.counting_proxy import Wire, count_bytes
from tests.bench.figure import Figure, at_most
from tests.browsers import launch_chromium
from tests.live_server import LiveServer
from tests.web.inspection import wait_until
from tests.web.robot import let_play, seat_with_hand

DODGE_FOOD, HERITAGE_JEWELRY, AGE_BOOTH = "dodge_food", "heritage_jewelry", "age_booth"
COLD_BYTES_MAX = 6_500_000
HANDS_PLAYABLE_BYTES_MAX, HANDS_ALL_BYTES_MAX = 9_500_000, 13_500_000
HANDS_AFTER_ANOTHER_BYTES_MAX = 3_000_000
BOOTH_FIRST_AGE_BYTES_MAX = 6_500_000
CURTAINS_MS = 1600  # They close and open on the first age.
STEP_TIMEOUT_MS = 60_000
VISITORS = 2  # Of each kind; bytes hardly differ, and the larger count is told.
SETTLED_MS = 1500  # For what the service worker fetches after the page is ready.
RESULT_READ_MS = 20_000  # How long the visitor looks at the result of the play before.


def open_play(context: BrowserContext, wire: Wire, effect: str) -> Page:
    """Return a page whose play is ready."""
    page = context.new_page()
    page.set_default_timeout(STEP_TIMEOUT_MS)
    seat_with_hand(page)
    page.goto(f"{wire.origin}/play/{effect}?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_until(page, "['ready', 'playing'].includes(window.kindlens.inspect().phase)")
    return page


def visit_bytes(context: BrowserContext, wire: Wire, effect: str) -> int:
    """Return the bytes received from opening the play to the moment it is ready."""
    before = wire.received_bytes
    page = open_play(context, wire, effect)
    page.wait_for_timeout(SETTLED_MS)
    page.close()
    return wire.received_bytes - before


def two_visits_bytes(browser: Browser, wire: Wire) -> tuple[int, int]:
    """Return what a new visitor of the dodge game receives the first and the second time."""
    context = browser.new_context()
    cold = visit_bytes(context, wire, DODGE_FOOD)
    warm = visit_bytes(context, wire, DODGE_FOOD)
    context.close()
    return cold, warm


def hands_bytes(browser: Browser, wire: Wire) -> tuple[int, int]:
    """Return what a new visitor of the try-on receives until it is playable, and in all."""
    context = browser.new_context()
    before = wire.received_bytes
    page = open_play(context, wire, HERITAGE_JEWELRY)
    playable = wire.received_bytes - before
    wait_until(page, "window.kindlens.inspect().tracking.tasks.includes('face')")
    page.wait_for_timeout(SETTLED_MS)
    context.close()
    return playable, wire.received_bytes - before


def booth_bytes(browser: Browser, wire: Wire) -> tuple[int, int]:
    """Return what a new visitor of the age booth receives until the first age, and in all."""
    context = browser.new_context()
    before = wire.received_bytes
    page = open_play(context, wire, AGE_BOOTH)
    wait_until(page, "window.kindlens.inspect().phase === 'playing'")
    page.wait_for_timeout(CURTAINS_MS)
    first_age = wire.received_bytes - before
    wait_until(page, "window.kindlens.inspect().tracking.tasks.includes('hand')")
    page.wait_for_timeout(SETTLED_MS)
    context.close()
    return first_age, wire.received_bytes - before


def hands_bytes_after_another(browser: Browser, wire: Wire) -> int:
    """Return what a visitor receives for the try-on who has played the dodge game to its end.

    The result page brings the other effects' models on a fast connection; those bytes count there.
    """
    context = browser.new_context()
    page = open_play(context, wire, DODGE_FOOD)
    let_play(page, DODGE_FOOD)
    wait_until(page, "window.kindlens.inspect().phase === 'finished'")
    page.wait_for_timeout(RESULT_READ_MS)
    page.close()
    received = visit_bytes(context, wire, HERITAGE_JEWELRY)
    context.close()
    return received


def measure() -> list[Figure]:
    """Let new visitors of each kind come."""
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        server = LiveServer(Path(data) / "data").start()
        browser = launch_chromium(playwright)
        with count_bytes(server.port) as wire:
            visits = [two_visits_bytes(browser, wire) for _ in range(VISITORS)]
            hands = [hands_bytes(browser, wire) for _ in range(VISITORS)]
            booth = [booth_bytes(browser, wire) for _ in range(VISITORS)]
            after = [hands_bytes_after_another(browser, wire) for _ in range(VISITORS)]
        browser.close()
        server.stop()
    cold = max([cold for cold, _ in visits])
    warm = max([warm for _, warm in visits])
    playable = max([playable for playable, _ in hands])
    in_all = max([in_all for _, in_all in hands])
    first_age = max([first_age for first_age, _ in booth])
    return [
        Figure("cold_load_bytes", cold, "bytes", at_most(COLD_BYTES_MAX)),
        Figure("second_visit_bytes", warm, "bytes"),
        Figure("hands_playable_bytes", playable, "bytes", at_most(HANDS_PLAYABLE_BYTES_MAX)),
        Figure("hands_all_bytes", in_all, "bytes", at_most(HANDS_ALL_BYTES_MAX)),
        Figure("booth_first_age_bytes", first_age, "bytes", at_most(BOOTH_FIRST_AGE_BYTES_MAX)),
        Figure("booth_all_bytes", max([in_all for _, in_all in booth]), "bytes"),
        Figure(
            "hands_after_another_bytes",
            max(after),
            "bytes",
            at_most(HANDS_AFTER_ANOTHER_BYTES_MAX),
        ),
    ]
