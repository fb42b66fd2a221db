"""Triangles of hand-made silver: tubes, twisted wires, beads, sheets, and their merging.

Lengths are in the model's own unit (see README.md). Knows nothing of any particular ornament.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

GROOVE = 0.16  # Brightness of blackened silver in the grooves that no polishing cloth reaches.
BRIGHT = 1.0


@dataclass
class Mesh:
    """A triangle mesh: positions, normals (n, 3), uvs (n, 2), shades (n,) 0..1, triangles (m, 3).

    shade is the brightness of the metal there; it becomes the vertex colour.
    """

    positions: Array
    normals: Array
    uvs: Array
    shades: Array
    triangles: NDArray[np.int64]

    def moved(self, offset: ArrayLike) -> Mesh:
        """Return the mesh moved by offset (3,)."""
        return Mesh(
            self.positions + np.asarray(offset, float),
            self.normals,
            self.uvs,
            self.shades,
            self.triangles,
        )

    def turned(self, matrix: Array) -> Mesh:
        """Return the mesh turned by a rotation matrix (3, 3) about the origin."""
        return Mesh(
            self.positions @ matrix.T,
            self.normals @ matrix.T,
            self.uvs,
            self.shades,
            self.triangles,
        )

    def mirrored_x(self) -> Mesh:
        """Return the mesh reflected about x = 0."""
        flip = np.array([-1.0, 1.0, 1.0])
        return Mesh(
            self.positions * flip,
            self.normals * flip,
            self.uvs,
            self.shades,
            self.triangles[:, ::-1],
        )

    def turned_over(self) -> Mesh:
        """Return the mesh seen from its other side."""
        return Mesh(self.positions, -self.normals, self.uvs, self.shades, self.triangles[:, ::-1])

    def dimmed(self, share: float) -> Mesh:
        """Return the mesh with its brightness multiplied by share."""
        return Mesh(self.positions, self.normals, self.uvs, self.shades * share, self.triangles)


def merged(meshes: Iterable[Mesh]) -> Mesh:
    """Return all the meshes as one."""
    parts = list(meshes)
    starts = np.cumsum([0, *(len(part.positions) for part in parts[:-1])])
    return Mesh(
        np.concatenate([part.positions for part in parts]),
        np.concatenate([part.normals for part in parts]),
        np.concatenate([part.uvs for part in parts]),
        np.concatenate([part.shades for part in parts]),
        np.concatenate([part.triangles + start for part, start in zip(parts, starts, strict=True)]),
    )


def unit(vectors: Array) -> Array:
    """Return the vectors (…, 3) at length 1; a zero vector stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.maximum(lengths, 1e-12)


def rotation(axis: str, degrees: float) -> Array:
    """Return the matrix (3, 3) that turns about the x, y or z axis, right-handed."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return {
        "x": np.array([[1, 0, 0], [0, c, -s], [0, s, c]]),
        "y": np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]]),
        "z": np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]),
    }[axis]


def smoothstep(low: float, high: float, values: ArrayLike) -> Array:
    """Return 0 below low, 1 above high and a smooth way between."""
    share = np.clip((np.asarray(values, float) - low) / (high - low), 0, 1)
    return share * share * (3 - 2 * share)


def lengths_along(path: Array) -> Array:
    """Return the distance (n,) of each point from the path's start, along the path (n, 3)."""
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps)])


def frames(path: Array, is_closed: bool, up: Array | None) -> tuple[Array, Array, Array]:
    """Return tangents, first and second normals (n, 3) of a path.

    up: the direction (3,) or (n, 3) the first normal leans to; without it the frame is carried
    along the path with the least turning.
    """
    if is_closed:
        tangents = unit(np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0))
    else:
        tangents = unit(np.gradient(path, axis=0))
    if up is not None:
        leaning = np.broadcast_to(up, path.shape)
        firsts = unit(leaning - tangents * np.sum(leaning * tangents, axis=1, keepdims=True))
    else:
        firsts = np.empty_like(path)
        start = np.eye(3)[np.argmin(np.abs(tangents[0]))]
        for index, tangent in enumerate(tangents):
            start = start - tangent * (start @ tangent)
            start = start / np.linalg.norm(start)
            firsts[index] = start
    return tangents, firsts, np.cross(tangents, firsts)


