"""Art of the example effect `air_wish`: satin by a window, pearls, a needle, silk, three wishes."""

from __future__ import annotations

import jewelry_hands as hands
import small
from hint_round import in_round
from jewelry_hints import at, rays
from paper import (
    BATIK,
    CREAM,
    INDIGO,
    INK,
    JADE,
    LANTERN,
    SILVER,
    VERMILION,
    Sheet,
    board,
    chance,
    darker,
    lighter,
    mix,
    num,
    oval,
    smooth,
)

HINT_GROUND, HINT_DOTS = mix(INDIGO, BATIK, 0.25), BATIK
SATIN, SATIN_DEEP = "#3c6595", "#1f3a66"
WOOD = "#a97848"
GOLD, GOLD_DEEP = "#ffd27a", "#c98a2b"
SILKS = {"heart": VERMILION, "plum": "#e9839a", "butterfly": JADE}


def satin(sheet: Sheet, width: int, height: int) -> None:
    """Blue satin whose folds catch the light."""
    sheet.fade(board(0, 0, width, height), ((0, SATIN), (1, SATIN_DEEP)))
    for n, (x, wide, light) in enumerate(
        ((0.06, 90, 0.5), (0.24, 150, 0.3), (0.47, 110, 0.42), (0.66, 170, 0.28), (0.88, 120, 0.46))
    ):
        left = width * x
        bend = (-70, 60, -40, 80, -60)[n]
        with sheet.group(opacity=light):
            sheet.fade(
                f"M{num(left)} 0Q{num(left + bend)} {height / 2:g} {num(left + 20)} {height}"
                f"H{num(left + wide)}Q{num(left + wide + bend)} {height / 2:g} "
                f"{num(left + wide - 30)} 0Z",
                ((0, SATIN_DEEP), (0.45, lighter(SATIN, 0.4)), (1, SATIN_DEEP)),
                is_across=True,
            )
    sheet.fibres((0, 0, width, height), 260, BATIK, 0.14, 26)


def sprig(sheet: Sheet, x: float, y: float, size: float, turn: float) -> None:
    """A twig sewn in pale silk."""
    with sheet.group(f"translate({num(x)} {num(y)}) rotate({turn}) scale({size})"):
        sheet.line("M0 0C60 -40 130 -40 210 -96", BATIK, 6, 0.8)
        for n in range(5):
            lx, ly = 34 + n * 38, (-20, -31, -38, -52, -78)[n]
            way = 1 if n % 2 else -1
            leaf = smooth(
                [
                    (lx, ly, 0),
                    (lx + 14, ly + way * 30),
                    (lx + 40, ly + way * 44, 0),
                    (lx + 34, ly + way * 14),
                ]
            )
            sheet.fill(leaf, BATIK, 0.62)
            sheet.line(f"M{lx} {ly}L{lx + 34} {ly + way * 36}", SATIN_DEEP, 2.5, 0.5)
        for dx, dy in ((0, -13), (12, -4), (8, 11), (-8, 11), (-12, -4)):
            sheet.fill(oval(214 + dx, -98 + dy, 9), CREAM, 0.9)
        sheet.fill(oval(214, -98, 6), LANTERN)


def silk(sheet: Sheet) -> None:
    """The picture that stands in for the camera, 1280 x 960: satin in its frame."""
    satin(sheet, 1280, 960)
    for x, y, size, turn in (
        (90, 880, 1.1, -8),
        (1190, 880, 1.0, 190),
        (110, 130, 0.9, 40),
        (1180, 150, 0.9, 140),
    ):
        sprig(sheet, x, y, size, turn)
    for d in (
        board(0, 0, 1280, 34),
        board(0, 926, 1280, 34),
        board(0, 0, 34, 960),
        board(1246, 0, 34, 960),
    ):
        sheet.piece(d, WOOD, lift=7, rim=6)


