"""A round of indigo cloth with a pattern kept white by wax, cracks and all, as a picture."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from mesh import Array
from numpy.typing import ArrayLike
from relief import curve, jpeg, placed

FINE = 4
INDIGO = np.array([31, 62, 110.0])
DEEP = np.array([20, 40, 80.0])
WHITE = np.array([236, 240, 242.0])


# One arm of the whirl, as joined cubic Béziers.
HOOK = (
    (0.08, 0.03), (0.20, 0.17), (0.40, 0.14), (0.43, -0.03),
    (0.44, -0.17), (0.29, -0.23), (0.23, -0.12), (0.19, -0.04), (0.27, 0.04), (0.32, -0.03),
)  # fmt: skip


class Wax:
    """Wax on cloth: lines and dots drawn in units of the round's radius, middle at (0, 0)."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.scale = size * FINE / 2
        self.mask = np.zeros((size * FINE, size * FINE), np.uint8)

    def pixels(self, points: Array) -> Array:
        """Return points (n, 2) in sixteenths of a fine pixel, for OpenCV."""
        return np.round((points + 1) * self.scale * 16).astype(np.int32)

    def line(self, points: Array, width: float, is_closed: bool = False) -> None:
        """Draw with the copper knife."""
        thick = max(1, round(width * self.scale))
        cv2.polylines(self.mask, [self.pixels(points)], is_closed, 255, thick, cv2.LINE_AA, 4)

    def shape(self, outline: Array) -> None:
        """Fill an outline."""
        cv2.fillPoly(self.mask, [self.pixels(outline)], 255, cv2.LINE_AA, 4)

    def dot(self, x: float, y: float, radius: float) -> None:
        """Set a drop of wax."""
        centre = self.pixels(np.array([[x, y]]))[0]
        where = (int(centre[0]), int(centre[1]))
        cv2.circle(self.mask, where, round(radius * self.scale * 16), 255, -1, cv2.LINE_AA, 4)


def around(radius: float, count: int = 90) -> Array:
    """Return a circle (count, 2)."""
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([radius * np.cos(angles), radius * np.sin(angles)], axis=1)


def cubic(points: ArrayLike) -> Array:
    """Return a line (n, 2) along joined cubic Béziers; points as in a path: start, then threes."""
    p = np.asarray(points, float)
    t = np.linspace(0, 1, 16)[:, None]
    parts = [
        p[k] * (1 - t) ** 3
        + 3 * p[k + 1] * t * (1 - t) ** 2
        + 3 * p[k + 2] * t**2 * (1 - t)
        + p[k + 3] * t**3
        for k in range(0, len(p) - 3, 3)
    ]
    return np.concatenate(parts)


def draw_pattern(wax: Wax) -> None:
    """Draw the round: whirling spirals (the wotuo of Danzhai), ferns, dots at the rim."""
    hook = cubic(HOOK)
    for step in range(6):
        turn = step * 60.0
        wax.line(placed(hook, 0, 0, 1.05, turn), 0.042)
        wax.dot(*placed([(0.5, 0.0)], 0, 0, 1, turn + 22)[0], 0.024)
    wax.dot(0, 0, 0.07)
    wax.line(around(0.565), 0.024)
    wax.line(around(0.83), 0.024)
    for step in range(16):
        turn = step * 22.5
        frond = placed(curve([(0.60, 0.0), (0.69, 0.0), (0.79, 0.0)], False), 0, 0, 1, turn)
        wax.line(frond, 0.02)
        for side in (-1, 1):
            for at, long in ((0.63, 0.055), (0.69, 0.065), (0.75, 0.045)):
                tip = [(at, 0.0), (at + 0.02, side * long * 0.7), (at + 0.055, side * long)]
                wax.line(placed(curve(tip, False), 0, 0, 1, turn), 0.02)
    for step in range(36):
        wax.dot(*placed([(0.90, 0.0)], 0, 0, 1, step * 10.0)[0], 0.02)


def cracks(size: int, seed: int) -> Array:
    """Return 0..1 where the stiff wax broke and dye seeped in: a net of fine lines."""
    lot = Random(seed)
    net = np.zeros((size, size), np.uint8)
    for _ in range(46):
        x, y = lot.uniform(0, size), lot.uniform(0, size)
        angle = lot.uniform(0, 2 * np.pi)
        path = [(x, y)]
        for _ in range(lot.randint(8, 26)):
            angle += lot.gauss(0, 0.34)
            x += np.cos(angle) * size * 0.022
            y += np.sin(angle) * size * 0.022
            path.append((x, y))
        points = np.round(np.array(path) * 16).astype(np.int32)
        cv2.polylines(net, [points], False, 255, lot.choice((2, 3, 5)), cv2.LINE_AA, 4)
    return cv2.GaussianBlur(net.astype(float) / 255, (0, 0), 1.2)


def picture(size: int = 320, quality: int = 86) -> bytes:
    """Return the dyed round as a JPEG, size x size."""
    wax = Wax(size)
    draw_pattern(wax)
    fine = size * FINE
    kept = cv2.GaussianBlur(wax.mask.astype(float) / 255, (0, 0), 1.6)
    kept = np.clip(kept * (1 - 0.75 * cracks(fine, 5)), 0, 1)
    rows, columns = np.mgrid[0:fine, 0:fine]
    noise = np.random.default_rng(3).standard_normal((fine // 16, fine // 16))
    depth = cv2.resize(noise, (fine, fine), interpolation=cv2.INTER_CUBIC) * 0.13
    dye = DEEP + (INDIGO - DEEP) * np.clip(0.72 + depth, 0, 1)[..., None]
    colour = dye + (WHITE - dye) * kept[..., None]
    thread = FINE * 2.2
    weave = 1 + 0.055 * np.sin(rows * 2 * np.pi / thread) * np.sin(columns * 2 * np.pi / thread)
    colour = np.clip(colour * weave[..., None], 0, 255)
    small = cv2.resize(colour, (size, size), interpolation=cv2.INTER_AREA)
    return jpeg(np.round(small).astype(np.uint8), quality)
