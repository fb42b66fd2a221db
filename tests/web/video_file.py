"""A video file, read as a phone would: the boxes of an MP4 (ISO/IEC 14496-12) and its pictures."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

CONTAINERS = ("moov", "trak", "mdia", "minf", "stbl")
HEADER_BYTES = 8


def boxes(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and contents of the boxes in data, in order."""
    at = 0
    while at + HEADER_BYTES <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8].decode("latin-1")
        assert size >= HEADER_BYTES, f"box {name} says it has {size} bytes"
        yield name, data[at + HEADER_BYTES : at + size]
        at += size


def find_boxes(data: bytes, wanted: str) -> list[bytes]:
    """Return the contents of every box of this name, however deep."""
    found: list[bytes] = []
    for name, contents in boxes(data):
        if name == wanted:
            found.append(contents)
        elif name in CONTAINERS:
            found += find_boxes(contents, wanted)
    return found


def duration_s(data: bytes) -> float:
    """Return the length of an MP4 by its movie header."""
    header = find_boxes(data, "mvhd")[0]
    wide = header[0] == 1
    at, size = (20, 8) if wide else (12, 4)
    timescale = int.from_bytes(header[at : at + 4], "big")
    return int.from_bytes(header[at + 4 : at + 4 + size], "big") / timescale


def pictures(path: Path) -> list[np.ndarray]:
    """Return every picture of a video, BGR."""
    film = cv2.VideoCapture(str(path))
    found: list[np.ndarray] = []
    while True:
        is_there, picture = film.read()
        if not is_there:
            return found
        found.append(picture)
