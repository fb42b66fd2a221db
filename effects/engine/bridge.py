"""The page's side of the engine: JSON in, JSON out, one play at a time.

Only this module speaks JSON; it adds nothing to what a play does.
"""

import json
from binascii import b2a_base64

from effects.engine.hands import (
    CROSSED_COST,
    HAND_GESTURES,
    LOST_FRAMES,
    NEW_HAND_COST,
    OTHER_LABEL_COST,
    SAME_HAND_SIZES,
    SIDE_FRAMES,
    SIDE_FRAMES_MAX,
    STUBBORN_LABEL_COST,
)
from effects.engine.landmarks import (
    ANCHOR_BETA,
    ANCHOR_MIN_CUTOFF_HZ,
    ANCHORS,
    EAR_ANCHOR_BETA,
    EAR_ANCHOR_MIN_CUTOFF_HZ,
    FACE_BLENDSHAPES,
    FACE_LANDMARKS,
    HAND_ANCHOR_BETA,
    HAND_ANCHOR_MIN_CUTOFF_HZ,
    HAND_ANCHORS,
    HAND_LANDMARKS,
    POSE_DERIVATIVE_CUTOFF_HZ,
)
from effects.engine.play import Play, find_effect, tracking_needs
from effects.engine.signals import TICK_HZ, SignalReader
from effects.engine.stage import NODE_FIELDS
from effects.engine.trace import Recorder

# MicroPython's base64 builds its result letter by letter, anew each time: a whole trace at once
# would take hundreds of megabytes. A multiple of three, so that blocks join without padding.
BASE64_BLOCK_BYTES = 300

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class OpenPlay:
    """A play with its reader of signals, its recorder, and what the page was last shown."""

    def __init__(self, order: "dict[str, Any]") -> None:
        effect_class = find_effect(order["effect"])
        self.mode = order["mode"]
        self.play = Play(effect_class, order["seed"], order["choices"], self.mode)
        self.reader = SignalReader(self.play.columns)
        self.recorder = Recorder(
            order["play_id"], order["effect"], order["choices"], self.mode, self.play.columns
        )
        self.row: "tuple[int, ...]" = tuple([0 for _ in self.play.columns])
        self.shown: "dict[int, list[int | str]]" = {}

    def tick(self, given: "dict[str, Any]") -> None:
        """Live one tick of what the page gives."""
        is_pressed, action = given["is_pressed"], self.number_of(given["action"])
        if self.mode == "pointer":
            self.row = self.reader.read_pointer(given["pointer"], is_pressed, action)
        else:
            self.row = self.reader.read_frame(given["frame"], is_pressed, action)
        is_recorded = self.play.effect.phase in ("ready", "playing")
        self.play.tick(self.row)
        if is_recorded:
            self.recorder.add_row(self.row)
            if self.play.is_digest_due():
                self.recorder.add_digest(self.play.digest())

    def number_of(self, action: "str | None") -> int:
        """Return an offered action as its signal; 0 for none, or one that is offered no more."""
        effect = self.play.effect
        return effect.ACTIONS.index(action) + 1 if action in effect.offered else 0

    def report(self) -> str:
        """Return the JSON that the page shows: nodes only where they changed."""
        effect = self.play.effect
        changed: "list[list[int | str]]" = []
        shown: "dict[int, list[int | str]]" = {}
        for node in self.play.stage.nodes:
            packed = node.packed()
            if self.shown.get(node.id) != packed:
                changed.append(packed)
            shown[node.id] = packed
        removed = [node_id for node_id in self.shown if node_id not in shown]
        self.shown = shown
        signals = {
            name: shown_value(name, self.row[position])
            for position, name in enumerate(self.play.columns)
        }
        return json.dumps(
            {
                "tick": self.play.tick_count,
                "phase": effect.phase,
                "hint": effect.hint or None,
                "line": effect.line or None,
                "progress": [effect.done, effect.goal] if effect.goal else None,
                "signals": signals,
                "nodes": changed,
                "removed": removed,
                "sounds": self.play.stage.sounds,
                "is_recording": effect.is_recording,
                "shutter": self.play.stage.shutter_label,
                "watched": effect.watched,
                "offered": effect.offered,
                "facts": effect.facts(),
            }
        )


