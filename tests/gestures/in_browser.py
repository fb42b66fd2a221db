"""`python -m tests.gestures.in_browser CLIP …`: how far apart the trackers of page and Python are.

Both look at the same pictures of a clip, the page's tasks-vision in Chromium and MediaPipe in
Python; both sets of landmarks go through the engine's own signals; the differences are printed.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from playwright.sync_api import sync_playwright

from effects.engine.landmarks import FACE_BLENDSHAPES, FACE_LANDMARKS
from effects.engine.signals import SIGNALS, SignalReader, with_always
from effects.tracker.clip import by_tick, open_clip
from effects.tracker.tracker import SIDES, Picture, Tracker
from models.catalogue import CACHE_FOLDER
from tests.bench.static_pages import serve_folders
from tests.browsers import launch_chromium
from tests.live_server import ROOT

if TYPE_CHECKING:
    from effects.engine.tracker_frame import TrackerFrame

HANDS_MAX = 2
PAGE = Path(__file__).with_name("browser_page")
TASKS_VISION = ROOT / "web" / "node_modules" / "@mediapipe" / "tasks-vision"
NEEDS: dict[str, bool | int] = {
    "faces": True,
    "blendshapes": True,
    "matrix": True,
    "light": False,
    "hands": HANDS_MAX,
    "mesh": False,
}
COLUMNS = with_always(tuple(name for name, *_ in SIGNALS))


@dataclass(frozen=True)
class InBrowser:
    """What tasks-vision makes of pictures. took_ms: for each, face and hands, decoding left out."""

    frames: "list[TrackerFrame]"
    took_ms: list[float]


def track_in_browser(pictures: list[tuple[float, Picture]]) -> InBrowser:
    """Track these pictures, losslessly encoded, by tasks-vision on the browser's CPU."""
    with TemporaryDirectory() as folder:
        for number, (_, picture) in enumerate(pictures):
            cv2.imwrite(f"{folder}/{number}.png", picture)
        folders = {
            "/tasks-vision/": TASKS_VISION,
            "/models/": CACHE_FOLDER,
            "/pictures/": Path(folder),
            "/": PAGE,
        }
        with serve_folders(folders) as origin, sync_playwright() as playwright:
            browser = launch_chromium(playwright)
            page = browser.new_page()
            page.set_default_timeout(120_000)
            page.goto(f"{origin}/index.html")
            page.wait_for_function("window.isReady")
            page.evaluate("hands => window.openTracker(hands)", HANDS_MAX)
            answers = [
                page.evaluate(
                    "([url, t]) => window.trackPicture(url, t)",
                    [f"/pictures/{number}.png", round(t_s * 1000)],
                )
                for number, (t_s, _) in enumerate(pictures)
            ]
            browser.close()
    return InBrowser(
        [named(answer, t_s) for answer, (t_s, _) in zip(answers, pictures, strict=True)],
        [answer["tookMs"] for answer in answers],
    )


def named(answer: dict[str, Any], t_s: float) -> "TrackerFrame":
    """Return what the page answered as a tracker frame: named landmarks only."""
    faces = zip(answer["meshes"], answer["blendshapes"], answer["matrices"], strict=True)
    return {
        "t_ms": t_s * 1000,
        "width": answer["width"],
        "height": answer["height"],
        "faces": [
            {
                "points": [mesh[3 * n + axis] for _, n in FACE_LANDMARKS for axis in range(3)],
                "blendshapes": [shapes[name] for name in FACE_BLENDSHAPES],
                "matrix": matrix,
                "light": 0.5,
            }
            for mesh, shapes, matrix in faces
        ],
        "hands": [
            {"side": SIDES[hand["label"]], "points": hand["points"]} for hand in answer["hands"]
        ],
    }


def rows_of(frames: "list[TrackerFrame]") -> list[tuple[int, ...]]:
    """Return the row of signals of every tick."""
    reader = SignalReader(COLUMNS)
    timed = [(frame["t_ms"] / 1000, frame) for frame in frames]
    return [reader.read_frame(new[1] if new else None, False) for new in by_tick(timed)]


def differences(ours: list[tuple[int, ...]], theirs: list[tuple[int, ...]]) -> dict[str, list[int]]:
    """Return signal to the absolute difference at each tick at which both see its origin."""
    found: dict[str, list[int]] = {name: [] for name in COLUMNS}
    for our_row, their_row in zip(ours, theirs, strict=True):
        our, their = (dict(zip(COLUMNS, row, strict=True)) for row in (our_row, their_row))
        for name in COLUMNS:
            if (our[presence(name)] and their[presence(name)]) or name.endswith("_present"):
                found[name].append(abs(our[name] - their[name]))
    return found


def presence(name: str) -> str:
    """Return the signal that says whether a signal's origin is there."""
    for side in ("left", "right"):
        if f"{side}_hand" in name:
            return f"is_{side}_hand_present"
    return "is_present" if name in ("is_present", "is_pressed") else "is_head_present"


def main(paths: list[str]) -> None:
    """Print a line a signal for each clip: median, 95 % and largest difference."""
    for path in paths:
        pictures = list(open_clip(Path(path)))
        with Tracker(NEEDS) as tracker:
            ours = [tracker.track(picture, t_s * 1000) for t_s, picture in pictures]
        found = differences(rows_of(ours), rows_of(track_in_browser(pictures).frames))
        for name, values in found.items():
            if values:
                p50, p95, highest = (float(np.quantile(values, q)) for q in (0.5, 0.95, 1))
                line = {"clip": Path(path).name, "signal": name, "ticks": len(values)}
                print(json.dumps({**line, "p50": p50, "p95": p95, "max": highest}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
