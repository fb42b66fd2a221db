"""A video file of a photograph that moves a little, for what reads clips."""

import math
from pathlib import Path

import cv2
import numpy as np

PHOTO = Path(__file__).resolve().parents[1] / "media" / "astronaut.jpg"
SIZE = (480, 360)  # Width and height.


def write_clip(
    path: Path, seconds: float, hz: float, sway_px: int = 60, codec: str = "mp4v"
) -> Path:
    """Write a video in which the photo sways from side to side once in two seconds.

    codec: as four letters; browsers read "VP80" in a .webm, and not "mp4v".
    """
    photo = cv2.imread(str(PHOTO))
    assert photo is not None
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*codec), hz, SIZE)
    for number in range(round(seconds * hz)):
        x = sway_px * math.sin(math.pi * number / hz)
        move = np.array([[1.0, 0.0, x], [0.0, 1.0, 0.0]])
        writer.write(cv2.warpAffine(photo, move, SIZE))
    writer.release()
    return path
