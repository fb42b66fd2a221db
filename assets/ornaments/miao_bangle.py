"""The Miao bangle: an open cuff with raised butterfly, flowers and fish between twisted wires.

Wrist along y, its back toward +z; the narrow opening lies over the pulse, at -z.
"""

from __future__ import annotations

from random import Random

import numpy as np
from gltf import Material, Part
from mesh import Array, Mesh, bead, merged, rope, sheet, smoothstep, tube, unit
from relief import Relief, butterfly, fish, flower, leaf, tendril, twisted_wire

INNER_X, INNER_Z = 0.5, 0.42  # Half width and half depth of the wrist; 1 is its width.
BAND_END_DEG = 157  # Where the sheet ends, from the front.
STEM_END_DEG = 166.5  # The knobs leave a few millimetres between them.
STEM_OUT = 0.076  # How far its middle stands off the skin.
HALF_WIDTH_FRONT, HALF_WIDTH_END = 0.228, 0.125
THICKNESS = 0.028
TWIST = 0.06  # Length of one turn of the fine wire.
UP = np.array([0.0, 1.0, 0.0])
# Half of the sheet, unrolled: the other half is its mirror image.
TEXTURE = (640, 192)
HALF_LENGTH = 1.265  # From the front to the end, along the sheet.


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
    share = smoothstep(25, BAND_END_DEG - 15, np.abs(degrees))
    return HALF_WIDTH_FRONT + (HALF_WIDTH_END - HALF_WIDTH_FRONT) * share


def band_relief() -> Relief:
    """Return the chased sheet from its middle to its end: butterfly, flowers, fish, tendrils."""
    width, height = TEXTURE
    relief = Relief(width, height)
    middle = height / 2

    def at(x: float) -> float:
        """Stretch what follows as the sheet's width at x asks; return x."""
        degrees = np.array(x / width * BAND_END_DEG)
        relief.tall = float(height / (2 * half_width(degrees)) / (width / HALF_LENGTH))
        return x

    butterfly(relief, at(0), middle + 4, 100)
    for x, y, radius, start, way in (
        (112, -70, 19, 120, 1), (112, 70, 19, -120, -1), (262, -64, 17, 60, -1),
        (262, 64, 17, -60, 1), (418, -46, 14, 150, 1), (418, 46, 14, -150, -1),
    ):  # fmt: skip
        tendril(relief, at(x), middle + y, radius, start, way, 5)
    flower(relief, at(186), middle, 62)
    for turn in (-130, 130, -50, 50):
        c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        leaf(relief, 186 + 58 * c, middle + 58 * s, 40, turn)
    fish(relief, at(338), middle, 76, -1)
    flower(relief, at(478), middle, 47)
    for turn in (-125, 125, -55, 55):
        c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        leaf(relief, 478 + 44 * c, middle + 44 * s, 30, turn)
    for y, turn in ((-18, -24), (0, 0), (18, 24)):
        leaf(relief, at(556), middle + y * 0.4, 58, turn * 1.6)
    relief.stipple(5.4, 1.5, 11)
    relief.hammer(5, 0.9, 12)
    return relief


def band(relief: Relief) -> tuple[Mesh, Mesh]:
    """Return the front of the sheet, which the relief covers, and its plain back."""
    columns, rows = 90, 14
    heights = relief.small()
    across = np.linspace(-1, 1, rows + 1)
    halves: list[Mesh] = []
    degrees = np.linspace(BAND_END_DEG, 0, columns + 1)
    angle, share = np.meshgrid(degrees, across)
    u, v = angle / BAND_END_DEG, 0.5 - share / 2
    pixel_x = (u * (TEXTURE[0] - 1)).round().astype(int)
    pixel_y = (v * (TEXTURE[1] - 1)).round().astype(int)
    raised = heights[pixel_y, pixel_x] / TEXTURE[0] * HALF_LENGTH
    dome = THICKNESS + 0.03 * (1 - share**2)
    # The normal map holds the relief: normals are those of the smooth sheet.
    front = sheet(on_wrist(angle, dome, share * half_width(angle)), uvs=np.stack([u, v], axis=2))
    front.positions = on_wrist(angle, dome + raised, share * half_width(angle)).reshape(-1, 3)
    halves = [front, front.mirrored_x()]
    angle, share = np.meshgrid(np.linspace(-BAND_END_DEG, BAND_END_DEG, 73), np.array([-1.0, 1.0]))
    back = sheet(on_wrist(angle, 0.0, share * half_width(angle)), shades=0.75)
    return merged(halves), back