def page_far(sheet: Sheet) -> None:
    """A bright wall with a lattice window."""
    sheet.fade(board(0, 0, 1600, 1600), ((0, "#e9eef0"), (0.55, "#d3dfe8"), (1, "#a9bfd3")))
    sheet.fibres((0, 0, 1600, 1000), 240, "#b8c7d4", 0.5, 30)
    for left in (120, 1080):
        sheet.fade(board(left, 160, 400, 560), ((0, "#fdf3d6"), (1, "#cfe6d8")))
        with sheet.cut(board(left, 160, 400, 560), CREAM, lift=0, rim=0, is_open=True):
            for x, y, size in ((60, 430, 1.5), (210, 500, 1.9), (350, 440, 1.4)):
                sheet.fill(
                    oval(left + x, 160 + y + 60, 110 * size, 90 * size),
                    mix(JADE, "#cfe6d8", 0.45),
                    0.75,
                )
        bars = "".join(f"M{left + x} 160v560" for x in (100, 200, 300))
        bars += "".join(f"M{left} {160 + y}h400" for y in (112, 224, 336, 448))
        sheet.line(bars, WOOD, 10)
        sheet.line(f"M{left} 160h400v560h-400Z", darker(WOOD, 0.12), 24)


def spool(sheet: Sheet, x: float, y: float, size: float, colour: str) -> None:
    """A wooden spool of silk."""
    with sheet.group(f"translate({num(x)} {num(y)}) scale({size})"):
        sheet.fill(oval(0, 104, 66, 14), INK, 0.25)
        sheet.piece(board(-40, -70, 80, 160, 10), colour, lift=4, rim=6)
        for n in range(9):
            sheet.line(f"M-39 {-58 + n * 17}q39 10 78 0", darker(colour, 0.22), 3, 0.6)
        for top in (-92, 78):
            sheet.piece(board(-56, top, 112, 28, 9), lighter(WOOD, 0.1), lift=4, rim=5)


def page_near(sheet: Sheet) -> None:
    """A table with satin, spools and a hoop."""
    sheet.piece("M0 1180H1600V1600H0Z", WOOD, lift=10, rim=8)
    for y in (1262, 1370, 1486):
        sheet.line(f"M0 {y}q400 12 800 0t800 0", darker(WOOD, 0.18), 5, 0.6)
    with sheet.cut(
        smooth("330,1600! 380,1300 560,1236 1060,1240 1230,1310 1290,1600!"), SATIN, lift=9, rim=9
    ):
        sheet.line(
            "M430 1600Q470 1340 620 1270M820 1600Q800 1380 860 1270M1180 1600Q1150 1380 1060 1280",
            lighter(SATIN, 0.35),
            16,
            0.35,
        )
        sprig(sheet, 560, 1480, 1.3, 0)
        sprig(sheet, 1080, 1380, 1.1, 160)
    for x, y, size, colour in (
        (120, 1190, 1.15, VERMILION),
        (258, 1236, 0.95, LANTERN),
        (1400, 1200, 1.2, JADE),
        (1530, 1250, 0.95, "#c76b98"),
    ):
        spool(sheet, x, y, size, colour)


def pearl(sheet: Sheet, colour: str, has_ring: bool = False, opacity: float = 1) -> None:
    """A pearl, 100 x 100."""
    if has_ring:
        sheet.glow(50, 50, 50, GOLD, 0.9)
        sheet.add(
            f'<circle cx="50" cy="50" r="38" fill="none" stroke="{CREAM}" '
            'stroke-width="4" stroke-dasharray="3 9" stroke-linecap="round"/>'
        )
    radius = 22 if has_ring else 34
    with sheet.group(opacity=opacity):
        sheet.fill(oval(50, 53, radius + 2), INK, 0.3)
        sheet.fill(oval(50, 50, radius), darker(colour, 0.22))
        sheet.fill(oval(48, 48, radius * 0.9), colour)
        sheet.fill(
            oval(50 - radius * 0.3, 50 - radius * 0.36, radius * 0.34, radius * 0.26),
            "#ffffff",
            0.95,
        )


