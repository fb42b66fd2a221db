"""The sleeve that a loose hand comes out of: an arm goes on until the picture ends."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from effects.tracker.tracker import Picture

FABRIC_PX = (64, 256)  # Across and along.
# All in palm lengths, which is wrist to middle knuckle, about 9 cm.
CUFF_BELOW_WRIST = 0.3
CUFF_WIDTH, ARM_WIDTH = 0.95, 1.35
ARM_LENGTH = 9.0


@dataclass(frozen=True)
class Sleeve:
    """fabric: B, G, R, across and along the arm."""

    fabric: Picture

    @staticmethod
    def drawn(rng: np.random.Generator) -> "Sleeve":
        """Return a sleeve of one colour, with a few folds, round as an arm is."""
        across, along = FABRIC_PX
        folds = cv2.GaussianBlur(rng.standard_normal((along, across)), (0, 0), 7)
        round_arm = np.cos(np.linspace(-1.1, 1.1, across))
        light = round_arm[None, :] * (1 + 0.12 * folds / folds.std())
        fabric = light[..., None] * (rng.uniform(25, 190) + rng.uniform(-20, 20, 3))
        return Sleeve(np.clip(fabric, 0, 255).astype(np.uint8))

    def laid(
        self, wrist: NDArray[np.float64], knuckle: NDArray[np.float64], width: int, height: int
    ) -> tuple[Picture, NDArray[np.uint8]]:
        """Return a picture of this size with the sleeve of a hand, and its cover (0..255).

        wrist, knuckle: the middle one's, in pixels.
        """
        down = wrist - knuckle
        side = np.array([-down[1], down[0]])
        cuff = wrist + down * CUFF_BELOW_WRIST
        end = wrist + down * ARM_LENGTH
        corners = np.array(
            [
                cuff - side * CUFF_WIDTH / 2,
                cuff + side * CUFF_WIDTH / 2,
                end + side * ARM_WIDTH / 2,
                end - side * ARM_WIDTH / 2,
            ],
            np.float32,
        )
        across, along = FABRIC_PX
        texture = np.array([[0, 0], [across, 0], [across, along], [0, along]], np.float32)
        matrix = cv2.getPerspectiveTransform(texture, corners)
        whole = np.full((along, across), 255, np.uint8)
        return (
            np.asarray(cv2.warpPerspective(self.fabric, matrix, (width, height)), np.uint8),
            np.asarray(cv2.warpPerspective(whole, matrix, (width, height)), np.uint8),
        )
