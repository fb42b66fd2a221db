"""The three ornaments drawn flat, 200 x 200, and small ones that are worn in other drawings."""

from __future__ import annotations

from math import cos, pi, sin

from jewelry_cloth import spiral, wax_round
from paper import BATIK, INDIGO, INK, SILVER, Sheet, board, mix, num, oval, smooth

BRIGHT = "#ffffff"
SHADE, DEEP = "#7d8797", "#4d5668"
PALE = "#e4e8ee"


def silver(sheet: Sheet, d: str, lift: float = 3, rim: float = 4, colour: str = SILVER) -> None:
    """Cut a piece out of silver sheet."""
    sheet.piece(d, colour, lift=lift, rim=rim, shade=DEEP, light=BRIGHT)


def twisted(sheet: Sheet, d: str, width: float) -> None:
    """Lay a twisted wire along a path: bright strands, dark grooves."""
    sheet.line(d, DEEP, width + 1.6)
    sheet.line(d, PALE, width)
    pitch = num(width * 0.95)
    sheet.add(
        f'<path fill="none" stroke="{SHADE}" stroke-width="{num(width * 0.92)}" '
        f'stroke-dasharray="1.6 {pitch}" d="{d}"/>'
    )


def grains(sheet: Sheet, spots: list[tuple[float, float]], radius: float) -> None:
    """Solder granules on."""
    for colour, dx, size in ((DEEP, 0.0, 1.2), (PALE, 0.0, 1.0), (BRIGHT, -0.3, 0.45)):
        d = "".join(f"M{num(x + dx * radius)} {num(y + dx * radius)}h.01" for x, y in spots)
        sheet.line(d, colour, 2 * radius * size)


