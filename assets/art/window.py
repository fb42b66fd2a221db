"""The camera window: a travelling paper theatre's opening, and what shows without a camera."""

from paper import CREAM, INK, LANTERN, VERMILION, Sheet, board, darker, lighter, oval, smooth
from stall import small_lantern

TILE = "#35426a"


def frame(sheet: Sheet) -> None:
    """A wooden frame with an eave, paper-cut corners and a lantern at each side.

    The opening (60..940, 60..720, corner radius 34) stays empty.
    """
    opening = board(60, 60, 880, 660, 34)
    outer = board(22, 26, 956, 736, 44)
    wood = "#8f4a38"
    name = sheet.new_id()
    sheet.add(f'<path id="{name}" fill-rule="evenodd" d="{outer}{opening}"/>')
    sheet.add(f'<use href="#{name}" y="8" fill="{INK}" opacity=".3"/>')
    sheet.add(f'<use href="#{name}" fill="{wood}" fill-rule="evenodd"/>')
    sheet.add(
        f'<path d="{board(27, 31, 946, 726, 40)}" fill="none" '
        f'stroke="{lighter(wood, 0.35)}" stroke-width="5" opacity=".8"/>'
    )
    sheet.add(
        f'<path d="{board(53, 53, 894, 674, 39)}" fill="none" stroke="{CREAM}" stroke-width="14"/>'
    )
    sheet.add(
        f'<path d="{board(60, 61, 880, 658, 34)}" fill="none" stroke="#c9a878" stroke-width="3"/>'
    )
    for x, y, sx, sy in ((60, 60, 1, 1), (940, 60, -1, 1), (60, 720, 1, -1), (940, 720, -1, -1)):
        with sheet.group(f"matrix({sx} 0 0 {sy} {x} {y})"):
            sheet.piece(
                "M-14-14H74q4 16-12 20q-22 2-26 16q-2 12-14 14q-14 4-16 26q-4 16-20 12z",
                VERMILION,
                lift=2,
                rim=4,
            )
            sheet.line("M2 2q16-2 32 2M2 2q-2 16 2 32", CREAM, 4, 0.8)
    eave = "M-6 62Q48 52 76 4H924Q952 52 1006 62Q972 76 940 62H60Q28 76 -6 62Z"
    with sheet.cut(eave, TILE, lift=6, rim=6):
        sheet.line("".join(f"M{x} 6v50" for x in range(100, 920, 40)), darker(TILE, 0.4), 4)
        sheet.line("M60 58" + "q20 14 40 0" * 22, lighter(TILE, 0.35), 5)
    sheet.piece(board(60, 0, 880, 14, 7), lighter(TILE, 0.12), lift=0, rim=4)
    sheet.piece(board(14, 722, 972, 38, 12), "#a85d44", lift=6, rim=6)
    sheet.line("M60 740h200M330 746h160M560 738h240", darker("#a85d44", 0.25), 3, 0.5)
    small_lantern(sheet, 46, 96, 0.95)
    small_lantern(sheet, 954, 96, 0.95)


def scene(sheet: Sheet) -> None:
    """A night over roofs with a sleeping cat on a wall, for play without a camera."""
    sheet.fade("M0 0H880V660H0Z", [(0, "#16224a"), (0.6, "#32508a"), (1, "#7f8ab5")])
    sheet.glow(620, 200, 300, "#fff0c4", 0.55)
    with sheet.cut(oval(620, 200, 104), "#fff3d0", lift=0, rim=9, shade=LANTERN):
        for x, y, r in ((584, 176, 20), (652, 236, 26), (646, 150, 12), (592, 240, 10)):
            sheet.fill(oval(x, y, r, r * 0.9), "#f0d9a4", 0.8)
    for x, y, s in (
        (120, 90, 1.2),
        (280, 190, 0.9),
        (390, 80, 1),
        (800, 90, 0.9),
        (460, 250, 0.7),
        (60, 270, 0.8),
        (790, 330, 0.7),
    ):
        sheet.add(
            f'<path transform="translate({x} {y}) scale({s})" fill="{CREAM}" '
            'd="M0-13Q2-2 13 0 2 2 0 13-2 2-13 0-2-2 0-13z"/>'
        )
    sheet.line(
        "M200 60h.1M340 140h.1M90 180h.1M440 150h.1M740 40h.1M830 220h.1M230 280h.1", CREAM, 5, 0.8
    )
    for d, colour in (
        ("M-20 470Q40 462 70 420H240Q270 462 330 470V660H-20Z", "#4a5f96"),
        ("M250 480Q310 472 340 424H560Q590 472 650 480V660H250Z", "#42558a"),
        ("M600 460Q660 452 690 400H900V660H600Z", "#4a5f96"),
    ):
        sheet.piece(d, colour, lift=0, rim=6)
    for x, y in ((90, 500), (150, 500), (390, 512), (480, 512), (720, 494), (790, 494)):
        sheet.fill(f"M{x} {y}h36v44h-36z", "#ffcf7a")
        sheet.line(f"M{x + 18} {y}v44M{x} {y + 22}h36", "#33457a", 4)
    wall = "#566189"
    sheet.piece("M-10 572H890V670H-10Z", wall, lift=0, rim=5)
    sheet.line("M60 620h80M220 640h90M420 616h70M560 644h100M740 620h80", darker(wall, 0.25), 4)
    sheet.piece(
        "M-10 560Q20 544 50 560T110 560T170 560T230 560T290 560T350 560T410 560T470 560"
        "T530 560T590 560T650 560T710 560T770 560T830 560T890 560V590H-10Z",
        TILE,
        rim=5,
    )
    sleeping_cat(sheet)


def sleeping_cat(sheet: Sheet) -> None:
    """A tabby loaf on the wall, its tail hanging down."""
    coat, stripe = "#ab9a8b", "#5c4b47"
    sheet.line("M372 548Q410 556 408 600T436 640", INK, 28, 0.25)
    sheet.line("M372 544Q410 552 408 596T436 636", coat, 24)
    sheet.line("M400 580h16M402 606h16M428 632l12-8", stripe, 7)
    with sheet.cut(
        smooth("176,554! 174,508 206,468 270,450 334,466 380,508 388,554!"),
        coat,
        rim=8,
    ):
        sheet.line("M268 446v40M300 448v36M330 458l-4 32M356 476l-8 26", stripe, 10)
    with sheet.cut(
        smooth("126,522 124,484 130,440! 158,462 192,462 218,440! 228,484 226,524 202,552 150,552"),
        coat,
        rim=7,
    ):
        sheet.fill(smooth("176,494 202,516 198,560 154,560 150,516"), CREAM)
        sheet.line("M176 458v20M160 460l4 16M192 460l-4 16", stripe, 7)
    sheet.line("M138 510q12 12 26 2M188 512q14 10 26-2", stripe, 6)
    sheet.fill("M169 520h14l-7 8z", "#e58f85")
    sheet.line("M176 528v5m-12 2q7 6 12-1q6 7 12 1", stripe, 4)
    sheet.piece(
        smooth("176,550 196,538 222,540 232,556 210,562 184,562"),
        CREAM,
        lift=2,
        rim=4,
    )


def sheets() -> list[Sheet]:
    """Return window_frame (1000 x 780) and window_scene (880 x 660)."""
    border, view = Sheet("window_frame", 1000, 780), Sheet("window_scene", 880, 660)
    frame(border)
    scene(view)
    return [border, view]
