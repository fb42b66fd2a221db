"""Which supplied photograph or moment of a clip shows which gesture.

The pictures are not part of the product: every reader of them gets their folder (`media`) as an
argument. Pinch is in none of them.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from effects.tracker.tracker import Picture

TAUGHT = ("open_palm", "fist", "point", "thumb_up")  # By the effect that teaches most.


@dataclass(frozen=True)
class GesturePhoto:
    """second: of a clip; None for a still picture. Every hand in it makes the gesture.

    is_scene: it is moved as a whole, with its person and room; otherwise its hands are cut out.
    """

    file: str
    gesture: str
    second: float | None = None
    is_scene: bool = False

    @property
    def name(self) -> str:
        """Return a short name that tells it from the others."""
        name = Path(self.file).stem + ("" if self.second is None else f"@{self.second:g}")
        return f"{name} (scene)" if self.is_scene else name


PALM_CLIP = "video/derived_subhih_palm_beside_face.mp4"
THUMB_CLIP = "video/mp_gesture_test_720p.mp4"

# Moments of clips that show a gesture, in seconds.
PALM_SECONDS = (0.3, 2.7, 4.3, 5.1, 6.0, 6.7)
FIST_SECONDS = (1.2, 1.28, 1.68)  # Of THUMB_CLIP, before it.
THUMB_SECONDS = (2.8, 3.6, 4.4, 5.2, 6.0, 7.6)

SCENES = (
    *(
        GesturePhoto(f"hands/{file}.jpg", "open_palm", is_scene=True)
        for file in ("subhih_pic00024", "subhih_2_pic00097", "subhih_96_pic00004")
    ),
    *(GesturePhoto(PALM_CLIP, "open_palm", second, is_scene=True) for second in PALM_SECONDS),
    GesturePhoto("hands/subhih_1528664299.56_pic00114.jpg", "fist", is_scene=True),
    GesturePhoto("negative/lowlight_subhih_26_pic00043.jpg", "fist", is_scene=True),
    GesturePhoto("hands/subhih_996_pic00083.jpg", "point", is_scene=True),
    GesturePhoto("hands/mp_hand_thumb_up.jpg", "thumb_up", is_scene=True),
    *(GesturePhoto(THUMB_CLIP, "thumb_up", second, is_scene=True) for second in THUMB_SECONDS),
)
# Hands that are whole in their photograph, and in its light.
LOOSE_HANDS = (
    GesturePhoto("hands/subhih_pic00024.jpg", "open_palm"),
    GesturePhoto("hands/subhih_2_pic00097.jpg", "open_palm"),
    GesturePhoto("hands/subhih_96_pic00004.jpg", "open_palm"),
    GesturePhoto("hands/mp_left_hands.jpg", "open_palm"),
    GesturePhoto(PALM_CLIP, "open_palm", 2.0),
    GesturePhoto("hands/subhih_1528664299.56_pic00114.jpg", "fist"),
    *(GesturePhoto(THUMB_CLIP, "fist", second) for second in FIST_SECONDS),
    GesturePhoto("hands/subhih_996_pic00083.jpg", "point"),
    GesturePhoto("hands/mp_hand_thumb_up.jpg", "thumb_up"),
)

FACES = (
    "faces/18f_hannah_kane.jpg",
    "faces/18f_kigongo.jpg",
    "faces/18f_miatta.jpg",
    "faces/18f_pham_jacklynn.jpg",
    "faces/18f_ryan_ahearn.jpg",
    "faces/18f_selena.jpg",
    "faces/18f_trammell.jpg",
    "faces/azure_Family2-Man2.jpg",
    "faces/azure_Family3-Lady1.jpg",
    "faces/mpl_grace_hopper.jpg",
    "faces/sk_astronaut.jpg",
)
# People whose skin can be read: one face is in deep shadow before a white sky.
WELL_LIT = tuple(file for file in FACES if "trammell" not in file)
WITHOUT_HANDS = ("negative/none_cat.jpg", "negative/none_chart_fp.png", "negative/none_dogs.jpg")
CROWDS = ("negative/multi_18f_selfie.jpg", "negative/covered_18f_julia.jpg")
CHILDREN = "faces/mp_testImg_children.jpg"
FACE_CLIP = "video/intel_head-pose-face-detection-female.gif"


class MediaMissingError(Exception):
    """The folder does not hold the pictures; the text says what was looked for."""


def read_picture(path: Path, second: float | None = None) -> Picture:
    """Return a still picture, or the picture of a clip at a second. Raises MediaMissingError."""
    video = cv2.VideoCapture(str(path))
    if second is not None:
        video.set(cv2.CAP_PROP_POS_MSEC, second * 1000)
    is_there, picture = video.read()
    video.release()
    if not is_there:
        raise MediaMissingError(
            f"got no picture at {path}; expected the folder of hands/, faces/, negative/ and "
            "video/ that the gestures are measured on; to do: name that folder"
        )
    return np.asarray(picture, np.uint8)


def cover(picture: Picture, width: int, height: int) -> Picture:
    """Return the picture scaled and cropped in the middle to exactly fill a size."""
    scale = max(width / picture.shape[1], height / picture.shape[0])
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    scaled = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    left, top = (size[0] - width) // 2, (size[1] - height) // 3  # Faces are above the middle.
    return np.asarray(scaled[top : top + height, left : left + width], np.uint8)
