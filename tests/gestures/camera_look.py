"""What light, skin and a webcam do to a picture: each look is drawn once for a sequence."""

from dataclasses import dataclass

import cv2
import numpy as np

from effects.tracker.tracker import Picture


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


@dataclass(frozen=True)
class SkinTone:
    """A change of a cutout's colours in 8-bit LAB: lightness times, red and yellow added."""

    lightness: float
    red: float
    yellow: float

    @staticmethod
    def drawn(rng: np.random.Generator) -> "SkinTone":
        """Return a tone as two people in one room differ: a hand in half light is no skin tone."""
        return SkinTone(
            float(rng.uniform(0.8, 1.12)), float(rng.uniform(-3, 5)), float(rng.uniform(-4, 8))
        )

    def applied(self, picture: Picture) -> Picture:
        """Return the picture in this tone."""
        lab = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB).astype(np.float32)
        lab *= np.array([self.lightness, 1, 1], np.float32)
        lab += np.array([0, self.red, self.yellow], np.float32)
        changed = cv2.cvtColor(np.clip(lab, 0, 255).astype(np.uint8), cv2.COLOR_LAB2BGR)
        return np.asarray(changed, np.uint8)
