"""A person before a webcam, over whom loose hands are laid: how near they are, and their skin."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from effects.engine.landmarks import FACE_LANDMARKS, position_in_points
from effects.tracker.tracker import Picture, Tracker
from tests.gestures.photographs import cover, read_picture

WIDTH, HEIGHT = 640, 480
FACE_NEED: dict[str, bool | int] = {
    "faces": True,
    "blendshapes": False,
    "matrix": False,
    "light": False,
    "hands": 0,
    "mesh": False,
}
LOOKS = 3  # Tracker frames until a still picture's landmarks have settled.
FACE_MAX = 0.36  # Of the picture's height: as far back sits who plays with both hands.
NOSE = 0.06  # Of the face's height: the radius of the skin looked at, which no beard covers.
FEATHER_PX = 6
EDGE_PX = 60  # Of the portrait's left and right: what is seen there makes the room.
ROOM_BLUR_PX = 40


@dataclass(frozen=True)
class Person:
    """picture: WIDTH x HEIGHT. face: its height, forehead to chin, in picture heights.

    skin: of the nose, the median in 8-bit LAB.
    """

    picture: Picture
    face: float
    skin: NDArray[np.float64]


@cache
def read_person(path: Path) -> Person:
    """Return the person in a portrait, set back where they sit too near to raise a hand.

    Raises MediaMissingError, and ValueError where the portrait shows no face.
    """
    picture = cover(read_picture(path), WIDTH, HEIGHT)
    with Tracker(FACE_NEED) as tracker:
        frame = [tracker.track(picture, look * 66.0) for look in range(LOOKS)][-1]
    if not frame["faces"]:
        raise ValueError(f"got {path.name}, in which no face is found; expected a portrait")
    points = np.array(frame["faces"][0]["points"]).reshape(len(FACE_LANDMARKS), 3)[:, :2]
    forehead, chin, nose = (
        points[position_in_points(name) // 3] * [WIDTH, HEIGHT]
        for name in ("forehead", "chin", "nose_tip")
    )
    face_px = float(np.hypot(*(chin - forehead)))
    skin = np.zeros(picture.shape[:2], np.uint8)
    middle = (round(float(nose[0])), round(float(nose[1])))
    cv2.circle(skin, middle, round(face_px * NOSE), 255, cv2.FILLED)
    size = min(1.0, FACE_MAX * HEIGHT / face_px)
    return Person(set_back(picture, size), size * face_px / HEIGHT, median_lab(picture, skin))


def median_lab(picture: Picture, mask: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the median colour where the mask is set, in 8-bit LAB."""
    lab = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB)
    return np.asarray(np.median(lab[mask > 0], axis=0), np.float64)


def set_back(picture: Picture, size: float) -> Picture:
    """Return the picture made smaller by a share, at the bottom of a blurred room."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    top, left = height - small.shape[0], (width - small.shape[1]) // 2
    box = (slice(top, height), slice(left, left + small.shape[1]))
    edges = np.hstack([picture[:, :EDGE_PX], picture[:, -EDGE_PX:]])
    room = cv2.GaussianBlur(cv2.resize(edges, (width, height)), (0, 0), ROOM_BLUR_PX)
    placed, share = room.copy(), np.zeros((height, width), np.float32)
    placed[box] = small
    share[box] = 1
    share = cv2.GaussianBlur(cv2.erode(share, np.ones((13, 13))), (0, 0), FEATHER_PX)[..., None]
    return np.asarray(placed * share + room * (1 - share), np.uint8)
