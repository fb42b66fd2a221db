"""The Miao bangle: an open cuff with raised butterfly, flowers and fish between twisted wires.

Wrist along y, its back toward +z; the opening lies over the pulse, at -z.
"""

from __future__ import annotations

import numpy as np
from gltf import Material, Part
from mesh import Array, Mesh, bead, merged, rope, sheet, smoothstep, tube, unit
from relief import Relief, butterfly, fish, flower, leaf, scroll

INNER_X, INNER_Z = 0.5, 0.42  # Half width and half depth of the wrist; 1 is its width.
BAND_END_DEG = 126  # Where the sheet has narrowed to the wrapped stem, from the front.
STEM_END_DEG = 152
STEM_OUT = 0.084  # How far its middle stands off the skin.
HALF_WIDTH_FRONT, HALF_WIDTH_END = 0.235, 0.075
THICKNESS = 0.028
TEXTURE = (1024, 176)


def on_wrist(degrees: Array, out: Array | float, y: Array | float) -> Array:
    """Return points at an angle from the front, `out` above the wrist, `y` along it."""
    turn = np.radians(degrees)
    normal = unit(np.stack([np.sin(turn) * INNER_Z, 0 * turn, np.cos(turn) * INNER_X], axis=-1))
    skin = np.stack([np.sin(turn) * INNER_X, 0 * turn, np.cos(turn) * INNER_Z], axis=-1)
    up = np.zeros_like(skin)
    up[..., 1] = y
    return skin + normal * np.asarray(out)[..., None] + up


def half_width(degrees: Array) -> Array:
    """Return half the sheet's width at an angle from the front."""
    share = smoothstep(20, BAND_END_DEG, np.abs(degrees))
    return HALF_WIDTH_FRONT + (HALF_WIDTH_END - HALF_WIDTH_FRONT) * share


def band_relief() -> Relief:
    """Return the chased sheet, unrolled: butterfly in the middle, flowers, fish, tendrils."""
    width, height = TEXTURE
    relief = Relief(width, height)
    middle = height / 2
    butterfly(relief, width / 2, middle + 4, 84)
    for side in (-1, 1):
        x = width / 2
        scroll(
            relief,
            [
                (x + side * d, middle + dy)
                for d, dy in ((96, 44), (130, 58), (170, 52), (250, 60), (300, 44), (330, 20))
            ],
            6,
        )
        flower(relief, x + side * 150, middle - 8, 54)
        leaf(relief, x + side * 96, middle + 46, 34, 90 - side * 150)
        leaf(relief, x + side * 206, middle + 50, 40, 90 - side * 130)
        leaf(relief, x + side * 212, middle - 40, 40, -90 + side * 110)
        fish(relief, x + side * 288, middle, 74, -side)
        flower(relief, x + side * 404, middle, 38, 6)
        leaf(relief, x + side * 448, middle - 8, 40, 90 - side * 96)
        leaf(relief, x + side * 448, middle + 10, 34, 90 - side * 80)
    relief.stipple(5.4, 1.5, 11)
    relief.hammer(5, 0.9, 12)
    return relief


def band(relief: Relief) -> tuple[Mesh, Mesh]:
    """Return the front of the sheet, which the relief covers, and its plain back with the edges."""
    columns, rows = 180, 14
    degrees = np.linspace(BAND_END_DEG, -BAND_END_DEG, columns + 1)
    across = np.linspace(-1, 1, rows + 1)
    angle, share = np.meshgrid(degrees, across)
    # Seen from the front the right is -x of nothing: +x is to the right, so x grows with u.
    u = 0.5 + angle / BAND_END_DEG / 2
    v = 0.5 - share / 2
    heights = relief.small()
    pixel_x = np.clip((u * (TEXTURE[0] - 1)).round().astype(int), 0, TEXTURE[0] - 1)
    pixel_y = np.clip((v * (TEXTURE[1] - 1)).round().astype(int), 0, TEXTURE[1] - 1)
    raised = heights[pixel_y, pixel_x] / TEXTURE[0] * 2.4
    dome = THICKNESS + 0.03 * (1 - share**2)
    smooth = on_wrist(angle, dome, share * half_width(angle))
    front = sheet(smooth, uvs=np.stack([u, v], axis=2))
    front.positions = on_wrist(angle, dome + raised * 0.8, share * half_width(angle)).reshape(-1, 3)
    angle, share = np.meshgrid(np.linspace(-BAND_END_DEG, BAND_END_DEG, 73), np.array([-1.0, 1.0]))
    back = sheet(on_wrist(angle, 0.0, share * half_width(angle)), shades=0.75)
    return front, back


