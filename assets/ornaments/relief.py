"""Hammered and chased silver as a height map: domes raised from behind, lines cut from the front.

A Relief is drawn on like paper; its heights become a normal map and a map of the dark recesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import cv2
import numpy as np
from gltf import Material
from mesh import GROOVE, Array
from numpy.typing import ArrayLike, NDArray

FINE = 3  # Drawn this much finer than the picture that comes out.


def curve(points: ArrayLike, is_closed: bool = True, steps: int = 10) -> Array:
    """Return a smooth line (Catmull-Rom) through points (n, 2), `steps` a span."""
    p = np.asarray(points, float)
    ends = (p[-1:], p[:2]) if is_closed else (p[:1], p[-1:])
    p = np.concatenate([ends[0], p, ends[1]])
    t = np.arange(steps)[:, None] / steps
    parts = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        parts.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    line = np.concatenate(parts)
    return line if is_closed else np.concatenate([line, p[-1:]])


def placed(points: ArrayLike, x: float, y: float, size: float = 1, turn: float = 0) -> Array:
    """Return points (n, 2) scaled, turned (degrees) and moved."""
    c, s = np.cos(np.radians(turn)) * size, np.sin(np.radians(turn)) * size
    return np.asarray(points, float) @ np.array([[c, s], [-s, c]]) + (x, y)


def jpeg(pixels: NDArray[np.uint8], quality: int) -> bytes:
    """Return an RGB picture as JPEG at full colour resolution, which normals need."""
    options = [
        cv2.IMWRITE_JPEG_QUALITY,
        quality,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444,
        cv2.IMWRITE_JPEG_OPTIMIZE,
        1,
    ]
    return cv2.imencode(".jpg", pixels[..., ::-1], options)[1].tobytes()


class Relief:
    """A sheet of width x height pixels; heights in pixels, y downward.

    tall: how much what is drawn is stretched away from the sheet's middle line, so that a motif
    keeps its shape where the picture is laid on a narrower or wider part of the metal.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.tall = 1.0
        self.heights = np.zeros((height * FINE, width * FINE))

    def pixels(self, line: Array) -> NDArray[np.int32]:
        """Return a line (n, 2) in sixteenths of a fine pixel, for OpenCV."""
        middle = self.height / 2
        stretched = np.stack([line[:, 0], middle + (line[:, 1] - middle) * self.tall], axis=1)
        return np.round(stretched * FINE * 16).astype(np.int32)

    def mask(self, outline: Array) -> NDArray[np.uint8]:
        """Return 255 inside a closed outline (n, 2)."""
        mask = np.zeros(self.heights.shape, np.uint8)
        cv2.fillPoly(mask, [self.pixels(outline)], 255, shift=4)
        return mask

    def raise_dome(self, outline: Array, rise: float, edge: float) -> None:
        """Beat a shape up from behind: `rise` high, its flank `edge` wide, on what is there."""
        distance = cv2.distanceTransform(self.mask(outline), cv2.DIST_L2, 5) / FINE
        share = np.clip(distance / edge, 0, 1)
        self.heights += rise * np.sqrt(1 - (1 - share) ** 2) * (distance > 0)

    def engrave(self, line: Array, width: float, depth: float, is_closed: bool = False) -> None:
        """Chase a line (n, 2) with a punch; a negative depth leaves a ridge."""
        mask = np.zeros(self.heights.shape, np.uint8)
        thick = max(1, round(width * FINE))
        cv2.polylines(mask, [self.pixels(np.asarray(line))], is_closed, 255, thick, cv2.LINE_AA, 4)
        soft = cv2.GaussianBlur(mask.astype(float) / 255, (0, 0), width * FINE * 0.3)
        self.heights -= depth * soft

    def ring(self, x: float, y: float, radius: float, width: float, depth: float) -> None:
        """Chase a circle."""
        angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        circle = np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1)
        self.engrave(circle, width, depth, is_closed=True)

    def grain(self, x: float, y: float, radius: float, rise: float) -> None:
        """Raise a small round bead."""
        angles = np.linspace(0, 2 * np.pi, 20, endpoint=False)
        circle = np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1)
        self.raise_dome(circle, rise, radius)

    def stipple(self, spacing: float, depth: float, seed: int) -> None:
        """Punch the bare ground with small dots, as a chaser mattes it; call it last."""
        bare = self.heights < 0.05
        lot = Random(seed)
        dots = np.zeros(self.heights.shape, np.uint8)
        rows = int(self.height / spacing) + 1
        for row in range(rows):
            for column in range(int(self.width / spacing) + 1):
                x = (column + 0.5 * (row % 2) + lot.uniform(-0.18, 0.18)) * spacing * FINE
                y = (row + lot.uniform(-0.18, 0.18)) * spacing * FINE
                cv2.circle(dots, (round(x), round(y)), round(spacing * FINE * 0.3), 255, -1)
        soft = cv2.GaussianBlur(dots.astype(float) / 255, (0, 0), spacing * FINE * 0.12)
        self.heights -= depth * soft * bare

    def hammer(self, size: float, depth: float, seed: int) -> None:
        """Lay the faint facets that the hammer leaves over everything."""
        noise = np.random.default_rng(seed).standard_normal(self.heights.shape)
        soft = cv2.GaussianBlur(noise, (0, 0), size * FINE, borderType=cv2.BORDER_REFLECT)
        self.heights += depth * soft / np.abs(soft).max()

    def small(self) -> Array:
        """Return the heights at the picture's own size."""
        return cv2.resize(self.heights, (self.width, self.height), interpolation=cv2.INTER_AREA)

    def normal_jpeg(self, strength: float, quality: int = 88) -> bytes:
        """Return the tangent-space normal map (+y up, as glTF wants it)."""
        slope_y, slope_x = np.gradient(self.small())
        normals = np.stack([-slope_x * strength, slope_y * strength, np.ones_like(slope_x)], axis=2)
        normals /= np.linalg.norm(normals, axis=2, keepdims=True)
        return jpeg(np.round(normals * 127.5 + 127.5).astype(np.uint8), quality)

    def recess_jpeg(self, reach: float, contrast: float, quality: int = 84) -> bytes:
        """Return brightness: what lies lower than `reach` pixels around it is blackened."""
        heights = self.small()
        around = cv2.GaussianBlur(heights, (0, 0), reach, borderType=cv2.BORDER_REFLECT)
        share = np.clip(0.7 + (heights - around) * contrast, 0, 1)
        bright = GROOVE + (1 - GROOVE) * share
        # Linear brightness to sRGB, roughly; sulphide is a little brown, polished silver is not.
        grey = np.power(bright, 1 / 2.2)[..., None]
        tint = 1 - (1 - grey) * np.array([0.0, 0.02, 0.05])
        pixels = np.clip(grey * tint * 255, 0, 255)
        return jpeg(np.round(pixels).astype(np.uint8), quality)


