"""A robot that sits before the camera: a real photo, moved in answer to the game.

The photo, and a real hand where a play wants one, stand in for the camera's picture; the real
tracker in the page has to find them.
"""

import base64
import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import Page

from effects.engine.landmarks import position_in_points
from effects.engine.signals import needs
from effects.engine.tracker_frame import LEFT_CHEEK, RIGHT_CHEEK
from effects.tracker.tracker import Tracker
from tests.gestures.pursed_lips import purse

HERE = Path(__file__).parent
MEDIA = HERE.parent / "media"
HOPPER = MEDIA / "grace_hopper.jpg"  # Her mouth is shut, so its lips can be drawn together.


@dataclass(frozen=True)
class Face:
    """A photo and where its face is. center_px: between the eyes; width_px: cheek to cheek."""

    photo: Path
    center_px: tuple[int, int]
    width_px: int


ASTRONAUT = Face(MEDIA / "astronaut.jpg", (224, 120), 92)

# Gesture to the palm's middle in its cut-out of tests/media/hands, in pixels; right hands, whose
# palms are 110 pixels long.
HANDS = {"open_palm": (61, 170), "fist": (65, 109), "point": (57, 181), "thumb_up": (96, 171)}


def seat(page: Page, face: Face = ASTRONAUT) -> None:
    """Make the page's camera see this face. Call before the page is opened."""
    robot = {"faceCenter": face.center_px, "faceWidth": face.width_px, "photo": packed(face.photo)}
    page.add_init_script(f"window.__robot = {json.dumps(robot)};\n{script('robot_camera.js')}")


def seat_with_hand(page: Page, face: Face = ASTRONAUT) -> None:
    """Make the page's camera see this face and a hand. Call before the page is opened."""
    seat(page, face)
    hands = {
        gesture: {"picture": packed(MEDIA / "hands" / f"{gesture}.webp"), "middle": middle_px}
        for gesture, middle_px in HANDS.items()
    }
    source = script("robot_hand.js")
    page.add_init_script(f"window.__robot.hands = {json.dumps(hands)};\n{source}")


def seat_with_lips(page: Page) -> None:
    """Make the page's camera see a face that can purse its lips. Call before the page is opened."""
    photo = cv2.imread(str(HOPPER))
    assert photo is not None
    with Tracker(needs(("mouth_pucker_permille",))) as tracker:
        found = tracker.track(photo.astype(np.uint8), 0)["faces"][0]
    points = np.array(found["points"]).reshape(-1, 3)[:, :2] * photo.shape[1::-1]
    x, y = points[position_in_points("between_eyes") // 3]
    width = np.linalg.norm(points[LEFT_CHEEK // 3] - points[RIGHT_CHEEK // 3])
    pursed = cv2.imencode(".jpg", purse(photo.astype(np.uint8), found, 1.0))[1]
    robot = {
        "faceCenter": (float(x), float(y)),
        "faceWidth": float(width),
        "photo": packed(HOPPER),
        "pursed": base64.b64encode(pursed.tobytes()).decode(),
    }
    page.add_init_script(f"window.__robot = {json.dumps(robot)};\n{script('robot_camera.js')}")


def let_play(page: Page, effect: str = "dodge_food") -> None:
    """Let the robot play from now on. The page must have been opened with ?inspect."""
    page.evaluate(script(f"robot_{effect}.js"))


def packed(path: Path) -> str:
    """Return a file as base64."""
    return base64.b64encode(path.read_bytes()).decode()


def script(name: str) -> str:
    """Return a script beside this file."""
    return (HERE / name).read_text("utf-8")
