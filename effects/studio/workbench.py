"""The studio's side of the bridge: what an author sees of a play. JSON in, JSON out.

Runs in MicroPython. The studio's page has its interpreter's effects.engine.bridge take these
functions in (BRIDGE_GLUE), so that no visitor's page carries them.
"""

import json
from binascii import a2b_base64

from effects.engine.play import find_effect
from effects.engine.signals import SIGNALS, SignalReader, source, with_always
from effects.engine.trace import Recorder, decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from effects.engine.bridge import OpenPlay

# Appended to the source of effects/engine/bridge.py; its own lines keep their numbers.
BRIDGE_GLUE = (
    "\nfrom effects.studio.workbench import (  # noqa"
    "\n    columns, digests, open_watched, read_trace, row)\n"
)


def _is(value: "Any", kind: type) -> bool:
    return isinstance(value, kind)


class RowReader:
    """Reads signals as the reader behind it does, and takes rows that were recorded as they are."""

    def __init__(self, reader: "SignalReader") -> None:
        self._reader = reader

    def read_frame(self, given: "Any", is_pressed: bool, action: int) -> "tuple[int, ...]":
        """Return the row of a tracker frame, or the row that is given in its place."""
        if _is(given, list):
            return tuple(given)
        return self._reader.read_frame(given, is_pressed, action)

    def read_pointer(self, given: "Any", is_pressed: bool, action: int) -> "tuple[int, ...]":
        """Return the row of a pointer, or the row that is given in its place."""
        if _is(given, list):
            return tuple(given)
        return self._reader.read_pointer(given, is_pressed, action)


class DigestKeeper(Recorder):
    """Records a play, and keeps its digests for comparing."""

    digests: "list[int]"

    def add_digest(self, digest: int) -> None:
        """Record the digest of a second's end."""
        self.digests.append(digest)
        Recorder.add_digest(self, digest)


def _opened() -> "OpenPlay":
    # Not above: the bridge takes this module in while it is being imported itself.
    from effects.engine.bridge import _bridge  # pyright: ignore[reportPrivateUsage]

    return _bridge.opened()


def columns(effect_id: str) -> str:
    """Return JSON of the recorded signals: name, lowest, highest, source and what it says."""
    known = {entry[0]: entry for entry in SIGNALS}
    told: "list[dict[str, Any]]" = []
    for name in with_always(find_effect(effect_id).SIGNALS):
        _, low, high, _, says = known[name]
        told.append({"name": name, "low": low, "high": high, "source": source(name), "says": says})
    return json.dumps(told)


def open_watched(order: str) -> str:
    """Open a play as the bridge does; its ticks may be given as rows too, in the place of frame or
    pointer, and its digests are kept. Return its first report."""
    from effects.engine.bridge import open_play

    report = open_play(order)
    opened = _opened()
    given = json.loads(order)
    keeper = DigestKeeper(
        given["play_id"], given["effect"], given["choices"], given["mode"], opened.play.columns
    )
    keeper.digests = []
    opened.recorder = keeper
    opened.reader = RowReader(opened.reader)  # pyright: ignore[reportAttributeAccessIssue]
    return report


def row() -> str:
    """Return JSON of the last tick's signals, in the order of the columns."""
    return json.dumps(list(_opened().row))


def digests() -> str:
    """Return JSON of the digests so far."""
    recorder = _opened().recorder
    return json.dumps(recorder.digests if isinstance(recorder, DigestKeeper) else [])


def read_trace(inflated: str) -> str:
    """Return JSON of a trace. inflated: its bytes, in base64. Raises TraceError."""
    trace = decode(a2b_base64(inflated.encode()))
    return json.dumps(
        {
            "play_id": trace.play_id,
            "effect": trace.effect,
            "choices": trace.choices,
            "mode": trace.mode,
            "columns": list(trace.columns),
            "rows": [list(row) for row in trace.rows],
            "digests": trace.digests,
        }
    )
