"""Cut paper: the palette, smooth outlines and the layered cut-out every drawing is made of.

Writes plain SVG text. Must not know any particular drawing.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random

INK = "#1d2433"
INDIGO = "#274b7a"
BATIK = "#cfe0ee"
CREAM = "#fff5e4"
LANTERN = "#f39c3d"
VERMILION = "#d94f30"
JADE = "#2f8f7b"
SILVER = "#c9ced6"

# A point is (x, y), or (x, y, 0) for a corner where the scissors turned.
Point = Sequence[float]
# An outline is its points, or for short their text: "10,20 30,40!", with a corner marked by "!".
Outline = Sequence[Point] | str


def mix(one: str, other: str, share: float) -> str:
    """Return the colour `share` (0..1) of the way from `one` to `other`, both `#rrggbb`."""
    parts = (
        round(int(one[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def darker(colour: str, share: float = 0.3) -> str:
    """Return the colour moved toward ink, as paper in shade is."""
    return mix(colour, INK, share)


def lighter(colour: str, share: float = 0.3) -> str:
    """Return the colour moved toward cream, as paper in lamplight is."""
    return mix(colour, CREAM, share)


def num(value: float) -> str:
    """Return the number with at most one decimal, the shortest way SVG reads it."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def points_of(outline: Outline) -> Sequence[Point]:
    """Return the outline's points."""
    if not isinstance(outline, str):
        return outline
    return [
        (*map(float, word.rstrip("!").split(",")), *([0] if word.endswith("!") else []))
        for word in outline.split()
    ]


def smooth(outline: Outline, is_closed: bool = True) -> str:
    """Return path data of a smooth line (Catmull-Rom as cubic Béziers) through the points."""
    points = points_of(outline)
    count = len(points)

    def tangent(index: int) -> tuple[float, float]:
        if len(points[index]) > 2:
            return (0.0, 0.0)
        if not is_closed and index in (0, count - 1):
            return (0.0, 0.0)
        before, after = points[index - 1], points[(index + 1) % count]
        return ((after[0] - before[0]) / 6, (after[1] - before[1]) / 6)

    pen = (round(points[0][0]), round(points[0][1]))
    parts = [f"M{pen[0]} {pen[1]}c"]
    for index in range(count if is_closed else count - 1):
        here, there = points[index], points[(index + 1) % count]
        out_x, out_y = tangent(index)
        in_x, in_y = tangent((index + 1) % count)
        pairs = (
            (here[0] + out_x, here[1] + out_y),
            (there[0] - in_x, there[1] - in_y),
            (there[0], there[1]),
        )
        for x, y in pairs:
            for step in (round(x) - pen[0], round(y) - pen[1]):
                # A minus sign already separates two numbers.
                parts.append(str(step) if step < 0 or parts[-1].endswith("c") else f" {step}")
        pen = (round(there[0]), round(there[1]))
    return "".join(parts) + ("z" if is_closed else "")


def mirrored(outline: Outline, axis_x: float = 200) -> list[Point]:
    """Return the points followed by their reflection about x = axis_x, for one closed outline.

    A first or last point that lies on the axis is not repeated.
    """
    points = points_of(outline)
    other = [(2 * axis_x - p[0], *p[1:]) for p in reversed(points) if p[0] != axis_x]
    return [*points, *other]


def flipped(outline: Outline, axis_x: float = 200) -> list[Point]:
    """Return the points reflected about x = axis_x."""
    return [(2 * axis_x - p[0], *p[1:]) for p in points_of(outline)]


def polygon(outline: Outline) -> str:
    """Return path data of a closed polygon with straight edges."""
    return "M" + "L".join(f"{num(p[0])} {num(p[1])}" for p in points_of(outline)) + "Z"


def oval(x: float, y: float, rx: float, ry: float | None = None) -> str:
    """Return path data of an ellipse."""
    ry = rx if ry is None else ry
    return (
        f"M{num(x - rx)} {num(y)}a{num(rx)} {num(ry)} 0 1 1 {num(2 * rx)} 0"
        f"a{num(rx)} {num(ry)} 0 1 1 {num(-2 * rx)} 0Z"
    )