def strip(rows: int, columns: int, wraps_rows: bool, wraps_columns: bool) -> NDArray[np.int64]:
    """Return the triangles of a grid of rows x columns vertices, wrapped where asked."""
    row = np.arange(rows if wraps_rows else rows - 1)
    column = np.arange(columns if wraps_columns else columns - 1)
    r, c = (side.ravel() for side in np.meshgrid(row, column, indexing="ij"))
    down, right = (r + 1) % rows, (c + 1) % columns
    a, b = r * columns + c, r * columns + right
    d, e = down * columns + c, down * columns + right
    return np.concatenate([np.stack([a, b, e], axis=1), np.stack([a, e, d], axis=1)])


def tube(
    path: ArrayLike,
    radius: ArrayLike,
    sides: int = 6,
    *,
    is_closed: bool = False,
    up: Array | None = None,
    flatness: float = 1,
    twist_length: float = 0,
    shades: ArrayLike = BRIGHT,
) -> Mesh:
    """Return a wire along a path (n, 3), its open ends rounded off.

    radius: half width along the first normal, one or one a point; times flatness along the second.
    twist_length: length of one repetition of a twist texture; 0 for a wire without texture.
    shades: brightness, one or one a point.
    """
    path = np.asarray(path, float)
    radii = np.broadcast_to(np.asarray(radius, float), len(path)).copy()
    brightness = np.broadcast_to(np.asarray(shades, float), len(path)).copy()
    tangents, firsts, seconds = frames(path, is_closed, up)
    slopes = np.zeros(len(path))
    if not is_closed:
        # Two more rings at each end make a rounded tip.
        for at, way in ((0, -1), (-1, 1)):
            tip = [path[at] + tangents[at] * way * radii[at] * k for k in (0.7, 1.0)]
            grown = [radii[at] * k for k in (0.71, 0.02)]
            order = slice(None, None, way)
            where = 0 if at == 0 else len(path)
            path = np.insert(path, [where] * 2, tip[order], axis=0)
            radii = np.insert(radii, [where] * 2, grown[order])
            slopes = np.insert(slopes, [where] * 2, [way * k for k in (1.0, 6.0)][order])
            brightness = np.insert(brightness, [where] * 2, [brightness[at]] * 2)
            tangents = np.insert(tangents, [where] * 2, [tangents[at]] * 2, axis=0)
            firsts = np.insert(firsts, [where] * 2, [firsts[at]] * 2, axis=0)
            seconds = np.insert(seconds, [where] * 2, [seconds[at]] * 2, axis=0)
    has_seam = twist_length > 0
    columns = sides + 1 if has_seam else sides
    angles = np.arange(columns) * (2 * np.pi / sides)
    cosines, sines = np.cos(angles)[None, :, None], np.sin(angles)[None, :, None]
    first, second = firsts[:, None, :], seconds[:, None, :]
    positions = path[:, None] + radii[:, None, None] * (first * cosines + second * sines * flatness)
    normals = unit(first * cosines * flatness + second * sines)
    normals = unit(normals + tangents[:, None] * slopes[:, None, None])
    along = lengths_along(path)
    if has_seam:
        total = along[-1] + (np.linalg.norm(path[0] - path[-1]) if is_closed else 0)
        rounds = max(1, round(total / twist_length))
        along = along / total * rounds
        if is_closed:
            positions = np.concatenate([positions, positions[:1]])
            normals = np.concatenate([normals, normals[:1]])
            along = np.append(along, rounds)
            brightness = np.append(brightness, brightness[0])
    rows = len(positions)
    uvs = np.stack(np.broadcast_arrays(along[:, None], angles[None] / (2 * np.pi)), axis=2)
    if not has_seam:
        uvs = np.zeros_like(uvs)
    return Mesh(
        positions.reshape(-1, 3),
        normals.reshape(-1, 3),
        uvs.reshape(-1, 2),
        np.repeat(brightness, columns),
        strip(rows, columns, is_closed and not has_seam, not has_seam),
    )


