"""One life in seven portraits: hair and clothes of the age booth's person, at every age."""

from __future__ import annotations

from collections.abc import Callable

from booth_figure import (
    CORNER,
    EYE_X,
    EYES_X,
    EYES_Y,
    HAIR,
    HAIR_LIGHT,
    HEIGHT,
    LOOKS,
    WIDTH,
    Look,
    at_both,
    backdrop,
    body,
    collar,
    ears,
    face,
    lids,
    top_of,
)
from paper import (
    CREAM,
    INDIGO,
    JADE,
    LANTERN,
    VERMILION,
    Sheet,
    board,
    darker,
    lighter,
    mirrored,
    oval,
    smooth,
)


def age_1(sheet: Sheet, look: Look) -> None:
    """Wisps and one curl; a knitted jacket with a vermilion bow."""
    wool = "#cfe0ee"
    hair = "#6d4d3a"

    def knit() -> None:
        for y in range(300, 720, 34):
            sheet.line(f"M-330 {y}q30 14 60 0" + "t60 0" * 10, darker(wool, 0.18), 4, 0.5)

    body(sheet, look, 268, wool, knit)
    collar(sheet, look, CREAM, 74)
    top = top_of(look) + 84
    for side in (-1, 1):
        bow = ((4, top), (58, top - 30), (72, top), (58, top + 30))
        sheet.piece(smooth(at_both(bow, side)), VERMILION, lift=3, rim=5)
        tail = ((2, top + 6, 0), (32, top + 74, 0), (8, top + 78, 0))
        sheet.piece(smooth(at_both(tail, side)), darker(VERMILION, 0.1), lift=2, rim=4)
    sheet.piece(oval(0, top, 15, 17), VERMILION, lift=2, rim=5)
    ears(sheet, look)
    face(sheet, look, "#8a6247")
    down = smooth(
        "-188,-150 -150,-232 -80,-268 0,-280 80,-268 150,-232 188,-150 150,-196 80,-232 0,-244 "
        "-80,-232 -150,-196"
    )
    sheet.fill(down, hair, 0.34)
    wisps = (
        "M0-276q-10 40 12 62M-44-270q-22 34-8 58M52-268q2 34 28 50M-104-250q-30 26-22 54"
        "M108-246q14 26 40 38M-150-214q-26 22-24 50M152-212q12 22 34 34"
    )
    sheet.line(wisps, hair, 7, 0.62)
    sheet.line("M-4-274c-6-44 44-70 58-36c8 26-26 40-34 18", hair, 10, 0.9)


def age_5(sheet: Sheet, look: Look) -> None:
    """A bob with a fringe and a vermilion clip; a jade pinafore."""
    bob = mirrored(
        [
            (0, -316),
            (120, -298),
            (216, -214),
            (254, -70),
            (258, 90),
            (244, 196),
            (150, 226, 0),
            (0, 120),
        ],
        0,
    )
    sheet.piece(smooth(bob), HAIR, lift=10, rim=9, light=HAIR_LIGHT)

    def dots() -> None:
        sheet.fill(board(-150, top_of(look) + 96, 300, 400), JADE)
        sheet.fill(f"M-150 300L-128 {top_of(look)}h-40L-190 720h40z", JADE)
        sheet.fill(f"M150 300L128 {top_of(look)}h40L190 720h-40z", JADE)
        sheet.line(f"M-146 {top_of(look) + 98}H146", lighter(JADE, 0.4), 5)

    body(sheet, look, 292, CREAM, dots)
    collar(sheet, look, lighter(CREAM, 0.6), 70)
    for x in (-128, 128):
        sheet.dab(x, top_of(look) + 116, 13, 13, VERMILION)
    face(sheet, look, HAIR)
    fringe = smooth(
        "-226,30! -216,-60 -188,-118 -176,-96! -120,-110 -60,-112 -64,-96! 0,-112 62,-112 "
        "56,-96! 120,-110 180,-96! 190,-116 216,-60 226,30! 250,-60 236,-190 150,-284 0,-312 "
        "-150,-284 -236,-190 -250,-60"
    )
    sheet.piece(fringe, HAIR, lift=5, rim=7, light=HAIR_LIGHT)
    strands = "M-140-252Q-168-180-150-126M-70-286Q-92-200-80-130M20-296Q6-210 20-130"
    sheet.line(strands + "M100-274Q96-190 116-130M170-220Q190-150 196-110", HAIR_LIGHT, 5, 0.6)
    with sheet.group("translate(168 -206) rotate(38)"):
        sheet.piece(board(-48, -15, 96, 30, 15), VERMILION, lift=4, rim=6)
        sheet.fill(oval(-20, 0, 6), CREAM)
        sheet.fill(oval(6, 0, 6), CREAM)


