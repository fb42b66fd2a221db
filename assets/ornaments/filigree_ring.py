"""The filigree ring: hair-thin twisted wire bent into scrolls, granules, an open flower at +z.

Finger along y, its back toward +z.
"""

from __future__ import annotations

import numpy as np
from gltf import Material, Part
from mesh import Array, Mesh, bead, merged, rope, rotation, sheet, smoothstep, tube
from relief import curve, twisted_wire

INNER = 0.5  # Half the finger's width; 1 is its width.
RAIL_FRONT_Y, RAIL_BACK_Y = 0.2, 0.11
TWIST = 0.055  # Length of one turn of the fine wire.
FINE, STOUT = 0.0098, 0.016
FLOWER_Z = 0.575
UP = np.array([0.0, 0.0, 1.0])  # Out of the flower.


def on_finger(degrees: Array, out: float, y: Array | float) -> Array:
    """Return points at an angle from the front, `out` above the finger, `y` along it."""
    turn = np.radians(degrees)
    radius = INNER + out
    x, z = radius * np.sin(turn), radius * np.cos(turn)
    return np.stack([x, np.broadcast_to(y, x.shape), z], axis=-1)


def half_width(degrees: Array) -> Array:
    """Return half the band's width at an angle from the front."""
    return RAIL_FRONT_Y + (RAIL_BACK_Y - RAIL_FRONT_Y) * smoothstep(30, 170, np.abs(degrees))


def spiral(turns: float, radius: float, start: float, way: int = 1, inner: float = 0.16) -> Array:
    """Return a flat spiral (n, 2) from outside in; start: degrees where it begins."""
    share = np.linspace(0, 1, round(turns * 9) + 1)
    angle = np.radians(start) + way * share * turns * 2 * np.pi
    reach = radius * (1 - share * (1 - inner))
    return np.stack([reach * np.cos(angle), reach * np.sin(angle)], axis=1)


def wire(path: Array, radius: float, up: Array, *, is_closed: bool = False) -> Mesh:
    """Return a fine twisted wire along a path (n, 3); its picture is the twist."""
    length = TWIST * radius / FINE
    return tube(path, radius, 4, is_closed=is_closed, up=up, twist_length=length, flatness=0.9)


def band() -> tuple[Mesh, Mesh]:
    """Return rails and granules (plain), and the scrolls between the rails (fine wire)."""
    degrees = np.linspace(-180, 180, 160, endpoint=False)
    outward = on_finger(degrees, 0.5, 0.0) - on_finger(degrees, 0.0, 0.0)
    plain: list[Mesh] = []
    fine: list[Mesh] = []
    for side in (-1, 1):
        rail = on_finger(degrees, 0.026, side * half_width(degrees))
        plain.append(rope(rail, 0.0185, 0.11, sides=5, points_a_turn=7, is_closed=True, up=outward))
    step = 24
    for middle in range(-168, 180, step):
        middles = np.array([float(middle)])
        width = float(half_width(middles)[0]) - 0.03
        for side in (-1, 1):
            # Two spirals back to back fill each field, like the eyes of a fern.
            flat = spiral(1.9, width * 0.5, 90 if side > 0 else -90, side)
            flat = flat * np.array([0.92, 1.0])
            angle = middle + np.degrees(flat[:, 0] / (INNER + 0.025)) * 1.0
            path = on_finger(angle, 0.022, flat[:, 1] + side * width * 0.5)
            up = path * np.array([1, 0, 1])
            fine.append(wire(path, FINE, up))
            place = on_finger(middles + step / 2, 0.03, side * float(width) * 0.98)[0]
            plain.append(bead(place, 0.024, place * [1, 0, 1], sides=6, rings=3))
        bar = on_finger(np.full(7, middle + step / 2), 0.02, np.linspace(-width, width, 7))
        fine.append(wire(bar, FINE, bar * np.array([1, 0, 1])))
        place = on_finger(middles + step / 2, 0.03, 0.0)[0]
        plain.append(bead(place, 0.03, place, sides=7, rings=3))
        place = on_finger(middles, 0.03, 0.0)[0]
        plain.append(bead(place, 0.02, place, sides=6, rings=3))
    return merged(plain), merged(fine)


PETAL = ((0.04, 0.0), (0.32, -0.19), (0.66, -0.31), (0.92, -0.2), (1.0, 0.0), (0.92, 0.2),
         (0.66, 0.31), (0.32, 0.19))  # fmt: skip


