"""The old photo studio of the age booth: painted canvas, curtains, lamp, plate camera, frames.

page_far and page_near are 1600 x 1600 and drawn `cover, bottom centre`, like the street: a phone
sees x 430..1170 over the whole height, a laptop the whole width from y = 600 down.
"""

from __future__ import annotations

from booth_life import bust
from paper import (
    BATIK,
    CREAM,
    INK,
    JADE,
    LANTERN,
    VERMILION,
    Outline,
    Sheet,
    board,
    darker,
    flipped,
    lighter,
    num,
    oval,
    smooth,
)

VELVET, VELVET_DARK = "#97352a", "#5c1d1b"
WOOD, WOOD_DARK = "#a2683b", "#6a3f26"
BRASS = "#d9a44c"
WALL, WALL_DARK = "#6d4a3b", "#432a23"


def folds(sheet: Sheet, lines: str, width: float) -> None:
    """Draw the folds of hanging velvet: a dark valley with a lit ridge beside it."""
    sheet.line(lines, VELVET_DARK, width, 0.6)
    with sheet.group(f"translate({num(-width / 2)} 0)"):
        sheet.line(lines, "#c25a45", width * 0.45, 0.5)


def scallops(sheet: Sheet, y: float, count: int, width: float) -> None:
    """Draw the valance: a row of hanging bows with a cord along their lower edge."""
    step = width / count
    row = f"q{num(-step / 2)} {num(step * 0.62)} {num(-step)} 0" * count
    shape = f"M-20-20H{num(width)}V{num(y)}{row}H-20Z"
    with sheet.cut(shape, "#86291f", lift=12, rim=6, light="#c25a45"):
        ribs = "".join(f"M{num(step * (n + 0.5))}-20V{num(y + step * 0.3)}" for n in range(count))
        sheet.line(ribs, VELVET_DARK, 14, 0.45)
    sheet.line(f"M{num(width)} {num(y - 8)}{row}", BRASS, 8)
    for n in range(count + 1):
        sheet.dab(n * step, y + 2, 9, 13, BRASS)


def side_curtain(sheet: Sheet, outline: Outline, lines: str, tie: str, size: float = 1) -> None:
    """Draw one curtain, held back by a cord."""
    with sheet.cut(smooth(outline), VELVET, lift=16 * size, rim=10 * size, light="#c25a45"):
        folds(sheet, lines, 26 * size)
    sheet.line(tie, darker(BRASS, 0.35), 22 * size)
    sheet.line(tie, BRASS, 13 * size)


def picture_frame(
    sheet: Sheet, x: float, y: float, width: float, height: float, place: int, turn: float = 0
) -> None:
    """Draw a framed portrait on the wall: one of the figure's ages."""
    with sheet.group(f"translate({num(x)} {num(y)}) rotate({num(turn)})"):
        sheet.piece(board(-width / 2, -height / 2, width, height, 8), WOOD, lift=9, rim=7)
        sheet.fill(board(-width / 2 + 17, -height / 2 + 17, width - 34, height - 34, 4), CREAM)
        hole = board(-width / 2 + 28, -height / 2 + 28, width - 56, height - 56, 3)
        with sheet.cut(hole, "#b98f6b", lift=0, rim=0):
            sheet.glow(0, -10, width * 0.6, "#f2cf9c", 0.9)
            with sheet.group(f"translate(0 8) scale({num(width / 8.4)}e-2)"):
                bust(sheet, place)


def far(sheet: Sheet) -> None:
    """Draw the wall, the painted canvas on its roller, portraits, the curtains."""
    sheet.fade("M0 0H1600V1600H0Z", [(0, WALL_DARK), (0.5, WALL), (1, WALL_DARK)])
    stripes = "".join(f"M{x} 0V1180" for x in range(20, 1600, 64))
    sheet.line(stripes, "#7d5746", 22, 0.28)
    sheet.glow(800, 640, 860, "#f0bf7c", 0.6)
    picture_frame(sheet, 330, 760, 190, 236, 1, -1.5)
    picture_frame(sheet, 352, 1006, 138, 172, 3, 1.2)
    picture_frame(sheet, 1276, 770, 196, 244, 5, 1.4)
    picture_frame(sheet, 1290, 1020, 148, 182, 0, -1.2)
    canvas(sheet)
    drape = "-30,-30! 500,-30! 496,120 430,460 250,760 150,980 176,1260 226,1640! -30,1640!"
    side_curtain(
        sheet,
        drape,
        "M56-20Q60 500 50 960T70 1640M170-20Q170 430 92 940T130 1640M290-20Q280 380 128 930"
        "M400-20Q376 330 190 800",
        "M-20 1010Q80 1062 178 986",
    )
    side_curtain(
        sheet,
        flipped(drape, 800),
        "M1544-20Q1540 500 1550 960T1530 1640M1430-20Q1430 430 1508 940T1470 1640M1310-20"
        "Q1320 380 1472 930M1200-20Q1224 330 1410 800",
        "M1620 1010Q1520 1062 1422 986",
    )
    lamp(sheet)
    scallops(sheet, 96, 8, 1620)