def age_12(sheet: Sheet, look: Look) -> None:
    """A high ponytail with a vermilion tie; a school jersey."""
    tail = smooth("40,-300! 150,-380 262,-330 316,-190 308,-20 262,96! 256,-20 214,-160 130,-226!")
    sheet.piece(tail, HAIR, lift=10, rim=9, light=HAIR_LIGHT)
    sheet.line("M150-330Q262-280 284-120T268 50M130-300Q222-250 250-130", HAIR_LIGHT, 6, 0.55)
    cap = mirrored([(0, -322), (118, -306), (206, -226), (232, -96), (224, 20), (150, 60)], 0)
    sheet.piece(smooth(cap), HAIR, lift=8, rim=8, light=HAIR_LIGHT)

    def ribs() -> None:
        sheet.line("M-360 540H360M-360 564H360", CREAM, 9, 0.85)

    body(sheet, look, 322, INDIGO, ribs)
    collar(sheet, look, CREAM, 78)
    ears(sheet, look)
    face(sheet, look, HAIR)
    for side, reach in ((-1, 0.9), (1, 1.0)):
        lock = (
            (-30 * side, -326, 0),
            (-34 * side, -190, 0),
            (60 * reach, -186),
            (140 * reach, -146),
            (188, -70),
            (206, -2, 0),
            (230, -100),
            (204, -230),
            (120, -308),
        )
        spots = [lock[0], lock[1], *at_both(lock[2:], side)]
        sheet.piece(smooth(spots), HAIR, lift=0, rim=0)
        strand = ((6, -262), (112, -232), (184, -150), (208, -70))
        sheet.line(smooth(at_both(strand, side), False), HAIR_LIGHT, 5, 0.55)
    sweep = smooth("-34,-296! -40,-204 20,-168 104,-140 178,-76! 176,-150 100,-230")
    sheet.piece(sweep, HAIR, lift=3, rim=5, light=HAIR_LIGHT)
    with sheet.group("translate(96 -318) rotate(24)"):
        sheet.piece(board(-44, -18, 88, 36, 17), VERMILION, lift=5, rim=6)


def age_25(sheet: Sheet, look: Look) -> None:
    """Long hair, parted at the side; a jacket, a vermilion scarf."""
    behind = mirrored(
        [
            (0, -336),
            (126, -318),
            (226, -226),
            (250, -60),
            (262, 150),
            (296, 330),
            (286, 470),
            (180, 500),
            (0, 420),
        ],
        0,
    )
    sheet.piece(smooth(behind), HAIR, lift=10, rim=9, light=HAIR_LIGHT)
    jacket = "#314a6d"

    def lapels() -> None:
        top = top_of(look)
        for side in (-1, 1):
            lapel = (
                (96, top - 10, 0),
                (176, top + 60),
                (128, top + 200),
                (10, 740, 0),
                (0, 600, 0),
            )
            sheet.piece(smooth(at_both(lapel, side)), lighter(jacket, 0.08), lift=5, rim=6)

    body(sheet, look, 352, jacket, lapels)
    scarf(sheet, look)
    face(sheet, look, HAIR)
    part = smooth(
        "-62,-338! -70,-236! 10,-214 96,-170 170,-82 200,30 214,150! 262,190 268,0 244,-200 "
        "140,-312 20,-340"
    )
    sheet.piece(part, HAIR, lift=0, rim=0)
    other = smooth(
        "-62,-338! -70,-236! -130,-190 -182,-90 -202,40 -212,150! -262,190 -266,0 "
        "-240,-200 -170,-290"
    )
    sheet.piece(other, HAIR, lift=0, rim=0)
    sheet.line(
        "M-40-300Q110-280 186-150T232 120M-10-322Q150-300 220-150T250 160M-96-280Q-190-200-214-40"
        "T-236 150M-250 240Q-262 340-232 440M256 250Q272 350 236 450",
        HAIR_LIGHT,
        5.5,
        0.6,
    )


def scarf(sheet: Sheet, look: Look) -> None:
    """Draw a knotted scarf."""
    top = top_of(look)
    wrap = smooth(
        mirrored([(0, top + 96), (84, top + 74), (126, top - 6), (104, top - 34), (0, top + 18)], 0)
    )
    with sheet.cut(wrap, VERMILION, lift=6, rim=7):
        sheet.line(
            f"M-110 {top + 10:.0f}q110 76 220 0M-96 {top + 40:.0f}q96 58 192 0",
            darker(VERMILION, 0.3),
            6,
            0.5,
        )
    for turn, long in ((14, 150), (-16, 124)):
        with sheet.group(f"translate(6 {top + 76:.0f}) rotate({turn})"):
            sheet.piece(f"M-26 0h52l12 {long}h-76z", VERMILION, lift=5, rim=6)
            sheet.line(f"M-30 {long - 18}h60M-32 {long - 34}h64", CREAM, 5, 0.8)
    sheet.piece(oval(4, top + 74, 32, 27), darker(VERMILION, 0.06), lift=4, rim=6)


