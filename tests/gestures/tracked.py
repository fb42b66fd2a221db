"""Sequences as the tracker sees them, kept in files: tracking is what costs, not judging."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from effects.tracker.tracker import Picture, Tracker
from tests.gestures.judging import Occurrence

if TYPE_CHECKING:
    from effects.engine.tracker_frame import TrackerFrame

DIGITS = 5  # Of a landmark: a hundredth of a pixel.


@dataclass(frozen=True)
class TrackedSequence:
    """kind: of what it was composed. occurrences: the gestures that it shows, if it shows any.

    labels: what gesture_recognizer.task called each hand of each frame; empty if it did not look.
    """

    kind: str
    frames: "list[TrackerFrame]"
    occurrences: list[Occurrence]
    labels: list[list[str]]


def track(
    pictures: Iterable[tuple[float, Picture]], needs: dict[str, bool | int]
) -> "list[TrackerFrame]":
    """Return the tracker frames of one sequence."""
    with Tracker(needs) as tracker:
        return [tracker.track(picture, t_s * 1000) for t_s, picture in pictures]


def kept(path: Path | None, make: Callable[[], TrackedSequence]) -> TrackedSequence:
    """Return the sequence kept in a file, or make it and keep it; None keeps nothing."""
    if path is not None and path.exists():
        return from_json(json.loads(path.read_text("utf-8")))
    made = make()
    if path is not None:
        path.write_text(json.dumps(to_json(made), separators=(",", ":")) + "\n", "utf-8")
    return made


def to_json(sequence: TrackedSequence) -> dict[str, Any]:
    """Return a sequence as JSON, its numbers rounded to DIGITS."""
    frames = json.loads(
        json.dumps(sequence.frames), parse_float=lambda text: round(float(text), DIGITS)
    )
    occurrences = [asdict(occurrence) for occurrence in sequence.occurrences]
    return {
        "kind": sequence.kind,
        "occurrences": occurrences,
        "labels": sequence.labels,
        "frames": frames,
    }


def from_json(document: dict[str, Any]) -> TrackedSequence:
    """Return the sequence of to_json."""
    occurrences = [Occurrence(**fields) for fields in document["occurrences"]]
    return TrackedSequence(document["kind"], document["frames"], occurrences, document["labels"])
