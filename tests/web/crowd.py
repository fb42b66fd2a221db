"""Several people before the camera: real photos, each at a place and size of its own.

Like robot.py, but nobody plays: it is for who gets the game and who keeps it.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.web.robot import ASTRONAUT, HANDS, MEDIA, Face, packed

SCRIPT = Path(__file__).with_name("crowd_camera.js")
CAMERA_WIDTH_PX = 640

# An open right palm. center_px: the palm's middle; width_px: about half of the hand's length.
RIGHT_HAND = Face(MEDIA / "hands/open_palm.webp", HANDS["open_palm"], 155)


@dataclass(frozen=True)
class Person:
    """A face (or a hand) at x, y of the 640x480 camera picture. width: across it, in pixels.

    photo: a place in the list of faces that `gather` was given. light: 1 in full light, 0 unseen.
    """

    x: int
    y: int
    width: int
    photo: int = 0
    light: float = 1.0
    is_mirrored: bool = False

    @property
    def x_permille(self) -> int:
        """Return where the visitor sees it, as the signals say."""
        return round(1000 - self.x * 1000 / CAMERA_WIDTH_PX)


def gather(page: Page, people: list[Person], faces: tuple[Face, ...] = (ASTRONAUT,)) -> None:
    """Make the page's camera see these people. Call before the page is opened."""
    photos = [
        {
            "photo": packed(face.photo),
            "faceCenter": face.center_px,
            "faceWidth": face.width_px,
        }
        for face in faces
    ]
    crowd = {"photos": photos, "people": [asdict(person) for person in people]}
    page.add_init_script(f"window.__crowd = {json.dumps(crowd)};\n{SCRIPT.read_text('utf-8')}")


def change(page: Page, people: list[Person]) -> None:
    """Let these people stand before the camera from now on."""
    page.evaluate(f"window.__crowd.people = {json.dumps([asdict(person) for person in people])}")