def age_45(sheet: Sheet, look: Look) -> None:
    """Shoulder-long hair with the first grey; a jade blouse, a vermilion necklace."""
    behind = mirrored(
        [
            (0, -334),
            (130, -318),
            (232, -222),
            (258, -60),
            (268, 110),
            (262, 236),
            (196, 286),
            (110, 250),
            (0, 160),
        ],
        0,
    )
    hair = "#3d3335"
    light = "#8d8287"
    sheet.piece(smooth(behind), hair, lift=10, rim=9, light=light)

    def folds() -> None:
        sheet.line("M-250 560Q-220 640-230 720M250 560Q220 640 232 720", darker(JADE, 0.4), 9, 0.5)

    body(sheet, look, 358, JADE, folds)
    top = top_of(look)
    for side in (-1, 1):
        edge = (
            (96, top - 14, 0),
            (150, top + 24),
            (116, top + 120),
            (0, top + 210, 0),
            (0, top + 120, 0),
        )
        sheet.piece(smooth(at_both(edge, side)), lighter(JADE, 0.16), lift=5, rim=6)
    beads = [(x, top + 96 - abs(x) ** 1.7 * 0.028) for x in range(-84, 85, 21)]
    for x, y in beads:
        sheet.dab(x, y, 11, 11, VERMILION)
    face(sheet, look, "#463a3b")
    part = smooth(
        "-56,-336! -66,-226! 20,-212 110,-160 176,-76 204,30 216,150 210,226! 262,226 272,20 "
        "246,-190 150,-304 20,-338"
    )
    sheet.piece(part, hair, lift=0, rim=0)
    other = smooth(
        "-56,-336! -66,-226! -132,-186 -186,-92 -206,40 -214,150 -208,226! -260,226 -270,20 "
        "-244,-190 -170,-286"
    )
    sheet.piece(other, hair, lift=0, rim=0)
    sheet.line(
        "M-20-310Q140-286 208-150T246 160M20-264Q140-230 196-100M-100-276Q-190-200-222-40T-242 160",
        light,
        5,
        0.65,
    )
    sheet.line(
        "M-58-318Q-120-220-196-120M-30-328Q90-316 180-226M-44-250Q40-250 120-180",
        "#c8c0c2",
        6,
        0.75,
    )


def glasses(sheet: Sheet, colour: str) -> None:
    """Draw round reading glasses."""
    for side in (-1, 1):
        x = side * EYE_X
        sheet.fill(oval(x, 10, 66, 60), "#ffffff", 0.12)
        sheet.add(
            f'<ellipse cx="{x}" cy="10" rx="66" ry="60" fill="none" stroke="{colour}" '
            'stroke-width="8"/>'
        )
        sheet.line(f"M{side * 159} 0L{side * 196} -12", colour, 8)
        sheet.line(f"M{x - 40} -14q10-20 26-24", "#ffffff", 6, 0.5)
    sheet.line("M-29 2q29-18 58 0", colour, 8)


def age_65(sheet: Sheet, look: Look) -> None:
    """Short grey waves, glasses; a cardigan with vermilion buttons."""
    grey, light = "#a39ea3", "#d5d1d3"
    behind = mirrored(
        [(0, -338), (120, -330), (214, -262), (262, -140), (266, 0), (236, 96), (150, 110)], 0
    )
    sheet.piece(smooth(behind), grey, lift=10, rim=9, light="#efedee")
    wool = "#6e4a63"

    def front() -> None:
        top = top_of(look)
        sheet.fill(smooth([(-112, top - 20, 0), (112, top - 20, 0), (0, top + 230, 0)]), CREAM)
        edge = f"M-116 {top - 16:.0f}L0 {top + 236:.0f}"
        sheet.line(f"{edge}L116 {top - 16:.0f}M0 {top + 236:.0f}V740", lighter(wool, 0.25), 26)
        for y in range(int(top) + 60, 720, 30):
            sheet.line(f"M-340 {y}q30 12 60 0" + "t60 0" * 10, darker(wool, 0.3), 4, 0.3)

    body(sheet, look, 356, wool, front)
    for y in (top_of(look) + 246, top_of(look) + 306):
        sheet.dab(0, y, 12, 12, VERMILION)
    ears(sheet, look)
    face(sheet, look, "#8b8286")
    waves = smooth(
        "-232,60! -214,-30 -216,-96 -176,-140 -168,-186 -112,-196 -70,-232 -10,-214 50,-232 "
        "104,-196 166,-186 178,-138 216,-96 214,-30 232,60! 272,-30 262,-190 190,-290 80,-338 "
        "-80,-338 -190,-290 -262,-190 -272,-30"
    )
    sheet.piece(waves, grey, lift=5, rim=8, light="#efedee")
    curls = (
        "M-150-250q-50 20-46 76M-80-290q-56 14-50 72M0-300q-50 20-34 70M70-292q-30 26-6 70"
        "M140-260q-30 34 4 74M200-196q-20 34 10 66M-216-170q-20 40 4 76"
    )
    sheet.line(curls, light, 9, 0.85)
    glasses(sheet, "#7a3b2c")


