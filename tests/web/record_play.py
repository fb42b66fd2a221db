"""Record the README's pictures of plays anew: python -m tests.web.record_play [EFFECT …]

A real play: the robot's photo and hand before the camera, the real tracker, the real server.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
from cv2.typing import MatLike
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browsers import launch_chromium
from tests.live_server import ROOT, LiveServer
from tests.web.inspection import PLAY_TIMEOUT_S, inspect, wait_for
from tests.web.robot import let_play, seat, seat_with_hand

FOLDER = ROOT / "assets/readme"
FRAMES_PER_S = 8
WIDTH_PX, HEIGHT_PX = 640, 400
QUALITY_PERCENT = 62
STRIP_QUALITY_PERCENT = 85
# Effect to whom the camera sees, and how many of the last seconds are shown.
RECORDED = {"dodge_food": (seat, 14), "heritage_jewelry": (seat_with_hand, 24)}
# What the visitor keeps says more of this one: the strip of a play, so many pixels wide.
KEPT = {"age_booth": (seat_with_hand, 480)}


def record(page: Page, folder: Path) -> list[Path]:
    """Take pictures of the play into a folder, at an even rate, until it is over."""
    started_s = time.monotonic()
    taken: list[Path] = []
    while inspect(page)["phase"] != "finished" and len(taken) < 90 * FRAMES_PER_S:
        taken.append(folder / f"{len(taken):04}.png")
        page.screenshot(path=taken[-1])
        wait_s = started_s + len(taken) / FRAMES_PER_S - time.monotonic()
        page.wait_for_timeout(max(0.0, wait_s * 1000))
    return taken


def small(path: Path) -> MatLike:
    """Return a picture in the size of the README."""
    picture = cv2.imread(str(path))
    assert picture is not None, f"got no picture in {path}"
    return cv2.resize(picture, (WIDTH_PX, HEIGHT_PX), interpolation=cv2.INTER_AREA)


def write(pictures: list[Path], output: Path) -> None:
    """Join pictures to one that moves."""
    animation = cv2.Animation()
    animation.frames = [small(path) for path in pictures]
    animation.durations = [1000 // FRAMES_PER_S] * len(pictures)
    output.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwriteanimation(str(output), animation, [cv2.IMWRITE_WEBP_QUALITY, QUALITY_PERCENT])
    print(f"{output.relative_to(ROOT)}: {output.stat().st_size:,} bytes")


def begin(browser: Browser, url: str, effect: str, sit: Callable[[Page], None]) -> Page:
    """Return the page of a play that the robot has begun."""
    viewport = ViewportSize(width=2 * WIDTH_PX, height=2 * HEIGHT_PX)
    page = browser.new_page(base_url=url, locale="en", viewport=viewport)
    sit(page)
    page.goto(f"/play/{effect}?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_for(page, "state.phase === 'ready'")
    let_play(page, effect)
    return page


def write_strip(page: Page, width_px: int, output: Path) -> None:
    """Let the play come to its end, and write the strip that is offered then."""
    with page.expect_download(timeout=PLAY_TIMEOUT_S * 1000) as saved:
        page.get_by_test_id("save-strip").click(timeout=PLAY_TIMEOUT_S * 1000)
    strip = cv2.imread(str(saved.value.path()))
    assert strip is not None, "got no strip"
    height_px = round(strip.shape[0] * width_px / strip.shape[1])
    small_strip = cv2.resize(strip, (width_px, height_px), interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(output), small_strip, [cv2.IMWRITE_WEBP_QUALITY, STRIP_QUALITY_PERCENT])
    print(f"{output.relative_to(ROOT)}: {output.stat().st_size:,} bytes")


def main() -> None:
    """Play once each and write the pictures: the last seconds up to the end, or what is kept."""
    for effect in sys.argv[1:] or (*RECORDED, *KEPT):
        with TemporaryDirectory() as data, sync_playwright() as playwright:
            server = LiveServer(Path(data) / "data").start()
            browser = launch_chromium(playwright)
            output = FOLDER / f"{effect}.webp"
            sit, number = RECORDED.get(effect) or KEPT[effect]
            page = begin(browser, server.url, effect, sit)
            if effect in KEPT:
                write_strip(page, number, output)
            else:
                write(record(page, Path(data))[-number * FRAMES_PER_S :], output)
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()
