"""A robot that sits before the camera: a real photo, moved in answer to the game.

The photo stands in for the camera's picture; the real tracker in the page has to find the face.
"""

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Face:
    """A photo and where its face is. center_px: between the eyes; width_px: cheek to cheek."""

    photo: Path
    center_px: tuple[int, int]
    width_px: int


ASTRONAUT = Face(HERE.parent / "media/astronaut.jpg", (224, 120), 92)


def seat(page: Page, face: Face = ASTRONAUT) -> None:
    """Make the page's camera see this face. Call before the page is opened."""
    photo = base64.b64encode(face.photo.read_bytes()).decode()
    robot = {"faceCenter": face.center_px, "faceWidth": face.width_px, "photo": photo}
    source = (HERE / "robot_camera.js").read_text("utf-8")
    page.add_init_script(f"window.__robot = {json.dumps(robot)};\n{source}")


def let_play(page: Page) -> None:
    """Let the robot play from now on. The page must have been opened with ?inspect."""
    page.evaluate((HERE / "robot_player.js").read_text("utf-8"))
