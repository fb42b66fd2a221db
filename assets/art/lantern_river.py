"""Art of the example effect `lanterns`: a night river, paper lanterns, a garland, their hints."""

from __future__ import annotations

import jewelry_hands as hands
import small
from hint_round import in_round
from jewelry_hints import arrow, at, rays
from paper import (
    CREAM,
    INDIGO,
    JADE,
    LANTERN,
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

NIGHT_TOP, NIGHT_LOW = "#101a38", "#33497c"
HINT_GROUND, HINT_DOTS = mix(INDIGO, NIGHT_TOP, 0.4), LANTERN
WATER_TOP, WATER_LOW = "#2a4172", "#121d3e"
MOON = "#fdf0cf"
UNLIT_SHARE = 0.52  # Of night in the paper of a lantern that is not lit.
NIGHT_PAPER = "#39446b"

BODIES = {
    "round": (
        "104,64! 60,76 28,118 28,164 60,210 104,222! "
        "136,222! 180,210 212,164 212,118 180,76 136,64!"
    ),
    "long": ("72,58! 66,100 64,150 66,196 74,236! 166,236! 174,196 176,150 174,100 168,58!"),
}
PAPERS = {"round": VERMILION, "long": "#f3c77a", "lotus": "#ef8f8a"}


def dim(colour: str, is_lit: bool) -> str:
    """Return a colour as it is with a light behind it, or without."""
    return colour if is_lit else mix(colour, NIGHT_PAPER, UNLIT_SHARE)


def halo(sheet: Sheet, is_lit: bool) -> None:
    if is_lit:
        sheet.glow(120, 146, 120, "#ffc56e", 0.8)


def cap(sheet: Sheet, y: float, is_lit: bool, half: float = 40) -> None:
    """A wooden ring of a lantern."""
    sheet.piece(board(120 - half, y - 9, 2 * half, 18, 7), dim("#8a5a34", is_lit), lift=2, rim=4)


def tassel(sheet: Sheet, is_lit: bool) -> None:
    """The knot and threads below."""
    colour = dim(LANTERN, is_lit)
    sheet.line("M120 232V250", colour, 5)
    sheet.dab(120, 252, 9, 8, colour)
    sheet.line("M112 260V288M120 262V294M128 260V288", colour, 4.5)


def hung(sheet: Sheet, shape: str, is_lit: bool) -> None:
    """Draw the round or the long lantern."""
    halo(sheet, is_lit)
    sheet.line("M120 8V56", dim("#b98a52", is_lit), 5)
    tassel(sheet, is_lit)
    paper = dim(PAPERS[shape], is_lit)
    with sheet.cut(smooth(BODIES[shape]), paper, lift=4, rim=7):
        if is_lit:
            sheet.glow(120, 156, 96, "#fff0b8", 0.95)
        ribs = (
            "M120 60V226M84 68Q56 144 84 220M156 68Q184 144 156 220M52 92Q26 146 52 198M188 92Q214 "
            "146 188 198"
            if shape == "round"
            else "M64 96H178M62 132H180M62 168H180M66 204H176"
        )
        sheet.line(ribs, darker(paper, 0.28), 3.5, 0.55)
        if shape == "long":
            paw(sheet, 120, 150, dim(VERMILION, is_lit))
    cap(sheet, 62, is_lit, 42 if shape == "round" else 52)
    cap(sheet, 228, is_lit, 38 if shape == "round" else 50)


def paw(sheet: Sheet, x: float, y: float, colour: str) -> None:
    """A stray has left its mark on the paper."""
    sheet.fill(
        smooth(
            [
                (x, y - 6),
                (x + 20, y + 8),
                (x + 24, y + 28),
                (x, y + 32),
                (x - 24, y + 28),
                (x - 20, y + 8),
            ]
        ),
        colour,
        0.8,
    )
    for dx, dy in ((-30, -2), (-12, -20), (12, -20), (30, -2)):
        sheet.fill(oval(x + dx, y + dy, 8, 11), colour, 0.8)


def lotus(sheet: Sheet, is_lit: bool) -> None:
    """Draw the lantern that is a water lily."""
    halo(sheet, is_lit)
    paper = dim(PAPERS["lotus"], is_lit)
    leaf = dim(JADE, is_lit)
    sheet.piece(oval(120, 226, 104, 22), leaf, lift=3, rim=5)
    back = ("120,52! 92,98 96,190 120,214 144,190 148,98", "62,92! 58,140 84,200 116,214 112,150")
    sheet.twice(
        lambda: sheet.piece(smooth(back[1]), darker(paper, 0.18), lift=2, rim=5), axis_x=120
    )
    sheet.piece(smooth(back[0]), darker(paper, 0.1), lift=2, rim=5)
    if is_lit:
        sheet.glow(120, 150, 84, "#fff0b8", 0.95)
    sheet.twice(
        lambda: sheet.piece(smooth("22,138! 34,184 70,222 118,228 92,182"), paper, lift=3, rim=6),
        axis_x=120,
    )
    sheet.twice(
        lambda: sheet.piece(
            smooth("78,118! 66,166 88,214 120,230 122,180"), lighter(paper, 0.14), lift=3, rim=6
        ),
        axis_x=120,
    )
    sheet.piece(
        smooth("120,138! 100,176 104,214 120,232 136,214 140,176"),
        lighter(paper, 0.28),
        lift=2,
        rim=5,
    )


def sky(sheet: Sheet, width: int, horizon: int) -> None:
    """Night, stars, moon and two ridges."""
    sheet.fade(board(0, 0, width, horizon + 40), ((0, NIGHT_TOP), (1, NIGHT_LOW)))
    lot = chance(width)
    for _ in range(width // 16):
        x, y = lot.randint(0, width), lot.randint(0, int(horizon * 0.72))
        sheet.fill(oval(x, y, lot.choice((1.4, 1.8, 2.6))), CREAM, lot.choice((0.35, 0.6, 0.85)))
    moon_x, moon_y, radius = width * 0.78, horizon * 0.26, width * 0.05
    sheet.glow(moon_x, moon_y, radius * 3.4, MOON, 0.5)
    sheet.fill(oval(moon_x, moon_y, radius), MOON)
    sheet.fill(oval(moon_x - radius * 0.3, moon_y - radius * 0.2, radius * 0.2), "#f1dfb4", 0.7)
    sheet.fill(oval(moon_x + radius * 0.3, moon_y + radius * 0.3, radius * 0.14), "#f1dfb4", 0.7)
    for colour, tall, seed in (("#24355f", 0.30, 7), ("#1b2850", 0.17, 11)):
        lot = chance(seed)
        step = width / 6
        ridge = [(0.0, horizon + 30.0, 0.0)]
        ridge += [(step * n, horizon - horizon * tall * lot.uniform(0.45, 1.0)) for n in range(7)]
        ridge += [(float(width), horizon + 30.0, 0.0)]
        sheet.fill(smooth(ridge), colour)


def far_lights(sheet: Sheet, width: int, horizon: int) -> None:
    """Houses on the other bank, with lit windows and their light on the water."""
    lot = chance(3)
    x = width * 0.03
    while x < width * 0.97:
        wide, tall = lot.randint(70, 120) * width / 1600, lot.randint(46, 84) * width / 1600
        base = horizon + 6
        wall = mix("#26315a", "#4a3b58", lot.random())
        sheet.fill(board(x, base - tall, wide, tall), wall)
        eaves, ridge = num(base - tall + 2), num(base - tall - 44 * width / 1600)
        roof = f"M{num(x - 12)} {eaves}Q{num(x + wide / 2)} {ridge} {num(x + wide + 12)} {eaves}Z"
        sheet.fill(roof, darker(wall, 0.45))
        for n in range(lot.choice((1, 2))):
            wx = x + wide * (0.2 + 0.4 * n)
            sheet.fill(board(wx, base - tall * 0.62, wide * 0.2, tall * 0.34, 2), "#ffc56e", 0.95)
            sheet.line(
                f"M{num(wx + wide * 0.1)} {num(base + 16)}v{num(tall * 1.6)}", "#ffb45c", 5, 0.28
            )
        x += wide + lot.randint(6, 60) * width / 1600


def water(sheet: Sheet, width: int, top: int, height: int) -> None:
    """The river, with the moon's path on it."""
    sheet.fade(board(0, top, width, height - top), ((0, WATER_TOP), (1, WATER_LOW)))
    lot = chance(top)
    for n in range(46):
        y = top + 14 + (height - top) * (n / 46) ** 1.4
        long = 24 + 150 * n / 46
        x = lot.uniform(0, width)
        sheet.line(
            f"M{num(x)} {num(y)}q{num(long / 2)} {num(4 + n / 9)} {num(long)} 0",
            "#8fb0dd",
            2 + n / 18,
            0.2,
        )
        x = width * 0.78 + lot.uniform(-0.5, 0.5) * (width * 0.05 + n * 5)
        sheet.line(f"M{num(x - long / 3)} {num(y)}h{num(long * 0.66)}", MOON, 2.5 + n / 16, 0.32)


def river(sheet: Sheet) -> None:
    """The picture that stands in for the camera, 1280 x 960."""
    sky(sheet, 1280, 520)
    far_lights(sheet, 1280, 520)
    water(sheet, 1280, 524, 960)
    reeds(sheet, 0, 960, 1)
    reeds(sheet, 1280, 960, -1)


def reeds(sheet: Sheet, x: float, y: float, way: int) -> None:
    """A clump of reeds at a lower corner."""
    lot = chance(way + 40)
    for n in range(13):
        root = x + way * lot.uniform(-20, 250)
        tip = root + way * lot.uniform(-30, 110)
        top = y - lot.uniform(150, 380)
        colour = mix("#14315a", JADE, lot.uniform(0.15, 0.5))
        sheet.line(
            f"M{num(root)} {num(y + 10)}Q{num(root)} {num((y + top) / 2)} {num(tip)} {num(top)}",
            colour,
            9,
        )
        if n % 3 == 0:
            sheet.line(f"M{num(tip)} {num(top)}l{num(way * 3)} {num(-46)}", "#7a5138", 17)


def page_far(sheet: Sheet) -> None:
    sky(sheet, 1600, 820)
    far_lights(sheet, 1600, 820)
    water(sheet, 1600, 824, 1600)


def page_near(sheet: Sheet) -> None:
    """Reeds, a jetty, and lanterns that float far away."""
    for x, y, size in ((250, 980, 0.36), (1330, 930, 0.30), (1120, 1060, 0.44), (470, 1090, 0.4)):
        sheet.line(f"M{num(x)} {num(y + 40 * size)}v{num(220 * size)}", "#ffb45c", 26 * size, 0.25)
        with sheet.group(f"translate({num(x - 120 * size)} {num(y - 226 * size)}) scale({size})"):
            lotus(sheet, True)
    sheet.piece(
        smooth("0,1440! 420,1410 640,1470! 640,1600! 0,1600!"),
        "#2a2140",
        lift=8,
        rim=8,
        shade="#161126",
    )
    sheet.line("M0 1482L628 1500M0 1540L636 1552", "#161126", 5, 0.7)
    for x in (90, 330, 560):
        sheet.piece(board(x, 1330, 34, 210, 8), "#3a2c50", lift=5, rim=6)
    reeds(sheet, 0, 1600, 1)
    reeds(sheet, 1600, 1600, -1)
    reeds(sheet, 1420, 1620, 1)


def cord(sheet: Sheet) -> None:
    """The garland's cord, twisted, to be bent along a line."""
    sheet.fade(board(0, 3, 800, 14, 7), ((0, "#d8b070"), (0.5, "#a9713c"), (1, "#5d3b22")))
    sheet.line("".join(f"M{x} 16L{x + 14} 4" for x in range(4, 790, 17)), "#6d4526", 3.5, 0.8)


def palm_glow(sheet: Sheet) -> None:
    sheet.glow(120, 120, 118, "#ffcf7d", 0.75)
    sheet.add(
        f'<circle cx="120" cy="120" r="84" fill="none" stroke="{CREAM}" stroke-width="7" '
        'stroke-dasharray="4 18" stroke-linecap="round" opacity=".95"/>'
    )
    sheet.add(
        f'<circle cx="120" cy="120" r="66" fill="none" stroke="{LANTERN}" '
        'stroke-width="4" opacity=".7"/>'
    )


def show_hand(sheet: Sheet, step: int) -> None:
    def draw() -> None:
        if step == 0:
            at(sheet, 80, 150, 0.7, lambda: hands.fist(sheet))
            arrow(sheet, "M136 96V50", "M126 62L136 49L146 62")
        else:
            at(sheet, 78, 134, 0.58, lambda: hands.open_palm(sheet))
            rays(sheet, 78, 76, 62, ((0.9, -0.6), (-0.9, -0.6), (1, 0.1), (-1, 0.1)))

    in_round(sheet, HINT_GROUND, HINT_DOTS, draw)


def open_palm(sheet: Sheet, step: int) -> None:
    def draw() -> None:
        at(sheet, 80, 164, 0.5, lambda: hands.open_palm(sheet))
        if step == 0:
            at(sheet, 42, -6, 0.32, lambda: hung(sheet, "round", False))
            arrow(sheet, "M128 30V66", "M118 55L128 67L138 55")
        else:
            at(sheet, 42, 14, 0.32, lambda: hung(sheet, "round", True))

    in_round(sheet, HINT_GROUND, HINT_DOTS, draw)


def result_portrait(sheet: Sheet) -> None:
    """Three lit lanterns on their cord."""
    sheet.line("M10 54Q200 118 390 54", "#a9713c", 9)
    for x, y, size, shape in ((14, 46, 0.6, "long"), (236, 46, 0.6, "lotus")):
        with sheet.group(f"translate({x} {y}) scale({size})"):
            if shape == "lotus":
                sheet.line("M120 40V-14", "#b98a52", 6)
                lotus(sheet, True)
            else:
                hung(sheet, shape, True)
    with sheet.group("translate(86 84) scale(0.96)"):
        hung(sheet, "round", True)


def progress(sheet: Sheet, is_lit: bool) -> None:
    with sheet.group("translate(8 0) scale(0.44)"):
        hung(sheet, "round", is_lit)


def sheets() -> list[Sheet]:
    """Return the effect's drawings."""
    made: list[Sheet] = []

    def new(name: str, width: int, height: int) -> Sheet:
        made.append(Sheet(name, width, height))
        return made[-1]

    for is_lit in (False, True):
        state = "lit" if is_lit else "unlit"
        for shape in ("round", "long"):
            hung(new(f"{shape}_{state}", 240, 300), shape, is_lit)
        lotus(new(f"lotus_{state}", 240, 300), is_lit)
    river(new("river", 1280, 960))
    page_far(new("page_far", 1600, 1600))
    page_near(new("page_near", 1600, 1600))
    cord(new("cord", 800, 20))
    palm_glow(new("palm_glow", 240, 240))
    for step in (0, 1):
        show_hand(new(f"hint_show_hand_{step}", 160, 160), step)
        open_palm(new(f"hint_open_palm_{step}", 160, 160), step)
    result_portrait(new("result_portrait", 400, 400))
    for step in (0, 1):
        progress(new(f"progress_{step}", 120, 120), step == 1)
    small.petal(new("petal", 100, 100))
    small.sparkle(new("sparkle", 100, 100))
    return made