def needle(sheet: Sheet) -> None:
    """A needle whose point is at the canvas's middle."""
    sheet.glow(100, 100, 46, GOLD, 0.8)
    with sheet.group("translate(100 100) rotate(38)"):
        sheet.fill("M0 0L6 -70V-92A6 6 0 0 0 -6 -92V-70Z", "#8e97a3")
        sheet.fill("M0 0L3 -70V-94A4 4 0 0 0 -5 -92V-70Z", SILVER)
        sheet.fill("M-1 -4L0 -70V-90A2 2 0 0 0 -3 -90V-70Z", "#ffffff")
        sheet.fill(oval(0, -84, 2, 7), INDIGO)
        sheet.line("M0 -84C26 -96 30 -66 44 -72", GOLD, 5)


def thread(sheet: Sheet) -> None:
    """Two golden strands, twisted; to be bent along a line."""
    sheet.fill(board(0, 4, 800, 18, 9), "#3a2508", 0.35)
    sheet.fade(board(0, 1, 800, 18, 9), ((0, "#fff0c2"), (0.45, GOLD), (1, GOLD_DEEP)))
    sheet.line(
        "".join(f"M{x} 18Q{x + 9} 10 {x + 16} 2" for x in range(4, 792, 15)), "#8d5a12", 3, 0.75
    )


def stitches(sheet: Sheet, colour: str) -> None:
    """A row of satin stitch, ends rounded; to be bent along a line."""
    edge = board(0, 2, 800, 44, 20)
    sheet.fade(edge, ((0, lighter(colour, 0.34)), (0.5, colour), (1, darker(colour, 0.2))))
    lot = chance(len(colour) + int(colour[1:3], 16))
    for n in range(7):
        y = 7 + n * 6
        marks = "".join(
            f"M{x + lot.randint(0, 14)} {y}h{lot.randint(60, 110)}" for x in range(6, 720, 118)
        )
        sheet.line(marks, lighter(colour, 0.55) if n % 2 else darker(colour, 0.3), 2.2, 0.5)


def core_heart(sheet: Sheet) -> None:
    with (
        sheet.group("translate(20 22) scale(1.2)"),
        sheet.cut(small.HEART, "#ffe2c4", lift=4, rim=7, shade="#d88a6a"),
    ):
        sheet.line("M24 42Q24 28 36 26", "#ffffff", 6)


def core_plum(sheet: Sheet) -> None:
    for turn in range(0, 360, 72):
        with sheet.group(f"rotate({turn} 80 80)"):
            sheet.piece(
                smooth("80,76! 58,48 66,20 80,14 94,20 102,48"),
                "#ffe3e6",
                lift=3,
                rim=5,
                shade="#cf6f86",
            )
    for turn in range(0, 360, 40):
        with sheet.group(f"rotate({turn} 80 80)"):
            sheet.line("M80 74V54", GOLD_DEEP, 3)
            sheet.fill(oval(80, 52, 3.6), GOLD)
    sheet.dab(80, 80, 10, 10, GOLD)


def core_butterfly(sheet: Sheet) -> None:
    sheet.line("M76 46C70 28 60 22 52 22M84 46C90 28 100 22 108 22", GOLD_DEEP, 5)
    sheet.dab(52, 22, 5, 5, GOLD)
    sheet.dab(108, 22, 5, 5, GOLD)
    sheet.piece(
        smooth("80,38 92,52 90,92 80,142! 70,92 68,52"), GOLD, lift=3, rim=6, shade=GOLD_DEEP
    )
    for y in (66, 84, 102):
        sheet.line(f"M71 {y}q9 6 18 0", GOLD_DEEP, 4)


CORES = {"heart": core_heart, "plum": core_plum, "butterfly": core_butterfly}

OUTLINES = {
    "heart": "200,130 262,62 340,92 352,182 290,282 200,356 110,282 48,182 60,92 138,62",
    "plum": "141,52 259,52 252,135! 328,102 365,215 284,233! 338,296 243,365 200,294! 157,365 "
    "62,296 116,233! 35,215 72,102 148,135!",
    "butterfly": "200,132 262,54 354,96 312,200 332,288 252,330 200,262 148,330 68,288 88,200 "
    "46,96 138,54",
}


