"""What a drawing with everything worn costs beside the barest stage: camera picture and face mesh.

Both draw in the same browser, in turns, at the same size; a drawing counts until it is finished.
Hands turn to and fro meanwhile, so that what is worn has to be drawn anew.
"""

import json
import math
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import ViewportSize, sync_playwright

from effects.engine.bridge import describe
from effects.engine.landmarks import FACE_LANDMARKS
from effects.place import own_place
from effects.release import build_release
from tests.bench.figure import RUNS, Bar, Figure, median
from tests.bench.static_pages import serve_folders
from tests.browsers import launch_chromium
from tests.engine_harness.micropython import ROOT
from tests.web.bundling import bundle

RATIO_MAX = 1.6
DRAWS = 24
TURN_DEG, TURN_FRAMES = 35, 30  # To either side and back, in two seconds.
PAGE = Path(__file__).with_name("worn_stage")
PHOTO = ROOT / "tests/media/astronaut.jpg"
HANDS = ROOT / "tests/web/worn/still_hands.json"
EFFECT = "heritage_jewelry"
VIEWPORT = ViewportSize(width=1280, height=720)

CAMERA_ID = 3
WORN = (
    ("miao_bangle", "left_hand.wrist"),
    ("filigree_ring", "right_hand.ring_finger"),
    ("batik_earrings", "face.user_left_ear"),
    ("batik_earrings", "face.user_right_ear"),
)


def nodes() -> list[dict[str, Any]]:
    """Return the effect's bench and everything worn, as the page is told."""
    on_camera = {"parent": CAMERA_ID}
    bench = [
        {"id": 1, "kind": "backdrop", "image": "page_far"},
        {"id": 2, "kind": "backdrop", "image": "page_near", "layer": 5},
        {"id": CAMERA_ID, "kind": "camera", "layer": 20},
        {"id": 4, "kind": "sprite", "image": "cloth", "x": 500, "y": 945, "w": 1440, "layer": 24}
        | on_camera,
    ]
    worn = [
        {"id": 5 + place, "kind": "model", "image": image, "anchor": anchor, "layer": 40}
        | on_camera
        for place, (image, anchor) in enumerate(WORN)
    ]
    return bench + worn


def turned(hand: dict[str, Any], degrees: float) -> dict[str, Any]:
    """Return a hand turned about the upright through its wrist."""
    points: list[float] = hand["points"]
    wrist_x, _, wrist_z = points[:3]
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    moved: list[float] = []
    for at in range(0, len(points), 3):
        x, z = points[at] - wrist_x, points[at + 2] - wrist_z
        moved += [wrist_x + x * cosine + z * sine, points[at + 1], wrist_z + z * cosine - x * sine]
    return {**hand, "points": moved}


def frames() -> list[dict[str, Any]]:
    """Return what the tracker sees: a face, and two hands that turn."""
    mesh: list[float] = json.loads((PAGE / "face_mesh.json").read_text("utf-8"))["points"]
    named = [value for _, number in FACE_LANDMARKS for value in mesh[number * 3 : number * 3 + 3]]
    faces = [{"points": named, "blendshapes": [], "matrix": None}]
    seen = json.loads(HANDS.read_text("utf-8"))["rows"][0]
    turns = [TURN_DEG * math.sin(2 * math.pi * at / TURN_FRAMES) for at in range(TURN_FRAMES)]
    return [
        {**seen, "faces": faces, "hands": [turned(hand, turn) for hand in seen["hands"]]}
        for turn in turns
    ]


def job() -> dict[str, Any]:
    """Return what the page draws."""
    mesh: list[float] = json.loads((PAGE / "face_mesh.json").read_text("utf-8"))["points"]
    art = build_release(EFFECT).document["art"]
    models = {
        name: f"/models/{path.name}" for name, path in own_place(EFFECT).model_files().items()
    }
    return {
        "description": json.loads(describe()),
        "release": {"art": art, "models": models},
        "nodes": nodes(),
        "frames": frames(),
        "mesh": mesh,
        "photo": "/media/astronaut.jpg",
        "draws": DRAWS,
    }


def measure() -> list[Figure]:
    """Draw both in turns, five times each, and compare the medians."""
    worn: list[float] = []
    bare: list[float] = []
    with TemporaryDirectory() as built, sync_playwright() as playwright:
        (Path(built) / "index.html").write_bytes((PAGE / "index.html").read_bytes())
        bundle(PAGE / "worn_stage.ts", Path(built) / "worn_stage.mjs")
        folders = {
            "/models/": ROOT / "effects" / EFFECT / "models",
            "/media/": PHOTO.parent,
            "/": Path(built),
        }
        with serve_folders(folders) as origin:
            browser = launch_chromium(playwright)
            page = browser.new_page(viewport=VIEWPORT)
            page.goto(f"{origin}/index.html")
            page.wait_for_function("!!window.timeDraws")
            order = job()
            for _ in range(RUNS):
                answer = page.evaluate("job => window.timeDraws(job)", order)
                assert answer["worn"] == len(WORN), f"got {answer['worn']} models in view"
                worn.append(statistics.median(answer["worn_ms"]))
                bare.append(statistics.median(answer["bare_ms"]))
            browser.close()
    ceiling = Bar(RATIO_MAX, is_ceiling=True, of="ratio")
    return [Figure("draw_worn_ms", median(worn), "ms", ceiling, baseline=median(bare))]
