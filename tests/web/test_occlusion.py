"""What an ornament looks like, by its pixels: what hides it, and whether it turns with the head."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from effects.engine.bridge import describe
from effects.engine.landmarks import FACE_LANDMARKS
from effects.place import own_place
from tests.bench.static_pages import serve_folders
from tests.engine_harness.micropython import ROOT
from tests.web.bundling import bundle

pytestmark = pytest.mark.browser

PAGE = Path(__file__).with_name("worn")
PHOTO = ROOT / "tests/media/astronaut.jpg"
MESH = ROOT / "tests/bench/worn_stage/face_mesh.json"  # Of that photo.
EFFECT = "heritage_jewelry"
VIEWPORT = ViewportSize(width=900, height=700)
CAMERA_ID = 1
EAR = "face.user_right_ear"  # Mirrored, it is on the right.

CHANGED_MIN = 24  # Of 255: ornament instead of photo.
SEEN_SHARE_MIN = 0.2  # Of the box around it.
HIDDEN_SHARE_MAX = 0.02  # Of what was seen.
# The light follows what skin is seen, and so do pixels that are only just told apart.
KEPT_SHARE_MIN = 0.7
WRONG_SHARE_MAX = 0.1  # Of an ornament's pixels; edges lie a part of a pixel off.
CHEEK_HIDES = (0.03, 0.9)  # Of what is seen without a cheek.
CHEEK_TURN_DEG = 20  # Still short of the turn at which the ear counts as hidden.

Mesh = list[float]


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Yield a page whose `drawWorn` draws on the real stage."""
    built = tmp_path_factory.mktemp("worn")
    (built / "index.html").write_bytes((PAGE / "index.html").read_bytes())
    bundle(PAGE / "draw_worn.ts", built / "draw_worn.mjs")
    models = ROOT / "effects" / EFFECT / "models"
    folders = {"/models/": models, "/media/": PHOTO.parent, "/": built}
    with serve_folders(folders) as origin:
        opened = browser.new_page(viewport=VIEWPORT)
        opened.goto(f"{origin}/index.html")
        opened.wait_for_function("!!window.drawWorn")
        yield opened
        opened.close()


def face_mesh() -> Mesh:
    return json.loads(MESH.read_text("utf-8"))["points"]


def turned(mesh: Mesh, degrees: float) -> Mesh:
    """Turn a head about its upright axis; positive hides the visitor's right ear."""
    points = np.array(mesh).reshape(-1, 3)
    middle = points.mean(axis=0)
    x, _, z = (points - middle).T
    turn = math.radians(degrees)
    away = points.copy()
    away[:, 0] = middle[0] + x * math.cos(turn) + z * math.sin(turn)
    away[:, 2] = middle[2] - x * math.sin(turn) + z * math.cos(turn)
    return away.flatten().tolist()


def hand_over(x: float, y: float) -> dict[str, Any]:
    """Return an open hand of a real photograph, moved so that its palm lies at x, y."""
    seen = json.loads((PAGE / "still_hands.json").read_text("utf-8"))["rows"][0]
    found = next(hand for hand in seen["hands"] if hand["side"] == "right")
    points = np.array(found["points"]).reshape(-1, 3)
    points[:, 1] *= seen["height"] / seen["width"]  # The photo is a square.
    points[:, :2] += np.array([x, y]) - points[[0, 5, 17], :2].mean(axis=0)
    return {"side": "right", "points": points.flatten().tolist()}


