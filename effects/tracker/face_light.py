"""How brightly a face's skin is seen, as web/src/tracking/face-light.ts tells it."""

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from mediapipe.tasks.python.components.containers import NormalizedLandmark

    from effects.tracker.tracker import Picture

PATCH_SHARE = 0.24  # Half the patch, in face heights.
TEXELS = 6
UNKNOWN_LIGHT = 0.5  # Where nobody asked.
SKIN_RANK = 0.75  # Brows, beards and glasses are darker than skin.
LUMA_OF_BGR = np.array([0.0722, 0.7152, 0.2126])


def light_on(
    forehead: "NormalizedLandmark", chin: "NormalizedLandmark", picture: "Picture"
) -> float:
    """Return the sRGB luma of the face's skin, 0 black to 1 white; 0 where it is out of view."""
    height, width = picture.shape[:2]
    top = np.array([forehead.x * width, forehead.y * height])
    bottom = np.array([chin.x * width, chin.y * height])
    half = PATCH_SHARE * float(np.hypot(*(bottom - top)))
    left, upper = np.maximum((top + bottom) / 2 - half, 0).astype(int)
    right, lower = np.maximum((top + bottom) / 2 + half, 0).astype(int)
    patch = picture[upper:lower, left:right]
    if patch.size == 0:
        return 0.0
    small = cv2.resize(patch, (TEXELS, TEXELS), interpolation=cv2.INTER_AREA)
    lumas = sorted((small @ LUMA_OF_BGR / 255).ravel().tolist())
    return lumas[int(SKIN_RANK * len(lumas))]