def butterfly(relief: Relief, x: float, y: float, size: float, turn: float = 0) -> None:
    """Raise a butterfly, the mother of the Miao creation songs; size: half its width."""
    upper = [(4, -4), (20, -40), (52, -62), (86, -58), (98, -34), (86, -8), (48, 4), (12, 4)]
    lower = [(6, 2), (40, 8), (64, 22), (66, 44), (50, 58), (34, 50), (26, 66), (12, 40)]

    def both(points: Sequence[tuple[float, float]], is_closed: bool = True) -> list[Array]:
        made = []
        for side in (-1, 1):
            flipped = np.asarray(points, float) * (side, 1)
            made.append(placed(curve(flipped, is_closed), x, y, size / 100, turn))
        return made

    s = size / 100
    for outline in both(upper) + both(lower):
        relief.raise_dome(outline, 15 * s, 24 * s)
    for inner in both([(p[0] * 0.76 + 8, p[1] * 0.76 - 4) for p in upper]):
        relief.engrave(inner, 2.6 * s, 2.6 * s, is_closed=True)
    veins = (
        [(14, -7), (38, -26), (58, -36)],
        [(14, -5), (40, -16), (66, -24), (80, -25)],
        [(14, -3), (44, -6), (74, -10)],
    )
    for vein in veins:
        for line in both(vein, is_closed=False):
            relief.engrave(line, 2.6 * s, 2.8 * s)
    # A row of punched rings along the wing's rim, as chasers set them.
    for x_ring, y_ring in ((40, -46), (52, -53), (65, -56), (77, -53), (87, -44), (89, -32)):
        for ring in both([(x_ring, y_ring), (x_ring + 0.5, y_ring)], is_closed=False):
            relief.ring(*ring.mean(axis=0), 3.4 * s, 2 * s, 3 * s)
    for line in both([(12, 8), (30, 22), (46, 40)], is_closed=False):
        relief.engrave(line, 3 * s, 2.6 * s)
    for eye in both([(58, -40), (60, -40)]):
        relief.ring(*eye.mean(axis=0), 8 * s, 2.4 * s, 3 * s)
        relief.grain(*eye.mean(axis=0), 5 * s, 5 * s)
    for eye in both([(48, 34), (50, 36)]):
        relief.grain(*eye.mean(axis=0), 6 * s, 6 * s)
    body = [(0, -26), (8, -12), (9, 8), (6, 34), (0, 52), (-6, 34), (-9, 8), (-8, -12)]
    relief.raise_dome(placed(curve(body), x, y, s, turn), 18 * s, 9 * s)
    for step in (2, 12, 22, 32):
        relief.engrave(
            placed([(-7, step), (0, step + 3), (7, step)], x, y, s, turn), 2.5 * s, 4 * s
        )
    relief.grain(*placed([(0, -30)], x, y, s, turn)[0], 10 * s, 16 * s)
    for feeler in both([(4, -38), (14, -60), (28, -72), (36, -66), (32, -60)], is_closed=False):
        relief.engrave(feeler, 4 * s, -7 * s)


