"""The ear ornament: hook, chased butterfly, a round of batik in a beaded frame, silver drops.

The lobe's hole is the origin; it hangs along -y, its front toward +z; 1 is the ear's height.
"""

from __future__ import annotations

from random import Random

import batik
import numpy as np
from gltf import Material, Part
from mesh import Array, Mesh, bead, merged, rope, sheet, smoothstep, tube
from relief import Relief, butterfly, curve, twisted_wire

DISC_Y, DISC_RADIUS = -0.655, 0.215
RIM_RADIUS = 0.25
BUTTERFLY_Y, BUTTERFLY_HALF_WIDTH = -0.245, 0.225
PLATE_PIXELS = 256
UPPER_WING = ((4, -4), (20, -40), (52, -62), (86, -58), (98, -34), (86, -8), (48, 4), (12, 4))
LOWER_WING = ((6, 2), (40, 8), (64, 22), (66, 44), (50, 58), (34, 50), (26, 66), (12, 40))
DROPS = 7
TWIST = 0.055  # Length of one turn of the fine wire.
UP = np.array([0.0, 0.0, 1.0])


def circle(radius: float, y: float, z: float, count: int = 48) -> Array:
    """Return a circle (count, 3) that faces +z."""
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    flat = np.stack([np.sin(angles), np.cos(angles)], axis=1) * radius
    return np.column_stack([flat[:, 0], y + flat[:, 1], np.full(count, z)])


def hook() -> Mesh:
    """Return the wire through the lobe: a loop in front, an arch, a long tail behind."""
    path = curve(
        [(-0.105, 0.052), (-0.07, 0.060), (-0.03, 0.048), (0.0, 0.0), (-0.03, -0.05),
         (-0.11, -0.068), (-0.20, -0.066), (-0.27, -0.085)],
        is_closed=False,
        steps=6,
    )  # fmt: skip
    points = np.column_stack([np.zeros(len(path)), path])
    return tube(points, 0.0125, 6)


def link(x: float, y: float, z: float, radius: float, wire: float, faces_side: bool) -> Mesh:
    """Return a small jump ring."""
    angles = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=1) * radius
    zeros = np.zeros(10)
    path = np.column_stack([zeros, ring[:, 1], ring[:, 0]] if faces_side else [ring, zeros])
    return tube(
        path + np.array([x, y, z]), wire, 5, is_closed=True, up=np.eye(3)[0 if faces_side else 2]
    )


def plate_relief() -> Relief:
    """Return the chased butterfly; the picture's middle is the body's."""
    relief = Relief(PLATE_PIXELS, PLATE_PIXELS)
    half = PLATE_PIXELS / 2
    butterfly(relief, half, half, half * 0.98)
    relief.hammer(4, 0.8, 21)
    return relief


def wings() -> tuple[Mesh, Mesh, Mesh]:
    """Return the four chased wings, their backs, and their rims of fine twisted wire."""
    scale = BUTTERFLY_HALF_WIDTH / 100
    chased: list[Mesh] = []
    plain: list[Mesh] = []
    fine: list[Mesh] = []
    for wing, z in ((LOWER_WING, 0.030), (UPPER_WING, 0.038)):
        outline = curve(np.asarray(wing, float) * [1, -1], steps=5)
        middle = outline.mean(axis=0)
        rings = np.linspace(0, 1, 7)[:, None, None]
        flat = middle + (outline - middle)[None] * rings
        flat = np.concatenate([flat, flat[:, :1]], axis=1)
        u, v = 0.5 + flat[..., 0] / 200 * 0.98, 0.5 - flat[..., 1] / 200 * 0.98
        tilt = np.abs(flat[..., 0]) * scale * 0.18  # Wings rise a little from the body.
        z_smooth = z + tilt + 0.02 * (1 - rings[..., 0] ** 2)
        spots = np.stack([flat[..., 0] * scale, flat[..., 1] * scale, z_smooth], axis=2)
        front = facing_front(spots, np.stack([u, v], axis=2))
        back = facing_front(spots - [0, 0, 0.012], None).turned_over().dimmed(0.5)
        rim = np.column_stack([outline * scale, z + np.abs(outline[:, 0]) * scale * 0.18])
        edge = tube(rim, 0.0115, 6, is_closed=True, up=UP, twist_length=TWIST)
        # Drawn on the right; the left wing is its mirror image, the picture's as well.
        chased += [front, front.mirrored_x()]
        plain += [back, back.mirrored_x()]
        fine += [edge, edge.mirrored_x()]
    return merged(chased), merged(plain), merged(fine)


def body() -> Mesh:
    """Return the butterfly's body, head and feelers."""
    share = np.linspace(0, 1, 22)
    path = np.column_stack([0 * share, 0.06 - share * 0.17, 0.058 + 0 * share])
    ripple = 1 + 0.12 * np.cos(share * 2 * np.pi * 6)
    radius = (0.012 + 0.016 * np.sin(np.pi * share) ** 0.7) * ripple
    shades = 0.35 + 0.65 * smoothstep(0.92, 1.08, ripple)
    parts = [tube(path, radius, 9, shades=shades)]
    parts.append(bead([0, 0.078, 0.06], 0.027, [0, 0.4, 1], sides=9, rings=6, depth=-0.9))
    for side in (-1, 1):
        feeler = curve([(0.008, 0.09), (0.03, 0.135), (0.07, 0.152), (0.085, 0.13), (0.068, 0.12)],
                       is_closed=False, steps=4)  # fmt: skip
        flat = np.column_stack([side * feeler[:, 0], feeler[:, 1], np.full(len(feeler), 0.06)])
        parts.append(tube(flat, 0.0065, 4))
    return merged(parts)


