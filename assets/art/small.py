"""Small things that fly about: sparkle, petal, crumb, steam, fly, hand, heart, paw."""

import dark_dishes
from paper import BATIK, CREAM, INDIGO, JADE, LANTERN, VERMILION, Sheet, darker, oval, smooth

HEART = "M50 86C20 66 8 48 12 32C16 16 38 12 50 30C62 12 84 16 88 32C92 48 80 66 50 86Z"


def sparkle(sheet: Sheet) -> None:
    sheet.glow(50, 50, 50, "#ffd27a", 0.7)
    sheet.fill("M50 8Q56 44 92 50 56 56 50 92 44 56 8 50 44 44 50 8z", "#fff3cf")
    sheet.fill("M50 28Q53 47 72 50 53 53 50 72 47 53 28 50 47 47 50 28z", "#ffffff")


def petal(sheet: Sheet) -> None:
    with sheet.cut(
        smooth("50,88! 22,62 20,32 40,16 50,24! 62,14 80,32 78,62"),
        "#f4a79a",
        lift=3,
        rim=6,
        shade=VERMILION,
    ):
        sheet.line("M50 80V46M50 66L38 48M50 66L62 48", darker("#f4a79a", 0.25), 4, 0.6)


def crumb(sheet: Sheet) -> None:
    sheet.piece(
        smooth("20,54 34,26 62,22 82,44 76,72 46,82"),
        "#d08b45",
        lift=4,
        rim=8,
    )
    sheet.fill(oval(44, 44, 6), "#ffe0a6", 0.8)
    sheet.fill(oval(62, 58, 4), "#7c4b22", 0.6)


def steam_puff(sheet: Sheet) -> None:
    for x, y, radius in ((50, 54, 46), (36, 46, 30), (62, 44, 32), (48, 66, 28)):
        sheet.glow(x, y, radius, "#ffffff", 0.55)


def fly(sheet: Sheet) -> None:
    dark_dishes.fly(sheet, 50, 54, 2.3)


def neighbour_hand(sheet: Sheet) -> None:
    """A neighbour's hand that comes in from the right with a clean folded cloth."""
    skin = "#e0a578"
    sheet.piece(
        smooth("400,92! 318,100 300,130 306,190 330,214 400,222!"),
        JADE,
        lift=5,
        rim=8,
    )
    sheet.line("M322 104Q306 158 334 210", CREAM, 7)
    sheet.piece(
        smooth(
            "316,118 262,104 206,108 150,122 132,136 146,150 190,146 160,162 162,178 "
            "190,182 250,196 316,196"
        ),
        skin,
        lift=5,
        rim=8,
    )
    with sheet.cut(
        smooth("22,132 96,112 196,128 210,150 196,204 180,262 108,240 36,268 28,204"),
        CREAM,
        lift=5,
        rim=8,
        shade="#bfa98a",
    ):
        sheet.line("M20 224Q104 200 204 224M20 240Q104 216 204 240", INDIGO, 6)
        sheet.line("M92 120Q74 190 100 250M150 122Q166 180 150 250", "#d9c7a8", 5)
        for x, y in ((62, 176), (122, 168), (178, 182)):
            for dx, dy in ((0, -7), (7, 0), (0, 7), (-7, 0)):
                sheet.fill(oval(x + dx, y + dy, 5), BATIK)
    sheet.piece(
        smooth("260,120 208,122 160,140 136,160 146,176 176,170 214,158 256,164"),
        skin,
        lift=3,
        rim=6,
    )
    sheet.line("M214 180q28 8 58 6M206 166q24 8 50 8", darker(skin, 0.3), 4, 0.6)
    sheet.fill(oval(148, 160, 9, 6), "#f6cdb0")


def heart_small(sheet: Sheet) -> None:
    with sheet.cut(HEART, VERMILION, lift=4, rim=7):
        sheet.line("M24 42Q24 28 36 26", "#ffc1ad", 7)


def paw(sheet: Sheet) -> None:
    for x, y, rx, ry in ((24, 44, 9, 12), (41, 26, 9, 13), (62, 26, 9, 13), (79, 45, 9, 12)):
        sheet.dab(x, y, rx, ry, LANTERN)
    sheet.piece(
        smooth("50,48 68,58 78,76 66,86 50,82 34,86 22,76 32,58"),
        LANTERN,
        lift=3,
        rim=5,
    )


def sheets() -> list[Sheet]:
    """Return the small things, 100 x 100, and the hand, 400 x 300."""
    made: list[Sheet] = []
    for draw in (sparkle, petal, crumb, steam_puff, fly, heart_small, paw):
        made.append(Sheet(draw.__name__, 100, 100))
        draw(made[-1])
    made.append(Sheet("neighbour_hand", 400, 300))
    neighbour_hand(made[-1])
    return made