def rope(
    path: ArrayLike,
    wire_radius: float,
    turn_length: float,
    *,
    strands: int = 2,
    sides: int = 6,
    points_a_turn: int = 10,
    is_closed: bool = False,
    up: Array | None = None,
    scale: ArrayLike = 1,
) -> Mesh:
    """Return wires twisted about one another along a path (n, 3), dark where they meet.

    turn_length: length in which a wire winds once around. scale: thickness, one or one a point.
    """
    path = np.asarray(path, float)
    along = lengths_along(np.concatenate([path, path[:1]]) if is_closed else path)
    total = along[-1]
    turns = max(1, round(total / turn_length))
    count = turns * points_a_turn
    at = np.arange(count) * (total / count) if is_closed else np.linspace(0, total, count + 1)
    looped = np.concatenate([path, path[:1]]) if is_closed else path
    axis = np.stack([np.interp(at, along, looped[:, k]) for k in range(3)], axis=1)
    thickness = np.broadcast_to(np.asarray(scale, float), len(path))
    thickness = np.append(thickness, thickness[0]) if is_closed else thickness
    thickness = np.interp(at, along, thickness)
    if up is not None and up.ndim == 2:
        leaning = np.concatenate([up, up[:1]]) if is_closed else up
        up = np.stack([np.interp(at, along, leaning[:, k]) for k in range(3)], axis=1)
    _, firsts, seconds = frames(axis, is_closed, up)
    offset = wire_radius * (1.0 if strands == 2 else 1.15)
    parts = []
    for strand in range(strands):
        phase = (at / total * turns + strand / strands) * 2 * np.pi
        swing = firsts * np.cos(phase)[:, None] + seconds * np.sin(phase)[:, None]
        wire = tube(
            axis + swing * (offset * thickness)[:, None],
            wire_radius * thickness,
            sides,
            is_closed=is_closed,
            up=swing,
        )
        # The first normal points away from the rope's middle: what faces inward is groove.
        angles = np.tile(np.arange(sides) * (2 * np.pi / sides), len(wire.positions) // sides)
        wire.shades = GROOVE + (BRIGHT - GROOVE) * smoothstep(-0.45, 0.75, np.cos(angles))
        parts.append(wire)
    return merged(parts)


def bead(
    centre: ArrayLike,
    radius: float,
    outward: ArrayLike,
    *,
    sides: int = 8,
    rings: int = 4,
    depth: float = -0.3,
) -> Mesh:
    """Return a granule soldered on: a ball open below, dark at its foot.

    depth: how far it reaches below its middle, in radii.
    """
    pole = unit(np.asarray(outward, float))
    first = unit(np.cross(pole, np.eye(3)[np.argmin(np.abs(pole))]))
    second = np.cross(pole, first)
    heights = np.sin(np.linspace(np.arcsin(depth), np.pi / 2, rings + 1))[:-1]
    angles = np.arange(sides) * (2 * np.pi / sides)
    around = first * np.cos(angles)[:, None] + second * np.sin(angles)[:, None]
    widths = np.sqrt(1 - heights**2)
    directions = widths[:, None, None] * around[None] + heights[:, None, None] * pole
    directions = np.concatenate([directions.reshape(-1, 3), pole[None]])
    levels = np.append(np.repeat(heights, sides), 1)
    triangles = strip(rings, sides, False, True)
    last = (rings - 1) * sides
    around_top = np.arange(sides)
    top = np.stack(
        [last + around_top, last + (around_top + 1) % sides, np.full(sides, rings * sides)], axis=1
    )
    return Mesh(
        np.asarray(centre, float) + radius * directions,
        directions,
        np.zeros((len(directions), 2)),
        GROOVE + (BRIGHT - GROOVE) * smoothstep(depth, 0.45, levels),
        np.concatenate([triangles, top]),
    )


def sheet(
    positions: Array,
    *,
    uvs: Array | None = None,
    shades: ArrayLike = BRIGHT,
    wraps_rows: bool = False,
    wraps_columns: bool = False,
) -> Mesh:
    """Return a sheet of metal through a grid of points (rows, columns, 3), with smooth normals.

    Its front is where rows x columns points (right-handed).
    """
    rows, columns = positions.shape[:2]
    triangles = strip(rows, columns, wraps_rows, wraps_columns)[:, ::-1]
    flat = positions.reshape(-1, 3)
    corners = flat[triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros_like(flat)
    for corner in range(3):
        np.add.at(normals, triangles[:, corner], faces)
    if wraps_columns is False and np.allclose(positions[:, 0], positions[:, -1]):
        # A seam that is closed in space but not in the texture: one normal for both its sides.
        grid = normals.reshape(rows, columns, 3)
        grid[:, 0] = grid[:, -1] = grid[:, 0] + grid[:, -1]
    spans = np.ptp(flat.reshape(rows, columns, 3), axis=1).max(axis=1)
    grid = normals.reshape(rows, columns, 3)
    for row in np.flatnonzero(spans < 1e-9):  # A row that is one point, such as a disc's middle.
        grid[row] = grid[row].sum(axis=0)
    return Mesh(
        flat,
        unit(normals),
        np.zeros((len(flat), 2)) if uvs is None else uvs.reshape(-1, 2),
        np.broadcast_to(np.asarray(shades, float), (rows, columns)).reshape(-1).copy(),
        triangles,
    )