def board(x: float, y: float, width: float, height: float, radius: float = 0) -> str:
    """Return path data of a rectangle with rounded corners."""
    if not radius:
        return f"M{num(x)} {num(y)}h{num(width)}v{num(height)}h{num(-width)}Z"
    r, w, h = num(radius), num(width - 2 * radius), num(height - 2 * radius)
    return (
        f"M{num(x + radius)} {num(y)}h{w}a{r} {r} 0 0 1 {r} {r}v{h}a{r} {r} 0 0 1 -{r} {r}"
        f"h-{w}a{r} {r} 0 0 1 -{r} -{r}v-{h}a{r} {r} 0 0 1 {r} -{r}Z"
    )


def chance(seed: int) -> Random:
    """Return a generator for the small irregularities of handwork, the same at every drawing."""
    return Random(seed)


class Sheet:
    """One SVG file being drawn; coordinates are those of its viewBox."""

    def __init__(self, name: str, width: int, height: int) -> None:
        self.name = name
        self.width = width
        self.height = height
        self._parts: list[str] = []
        self._ids = 0
        self._stamps: dict[str, str] = {}
        # Short, and different in every file: several drawings may be inlined in one page.
        self._id_prefix = f"k{zlib.crc32(name.encode()) % 46656:04x}"

    def new_id(self) -> str:
        """Return an id unique in the file, and in a page that holds several of the files."""
        self._ids += 1
        return f"{self._id_prefix}{self._ids}"

    def add(self, markup: str) -> None:
        """Append raw SVG."""
        self._parts.append(markup)

    def fill(self, d: str, colour: str, opacity: float = 1) -> None:
        """Append a flat shape."""
        faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
        self.add(f'<path fill="{colour}"{faint} d="{d}"/>')

    def line(self, d: str, colour: str, width: float, opacity: float = 1) -> None:
        """Append a stroke with round ends."""
        faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
        self.add(
            f'<path fill="none" stroke="{colour}" stroke-width="{num(width)}" '
            f'stroke-linecap="round" stroke-linejoin="round"{faint} d="{d}"/>'
        )

    def stamp(self, key: str, draw: Callable[[], None], transform: str) -> None:
        """Append a drawing that recurs in the file: drawn once, then referred to."""
        if key not in self._stamps:
            self._stamps[key] = self.new_id()
            self.add(f'<defs><g id="{self._stamps[key]}">')
            draw()
            self.add("</g></defs>")
        self.add(f'<use href="#{self._stamps[key]}" transform="{transform}"/>')

    def twice(self, draw: Callable[[], None], axis_x: float = 200) -> None:
        """Append a drawing and its reflection about x = axis_x; the original lies on top."""
        name = self.new_id()
        self.add(f'<defs><g id="{name}">')
        draw()
        self.add(
            f'</g></defs><use href="#{name}" transform="matrix(-1 0 0 1 {num(2 * axis_x)} '
            f'0)"/><use href="#{name}"/>'
        )

    @contextmanager
    def group(self, transform: str = "", opacity: float = 1) -> Iterator[None]:
        """Draw what follows inside a transformed, possibly fainter group."""
        attributes = f' transform="{transform}"' if transform else ""
        attributes += f' opacity="{opacity:g}"' if opacity < 1 else ""
        self.add(f"<g{attributes}>")
        yield
        self.add("</g>")

    @contextmanager
    def cut(
        self,
        d: str,
        colour: str,
        *,
        lift: float = 4,
        rim: float = 5,
        shade: str | None = None,
        light: str | None = None,
        is_open: bool = False,
    ) -> Iterator[None]:
        """Cut the outline out of paper; what is drawn inside the block is clipped to it.

        lift: how far the piece stands off the ground, in units of the viewBox (cast shadow).
        rim: width of the shaded lower right edge and of the lit upper left one.
        is_open: paint no paper, only clip (for marks on a piece that is already there).
        """
        path, clip = self.new_id(), self.new_id()
        self.add(f'<clipPath id="{clip}"><path id="{path}" d="{d}"/></clipPath>')
        if lift:
            # A wider, fainter edge stands in for a blur, which is slow to rasterise.
            soft = f' stroke="{INK}" stroke-width="{num(lift)}" stroke-opacity=".35"'
            self.add(
                f'<use href="#{path}" y="{num(lift)}" fill="{INK}"{soft if lift > 3 else ""} '
                'opacity=".22"/>'
            )
        if not is_open:
            self.add(f'<use href="#{path}" fill="{colour}"/>')
        self.add(f'<g clip-path="url(#{clip})">')
        yield
        if rim:
            shade = darker(colour, 0.42) if shade is None else shade
            light = lighter(colour, 0.6) if light is None else light
            self.add(
                f'<g fill="none" stroke-width="{num(rim * 2)}"><use href="#{path}" '
                f'x="{num(-rim * 0.3)}" y="{num(-rim * 0.5)}" stroke="{shade}" opacity=".5"/>'
                f'<use href="#{path}" x="{num(rim * 0.35)}" y="{num(rim * 0.55)}" '
                f'stroke="{light}" stroke-width="{num(rim)}" opacity=".65"/></g>'
            )
        self.add("</g>")

    def piece(
        self,
        d: str,
        colour: str,
        *,
        lift: float = 4,
        rim: float = 5,
        shade: str | None = None,
        light: str | None = None,
    ) -> None:
        """Cut a plain piece of paper."""
        with self.cut(d, colour, lift=lift, rim=rim, shade=shade, light=light):
            pass

    def dab(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        """Append a small round piece: a shaded disc, its lit face, no clip (cheap)."""
        self.fill(oval(x, y + 1.5, rx + 1, ry + 1), mix(colour, "#4a2c22", 0.4))
        self.fill(oval(x - rx * 0.08, y - ry * 0.1, rx * 0.92, ry * 0.88), colour)
        self.fill(oval(x - rx * 0.25, y - ry * 0.4, rx * 0.42, ry * 0.28), lighter(colour, 0.5))

    def glow(self, x: float, y: float, radius: float, colour: str, opacity: float = 0.6) -> None:
        """Append lamplight: a round gradient that ends in nothing."""
        name = self.new_id()
        self.add(
            f'<radialGradient id="{name}"><stop stop-color="{colour}" '
            f'stop-opacity="{opacity:g}"/><stop offset=".45" stop-color="{colour}" '
            f'stop-opacity="{opacity * 0.4:.2g}"/><stop offset="1" stop-color="{colour}" '
            f'stop-opacity="0"/></radialGradient>'
            f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" fill="url(#{name})"/>'
        )

    def fibres(
        self,
        box: tuple[int, int, int, int],
        count: int,
        colour: str,
        opacity: float,
        length: int,
    ) -> None:
        """Strew short paper fibres over a box (x, y, width, height); always the same ones."""
        lot = chance(count)
        strokes = "".join(
            f"M{lot.randint(box[0], box[0] + box[2])} {lot.randint(box[1], box[1] + box[3])}"
            f"q{lot.randint(2, length)} {lot.randint(-5, 5)} {length} "
            f"{lot.randint(-length, length)}"
            for _ in range(count)
        )
        self.line(strokes.replace(" -", "-"), colour, 1.5, opacity)

    def fade(self, d: str, stops: Sequence[tuple[float, str]], is_across: bool = False) -> None:
        """Append a shape filled with a straight gradient, from top to bottom or across."""
        name = self.new_id()
        inner = "".join(f'<stop offset="{at:g}" stop-color="{c}"/>' for at, c in stops)
        way = "" if is_across else ' x2="0" y2="1"'
        self.add(f'<linearGradient id="{name}"{way}>{inner}</linearGradient>')
        self.add(f'<path fill="url(#{name})" d="{d}"/>')

    def markup(self) -> str:
        """Return the whole file."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" '
            f'height="{self.height}" viewBox="0 0 {self.width} {self.height}">'
            + "".join(self._parts)
            + "</svg>\n"
        )
