"""Whether a page that is played ten times over keeps memory: after the second play and the tenth.

The first two plays fill what is kept on purpose: models, caches. Before each look the browser is
told that memory is short and collects its garbage, so that what is left is held by something. The
heap is counted without the machine code of functions, which the browser adds as they grow hot, and
the page without the bodies of its requests, of which the driver's devtools keep a copy each.
"""

import json
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.figure import Bar, Figure
from tests.bench.peak_memory import BYTES_PER_MB, largest_renderer_bytes, own_bytes
from tests.browsers import launch_chromium
from tests.live_server import LiveServer
from tests.web.inspection import wait_for, wait_until
from tests.web.jewelry_pointer import drag_by_mouse, wait_for_hint
from tests.web.robot import let_play, seat_with_hand

HERITAGE_JEWELRY, AGE_BOOTH = "heritage_jewelry", "age_booth"
POINTER_PLAYS, CAMERA_PLAYS, BOOTH_PLAYS = 10, 4, 10
ORNAMENTS = 3
STORY_MS = 2100  # It is shown for two seconds at least.
SETTLED_AFTER = 2  # Plays.
SETTLE_MS = 1500
LOOKS = 3
# Twice what two looks at a page at rest differ by.
PAGE_NOISE, HEAP_NOISE = 1.08, 1.02


class KeptBodies:
    """Counts the bytes of every answer that a page was given, while the driver watches it."""

    def __init__(self, session: Any) -> None:
        self.bytes = 0
        session.on("Network.dataReceived", self._count)
        session.send("Network.enable", {"maxTotalBufferSize": 0})  # This session keeps none itself.

    def _count(self, event: dict[str, Any]) -> None:
        self.bytes += event["dataLength"]


def settled_mb(page: Page, session: Any, kept: KeptBodies) -> tuple[float, float]:
    """Return the page's own memory and what its heap holds in MB, without garbage."""
    page_mb: list[float] = []
    for _ in range(LOOKS):
        session.send("Memory.simulatePressureNotification", {"level": "critical"})
        session.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(SETTLE_MS)
        page_mb.append((largest_renderer_bytes(own_bytes) - kept.bytes) / BYTES_PER_MB)
    return statistics.median(page_mb), held_bytes(page) / BYTES_PER_MB


def open_session(page: Page) -> Any:
    """Return a devtools session, whose answers are untyped."""
    return page.context.new_cdp_session(page)


def held_bytes(page: Page) -> int:
    """Return the bytes of everything that a heap snapshot finds held, except code."""
    chunks: list[str] = []
    session = open_session(page)

    def collect(event: dict[str, str]) -> None:
        chunks.append(event["chunk"])

    session.on("HeapProfiler.addHeapSnapshotChunk", collect)
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    session.detach()
    snapshot: Any = json.loads("".join(chunks))
    meta = snapshot["snapshot"]["meta"]
    fields: list[str] = meta["node_fields"]
    step = len(fields)
    kinds: list[int] = snapshot["nodes"][fields.index("type") :: step]
    sizes: list[int] = snapshot["nodes"][fields.index("self_size") :: step]
    code: int = meta["node_types"][0].index("code")
    return sum(size for kind, size in zip(kinds, sizes, strict=True) if kind != code)


def play_by_pointer(page: Page) -> None:
    """Put all three ornaments on, by mouse, from "ready" on."""
    page.keyboard.press(" ")
    for _ in range(ORNAMENTS):
        wait_for_hint(page, "grip")
        drag_by_mouse(page)
        wait_for_hint(page, "thumb_up")
        page.wait_for_timeout(STORY_MS)
        page.keyboard.press("Enter")


def measure_plays(
    browser: Browser, url: str, plays: int, *, by_camera: bool, effect: str = HERITAGE_JEWELRY
) -> list[tuple[float, float]]:
    """Play so many times in one page; return both sizes after each play."""
    page = browser.new_page(base_url=url, viewport={"width": 1280, "height": 800})
    session = open_session(page)
    kept = KeptBodies(session)
    if by_camera:
        seat_with_hand(page)
    page.goto(f"/play/{effect}?inspect")
    if effect == AGE_BOOTH:
        page.get_by_role("radio", name="Briskly").check(force=True)
    page.get_by_test_id("allow-camera" if by_camera else "play-pointer").click()
    sizes: list[tuple[float, float]] = []
    for number in range(plays):
        wait_until(page, "['ready', 'playing'].includes(window.kindlens?.inspect().phase)")
        if not by_camera:
            play_by_pointer(page)
        elif number == 0:
            let_play(page, effect)
        wait_for(page, "state.phase === 'finished'")
        sizes.append(settled_mb(page, session, kept))
        if number + 1 < plays:
            page.get_by_test_id("again").click()
    page.close()
    return sizes


def growth(prefix: str, sizes: list[tuple[float, float]]) -> list[Figure]:
    """Return the last sizes beside those after the second play."""
    figures: list[Figure] = []
    settled, last = sizes[SETTLED_AFTER - 1], sizes[-1]
    for place, (name, noise) in enumerate((("page", PAGE_NOISE), ("heap", HEAP_NOISE))):
        bar = Bar(noise, is_ceiling=True, of="ratio")
        title = f"{prefix}_{name}_mb_after_{len(sizes)}"
        figures.append(Figure(title, last[place], "MB", bar, baseline=settled[place]))
    return figures


def measure() -> list[Figure]:
    """Play ten times by pointer, a few times before the camera, and ten times grow old."""
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        server = LiveServer(Path(data) / "data").start()
        browser = launch_chromium(playwright)
        pointer = measure_plays(browser, server.url, POINTER_PLAYS, by_camera=False)
        camera = measure_plays(browser, server.url, CAMERA_PLAYS, by_camera=True)
        booth = measure_plays(browser, server.url, BOOTH_PLAYS, by_camera=True, effect=AGE_BOOTH)
        browser.close()
        server.stop()
    return [
        *growth("plays_pointer", pointer),
        *growth("plays_camera", camera),
        *growth("plays_booth", booth),
    ]
