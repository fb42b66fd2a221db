"""Record the README's moving pictures anew: python -m tests.web.record_play [EFFECT …]

A real play: the robot's photo and hand before the camera, the real tracker, the real server.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
from cv2.typing import MatLike
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browsers import launch_chromium
from tests.live_server import ROOT, LiveServer
from tests.web.inspection import inspect, wait_for
from tests.web.robot import let_play, seat, seat_with_hand

FOLDER = ROOT / "assets/readme"
FRAMES_PER_S = 8
WIDTH_PX, HEIGHT_PX = 640, 400
QUALITY_PERCENT = 62
# Effect to whom the camera sees, and how many of the last seconds are shown.
RECORDED = {
    "dodge_food": (seat, 14),
    "heritage_jewelry": (seat_with_hand, 24),
    "age_booth": (seat_with_hand, 30),
}


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


def play(browser: Browser, url: str, effect: str, folder: Path) -> list[Path]:
    """Let the robot play an effect; return the pictures of all of it."""
    viewport = ViewportSize(width=2 * WIDTH_PX, height=2 * HEIGHT_PX)
    page = browser.new_page(base_url=url, locale="en", viewport=viewport)
    RECORDED[effect][0](page)
    page.goto(f"/play/{effect}?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_for(page, "state.phase === 'ready'")
    let_play(page, effect)
    taken = record(page, folder)
    page.close()
    return taken


def main() -> None:
    """Play once each and write the pictures: the last seconds, up to the end."""
    for effect in sys.argv[1:] or RECORDED:
        with TemporaryDirectory() as data, sync_playwright() as playwright:
            server = LiveServer(Path(data) / "data").start()
            browser = launch_chromium(playwright)
            taken = play(browser, server.url, effect, Path(data))
            browser.close()
            server.stop()
            write(taken[-RECORDED[effect][1] * FRAMES_PER_S :], FOLDER / f"{effect}.webp")


if __name__ == "__main__":
    main()