def canvas(sheet: Sheet) -> None:
    """Draw the studio's painted canvas, rolled out from above."""
    with sheet.cut("M452 150H1148L1162 1260H438Z", "#8a6a50", lift=14, rim=6):
        sheet.fade("M430 140H1170V1270H430Z", [(0, "#6f5442"), (0.6, "#a78260"), (1, "#7c5d47")])
        sheet.glow(800, 620, 460, "#f6d9a6", 0.85)
        for x, y, radius, colour in (
            (540, 330, 190, "#c3a07a"),
            (1050, 380, 200, "#6d5140"),
            (1060, 900, 220, "#b48f69"),
            (530, 980, 210, "#6d5140"),
        ):
            sheet.glow(x, y, radius, colour, 0.5)
        sheet.fibres((440, 150, 720, 1100), 140, CREAM, 0.13, 14)
    sheet.piece(board(420, 128, 760, 34, 16), WOOD_DARK, lift=6, rim=6)


def lamp(sheet: Sheet) -> None:
    """Draw the lamp that hangs over the sitter."""
    sheet.line("M590 90V268", INK, 7)
    sheet.glow(590, 380, 260, "#ffdf9f", 0.75)
    sheet.piece("M500 356Q508 268 590 262Q672 268 680 356Z", JADE, lift=8, rim=9)
    sheet.piece(board(566, 236, 48, 36, 8), BRASS, lift=4, rim=5)
    sheet.fill(oval(590, 357, 86, 22), "#fff0bd")
    sheet.fill(oval(590, 354, 60, 12), "#ffffff", 0.7)


def near(sheet: Sheet) -> None:
    """Draw the floor and what stands on it at the sides: plate camera, table with flowers."""
    top = 1230
    sheet.piece(board(-20, top - 34, 1640, 44, 4), WOOD_DARK, lift=6, rim=6)
    sheet.fade(f"M0 {top}H1600V1600H0Z", [(0, "#7a4b33"), (1, "#4a2a20")])
    joints = "".join(
        f"M{num(800 + (n - 8) * 116)} {top}L{num(800 + (n - 8) * 210)} 1610" for n in range(17)
    )
    joints += f"M0 {top + 70}H1600M0 {top + 166}H1600M0 {top + 290}H1600"
    sheet.line(joints, "#3d231b", 5, 0.55)
    sheet.fill(oval(800, 1520, 640, 132), VELVET_DARK, 0.9)
    sheet.fill(oval(800, 1510, 632, 126), "#8d3328")
    for share, colour, width in ((0.9, BRASS, 9), (0.83, "#c25a45", 5), (0.5, "#c25a45", 5)):
        sheet.add(
            f'<ellipse cx="800" cy="1510" rx="{num(632 * share)}" ry="{num(126 * share)}" '
            f'fill="none" stroke="{colour}" stroke-width="{width}" opacity=".85"/>'
        )
    sheet.glow(800, 1500, 620, "#ffd08a", 0.4)
    plate_camera(sheet)
    table(sheet)