def butterfly(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A butterfly beaten out of silver, 100 units wide at size 1."""
    with sheet.group(f"translate({num(x)} {num(y)}) scale({size:g})"):

        def wings() -> None:
            silver(sheet, smooth("2,2! 16,8 30,20 26,34 14,30 6,14"), 2, 3)
            silver(sheet, smooth("2,-2! 12,-24 32,-36 48,-28 46,-8 24,4"), 2, 3)
            sheet.line("M8-6Q24-16 38-20M10-3Q26-6 38-10M8 8Q14 14 19 22", DEEP, 2.4, 0.8)
            sheet.line("M2-22Q8-38 20-38", SHADE, 3)
            grains(sheet, [(37, -25), (20, 25)], 3)

        sheet.twice(wings, 0)
        silver(sheet, oval(0, 2, 5, 20), 1, 2, PALE)
        grains(sheet, [(0, -20)], 5)


def rosette(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A small chased flower of eight petals, 100 units across at size 1."""

    def petal_of_sheet() -> None:
        silver(sheet, smooth("0,-10! 14,-30 10,-46 0,-50 -10,-46 -14,-30"), 1.5, 3)
        sheet.line("M0-18V-40", DEEP, 2.4, 0.7)

    with sheet.group(f"translate({num(x)} {num(y)}) scale({size:g})"):
        for n in range(8):
            sheet.stamp("chased petal", petal_of_sheet, f"rotate({45 * n})")
        grains(sheet, [(0, 0)], 13)


def bangle(sheet: Sheet) -> None:
    """The cuff from its front, a little from above."""

    def edge(height: float, belly: float, inset: float = 0) -> list[tuple[float, float]]:
        return [
            (100 + (80 - inset) * cos(pi * n / 12), height + belly * sin(pi * n / 12))
            for n in range(13)
        ]

    sheet.add(f'<ellipse cx="102" cy="164" rx="70" ry="11" fill="{INK}" opacity=".2"/>')
    back = "M26 66A76 32 0 0 1 174 66"
    sheet.line(back, DEEP, 22)
    sheet.line(back, SHADE, 18)
    sheet.line("M32 58A76 32 0 0 1 168 58", PALE, 3, 0.7)
    top, low = edge(60, 34), edge(98, 48)
    corners = ((*top[0], 0), (*top[-1], 0), (*low[-1], 0), (*low[0], 0))
    band = smooth([corners[0], *top[1:-1], corners[1], corners[2], *low[-2:0:-1], corners[3]])
    with sheet.cut(band, mix(SILVER, SHADE, 0.5), lift=6, rim=5, shade=DEEP, light=BRIGHT):
        sheet.fill("M50 60h20l4 100h-20zM120 60h26l-4 100h-22z", BRIGHT, 0.3)
        for row in range(16):
            sheet.add(
                f'<path stroke="{DEEP}" stroke-width="1.6" stroke-dasharray="1.6 4.4" opacity=".5" '
                f'd="M{14 + row % 2 * 3} {60 + row * 6}h176"/>'
            )
    for x, y, size in ((46, 108, 0.4), (154, 108, 0.4)):
        rosette(sheet, x, y, size)
    butterfly(sheet, 100, 120, 0.66)
    grains(sheet, edge(68, 35, 3), 2.4)
    grains(sheet, edge(90, 48, 3), 2.4)
    twisted(sheet, smooth(top, False), 8)
    twisted(sheet, smooth(low, False), 8)


def filigree_flower(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Eight petals of fine wire round a granulated heart, 100 units across at size 1."""

    def outer() -> None:
        outline = smooth("0,-8! 13,-26 13,-42 0,-50 -13,-42 -13,-26")
        sheet.fill(outline, "#39414f")
        twisted(sheet, outline, 3.6)
        for side in (-1, 1):
            with sheet.group(f"translate({side * 5.2} -36) scale({side} 1)"):
                sheet.line(spiral(1.5, 5, pi / 2), PALE, 1.7)
        sheet.line("M0-12V-28", PALE, 2)
        grains(sheet, [(0, -48)], 3.6)

    def inner() -> None:
        outline = smooth("0,-4! 8,-14 7,-24 0,-28 -7,-24 -8,-14")
        sheet.fill(outline, DEEP)
        twisted(sheet, outline, 3)

    with sheet.group(f"translate({num(x)} {num(y)}) scale({size:g})"):
        for n in range(8):
            sheet.stamp("outer petal", outer, f"rotate({num(45 * n + 22.5)})")
        for n in range(6):
            sheet.stamp("inner petal", inner, f"rotate({60 * n})")
        grains(sheet, [(9 * cos(pi * n / 4), 9 * sin(pi * n / 4)) for n in range(8)], 3.4)
        grains(sheet, [(0, 0)], 6)


def ring(sheet: Sheet) -> None:
    """The finger ring, its flower up."""
    sheet.add(f'<ellipse cx="102" cy="180" rx="48" ry="9" fill="{INK}" opacity=".22"/>')
    hoop = oval(100, 124, 56, 54)
    sheet.line(hoop, DEEP, 21)
    sheet.line(hoop, "#39414f", 15)
    for n in range(22):
        a = 2 * pi * n / 22
        x, y = num(100 + 56 * cos(a)), num(124 + 54 * sin(a))
        where = f"translate({x} {y}) rotate({num(360 * n / 22)})"
        sheet.stamp("scroll", lambda: sheet.line(spiral(1.3, 6, 0), PALE, 1.8), where)
    twisted(sheet, oval(100, 124, 65, 63), 5)
    twisted(sheet, oval(100, 124, 47, 45), 5)
    filigree_flower(sheet, 100, 66, 1.12)


def ear_ornament(sheet: Sheet) -> None:
    """One ear ornament in a canvas of 100 x 200; the lobe's hole is at (50, 14)."""
    sheet.line("M50 36V26Q50 8 58 8T64 30", DEEP, 5)
    sheet.line("M50 36V26Q50 8 58 8T64 30", PALE, 3)
    butterfly(sheet, 50, 58, 0.7)
    for n in range(7):
        turn = (n - 3) * 17
        with sheet.group(f"translate(50 114) rotate({-turn}) translate(0 38) rotate({turn})"):
            drop = 20 - abs(n - 3) * 2
            seed = f"M0 10q5 8 5 {drop - 4}q-5 8-10 0q0-{drop - 12} 5-{drop - 4}z"
            sheet.line("M0 0v12" + seed, SHADE, 2.4)
            sheet.fill(seed, PALE)
    silver(sheet, oval(50, 114, 38), 4, 4)
    sheet.fill(oval(50, 114, 29), INDIGO)
    wax_round(sheet, 50, 114, 0.5)
    twisted(sheet, oval(50, 114, 29), 5)
    grains(
        sheet, [(50 + 35 * cos(pi * n / 14), 114 + 35 * sin(pi * n / 14)) for n in range(28)], 2.7
    )


def ear_ornaments(sheet: Sheet, lobes: tuple[tuple[float, float], ...], size: float) -> None:
    """Hang an ear ornament at each of the places."""
    for x, y in lobes:
        where = f"translate({num(x - 50 * size)} {num(y - 14 * size)}) scale({size:g})"
        sheet.stamp("ear", lambda: ear_ornament(sheet), where)


def pair(sheet: Sheet) -> None:
    """Both ear ornaments side by side."""
    ear_ornaments(sheet, ((52, 16), (148, 16)), 1)


# --- worn, small ---------------------------------------------------------------------------------


def worn_bangle(sheet: Sheet, x: float, y: float, width: float, turn: float = 0) -> None:
    """A bangle round a wrist that is `width` wide."""
    w, h = width * 0.56, width * 0.22
    with sheet.group(f"translate({num(x)} {num(y)}) rotate({turn:g})"):
        left, right, up, down = num(-w), num(w), num(-h), num(h)
        bow = num(h * 0.65)
        shape = f"M{left} {up}q{right} {bow} {num(2 * w)} 0V{down}q{left} {bow} {num(-2 * w)} 0Z"
        silver(sheet, shape, 3, width * 0.035)
        for edge in (up, down):
            twisted(sheet, f"M{left} {edge}q{right} {bow} {num(2 * w)} 0", width * 0.085)
        grains(sheet, [(side * w * 0.62, h * 0.25) for side in (-1, 1)], width * 0.07)
        butterfly(sheet, 0, h * 0.36, width / 200)


def worn_ring(sheet: Sheet, x: float, y: float, width: float, turn: float = 0) -> None:
    """A ring round a finger that is `width` wide, its flower to the viewer."""
    with sheet.group(f"translate({num(x)} {num(y)}) rotate({turn:g})"):
        w = width * 0.56
        silver(sheet, board(-w, -width * 0.16, 2 * w, width * 0.32, width * 0.1), 2, 2)
        for n in range(8):
            petal = (width * 0.36 * sin(pi * n / 4), width * 0.36 * cos(pi * n / 4))
            sheet.fill(oval(*petal, width * 0.2), DEEP)
            sheet.fill(oval(*petal, width * 0.16), PALE)
            sheet.fill(oval(*petal, width * 0.07), SHADE)
        grains(sheet, [(0, 0)], width * 0.17)


# --- what flies about ----------------------------------------------------------------------------


def sparkle(sheet: Sheet) -> None:
    """A glint of daylight on silver."""
    sheet.glow(50, 50, 50, "#dbe9ff", 0.8)
    sheet.fill("M50 6Q55 45 94 50 55 55 50 94 45 55 6 50 45 45 50 6z", "#f4f8ff")
    sheet.fill("M50 28Q53 47 72 50 53 53 50 72 47 53 28 50 47 47 50 28z", "#ffffff")


def petal(sheet: Sheet) -> None:
    """A petal cut from batik."""
    shape = smooth("50,90! 24,64 22,34 40,14 50,10 60,14 78,34 76,64")
    with sheet.cut(shape, "#5d83b0", lift=3, rim=6, shade=INDIGO, light=BATIK):
        sheet.line("M50 82V40M50 64L36 46M50 64L64 46", BATIK, 4, 0.9)
        sheet.line("M40 26h.1M50 22h.1M60 26h.1", BATIK, 6)


def sheets() -> list[Sheet]:
    """Return the flat ornaments, named after their models, and what flies about."""
    made = []
    for name, draw, size in (
        ("ornament_miao_bangle", bangle, 200),
        ("ornament_filigree_ring", ring, 200),
        ("ornament_batik_earrings", pair, 200),
        ("sparkle", sparkle, 100),
        ("petal", petal, 100),
    ):
        made.append(Sheet(name, size, size))
        draw(made[-1])
    return made
