"""A photographed face whose lips purse: the mouth drawn together, as a blow draws it.

No photograph at hand shows one, so it is composed; the face, its skin and its light are real.
"""

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from effects.engine.landmarks import position_in_points
from effects.tracker.tracker import Picture

if TYPE_CHECKING:
    from effects.engine.tracker_frame import Face

# Of the way from lip to lip's corner, as shares of the face's width and the mouth's own.
REACH_OF_FACE_WIDTH = 0.42
REACH_DOWN = 0.62
NARROWER, HIGHER = 0.5, 0.25  # How much of the mouth's width goes, and comes to its height.


def purse(picture: Picture, face: "Face", share: float) -> Picture:
    """Return the picture with the mouth drawn together by a share: 0 as it is, 1 a blow.

    face: as Tracker found it in this very picture.
    """
    height, width = picture.shape[:2]
    size = np.array([width, height])

    def spot(name: str) -> NDArray[np.float64]:
        at = position_in_points(name)
        return np.array(face["points"][at : at + 2]) * size

    middle = (spot("upper_lip") + spot("lower_lip")) / 2
    across = spot("user_left_eye_outer") - spot("user_right_eye_outer")
    across /= np.linalg.norm(across)
    down = np.array([-across[1], across[0]])
    face_width = float(np.linalg.norm(spot("user_left_cheek") - spot("user_right_cheek")))
    reach = REACH_OF_FACE_WIDTH * face_width
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    u = (xs - middle[0]) * across[0] + (ys - middle[1]) * across[1]
    v = (xs - middle[0]) * down[0] + (ys - middle[1]) * down[1]
    inside = np.clip(1 - np.hypot(u / reach, v / (reach * REACH_DOWN)), 0, 1)
    part = inside * inside * (3 - 2 * inside)
    u = u * (1 + (1 / (1 - NARROWER * share) - 1) * part)
    v = v * (1 + (1 / (1 + HIGHER * share) - 1) * part)
    source_x = (middle[0] + u * across[0] + v * down[0]).astype(np.float32)
    source_y = (middle[1] + u * across[1] + v * down[1]).astype(np.float32)
    pursed = cv2.remap(
        picture, source_x, source_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return pursed.astype(np.uint8)