def wish(sheet: Sheet, motif: str) -> None:
    """The portrait of a wish: its outline sewn on a round of satin."""
    with sheet.cut(oval(200, 200, 190), SATIN, lift=6, rim=0):
        sheet.fill(board(0, 0, 400, 400), SATIN)
        sheet.line("M60 400Q110 200 80 0M250 400Q210 200 270 0", lighter(SATIN, 0.3), 46, 0.22)
        colour = SILKS[motif]
        with sheet.cut(smooth(OUTLINES[motif]), colour, lift=3, rim=0):
            for n in range(34):
                y = 40 + n * 10
                sheet.line(
                    f"M20 {y}q180 -9 360 0",
                    (lighter(colour, 0.28), darker(colour, 0.18))[n % 2],
                    4.5,
                    0.6,
                )
        sheet.line(smooth(OUTLINES[motif]), "#5f3c0c", 11, 0.4)
        sheet.line(smooth(OUTLINES[motif]), GOLD, 8)
        with sheet.group("translate(136 126) scale(0.8)"):
            CORES[motif](sheet)
    sheet.add(
        '<circle cx="200" cy="200" r="184" fill="none" '
        f'stroke="{darker(WOOD, 0.3)}" stroke-width="20"/>'
    )
    sheet.add(
        '<circle cx="200" cy="198" r="184" fill="none" '
        f'stroke="{lighter(WOOD, 0.12)}" stroke-width="14"/>'
    )
    sheet.piece(board(178, 2, 44, 26, 8), GOLD, lift=3, rim=4, shade=GOLD_DEEP)


def gold_line(sheet: Sheet, d: str) -> None:
    sheet.line(d, "#5f3c0c", 10, 0.45)
    sheet.line(d, GOLD, 7)


def small_pearl(sheet: Sheet, x: float, y: float, has_ring: bool) -> None:
    with sheet.group(f"translate({x - 25:g} {y - 25:g}) scale(0.5)"):
        pearl(sheet, "#fff6ea", has_ring)


def point(sheet: Sheet, step: int) -> None:
    def draw() -> None:
        if step == 0:
            small_pearl(sheet, 118, 42, False)
            small_pearl(sheet, 46, 54, True)
            at(sheet, 66, 166, 0.56, lambda: hands.pointing(sheet))
        else:
            gold_line(sheet, "M46 54Q80 84 114 46")
            small_pearl(sheet, 46, 54, False)
            small_pearl(sheet, 118, 42, True)
            at(sheet, 137, 156, 0.56, lambda: hands.pointing(sheet))
            rays(sheet, 118, 40, 20)

    in_round(sheet, HINT_GROUND, HINT_DOTS, draw)


def show_hand(sheet: Sheet, step: int) -> None:
    def draw() -> None:
        if step == 0:
            at(sheet, 80, 150, 0.7, lambda: hands.fist(sheet))
        else:
            at(sheet, 96, 150, 0.62, lambda: hands.pointing(sheet))
            rays(sheet, 76, 34, 16)

    in_round(sheet, HINT_GROUND, HINT_DOTS, draw)


def sheets() -> list[Sheet]:
    """Return the effect's drawings."""
    made: list[Sheet] = []

    def new(name: str, width: int, height: int) -> Sheet:
        made.append(Sheet(name, width, height))
        return made[-1]

    silk(new("silk", 1280, 960))
    page_far(new("page_far", 1600, 1600))
    page_near(new("page_near", 1600, 1600))
    pearl(new("pearl", 100, 100), "#e6edf5", opacity=0.92)
    pearl(new("pearl_next", 100, 100), "#fff6ea", has_ring=True)
    pearl(new("pearl_sewn", 100, 100), GOLD)
    needle(new("needle", 200, 200))
    thread(new("thread", 800, 24))
    for motif, colour in SILKS.items():
        stitches(new(f"satin_{motif}", 800, 48), colour)
        CORES[motif](new(f"core_{motif}", 160, 160))
        wish(new(f"{motif}_body", 400, 400), motif)
    for step in (0, 1):
        point(new(f"hint_point_{step}", 160, 160), step)
        show_hand(new(f"hint_show_hand_{step}", 160, 160), step)
    small.petal(new("petal", 100, 100))
    small.sparkle(new("sparkle", 100, 100))
    return made
