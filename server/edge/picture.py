"""Decodes pictures of which every byte may be hostile."""

import cv2
import numpy as np

from effects.tracker.native_log import muted_native_log
from effects.tracker.tracker import Picture

SIDE_PX_MIN = 32


class UnreadablePictureError(Exception):
    """Bytes that are no JPEG or WebP of a camera's size."""


def decode_picture(data: bytes) -> Picture:
    """Return the picture, blue, green, red. Raises UnreadablePictureError.

    A few bytes can claim four gigapixels: job.PICTURE_LIMITS must be in the environment.
    """
    # Of all that OpenCV can read, the two that pages send.
    is_jpeg = data.startswith(b"\xff\xd8\xff")
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    if not (is_jpeg or is_webp):
        raise UnreadablePictureError
    try:
        with muted_native_log():
            picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error as error:
        raise UnreadablePictureError from error
    if picture is None or min(picture.shape[:2]) < SIDE_PX_MIN:
        raise UnreadablePictureError
    return np.asarray(picture, np.uint8)