def shown_value(name: str, value: int) -> "int | str":
    """Return a signal as `inspect()` shows it: a gesture by its name."""
    return HAND_GESTURES[value] if name.endswith("_gesture") else value


class _Bridge:
    """Holds the one play that is open in this interpreter."""

    def __init__(self) -> None:
        self.open: "OpenPlay | None" = None

    def opened(self) -> OpenPlay:
        """Return the open play. Raises RuntimeError before the first open_play."""
        if self.open is None:
            raise RuntimeError("no play is open; call open_play first")
        return self.open


_bridge = _Bridge()


def describe() -> str:
    """Return what the page must know of the engine: see the keys."""
    return json.dumps(
        {
            "tick_hz": TICK_HZ,
            "node_fields": NODE_FIELDS,
            "face_landmarks": dict(FACE_LANDMARKS),
            "face_landmark_order": [name for name, _ in FACE_LANDMARKS],
            "face_blendshapes": FACE_BLENDSHAPES,
            "hand_landmarks": dict(HAND_LANDMARKS),
            "anchors": dict(ANCHORS),
            "hand_anchors": dict(HAND_ANCHORS),
            "anchor_filter": {"min_cutoff_hz": ANCHOR_MIN_CUTOFF_HZ, "beta": ANCHOR_BETA},
            "hand_anchor_filter": {
                "min_cutoff_hz": HAND_ANCHOR_MIN_CUTOFF_HZ,
                "beta": HAND_ANCHOR_BETA,
                "derivative_cutoff_hz": POSE_DERIVATIVE_CUTOFF_HZ,
            },
            "ear_anchor_filter": {
                "min_cutoff_hz": EAR_ANCHOR_MIN_CUTOFF_HZ,
                "beta": EAR_ANCHOR_BETA,
                "derivative_cutoff_hz": POSE_DERIVATIVE_CUTOFF_HZ,
            },
            "hand_sides": {
                "same_hand_sizes": SAME_HAND_SIZES,
                "side_frames": SIDE_FRAMES,
                "side_frames_max": SIDE_FRAMES_MAX,
                "lost_frames": LOST_FRAMES,
                "new_hand_cost": NEW_HAND_COST,
                "other_label_cost": OTHER_LABEL_COST,
                "stubborn_label_cost": STUBBORN_LABEL_COST,
                "crossed_cost": CROSSED_COST,
            },
        }
    )


def needs(effect_id: str) -> str:
    """Return what the tracker must run for this effect: see signals.needs."""
    return json.dumps(tracking_needs(find_effect(effect_id)))


def open_play(order: str) -> str:
    """Open a play, closing any other, and return its first report.

    order: JSON of effect, play_id, seed (32 hex digits), choices, mode ("camera", "pointer").
    """
    _bridge.open = OpenPlay(json.loads(order))
    return _bridge.open.report()


def tick(given: str) -> str:
    """Live through one tick and return its report.

    given: JSON of frame (a new tracker frame or null), pointer ({"x", "y"} in 0..1 of the field,
    or null), is_pressed (true in the tick of a tap or key) and action (what was chosen of the
    offered ones, or null).
    """
    opened = _bridge.opened()
    opened.tick(json.loads(given))
    return opened.report()


def trace() -> str:
    """Return the open play's trace, up to its completion at most: base64 of undeflated bytes."""
    data = _bridge.opened().recorder.encode()
    blocks = range(0, len(data), BASE64_BLOCK_BYTES)
    parts = [b2a_base64(data[at : at + BASE64_BLOCK_BYTES]).decode().strip() for at in blocks]
    return "".join(parts)