def flower(relief: Relief, x: float, y: float, size: float, petals: int = 8) -> None:
    """Raise a flower seen from above; size: its radius."""
    s = size / 100
    petal = [(18, 0), (44, -24), (78, -28), (98, -10), (100, 0), (98, 10), (78, 28), (44, 24)]
    if petals > 6:
        petal = [(px, py * 0.92) for px, py in petal]
    for step in range(petals):
        turn = step * 360 / petals
        relief.raise_dome(placed(curve(petal), x, y, s, turn), 17 * s, 22 * s)
        for line in ([(36, 0), (86, 0)], [(42, -6), (76, -14)], [(42, 6), (76, 14)]):
            relief.engrave(placed(line, x, y, s, turn), 3.4 * s, 3.6 * s)
    relief.grain(x, y, 30 * s, 22 * s)
    relief.ring(x, y, 21 * s, 4 * s, 5 * s)
    relief.grain(x, y, 12 * s, 8 * s)


def fish(relief: Relief, x: float, y: float, size: float, way: int = 1) -> None:
    """Raise a carp that swims to the right (way 1) or left (-1); size: half its length."""
    s = size / 100

    def at(points: ArrayLike, is_closed: bool = True) -> Array:
        flipped = np.asarray(points, float) * (way, 1)
        return placed(curve(flipped, is_closed), x, y, s)

    tail = [(-50, 0), (-72, -26), (-100, -40), (-90, -8), (-78, 0), (-90, 14), (-98, 44), (-70, 28)]
    relief.raise_dome(at(tail), 11 * s, 14 * s)
    for line in ([(-62, -6), (-92, -28)], [(-62, 6), (-90, 30)], [(-62, -2), (-84, -12)]):
        relief.engrave(at(line, False), 3 * s, 3 * s)
    relief.raise_dome(at([(-20, -26), (0, -50), (34, -46), (44, -26), (10, -22)]), 9 * s, 10 * s)
    relief.raise_dome(at([(-6, 26), (-14, 46), (10, 42), (22, 26)]), 9 * s, 9 * s)
    body = [(98, 2), (80, -20), (44, -34), (0, -32), (-40, -14), (-58, 0), (-40, 14), (0, 30),
            (46, 32), (82, 20)]  # fmt: skip
    relief.raise_dome(at(body), 19 * s, 28 * s)
    for column in range(6):
        for row in range(-2, 3):
            px = 34 - column * 15 + (7 if row % 2 else 0)
            py = row * 10 * (1 - column * 0.09)
            scale = [(px + 4, py - 6), (px - 4, py), (px + 4, py + 6)]
            relief.engrave(at(scale, False), 2.6 * s, 3.6 * s)
    relief.engrave(at([(52, -28), (44, -2), (54, 26)], False), 3.4 * s, 5 * s)
    relief.ring(*at([(74, -6), (75, -5), (74, -4)]).mean(axis=0), 6 * s, 3 * s, 5 * s)


