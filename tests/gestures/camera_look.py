"""What light, skin and a webcam do to a picture: each look is drawn once for a sequence."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from effects.tracker.tracker import Picture

# Lightness of skin that a picture still draws, in 8-bit LAB.
SKIN_MIN, SKIN_MAX = [30, 0, 0], [200, 255, 255]
SHOULDER = 200  # Above it a camera gives less and less of more light.


@dataclass(frozen=True)
class CameraLook:
    """gain, offset: of 8-bit values. warmth: how much redder and less blue, as a share.
    noise: their standard deviation. jpeg: quality in percent.
    """

    gain: float
    warmth: float
    offset: float
    noise: float
    jpeg: int

    @staticmethod
    def drawn(rng: np.random.Generator) -> "CameraLook":
        """Return a look between a dim, noisy webcam and a good one."""
        return CameraLook(
            float(rng.uniform(0.7, 1.2)),
            float(rng.uniform(-0.08, 0.08)),
            float(rng.uniform(-12, 12)),
            float(rng.uniform(1, 7)),
            int(rng.integers(60, 92)),
        )

    def applied(self, picture: Picture, rng: np.random.Generator) -> Picture:
        """Return the picture as this camera would give it."""
        noise = rng.standard_normal((picture.shape[0], picture.shape[1], 1), np.float32)
        gains = self.gain * np.array([1 - self.warmth, 1, 1 + self.warmth], np.float32)
        seen = picture.astype(np.float32) * gains + self.offset + noise * self.noise
        done, packed = cv2.imencode(
            ".jpg", np.clip(seen, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, self.jpeg]
        )
        assert done
        return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


def drawn_skin(rng: np.random.Generator, face: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the skin of a hand (8-bit LAB) whose owner's face has this one: nearly the same."""
    change = np.array([rng.uniform(0.88, 1.08), rng.uniform(-3, 3), rng.uniform(-4, 4)])
    skin = face * [change[0], 1, 1] + [0, change[1], change[2]]
    return np.clip(skin, SKIN_MIN, SKIN_MAX)


def in_skin(picture: Picture, own: NDArray[np.float64], wanted: NDArray[np.float64]) -> Picture:
    """Return a picture whose skin changes from its own to another (8-bit LAB)."""
    lab = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB).astype(np.float32)
    light = lab[..., 0] * (wanted[0] / own[0])
    bright = SHOULDER + (255 - SHOULDER) * np.tanh((light - SHOULDER) / (255 - SHOULDER))
    lab[..., 0] = np.where(light > SHOULDER, bright, light)
    lab[..., 1:] += (wanted - own)[1:]
    changed = cv2.cvtColor(np.clip(lab, 0, 255).astype(np.uint8), cv2.COLOR_LAB2BGR)
    return np.asarray(changed, np.uint8)
