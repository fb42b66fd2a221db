"""Take the pictures of effects/GUIDE.md anew: python -m tests.web.guide_pictures [NAME …]

Real pages of `kindlens play`, a real face and real hands before the camera; the effect is the one
that the guide's own steps make.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from effects.place import EFFECTS
from tests.author_play import played
from tests.browsers import launch_chromium
from tests.guide_steps import apply, read_steps
from tests.live_server import ROOT
from tests.web.inspection import wait_for
from tests.web.robot import let_play, seat, seat_with_hand, seat_with_lips

FOLDER = ROOT / "assets" / "guide"
VIEWPORT = ViewportSize(width=1200, height=750)
STUDIO_VIEWPORT = ViewportSize(width=1440, height=900)
WIDTH_PX = 880
QUALITY_PERCENT = 80
STUDIO_WARM_MS = 6000

# The face follows the sparks of the guide's effect.
FOLLOW_SPARKS = """
setInterval(() => {
  const state = window.kindlens?.inspect?.();
  const spark = state?.nodes.find((node) => node.role === "spark");
  const lantern = state?.nodes.find((node) => node.role === "player");
  if (!spark || !lantern) return;
  const robot = window.__robot;
  const move = Math.max(-10, Math.min(10, 60 * (lantern.x - spark.x)));
  robot.x = Math.max(170, Math.min(470, robot.x + move));
}, 40);
"""


def save(page: Page, name: str) -> None:
    """Write what the page shows as a picture of the guide."""
    encoded = np.frombuffer(page.screenshot(), np.uint8)
    picture = cv2.imdecode(encoded, cv2.IMREAD_COLOR)
    assert picture is not None
    height = round(picture.shape[0] * WIDTH_PX / picture.shape[1])
    small = cv2.resize(picture, (WIDTH_PX, height), interpolation=cv2.INTER_AREA)
    FOLDER.mkdir(exist_ok=True)
    output = FOLDER / f"{name}.webp"
    cv2.imwrite(str(output), small, [cv2.IMWRITE_WEBP_QUALITY, QUALITY_PERCENT])
    print(f"{output.relative_to(ROOT)}: {output.stat().st_size:,} bytes", flush=True)


def open_play(browser: Browser, origin: str, effect: str, sit: Callable[[Page], None]) -> Page:
    """Return the page of a play that sees somebody."""
    page = browser.new_page(base_url=origin, locale="en", viewport=VIEWPORT)
    sit(page)
    page.goto(f"/play/{effect}?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_for(page, "state.phase === 'ready' && state.tracking.present")
    return page


def take_new(browser: Browser, folder: Path) -> None:
    with played(folder / "night_cat", folder / "data_new") as origin:
        page = open_play(browser, origin, "night_cat", seat)
        page.evaluate(FOLLOW_SPARKS)
        wait_for(page, "state.signals.tick !== 0 && document.querySelector('.progress-figure b')")
        wait_for(page, "state.nodes.some(n => n.role === 'spark' && n.y > 0.5)")
        save(page, "new")
        page.close()


def take_cat(browser: Browser, folder: Path) -> None:
    with played(folder / "night_cat", folder / "data_cat") as origin:
        page = open_play(browser, origin, "night_cat", seat)
        page.evaluate(FOLLOW_SPARKS)
        wait_for(page, "state.phase === 'playing'")
        wait_for(page, "state.nodes.some(n => n.role === 'spark' && n.y > 0.55)")
        save(page, "cat")
        wait_for(page, "state.phase === 'finished'")
        page.get_by_test_id("verdict").wait_for(timeout=60_000)
        page.wait_for_timeout(2500)
        save(page, "credited")
        page.close()


def take_studio(browser: Browser, folder: Path) -> None:
    with played(folder / "night_cat", folder / "data_studio") as origin:
        page = browser.new_page(base_url=origin, locale="en", viewport=STUDIO_VIEWPORT)
        page.goto("/studio/night_cat")
        page.get_by_role("tab", name="Tests").click()
        page.get_by_test_id("run-tests").click()
        page.get_by_test_id("open-bot_pointer").click()
        page.wait_for_timeout(STUDIO_WARM_MS)
        page.get_by_test_id("play").click()
        page.wait_for_timeout(STUDIO_WARM_MS)
        save(page, "studio_night_cat")
        page.close()


def take_example(browser: Browser, folder: Path, effect: str) -> None:
    sit = seat_with_lips if effect == "candles" else seat_with_hand
    done, wait_ms = {"lanterns": (4, 700), "candles": (2, 700), "air_wish": (10, 3500)}[effect]
    with played(EFFECTS / "examples" / effect, folder / f"data_{effect}") as origin:
        page = browser.new_page(base_url=origin, locale="en", viewport=VIEWPORT)
        sit(page)
        page.goto(f"/play/{effect}?inspect")
        page.get_by_test_id("allow-camera").click()
        wait_for(page, "state.phase === 'ready' && state.nodes.length > 0")
        let_play(page, effect)
        progress = page.get_by_test_id("progress").locator("b")
        while int(progress.text_content() or 0) < done:
            page.wait_for_timeout(100)
        page.wait_for_timeout(wait_ms)
        save(page, effect)
        page.close()


def main() -> None:
    """Follow the guide and take the pictures on the way."""
    wanted = sys.argv[1:]

    def is_wanted(name: str) -> bool:
        return not wanted or name in wanted

    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        browser = launch_chromium(playwright)
        new = [sys.executable, "-m", "server.cli", "new", str(folder / "night_cat")]
        subprocess.run(new, check=True, cwd=ROOT)
        if is_wanted("new"):
            take_new(browser, folder)
        for step in read_steps():
            if step.kind in ("write", "change"):
                apply(step, folder)
            elif step.text.startswith("cp "):
                subprocess.run(step.text, shell=True, check=True, cwd=folder)
            elif "record.py" in step.text:
                record = [sys.executable, str(folder / "night_cat/tests/record.py")]
                subprocess.run(record, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
                check = [sys.executable, "-m", "server.cli", "check", "--write"]
                subprocess.run([*check, str(folder / "night_cat")], check=True, cwd=ROOT)
        if is_wanted("cat"):
            take_cat(browser, folder)
        if is_wanted("studio"):
            take_studio(browser, folder)
        for effect in ("lanterns", "candles", "air_wish"):
            if is_wanted(effect):
                take_example(browser, folder, effect)
        browser.close()


if __name__ == "__main__":
    main()