def plate_camera(sheet: Sheet) -> None:
    """Draw the bellows camera on its tripod, at the left, looking at the sitter."""
    with sheet.group("translate(-120 846) scale(1.5)"):
        legs = "M198 262L128 452M202 262L204 462M206 262L278 452"
        sheet.line(legs, INK, 15, 0.35)
        sheet.line(legs, "#6b4028", 12)
        sheet.line("M160 366H246", "#6b4028", 6)
        sheet.piece(board(126, 244, 164, 19, 6), "#5f3822", lift=4, rim=4)
        sheet.piece(board(126, 132, 42, 116, 6), WOOD, lift=5, rim=6)
        with sheet.cut("M166 138L238 164V230L166 246Z", "#3c2f3b", lift=3, rim=0):
            for n in range(6):
                x = 171 + n * 12.5
                sheet.line(f"M{num(x)} {num(138 + n * 4.6)}V{num(248 - n * 3.4)}", "#6d5866", 5)
        sheet.piece(board(234, 150, 25, 94, 5), lighter(WOOD, 0.1), lift=4, rim=5)
        sheet.piece(board(257, 172, 34, 50, 6), BRASS, lift=4, rim=5)
        sheet.piece(oval(291, 197, 13, 27), INK, lift=0, rim=4)
        sheet.fill(oval(292, 191, 5, 11), BATIK)
        cloth = "104,250 100,160 118,124 150,112 178,132 170,156 148,148 138,186 140,250"
        sheet.piece(smooth(cloth), "#2d2430", lift=4, rim=5, light="#5c4a5c")
        sheet.line("M118 150Q112 200 116 246M132 140Q126 190 128 246", "#4a3a4a", 4, 0.8)


def table(sheet: Sheet) -> None:
    """Draw a small round table with a vase, at the right."""
    sheet.line("M1430 1330L1396 1560M1450 1330V1580M1470 1330L1506 1560", INK, 20, 0.3)
    sheet.line("M1430 1326L1394 1556M1450 1326V1576M1470 1326L1508 1556", WOOD_DARK, 16)
    sheet.piece(oval(1450, 1316, 148, 32), WOOD, lift=9, rim=7)
    lace = "".join(f"M{num(1324 + n * 14)} 1336v{num(14 + 6 * (n % 2))}" for n in range(19))
    sheet.fill(oval(1450, 1312, 132, 25), CREAM)
    sheet.line(lace, CREAM, 5, 0.85)
    stems = "M1450 1190Q1430 1130 1396 1096M1450 1190Q1452 1120 1450 1070"
    sheet.line(stems + "M1450 1190Q1474 1130 1508 1104", "#3f7d6a", 7)
    for x, y, colour in (
        (1392, 1088, VERMILION),
        (1450, 1056, LANTERN),
        (1512, 1096, VERMILION),
        (1420, 1124, CREAM),
        (1484, 1130, LANTERN),
    ):
        for dx, dy in ((0, -19), (18, -6), (11, 15), (-11, 15), (-18, -6)):
            sheet.dab(x + dx, y + dy, 14, 14, colour)
        sheet.dab(x, y, 10, 10, "#7a3b2c" if colour == LANTERN else BRASS)
    vase = smooth(
        "1424,1182! 1414,1214 1398,1256 1416,1308 1450,1316 1484,1308 1502,1256 1486,1214 "
        "1476,1182!"
    )
    sheet.piece(vase, "#3d5a86", lift=6, rim=7, light=BATIK)
    sheet.line("M1404 1262q46 22 92 0M1408 1246q42 20 84 0", BATIK, 4, 0.85)
    sheet.fill(oval(1450, 1182, 26, 7), darker("#3d5a86", 0.45))


def curtain(sheet: Sheet, is_left: bool) -> None:
    """Draw a curtain that can be drawn across, 520 x 1200; its hem is the inner edge."""
    outline: Outline = "-20,-20! 470,-20! 484,300 466,640 488,980 474,1220! -20,1220!"
    lines = "M60-20Q66 560 52 1220M160-20Q150 600 170 1220"
    lines += "M262-20Q274 620 254 1220M366-20Q356 560 374 1220"
    with (
        sheet.group("" if is_left else "matrix(-1 0 0 1 520 0)"),
        sheet.cut(smooth(outline), VELVET, lift=0, rim=8, light="#c25a45"),
    ):
        folds(sheet, lines, 30)
        sheet.line("M448-20Q462 300 444 640T452 1220", BRASS, 9)
        fringe = "".join(f"M452 {y}l22 5" for y in range(10, 1200, 16))
        sheet.line(fringe, BRASS, 5, 0.8)


def sheets() -> list[Sheet]:
    """Return backdrops and the two curtains."""
    made = []
    for name, draw, width, height in (
        ("page_far", far, 1600, 1600),
        ("page_near", near, 1600, 1600),
        ("curtain_left", lambda sheet: curtain(sheet, True), 520, 1200),
        ("curtain_right", lambda sheet: curtain(sheet, False), 520, 1200),
    ):
        made.append(Sheet(name, width, height))
        draw(made[-1])
    return made
