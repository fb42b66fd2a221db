"""What the server and its tracking workers say to each other over a pipe, and to the page.

Standard library only.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal

Kind = Literal["open", "look", "close"]
Status = Literal["done", "unreadable"]

KINDS: tuple[Kind, ...] = ("open", "look", "close")
STATUSES: tuple[Status, ...] = ("done", "unreadable")

# kind, visitor, when the picture was taken (ms), tasks that rest, bytes that follow.
JOB_HEAD = struct.Struct("<BIdBI")
# status, bytes that follow.
ANSWER_HEAD = struct.Struct("<BI")
# Before a picture from a page: when it was taken (ms), tasks that rest.
PICTURE_HEAD = struct.Struct("<dB")
# Before an answer to a page: bytes of its JSON, filled up to a multiple of four.
SEEN_HEAD = struct.Struct("<I")

# OpenCV reads these once, when it is loaded, and compares what a picture says of its size before
# it believes it.
SIDE_PX_MAX = 1280
PICTURE_LIMITS = {
    "OPENCV_IO_MAX_IMAGE_WIDTH": str(SIDE_PX_MAX),
    "OPENCV_IO_MAX_IMAGE_HEIGHT": str(SIDE_PX_MAX),
    "OPENCV_IO_MAX_IMAGE_PIXELS": str(SIDE_PX_MAX * SIDE_PX_MAX),
}

RESTING_BITS = {"face": 1, "hand": 2}
DIGITS = 5  # Of a coordinate: a hundred-thousandth of a picture is under a hundredth of a pixel.


@dataclass(frozen=True)
class Job:
    """open: data is the needs as JSON. look: data is a picture as it came. close: no data."""

    kind: Kind
    visitor: int
    t_ms: float = 0.0
    resting: int = 0
    data: bytes = b""

    def encode(self) -> bytes:
        """Return the job as one message."""
        head = JOB_HEAD.pack(
            KINDS.index(self.kind), self.visitor, self.t_ms, self.resting, len(self.data)
        )
        return head + self.data


def read_job(jobs: BinaryIO) -> Job | None:
    """Return the next job; None when there are no more."""
    head = jobs.read(JOB_HEAD.size)
    if len(head) < JOB_HEAD.size:
        return None
    fields: tuple[int, int, float, int, int] = JOB_HEAD.unpack(head)
    kind, visitor, t_ms, resting, length = fields
    data = jobs.read(length)
    return Job(KINDS[kind], visitor, t_ms, resting, data) if len(data) == length else None


def resting_tasks(bits: int) -> tuple[str, ...]:
    """Return the names of the tasks that rest."""
    return tuple(name for name, bit in RESTING_BITS.items() if bits & bit)


def encode_answer(status: Status, data: bytes = b"") -> bytes:
    """Return a worker's answer as one message; data goes to the page as it is."""
    return ANSWER_HEAD.pack(STATUSES.index(status), len(data)) + data


def read_answer_head(head: bytes) -> tuple[Status, int]:
    """Return the status of an answer, and how many bytes follow."""
    fields: tuple[int, int] = ANSWER_HEAD.unpack(head)
    return STATUSES[fields[0]], fields[1]


def encode_seen(seen: dict[str, object], meshes: Sequence[bytes]) -> bytes:
    """Return what the page gets for a picture: JSON, then the meshes as 32-bit floats."""
    text = json.dumps({**seen, "meshes": len(meshes)}, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)  # So that the page can read the floats where they lie.
    return SEEN_HEAD.pack(len(text)) + text + b"".join(meshes)


NOTHING_SEEN = encode_seen({"faces": [], "hands": [], "track_ms": 0}, [])
