"""What the rules are compared with: gesture_recognizer.task, which names gestures by a network.

It holds the same hand landmarker, whose landmarks come out bit by bit the same, so one look at a
picture serves both.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import (
    GestureRecognizer,
    GestureRecognizerOptions,
    RunningMode,
)

from effects.engine.hands import HAND_GESTURES, LOST_FRAMES, SETTLE_FRAMES, HandChooser
from effects.engine.signals import SIDES
from effects.tracker.clip import by_tick
from effects.tracker.native_log import muted_native_log
from effects.tracker.tracker import SIDES as SIDE_OF_LABEL
from effects.tracker.tracker import Picture, flatten, model_path

if TYPE_CHECKING:
    from effects.engine.tracker_frame import TrackerFrame

GESTURE_OF_LABEL = {
    "Open_Palm": "open_palm",
    "Closed_Fist": "fist",
    "Pointing_Up": "point",
    "Victory": "victory",
    "Thumb_Up": "thumb_up",
}


def recognize(
    pictures: Iterable[tuple[float, Picture]],
) -> "tuple[list[TrackerFrame], list[list[str]]]":
    """Return the tracker frames of a sequence, and the label of each frame's hands.

    Raises ModelMissingError.
    """
    options = GestureRecognizerOptions(
        base_options=BaseOptions(model_asset_path=str(model_path("gesture_recognizer"))),
        running_mode=RunningMode.VIDEO,
        num_hands=2,
    )
    frames: list[TrackerFrame] = []
    labels: list[list[str]] = []
    with muted_native_log():
        recognizer = GestureRecognizer.create_from_options(options)
    for t_s, picture in pictures:
        rgb = np.ascontiguousarray(picture[:, :, ::-1])
        image = mp.Image(image_format=mp.ImageFormat.SRGB, data=rgb)
        with muted_native_log():
            found = recognizer.recognize_for_video(image, round(t_s * 1000))
        height, width = picture.shape[:2]
        frames.append(
            {
                "t_ms": t_s * 1000,
                "width": width,
                "height": height,
                "faces": [],
                "hands": [
                    {"side": SIDE_OF_LABEL[sides[0].category_name], "points": flatten(landmarks)}
                    for sides, landmarks in zip(found.handedness, found.hand_landmarks, strict=True)
                ],
            }
        )
        labels.append([names[0].category_name for names in found.gestures])
    recognizer.close()
    return frames, labels


class LabelReader:
    """Settles the labels of one hand as HandReader settles what the rules say."""

    def __init__(self) -> None:
        self.gesture = 0
        self._next = 0
        self._frames = 0
        self._missed = 0

    def read(self, label: str | None) -> None:
        """Take the label of one tracker frame, None where the hand is missed."""
        if label is None:
            self._missed += 1
            if self._missed > LOST_FRAMES:
                self.gesture = self._next = self._frames = 0
            return
        self._missed = 0
        gesture = HAND_GESTURES.index(GESTURE_OF_LABEL.get(label, "none"))
        self._frames = self._frames + 1 if gesture == self._next else 1
        self._next = gesture
        if self._frames >= SETTLE_FRAMES:
            self.gesture = gesture


def labels_by_tick(
    frames: "Sequence[TrackerFrame]", labels: Sequence[Sequence[str]]
) -> dict[str, list[int]]:
    """Return side to the gesture's number at every tick, by the labels alone."""
    chooser = HandChooser()
    readers = {side: LabelReader() for side in SIDES}
    rows: dict[str, list[int]] = {side: [] for side in SIDES}
    timed = [
        (frame["t_ms"] / 1000, (frame, names)) for frame, names in zip(frames, labels, strict=True)
    ]
    for new in by_tick(timed):
        if new is not None:
            frame, names = new[1]
            found = chooser.choose(frame)
            for side in SIDES:
                hand = found.get(side)
                at = next((n for n, one in enumerate(frame["hands"]) if one is hand), None)
                readers[side].read(None if at is None else names[at])
        for side in SIDES:
            rows[side].append(readers[side].gesture)
    return rows
