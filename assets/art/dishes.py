"""Clean dishes: round, warm, on a plate inside a halo; steam where the dish is hot."""

from collections.abc import Callable

from paper import (
    CREAM,
    INDIGO,
    INK,
    JADE,
    LANTERN,
    VERMILION,
    Sheet,
    darker,
    lighter,
    oval,
    smooth,
)

LEAF = "#6aa84f"
WHITE = "#fffaf0"
BONE = "#fdf1dc"


def halo(sheet: Sheet) -> None:
    """Lamplight and the light ring that say `good to eat` before the dish is recognised."""
    sheet.glow(100, 100, 100, "#ffd27a", 0.85)
    sheet.fill(oval(100, 102, 84), INK, 0.18)
    sheet.fill(oval(100, 100, 83), "#ffe7b0")
    sheet.add(
        f'<circle cx="100" cy="100" r="77" fill="none" stroke="{LANTERN}" '
        'stroke-width="3" stroke-dasharray="2 8" stroke-linecap="round"/>'
    )
    sheet.fill(oval(100, 100, 71), CREAM)


def steam(sheet: Sheet, x: float = 100, y: float = 58) -> None:
    """Three curls over a hot dish."""
    for shift, rise in ((-24, 0), (0, -10), (24, 0)):
        d = f"M{x + shift} {y + rise}c-11-8 9-15 0-25c-4-5-2-9 1-11"
        sheet.line(d, "#e9c58f", 9, 0.5)
        sheet.line(d, "#ffffff", 6)


def plate(sheet: Sheet) -> None:
    """A shallow plate under food that does not come in a bowl."""
    sheet.piece(oval(100, 128, 64, 24), "#f4f1ea", lift=3, rim=4, shade=INDIGO)
    sheet.fill(oval(100, 126, 48, 15), "#dfe6ec")


def bowl(sheet: Sheet, colour: str, inside: Callable[[], None]) -> None:
    """A small round bowl; `inside` draws what rises over its rim."""
    sheet.piece(oval(100, 100, 60, 20), darker(colour, 0.4), lift=0, rim=0)
    inside()
    with sheet.cut(
        smooth("40,98 100,116 160,98 150,138 126,162 100,165 74,162 50,138"),
        colour,
        lift=3,
        rim=5,
    ):
        sheet.line("M46 126Q100 146 154 126", lighter(colour, 0.75), 5)
        sheet.line("M52 137Q100 157 148 137", lighter(colour, 0.75), 2)


def fish(sheet: Sheet) -> None:
    plate(sheet)
    blue = "#5b93b5"
    sheet.piece(
        smooth("146,102 180,74! 176,104 182,132! 146,112"),
        darker(blue, 0.15),
        lift=2,
        rim=4,
    )
    sheet.piece(smooth("76,84 104,60! 126,84"), darker(blue, 0.15), lift=0, rim=3)
    with sheet.cut(
        smooth("22,108 46,82 88,72 130,86 158,106 130,128 88,140 46,132"),
        blue,
        lift=4,
    ):
        sheet.fill(smooth("16,112 60,120 110,122 164,106 150,160 20,160"), "#e8f0ef")
        sheet.line("M84 92q10 8 0 18M104 92q10 8 0 18M124 96q8 6 0 14", darker(blue, 0.3), 4, 0.7)
        sheet.line("M66 80q16 26 0 54", darker(blue, 0.3), 4)
    sheet.fill(oval(46, 100, 8), WHITE)
    sheet.fill(oval(46, 101, 5), INK)
    sheet.line("M27 116q8 4 14 0", INK, 3)


def bone_end(sheet: Sheet, x: float, y: float, turn: float) -> None:
    """The two knobs of a bone; `turn` is where they point, in degrees."""
    d = smooth("-12,-6 2,-6 8,-17 19,-13 17,0 19,13 8,17 2,6 -12,6")
    with sheet.group(f"translate({x:g} {y:g}) rotate({turn:g})"):
        sheet.add(f'<path d="{d}" fill="{BONE}" stroke="#c9a77c" stroke-width="3"/>')


def meat(sheet: Sheet) -> None:
    plate(sheet)
    sheet.line("M38 112L162 84", "#c9a77c", 17)
    sheet.line("M38 112L162 84", BONE, 12)
    bone_end(sheet, 34, 113, 167)
    bone_end(sheet, 166, 83, -13)
    red = "#c65a3a"
    with sheet.cut(
        smooth("56,92 80,66 114,60 142,74 148,104 124,132 86,140 58,124"),
        red,
        lift=4,
        rim=7,
    ):
        sheet.fill(oval(70, 114, 13, 22), "#f0a27e")
        sheet.fill(oval(69, 114, 6, 11), BONE)
        sheet.line("M82 82q18-14 40-8", "#f2a27c", 6)
        sheet.line("M100 124q20-2 32-18M104 104q14-2 24-12", darker(red, 0.35), 5, 0.7)
    steam(sheet, 104, 56)


