"""What goes to a replay worker and comes back; shared by the server and its workers.

Standard library only: a worker must start fast and know nothing else of the server.
"""

import json
import struct
from dataclasses import asdict, dataclass
from typing import Any

from server.plausibility.finding import Finding
from server.plausibility.picture import Picture, read_picture
from server.plausibility.sketch import Sketch, read_sketch

LENGTHS = struct.Struct(">II")  # Bytes of the JSON part, bytes of the trace.


@dataclass(frozen=True)
class ReplayJob:
    """A delivered trace (deflated, as it came) and what its ticket says about it.

    is_to_draw: it has been replayed, and is drawn for whoever reviews it; effect and seed are "".
    """

    release: str
    play_id: str
    effect: str
    seed: str
    trace: bytes
    is_to_draw: bool = False

    def encode(self) -> bytes:
        """Return the job as one message."""
        fields = asdict(self)
        del fields["trace"]
        text = json.dumps(fields).encode()
        return LENGTHS.pack(len(text), len(self.trace)) + text + self.trace


@dataclass(frozen=True)
class ReplayResult:
    """What a replay found.

    status: "completed", "drawn", or the verdict that it comes to; reason: a word, "" when
    completed. ticks: how many the trace has (0 when it could not be read); played_ms: how long
    they took to play, since a play cannot run faster than its ticks.
    finding, sketch: of a completed camera play, what is odd about it by itself, and what later
    plays are compared with; the sketch and a picture of one that is drawn.
    """

    status: str
    reason: str
    ticks: int
    played_ms: int
    finding: Finding | None = None
    sketch: Sketch | None = None
    picture: Picture | None = None

    def encode(self) -> bytes:
        """Return the result as one message."""
        fields: dict[str, Any] = {
            "status": self.status,
            "reason": self.reason,
            "ticks": self.ticks,
            "played_ms": self.played_ms,
        }
        if self.finding is not None:
            fields["finding"] = asdict(self.finding)
        if self.sketch is not None:
            fields["sketch"] = self.sketch.as_json_value()
        if self.picture is not None:
            fields["picture"] = asdict(self.picture)
        text = json.dumps(fields).encode()
        return LENGTHS.pack(len(text), 0) + text


def decode_job(text: bytes, trace: bytes) -> ReplayJob:
    """Return the job of a message's two parts."""
    return ReplayJob(**json.loads(text), trace=trace)


def decode_result(text: bytes) -> ReplayResult:
    """Return the result of a message."""
    fields: dict[str, Any] = json.loads(text)
    if "finding" in fields:
        fields["finding"] = Finding(**fields["finding"])
    if "sketch" in fields:
        fields["sketch"] = read_sketch(fields["sketch"])
    if "picture" in fields:
        fields["picture"] = read_picture(fields["picture"])
    return ReplayResult(**fields)
