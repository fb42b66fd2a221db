"""A page that ages the face of tests/media/astronaut.jpg, moving, with the stage's own classes."""

import base64
import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
from playwright.sync_api import Page, sync_playwright

from tests.bench.static_pages import serve_folders
from tests.browsers import launch_chromium
from tests.engine_harness.micropython import ROOT
from tests.web.bundling import bundle

FOLDER = Path(__file__).with_name("aged")
PHOTO = ROOT / "tests/media/astronaut.jpg"
MESH = ROOT / "tests/bench/worn_stage/face_mesh.json"
WIDTH_PX, HEIGHT_PX = 640, 512


@contextmanager
def aged_page() -> Generator[Page]:
    """Bundle the page and open it in Chromium."""
    with TemporaryDirectory() as built, sync_playwright() as playwright:
        (Path(built) / "index.html").write_bytes((FOLDER / "index.html").read_bytes())
        bundle(FOLDER / "draw_aged.ts", Path(built) / "draw_aged.mjs")
        with serve_folders({"/media/": PHOTO.parent, "/": Path(built)}) as origin:
            browser = launch_chromium(playwright)
            page = browser.new_page()
            page.goto(f"{origin}/index.html")
            page.wait_for_function("!!window.drawAged && !!window.timeAged")
            yield page
            browser.close()


def job(frames: list[dict[str, Any]], side: int, is_thrifty: bool) -> dict[str, Any]:
    """Return what the page is asked for. frames: x, y, noise (pixels), years, hand of each."""
    mesh: list[float] = json.loads(MESH.read_text("utf-8"))["points"]
    size = {"width": WIDTH_PX, "height": HEIGHT_PX}
    photo = {"photo": f"/media/{PHOTO.name}", "mesh": mesh}
    return {**photo, **size, "frames": frames, "side": side, "isThrifty": is_thrifty, "seed": 7}


def draw(
    page: Page, frames: list[dict[str, Any]], side: int = 384, is_thrifty: bool = False
) -> list[np.ndarray]:
    """Return each frame as drawn, blue, green, red in 0..255."""
    order = job(frames, side, is_thrifty)
    drawn: list[str] = page.evaluate("job => window.drawAged(job)", order)
    pictures = [
        cv2.imdecode(np.frombuffer(base64.b64decode(png), np.uint8), cv2.IMREAD_COLOR)
        for png in drawn
    ]
    return [picture.astype(float) for picture in pictures if picture is not None]