def kibble(sheet: Sheet) -> None:
    brown = "#b06f3b"

    def inside() -> None:
        spots = ((62, 92), (84, 94), (108, 95), (132, 92), (146, 97), (56, 99), (74, 79), (98, 80),
                 (122, 79), (86, 66), (110, 66), (98, 55))  # fmt: skip
        for index, (x, y) in enumerate(spots):
            shade = (brown, "#c98a4b", "#9a5c30")[index % 3]
            sheet.dab(x, y, 13, 11, shade)
            sheet.fill(oval(x, y, 3), darker(shade, 0.4), 0.6)

    bowl(sheet, JADE, inside)


def water(sheet: Sheet) -> None:
    blue = "#7cc4e0"

    def inside() -> None:
        sheet.fill(oval(100, 99, 56, 17), blue)
        sheet.fill(oval(90, 95, 30, 7), "#d8f1fa")
        sheet.line("M110 103q12 3 26-2", WHITE, 4)

    bowl(sheet, INDIGO, inside)
    with sheet.cut(
        smooth("100,26! 120,58 116,82 100,88 84,82 80,58"),
        blue,
        lift=3,
        rim=5,
        shade=INDIGO,
        light="#ffffff",
    ):
        sheet.fill(oval(92, 66, 5, 9), WHITE)


def egg(sheet: Sheet) -> None:
    plate(sheet)
    with sheet.cut(
        smooth("72,52 96,66 108,96 98,122 72,130 46,122 36,96 48,66"),
        "#f3cfa4",
        lift=4,
        rim=6,
    ):
        sheet.fill(oval(58, 82, 7, 12), CREAM, 0.8)
    with sheet.cut(
        smooth("128,74 152,84 166,108 156,134 126,142 98,132 90,108 104,84"),
        WHITE,
        lift=4,
        rim=5,
        shade="#c9b9a0",
    ):
        sheet.piece(oval(128, 112, 24, 22), "#f7a92f", lift=0, rim=5, shade="#c96f1e")
        sheet.fill(oval(120, 104, 7, 5), "#ffe9ae")


def rice(sheet: Sheet) -> None:
    def inside() -> None:
        with sheet.cut(
            smooth("44,102 54,76 80,54 106,48 132,58 150,82 156,102 100,116"),
            WHITE,
            lift=2,
            rim=6,
            shade="#d8bf96",
        ):
            for x, y in ((70, 84), (92, 66), (116, 72), (134, 88), (88, 92), (110, 94), (62, 98)):
                sheet.line(f"M{x} {y}l7-4", "#dcc9a4", 4)
        sheet.fill(smooth("100,44 118,50 124,64 110,58"), LEAF)

    bowl(sheet, VERMILION, inside)
    steam(sheet, y=54)


def pumpkin(sheet: Sheet) -> None:
    plate(sheet)
    orange = "#ee8a2c"
    for x, rx in ((56, 26), (144, 26)):
        sheet.piece(oval(x, 104, rx, 32), darker(orange, 0.12), lift=4)
    for x, rx in ((78, 26), (122, 26)):
        sheet.piece(oval(x, 103, rx, 37), orange, lift=2)
    with sheet.cut(oval(100, 104, 25, 39), lighter(orange, 0.14), lift=2):
        sheet.fill(oval(92, 86, 5, 13), CREAM, 0.6)
    sheet.piece(
        smooth("92,72 94,50 84,38 100,32 108,50 110,72"),
        "#5d7d3c",
        lift=2,
        rim=3,
    )
    sheet.line("M106 60q18-14 28 0q6 8 14 0", LEAF, 5)
    sheet.piece(smooth("112,52 130,34 152,38 140,54"), LEAF, lift=2, rim=3)


def chicken(sheet: Sheet) -> None:
    plate(sheet)
    gold = "#d9852f"
    sheet.line("M112 106L150 138", "#c9a77c", 19)
    sheet.line("M112 106L150 138", BONE, 14)
    bone_end(sheet, 154, 141, 40)
    with sheet.cut(
        smooth("44,70 76,52 110,62 126,88 132,114 116,124 84,124 50,108 38,90"),
        gold,
        lift=4,
        rim=8,
    ):
        sheet.line("M58 80q14-16 34-12M56 94q2 6 7 10", "#ffd08a", 7)
        sheet.line("M94 110q14 2 22-4M106 92q6 8 6 14", darker(gold, 0.35), 5, 0.7)
    steam(sheet, 84, 50)


def sheets() -> list[Sheet]:
    """Return every clean dish, 200 x 200."""
    made: list[Sheet] = []
    for draw in (fish, meat, kibble, water, egg, rice, pumpkin, chicken):
        sheet = Sheet(draw.__name__, 200, 200)
        halo(sheet)
        draw(sheet)
        made.append(sheet)
    return made
