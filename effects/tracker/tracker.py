"""MediaPipe's landmarkers over pictures, reduced to what the engine reads.

The same as web/src/tracking does in the page, with the same models and settings, so that a clip
gives the same tracker frames here and there (see effects/engine/GESTURES.md for how near they are).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.components.containers import NormalizedLandmark
from mediapipe.tasks.python.vision import (
    FaceLandmarker,
    FaceLandmarkerOptions,
    FaceLandmarkerResult,
    HandLandmarker,
    HandLandmarkerOptions,
    RunningMode,
)
from numpy.typing import NDArray

from effects.engine.landmarks import FACE_BLENDSHAPES, FACE_LANDMARKS
from effects.tracker.errors import ModelMissingError
from effects.tracker.face_light import UNKNOWN_LIGHT, light_on
from effects.tracker.native_log import muted_native_log
from models.catalogue import CACHE_FOLDER, read_catalogue

if TYPE_CHECKING:
    from effects.engine.tracker_frame import Face, Hand, TrackerFrame

Picture = NDArray[np.uint8]
"""A camera picture as OpenCV gives it: height x width x 3, blue, green, red, unmirrored."""

FACES_MAX = 1  # As in the page (web/src/tracking/face-task.ts).

# The visitor's own hand by MediaPipe's label. Measured on unmirrored pictures, in Python 0.10.33
# and tasks-vision 0.10.35: "Left" is a left hand. (Before the Tasks API it was the other way.)
SIDES = {"Left": "left", "Right": "right"}


NUMBER_OF = dict(FACE_LANDMARKS)
NAMED_LANDMARKS = tuple(NUMBER_OF.values())


def model_path(name: str) -> Path:
    """Return where a model of models.json lies. Raises ModelMissingError."""
    path = CACHE_FOLDER / read_catalogue().models[name].file
    if not path.is_file():
        raise ModelMissingError(
            f"got no {path.name} in {path.parent}; to do: run `python -m models.fetch {name}`"
        )
    return path


@dataclass(frozen=True)
class Seen:
    """What was found in a picture; meshes: all 478 points of each face, where they are needed."""

    frame: "TrackerFrame"
    meshes: list[NDArray[np.float32]]


class Tracker:
    """Looks for faces and hands in one picture after another, as a play needs them.

    needs: as effects.engine.signals.needs returns it. landmarks, blendshapes: which of a face are
    handed on, in this order; those of this engine by default. Raises ModelMissingError.
    """

    def __init__(
        self,
        needs: dict[str, bool | int],
        landmarks: Sequence[int] = NAMED_LANDMARKS,
        blendshapes: Sequence[str] = tuple(FACE_BLENDSHAPES),
    ) -> None:
        self._last_ms = -1
        self._landmarks = landmarks
        self._blendshapes = blendshapes
        self._wants_light = bool(needs["light"])
        self._wants_mesh = bool(needs["mesh"])
        self._faces = open_faces(needs) if needs["faces"] else None
        self._hands = open_hands(int(needs["hands"])) if needs["hands"] else None

    def track(self, picture: Picture, t_ms: float) -> "TrackerFrame":
        """Return the faces and hands in the picture; see `look`."""
        return self.look(picture, t_ms).frame

    def look(self, picture: Picture, t_ms: float, resting: Sequence[str] = ()) -> Seen:
        """Return what was seen in the picture.

        t_ms: when it was taken; MediaPipe wants every picture later than the last, by a whole
        millisecond at least, and gets it so. resting: "face", "hand": need not be looked for.
        """
        self._last_ms = max(round(t_ms), self._last_ms + 1)
        height, width = picture.shape[:2]
        # Blue and red change places; MediaPipe wants the bytes in a row.
        rgb = np.ascontiguousarray(picture[:, :, ::-1])
        image = mp.Image(image_format=mp.ImageFormat.SRGB, data=rgb)
        faces: list[Face] = []
        hands: list[Hand] = []
        meshes: list[NDArray[np.float32]] = []
        with muted_native_log():
            if self._faces is not None and "face" not in resting:
                found = self._faces.detect_for_video(image, self._last_ms)
                faces = [self._face(found, at, picture) for at in range(len(found.face_landmarks))]
                if self._wants_mesh:
                    meshes = [
                        np.array(flatten(points), np.float32) for points in found.face_landmarks
                    ]
            if self._hands is not None and "hand" not in resting:
                seen = self._hands.detect_for_video(image, self._last_ms)
                hands = [
                    {"side": SIDES[labels[0].category_name], "points": flatten(landmarks)}
                    for labels, landmarks in zip(seen.handedness, seen.hand_landmarks, strict=True)
                ]
        frame: TrackerFrame = {
            "t_ms": t_ms,
            "width": width,
            "height": height,
            "faces": faces,
            "hands": hands,
        }
        return Seen(frame, meshes)

    def _face(self, found: FaceLandmarkerResult, at: int, picture: Picture) -> "Face":
        """Return the wanted landmarks and blendshapes of a face, and its matrix by columns."""
        landmarks = found.face_landmarks[at]
        scores: dict[str, float] = {}
        if found.face_blendshapes:
            scores = {shape.category_name: shape.score for shape in found.face_blendshapes[at]}
        matrix: list[float] = []
        if found.facial_transformation_matrixes:
            matrix = found.facial_transformation_matrixes[at].T.ravel().tolist()
        light = UNKNOWN_LIGHT
        if self._wants_light:
            forehead, chin = landmarks[NUMBER_OF["forehead"]], landmarks[NUMBER_OF["chin"]]
            light = light_on(forehead, chin, picture)
        return {
            "points": flatten([landmarks[number] for number in self._landmarks]),
            "blendshapes": [scores[name] for name in self._blendshapes] if scores else [],
            "matrix": matrix,
            "light": light,
        }

    def close(self) -> None:
        """Free the models."""
        for task in (self._faces, self._hands):
            if task is not None:
                task.close()

    def __enter__(self) -> "Tracker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def open_faces(needs: dict[str, bool | int]) -> FaceLandmarker:
    """Return a face landmarker that gives what is needed. Raises ModelMissingError."""
    options = FaceLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(model_path("face_landmarker"))),
        running_mode=RunningMode.VIDEO,
        num_faces=FACES_MAX,
        output_face_blendshapes=bool(needs["blendshapes"]),
        output_facial_transformation_matrixes=bool(needs["matrix"]),
    )
    with muted_native_log():
        return FaceLandmarker.create_from_options(options)


def open_hands(hands_max: int) -> HandLandmarker:
    """Return a hand landmarker for this many hands. Raises ModelMissingError."""
    options = HandLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(model_path("hand_landmarker"))),
        running_mode=RunningMode.VIDEO,
        num_hands=hands_max,
    )
    with muted_native_log():
        return HandLandmarker.create_from_options(options)


def flatten(landmarks: Sequence[NormalizedLandmark]) -> list[float]:
    """Return x, y, z of each landmark in turn."""
    return [value for point in landmarks for value in (point.x, point.y, point.z)]
