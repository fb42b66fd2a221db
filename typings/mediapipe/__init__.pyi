"""What we call of mediapipe 0.10.33, which ships no types."""

from enum import IntEnum

from numpy import uint8
from numpy.typing import NDArray

__version__: str

class ImageFormat(IntEnum):
    SRGB = 1

class Image:
    def __init__(self, image_format: ImageFormat, data: NDArray[uint8]) -> None: ...