def outward(degrees: Array) -> Array:
    """Return which way is up from the wrist at an angle from the front."""
    return unit(on_wrist(degrees, 1.0, 0.0) - on_wrist(degrees, 0.0, 0.0))


def edges() -> tuple[Mesh, Mesh]:
    """Return two twisted wires and granules along each edge, and the fine wires beside them."""
    degrees = np.linspace(-BAND_END_DEG, BAND_END_DEG, 240)
    up = outward(degrees)
    plain: list[Mesh] = []
    fine: list[Mesh] = []
    lot = Random(31)  # No two granules melt to the same size.
    grained = np.arange(-BAND_END_DEG + 3, BAND_END_DEG - 2, 3.2)
    for side in (-1, 1):
        rim = on_wrist(degrees, 0.036, side * (half_width(degrees) + 0.012))
        plain.append(rope(rim, 0.0215, 0.125, sides=7, points_a_turn=11, up=up))
        inner = on_wrist(degrees, 0.044, side * (half_width(degrees) - 0.043))
        fine.append(tube(inner[::2], 0.0125, 5, up=up[::2], twist_length=TWIST, flatness=0.9))
        places = on_wrist(grained, 0.043, side * (half_width(grained) - 0.0175))
        plain += [
            bead(place, 0.0165 * lot.uniform(0.92, 1.08), tip, sides=7, rings=3)
            for place, tip in zip(places, outward(grained), strict=True)
        ]
    return merged(plain), merged(fine)


def ends() -> Mesh:
    """Return what closes the sheet: a bar across, a stem wrapped in wire, a knob."""
    parts: list[Mesh] = []
    for side in (-1, 1):
        last = np.full(9, side * float(BAND_END_DEG))
        width = HALF_WIDTH_END + 0.03
        bar = on_wrist(last, 0.036, np.linspace(-width, width, 9))
        parts.append(tube(bar, 0.03, 9, up=outward(last), shades=0.9))
        degrees = side * np.linspace(BAND_END_DEG - 2, STEM_END_DEG, 12)
        parts.append(tube(on_wrist(degrees, STEM_OUT, 0.0), 0.05, 10, shades=0.5))
        turns = 4
        share = np.linspace(0, 1, turns * 14)
        at = side * (BAND_END_DEG + 2.5 + share * (STEM_END_DEG - BAND_END_DEG - 5))
        phase = share * turns * 2 * np.pi
        swing = outward(at) * np.cos(phase)[:, None] + UP * np.sin(phase)[:, None]
        wire = tube(on_wrist(at, STEM_OUT, 0.0) + swing * 0.058, 0.0155, 6, up=swing)
        angles = np.tile(np.arange(6) * (2 * np.pi / 6), len(wire.positions) // 6)
        wire.shades = 0.12 + 0.88 * smoothstep(-0.4, 0.7, np.cos(angles))
        parts.append(wire)
        end, ahead = on_wrist(
            side * np.array([STEM_END_DEG + 1.5, STEM_END_DEG + 2.5]), STEM_OUT, 0.0
        )
        parts.append(bead(end, 0.068, ahead - end, sides=14, rings=8, depth=-0.9))
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
    twist = twisted_wire(roughness=0.24)
    front, back = band(relief)
    rims, fine = edges()
    return Part(
        "miao_bangle",
        children=[
            Part("band", [(front, chased)]),
            Part("twisted_wires", [(merged([back, rims, ends()]), plain), (fine, twist)]),
        ],
    )
