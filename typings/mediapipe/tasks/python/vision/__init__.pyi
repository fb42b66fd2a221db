from collections.abc import Sequence
from enum import Enum
from typing import Any

from mediapipe import Image
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.components.containers import Category, NormalizedLandmark
from numpy.typing import NDArray

class RunningMode(Enum):
    VIDEO = ...

class FaceLandmarkerOptions:
    def __init__(
        self,
        *,
        base_options: BaseOptions,
        running_mode: RunningMode,
        num_faces: int = ...,
        output_face_blendshapes: bool = ...,
        output_facial_transformation_matrixes: bool = ...,
    ) -> None: ...

class FaceLandmarkerResult:
    face_landmarks: Sequence[Sequence[NormalizedLandmark]]
    face_blendshapes: Sequence[Sequence[Category]]
    facial_transformation_matrixes: Sequence[NDArray[Any]]

class FaceLandmarker:
    @classmethod
    def create_from_options(cls, options: FaceLandmarkerOptions) -> FaceLandmarker: ...
    def detect_for_video(self, image: Image, timestamp_ms: int) -> FaceLandmarkerResult: ...
    def close(self) -> None: ...

class HandLandmarkerOptions:
    def __init__(
        self, *, base_options: BaseOptions, running_mode: RunningMode, num_hands: int = ...
    ) -> None: ...

class HandLandmarkerResult:
    handedness: Sequence[Sequence[Category]]
    hand_landmarks: Sequence[Sequence[NormalizedLandmark]]

class HandLandmarker:
    @classmethod
    def create_from_options(cls, options: HandLandmarkerOptions) -> HandLandmarker: ...
    def detect_for_video(self, image: Image, timestamp_ms: int) -> HandLandmarkerResult: ...
    def close(self) -> None: ...

class GestureRecognizerOptions:
    def __init__(
        self, *, base_options: BaseOptions, running_mode: RunningMode, num_hands: int = ...
    ) -> None: ...

class GestureRecognizerResult(HandLandmarkerResult):
    gestures: Sequence[Sequence[Category]]

class GestureRecognizer:
    @classmethod
    def create_from_options(cls, options: GestureRecognizerOptions) -> GestureRecognizer: ...
    def recognize_for_video(self, image: Image, timestamp_ms: int) -> GestureRecognizerResult: ...
    def close(self) -> None: ...