def trimmings() -> Mesh:
    """Return what is soldered on: twisted edges, granules, wrapped stems, knobs."""
    parts: list[Mesh] = []
    degrees = np.linspace(-BAND_END_DEG - 4, BAND_END_DEG + 4, 240)
    outward = unit(on_wrist(degrees, 1.0, 0.0) - on_wrist(degrees, 0.0, 0.0))
    for side in (-1, 1):
        edge = on_wrist(degrees, 0.034, side * (half_width(degrees) + 0.012))
        parts.append(rope(edge, 0.0215, 0.12, sides=6, points_a_turn=9, up=outward))
        inner = on_wrist(degrees, 0.040, side * (half_width(degrees) - 0.040))
        parts.append(rope(inner, 0.0095, 0.062, sides=4, points_a_turn=6, up=outward))
    along = np.arange(-118, 118.1, 3.05)
    for side in (-1, 1):
        places = on_wrist(along, 0.040, side * (half_width(along) - 0.0155))
        tips = on_wrist(along, 1.0, 0.0) - on_wrist(along, 0.0, 0.0)
        parts += [
            bead(place, 0.0165, tip, sides=7, rings=3)
            for place, tip in zip(places, tips, strict=True)
        ]
    for side in (-1, 1):
        degrees = side * np.linspace(BAND_END_DEG - 8, STEM_END_DEG, 24)
        thick = 0.052 + 0.012 * smoothstep(144, STEM_END_DEG, np.abs(degrees))
        stem = on_wrist(degrees, STEM_OUT, 0.0)
        parts.append(tube(stem, thick, 10, shades=0.8))
        turns, count = 9, 9 * 12
        share = np.linspace(0, 1, count)
        at = side * (BAND_END_DEG - 4 + share * 16)
        coil = on_wrist(at, STEM_OUT, 0.0)
        out = unit(on_wrist(at, 1.0, 0.0) - on_wrist(at, 0.0, 0.0))
        phase = share * turns * 2 * np.pi
        swing = out * np.cos(phase)[:, None] + np.array([0, 1, 0]) * np.sin(phase)[:, None]
        wire = tube(coil + swing * 0.066, 0.0155, 5, up=swing)
        angles = np.tile(np.arange(5) * (2 * np.pi / 5), len(wire.positions) // 5)
        wire.shades = 0.12 + 0.88 * smoothstep(-0.4, 0.7, np.cos(angles))
        parts.append(wire)
        end = on_wrist(np.array([side * (STEM_END_DEG + 2.0)]), STEM_OUT, 0.0)[0]
        ahead = on_wrist(np.array([side * (STEM_END_DEG + 3.0)]), STEM_OUT, 0.0)[0] - end
        parts.append(bead(end, 0.078, ahead, sides=12, rings=7, depth=-0.9))
    return merged(parts)


def build() -> Part:
    """Return the whole bangle."""
    relief = band_relief()
    chased = Material(
        "repousse_silver",
        roughness=0.27,
        colour_jpeg=relief.recess_jpeg(9, 0.16),
        normal_jpeg=relief.normal_jpeg(0.9),
    )
    plain = Material("silver", roughness=0.22)
    front, back = band(relief)
    return Part(
        "miao_bangle",
        children=[
            Part("band", [(front, chased)]),
            Part("twisted_wires", [(merged([back, trimmings()]), plain)]),
        ],
    )