def age_80(sheet: Sheet, look: Look) -> None:
    """White hair in a knot, glasses; a shawl with a vermilion brooch."""
    white, shade = "#ece8e3", "#b9b2ad"
    knot = smooth("-86,-330 -60,-408 0,-430 62,-408 88,-330 40,-290 -40,-290")
    with sheet.cut(knot, white, lift=8, rim=9, shade="#8d8683"):
        sheet.line("M-50-320q10-60 60-72M-10-320q20-40 60-44", shade, 6, 0.8)
    cap = mirrored([(0, -322), (120, -306), (208, -226), (232, -96), (222, 20), (150, 60)], 0)
    sheet.piece(smooth(cap), white, lift=8, rim=8, shade="#8d8683")
    wool = "#3d5a86"

    def knit() -> None:
        for y in range(300, 740, 32):
            sheet.line(f"M-350 {y}q30 13 60 0" + "t60 0" * 11, lighter(wool, 0.3), 4, 0.5)

    body(sheet, look, 338, "#7a6a62", lambda: None)
    top = top_of(look)
    for side in (-1, 1):
        shawl = (
            (88, top - 14, 0),
            (200, top + 36),
            (330, top + 150),
            (372, 740, 0),
            (60, 740, 0),
            (0, top + 188, 0),
            (58, top + 96),
        )
        with sheet.cut(smooth(at_both(shawl, side)), wool, lift=8, rim=9):
            knit()
    flower_y = top + 176
    for dx, dy in ((0, -22), (21, -7), (13, 18), (-13, 18), (-21, -7)):
        sheet.dab(dx, flower_y + dy, 17, 17, VERMILION)
    sheet.dab(0, flower_y, 12, 12, LANTERN)
    ears(sheet, look)
    face(sheet, look, "#b5aca7")
    for side in (-1, 1):
        lock = (
            (0, -324, 0),
            (0, -208, 0),
            (70, -214),
            (150, -166),
            (192, -80),
            (208, 0, 0),
            (232, -100),
            (204, -230),
            (120, -306),
        )
        sheet.piece(smooth(at_both(lock, side)), white, lift=0, rim=0)
        for lift in (0, 34):
            strand = ((16, -240 - lift), (110, -224 - lift), (182, -140 - lift), (214, -50 - lift))
            sheet.line(smooth(at_both(strand, side), False), shade, 5, 0.8)
    sheet.line("M0-322V-212", shade, 4, 0.6)
    glasses(sheet, "#8a6a3d")


LIFE: tuple[Callable[[Sheet, Look], None], ...] = (
    age_1,
    age_5,
    age_12,
    age_25,
    age_45,
    age_65,
    age_80,
)


def bust(sheet: Sheet, place: int) -> None:
    """Draw head and shoulders at one of the seven ages, the eyes' middle at (0, 0)."""
    LIFE[place](sheet, LOOKS[place])


def sheets() -> list[Sheet]:
    """Return the seven portraits, and the lids that let any of them blink."""
    made = []
    for place, look in enumerate(LOOKS):
        sheet = Sheet(f"figure_{look.age}", WIDTH, HEIGHT)
        with sheet.cut(board(0, 0, WIDTH, HEIGHT, CORNER), "#5d4034", lift=0, rim=0):
            backdrop(sheet)
            with sheet.group(f"translate({EYES_X} {EYES_Y})"):
                bust(sheet, place)
        made.append(sheet)
    closed = Sheet("figure_lids", WIDTH, HEIGHT)
    with closed.group(f"translate({EYES_X} {EYES_Y})"):
        lids(closed)
    return [*made, closed]