def disc() -> tuple[Mesh, Mesh]:
    """Return the round of cloth, and its silver back and frame."""
    rings = np.linspace(0, 1, 6)[:, None]
    angles = np.linspace(0, 2 * np.pi, 41)[None]
    x, y = rings * np.sin(angles), rings * np.cos(angles)
    dome = 0.022 + 0.022 * (1 - rings**2) + 0 * angles
    spots = np.stack([x * DISC_RADIUS, DISC_Y + y * DISC_RADIUS, dome], axis=2)
    cloth = facing_front(spots, np.stack([0.5 + x / 2, 0.5 - y / 2], axis=2))
    cloth.shades = np.repeat(1 - 0.55 * smoothstep(0.86, 1.0, rings[:, 0]), 41)
    back = np.stack([x * RIM_RADIUS, DISC_Y + y * RIM_RADIUS, -0.012 + 0 * dome], axis=2)
    parts = [facing_front(back, None).turned_over().dimmed(0.8)]
    parts.append(
        tube(circle(RIM_RADIUS - 0.004, DISC_Y, 0.008, 64), 0.02, 8, is_closed=True, up=UP)
    )
    parts.append(
        rope(
            circle(DISC_RADIUS + 0.002, DISC_Y, 0.03, 60),
            0.0105,
            0.062,
            sides=7,
            points_a_turn=10,
            is_closed=True,
            up=UP,
        )
    )
    lot = Random(44)  # No two granules melt to the same size.
    for step in range(44):
        angle = 2 * np.pi * step / 44
        way = np.array([np.sin(angle), np.cos(angle), 0])
        place = way * (RIM_RADIUS - 0.007) + [0, DISC_Y, 0.022]
        size = 0.0155 * lot.uniform(0.92, 1.08)
        parts.append(bead(place, size, UP + way * 0.3, sides=7, rings=3))
    return cloth, merged(parts)


def facing_front(spots: Array, uvs: Array | None) -> Mesh:
    """Return the sheet whose front is toward +z, whichever way its grid runs."""
    made = sheet(spots, uvs=uvs)
    if made.normals[:, 2].mean() < 0:
        made = sheet(spots[:, ::-1], uvs=None if uvs is None else uvs[:, ::-1])
    return made


def drop(long: float) -> Mesh:
    """Return a melon-seed drop on its links, hanging from (0, 0, 0)."""
    parts = [link(0, -0.012, 0, 0.014, 0.0048, True)]
    parts.append(link(0, -0.034, 0, 0.014, 0.0048, False))
    parts.append(link(0, -0.056, 0, 0.014, 0.0048, True))
    share = np.linspace(0, 1, 9)
    profile = np.array([0.007, 0.011, 0.0135, 0.019, 0.026, 0.031, 0.031, 0.024, 0.008])
    path = np.column_stack([0 * share, -0.066 - share * long, 0 * share])
    seed = tube(path, profile, 8, up=np.array([1.0, 0, 0]), flatness=0.62)
    rows = len(seed.positions) // 8
    seed.shades = np.repeat(np.interp(np.arange(rows), [0, 4, 7], [0.45, 0.8, 1]), 8)
    parts.append(seed)
    tip = [0, -0.07 - long, 0]
    parts.append(bead(tip, 0.013, [0, -1, 0], sides=7, rings=4, depth=-0.8))
    return merged(parts)


def drops() -> Mesh:
    """Return all the drops, about the middle of the round: the stage swings them about it."""
    parts = []
    for step in range(DROPS):
        turn = (step - (DROPS - 1) / 2) * 17
        angle = np.radians(turn)
        hang = np.array([np.sin(angle), -np.cos(angle), 0]) * (RIM_RADIUS + 0.012)
        long = 0.125 - 0.012 * abs(step - (DROPS - 1) / 2)
        parts.append(drop(long).moved([hang[0], hang[1], 0.006]))
    return merged(parts)


def build() -> Part:
    """Return the whole ornament."""
    relief = plate_relief()
    plain = Material("silver", roughness=0.21)
    twist = twisted_wire(roughness=0.24)
    chased = Material(
        "repousse_silver",
        roughness=0.27,
        colour_jpeg=relief.recess_jpeg(7, 0.2),
        normal_jpeg=relief.normal_jpeg(0.9),
    )
    cloth = Material(
        "indigo_batik",
        colour=(1, 1, 1),
        metallic=0,
        roughness=0.92,
        colour_jpeg=batik.picture(),
    )
    wing, wing_backs, rims = wings()
    round_cloth, frame = disc()
    middle = np.array([0, BUTTERFLY_Y, 0])
    joints = [
        hook(),
        link(0, -0.112, 0.052, 0.02, 0.006, True),
        link(0, BUTTERFLY_Y - 0.135, 0.02, 0.024, 0.0065, False),
        link(0, DISC_Y + RIM_RADIUS + 0.022, 0.012, 0.022, 0.0065, True),
    ]
    return Part(
        "batik_earrings",
        children=[
            Part("hook", [(merged(joints), plain)]),
            Part(
                "butterfly",
                [
                    (wing.moved(middle), chased),
                    (merged([wing_backs, body()]).moved(middle), plain),
                    (rims.moved(middle), twist),
                ],
            ),
            Part("batik_round", [(round_cloth, cloth), (frame, plain)]),
            Part("drops", [], (0, DISC_Y, 0), [Part("melon_seeds", [(drops(), plain)])]),
        ],
    )