def tendril(
    relief: Relief, x: float, y: float, radius: float, start: float, way: int, width: float
) -> None:
    """Raise a curled tendril about (x, y); start: degrees where its stalk begins."""
    share = np.linspace(0, 1, 22)
    angle = np.radians(start) + way * share * 2.6 * np.pi
    reach = radius * (1.5 - 1.32 * share**0.8)
    line = np.stack([x + reach * np.cos(angle), y + reach * np.sin(angle)], axis=1)
    relief.engrave(line, width, -width * 1.5)
    relief.grain(*line[-1], width * 0.9, width)


def leaf(relief: Relief, x: float, y: float, size: float, turn: float) -> None:
    """Raise a leaf from its stalk at (x, y)."""
    s = size / 100
    outline = [(0, 0), (30, -26), (66, -22), (100, 0), (66, 22), (30, 26)]
    relief.raise_dome(placed(curve(outline), x, y, s, turn), 14 * s, 20 * s)
    relief.engrave(placed([(8, 0), (90, 0)], x, y, s, turn), 5 * s, 6 * s)


def twisted_wire(roughness: float) -> Material:
    """Return the surface of fine wire that is twisted of two."""
    recess, normals = _twist_jpegs()
    return Material(
        "fine_twisted_wire",
        roughness=roughness,
        colour_jpeg=recess,
        normal_jpeg=normals,
        is_tiled=True,
    )


def _twist_jpegs(quality: int = 90) -> tuple[bytes, bytes]:
    """Return brightness and normals of a wire twisted of two, one turn, tiling both ways.

    The picture's x runs along the wire, its y around it.
    """
    size = 48
    along, around = np.meshgrid(np.arange(size) / size, np.arange(size) / size)
    phase = (along + around) * 2 % 1
    heights = np.sin(np.pi * phase) ** 0.7 * 4.2
    tiled = np.tile(heights, (3, 3))
    slope_y, slope_x = np.gradient(tiled)
    middle = slice(size, 2 * size)
    slope_x, slope_y = slope_x[middle, middle], slope_y[middle, middle]
    normals = np.stack([-slope_x * 1.5, slope_y * 1.5, np.ones_like(slope_x)], axis=2)
    normals /= np.linalg.norm(normals, axis=2, keepdims=True)
    # From afar only the mean is seen, so the grooves of fine wire stay fairly bright.
    share = 0.25 + 0.75 * np.sin(np.pi * phase) ** 0.8
    grey = np.power(share, 1 / 2.2)[..., None] * np.ones(3)
    return (
        jpeg(np.round(grey * 255).astype(np.uint8), quality),
        jpeg(np.round(normals * 127.5 + 127.5).astype(np.uint8), quality),
    )