def cupped(flat: Array, lift: float, length: float) -> Array:
    """Return flat points (…, 2) bent up toward the petal's tip and rim, as (…, 3)."""
    x, y = flat[..., 0], flat[..., 1]
    return np.stack([x, y, lift * (x / length) ** 2 + 0.5 * y * y / length], axis=-1)


def petal(length: float, lift: float, *, has_scrolls: bool) -> tuple[Mesh, Mesh]:
    """Return a petal along +x: its darkened ground and granule, and the wire soldered on it."""
    outline = curve(PETAL, steps=4) * length
    middle = np.array([0.56 * length, 0])
    rings = np.array([0.02, 0.4, 0.75, 1.0])[:, None, None]
    ground = (outline - middle) * rings + middle
    plate = cupped(np.concatenate([ground, ground[:, :1]], axis=1), lift, length) - UP * 0.01
    front = sheet(plate, shades=0.5)
    plain = [front, front.moved(-UP * 0.006).turned_over()]
    fine = [wire(cupped(outline, lift, length), STOUT, UP, is_closed=True)]
    inner = (outline - middle) * 0.8 + middle
    if has_scrolls:
        fine.append(wire(cupped(inner, lift, length) + UP * 0.004, FINE, UP, is_closed=True))
        for side in (-1, 1):
            flat = spiral(2.1, 0.12 * length, side * 20, -side)
            flat = flat + np.array([0.68, side * 0.125]) * length
            fine.append(wire(cupped(flat, lift, length), FINE, UP))
    stem = np.stack(
        [np.linspace(0.1, 0.5 if has_scrolls else 0.8, 7) * length, np.zeros(7)], axis=1
    )
    fine.append(wire(cupped(stem, lift, length) + UP * 0.004, FINE, UP))
    tip = cupped(np.array([0.99 * length, 0.0]), lift, length)
    plain.append(bead(tip, 0.034 if has_scrolls else 0.026, UP, sides=8, rings=4, depth=-0.6))
    return merged(plain), merged(fine)


def bloom() -> tuple[Mesh, Mesh]:
    """Return the flower: eight petals below, six smaller ones above, a granulated heart."""
    plain: list[Mesh] = []
    fine: list[Mesh] = []
    for count, length, lift, z, has_scrolls in (
        (8, 0.46, 0.02, 0.0, True),
        (6, 0.25, 0.09, 0.04, False),
    ):
        ground, filling = petal(length, lift, has_scrolls=has_scrolls)
        for step in range(count):
            turn = rotation("z", (step + 0.5 * has_scrolls) * 360 / count)
            plain.append(ground.turned(turn).moved(UP * (FLOWER_Z + z)))
            fine.append(filling.turned(turn).moved(UP * (FLOWER_Z + z)))
    heart = UP * (FLOWER_Z + 0.085)
    plain.append(bead(heart, 0.062, UP, sides=12, rings=5))
    for count, radius, height, size in ((6, 0.052, 0.048, 0.022), (12, 0.088, 0.004, 0.024)):
        for step in range(count):
            angle = 2 * np.pi * step / count
            way = np.array([np.cos(angle), np.sin(angle), 0])
            place = heart + way * radius + UP * height
            plain.append(bead(place, size, way + UP * 1.2, sides=6, rings=3))
    plain.append(bead(heart + UP * 0.06, 0.026, UP, sides=7, rings=3))
    # The seat: a short collar that carries the flower above the band.
    angles = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    for z, radius in ((FLOWER_Z - 0.035, 0.13), (FLOWER_Z - 0.005, 0.15)):
        ring = np.stack([radius * np.cos(angles), radius * np.sin(angles), 0 * angles + z], axis=1)
        plain.append(tube(ring, 0.022, 6, is_closed=True, up=UP, shades=0.6))
    return merged(plain), merged(fine)


def build() -> Part:
    """Return the whole ring."""
    plain = Material("silver", roughness=0.3)
    fine = twisted_wire(roughness=0.32)
    rails, scrolls = band()
    ground, filling = bloom()
    return Part(
        "filigree_ring",
        children=[
            Part("band", [(rails, plain), (scrolls, fine)]),
            Part("flower", [(ground, plain), (filling, fine)]),
        ],
    )
