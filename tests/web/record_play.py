"""Record the README's moving picture anew: python -m tests.web.record_play (needs ffmpeg).

A real play: the robot's photo before the camera, the real tracker, the real server.
"""

import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.browsers import launch_chromium
from tests.live_server import ROOT, LiveServer
from tests.web.inspection import inspect, wait_for
from tests.web.robot import let_play, seat

OUTPUT = ROOT / "assets/readme/play.webp"
FRAMES_PER_S = 8
RECORDED_S = 14
WIDTH_PX = 640


def record(page: Page, folder: Path) -> None:
    """Take pictures of the play into a folder, at an even rate, until it is over."""
    started_s = time.monotonic()
    count = 0
    while inspect(page)["phase"] != "finished" and count < 60 * FRAMES_PER_S:
        page.screenshot(path=folder / f"{count:04}.jpg", type="jpeg", quality=90)
        count += 1
        wait_s = started_s + count / FRAMES_PER_S - time.monotonic()
        page.wait_for_timeout(max(0.0, wait_s * 1000))


def main() -> None:
    """Play once and write the picture: the last seconds, up to the credit."""
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        server = LiveServer(Path(data) / "data").start()
        browser = launch_chromium(playwright)
        page = browser.new_page(
            base_url=server.url, locale="en", viewport={"width": 1280, "height": 800}
        )
        seat(page)
        page.goto("/play/dodge_food?inspect")
        page.get_by_test_id("allow-camera").click()
        wait_for(page, "state.phase === 'ready'")
        let_play(page)
        frames = Path(data) / "frames"
        frames.mkdir()
        record(page, frames)
        browser.close()
        server.stop()
        first = max(0, len(list(frames.iterdir())) - RECORDED_S * FRAMES_PER_S)
        OUTPUT.parent.mkdir(parents=True, exist_ok=True)
        command = ["ffmpeg", "-y", "-loglevel", "error", "-framerate", str(FRAMES_PER_S)]
        command += ["-start_number", str(first), "-i", str(frames / "%04d.jpg")]
        command += ["-vf", f"scale={WIDTH_PX}:-1", "-loop", "0", "-quality", "62", str(OUTPUT)]
        subprocess.run(command, check=True)
        print(f"{OUTPUT.relative_to(ROOT)}: {OUTPUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