def tracked(mesh: Mesh, hides: Mesh, hands: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the stage is told of a picture."""
    named = [value for _, number in FACE_LANDMARKS for value in mesh[number * 3 : number * 3 + 3]]
    faces = [{"points": named, "blendshapes": [], "matrix": None}]
    frame = {"width": 512, "height": 512, "faces": faces, "hands": hands}
    return {"frame": frame, "meshes": [hides]}


def draw(
    page: Page,
    *,
    worn: bool,
    mesh: Mesh,
    hides: Mesh,
    hands: list[dict[str, Any]],
    before: Mesh | None = None,
) -> Any:
    """Return the page's pixels (BGR) and its nodes.

    hides: the mesh that may hide. before: the mesh that was seen at first, where it was another.
    """
    nodes = [{"id": CAMERA_ID, "kind": "camera", "layer": 20}]
    if worn:
        ear = {"id": 2, "kind": "model", "image": "batik_earrings", "anchor": EAR}
        nodes.append(ear | {"layer": 40, "parent": CAMERA_ID})
    now = tracked(mesh, hides, hands)
    job = now | {
        "before": now if before is None else tracked(before, before, hands),
        "description": json.loads(describe()),
        "models": {
            name: f"/models/{path.name}" for name, path in own_place(EFFECT).model_files().items()
        },
        "nodes": nodes,
        "photo": "/media/astronaut.jpg",
    }
    shown = page.evaluate("job => window.drawWorn(job)", job)
    screen = cv2.imdecode(np.frombuffer(page.screenshot(), np.uint8), cv2.IMREAD_COLOR)
    assert screen is not None
    return screen.astype(np.int16), shown


def ornament(page: Page, mesh: Mesh, hides: Mesh, hands: list[dict[str, Any]]) -> np.ndarray:
    """Return which pixels (of the whole page) an ornament on the right ear changes."""
    bare, _ = draw(page, worn=False, mesh=mesh, hides=hides, hands=hands)
    dressed, _ = draw(page, worn=True, mesh=mesh, hides=hides, hands=hands)
    return np.abs(dressed - bare).max(axis=2) >= CHANGED_MIN


def test_a_hand_before_the_ear_hides_what_hangs_on_it(page: Page) -> None:
    mesh = face_mesh()
    seen = ornament(page, mesh, mesh, [])
    rows, columns = np.nonzero(seen)
    box = (np.ptp(rows) + 1) * (np.ptp(columns) + 1)
    assert seen.sum() > SEEN_SHARE_MIN * box
    _, nodes = draw(page, worn=True, mesh=mesh, hides=mesh, hands=[])
    camera, worn = nodes
    x = 0.5 - (worn["x"] - camera["x"]) / camera["w"]  # Of the unmirrored picture.
    y = 0.5 + (worn["y"] - camera["y"]) / camera["h"]
    hidden = ornament(page, mesh, mesh, [hand_over(x, y)])
    assert (hidden & seen).sum() <= HIDDEN_SHARE_MAX * seen.sum()
    beside = ornament(page, mesh, mesh, [hand_over(0.8, 0.7)])
    assert (beside & seen).sum() >= KEPT_SHARE_MIN * seen.sum()


def test_the_cheek_of_a_turned_head_hides_part_of_it(page: Page) -> None:
    mesh = turned(face_mesh(), CHEEK_TURN_DEG)
    elsewhere = [value - 5 for value in mesh]
    whole = ornament(page, mesh, elsewhere, [])
    hidden = ornament(page, mesh, mesh, [])
    assert whole.sum() > 0
    share = 1 - (hidden & whole).sum() / whole.sum()
    assert CHEEK_HIDES[0] < share < CHEEK_HIDES[1], share


def test_the_look_of_an_ornament_follows_the_turn_of_the_head(page: Page) -> None:
    mesh = face_mesh()
    away = turned(mesh, -CHEEK_TURN_DEG)
    seen = ornament(page, mesh, mesh, [])
    straight, _ = draw(page, worn=True, mesh=mesh, hides=mesh, hands=[])
    followed, _ = draw(page, worn=True, mesh=mesh, hides=mesh, hands=[], before=away)
    wrong = np.abs(followed - straight).max(axis=2) >= CHANGED_MIN
    assert (wrong & seen).sum() <= WRONG_SHARE_MAX * seen.sum(), (wrong & seen).sum() / seen.sum()
