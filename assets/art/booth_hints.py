"""Hints of the age booth, 160 x 160, in pairs that loop; its progress, and its portrait."""

from __future__ import annotations

from collections.abc import Callable

import jewelry_hands as hands
from booth_life import bust
from booth_props import heart
from booth_room import BRASS, VELVET, WOOD, folds
from jewelry_hints import arrow, at, rays
from paper import CREAM, INK, JADE, LANTERN, VERMILION, Sheet, board, mix, oval, smooth
from small import HEART

GROUND, GROUND_DARK = "#7d5443", "#4f332a"
BRACKETS = "M36 56V38H54M106 38H124V56M124 104V122H106M54 122H36V104"
CHILD, GROWN, OLD = 1, 3, 6  # Places in the life of the figure.


def ground(sheet: Sheet, is_lit: bool = True) -> None:
    """Draw the round that every hint is drawn on."""
    sheet.fill(oval(80, 80, 78), GROUND if is_lit else GROUND_DARK)
    if is_lit:
        sheet.glow(80, 70, 78, "#f0c489", 0.7)


def rim(sheet: Sheet) -> None:
    """Draw the dots around the round."""
    sheet.add(
        f'<circle cx="80" cy="80" r="73" fill="none" stroke="{BRASS}" stroke-width="2.5" '
        'stroke-dasharray=".1 7" stroke-linecap="round"/>'
    )


def brackets(sheet: Sheet, colour: str) -> None:
    """Draw a view-finder's corners."""
    sheet.line(BRACKETS, INK, 9, 0.35)
    sheet.line(BRACKETS, colour, 6)


def look_here(sheet: Sheet, is_done: bool) -> None:
    """The head is held askew, then straight."""
    turn, x = (0, 80) if is_done else (-17, 70)
    at(sheet, x, 88, 0.19, lambda: bust(sheet, GROWN), turn)
    brackets(sheet, LANTERN if is_done else CREAM)
    if not is_done:
        arrow(sheet, "M44 22Q80 6 112 20", "M103 8L114 21L98 26")


def center_face(sheet: Sheet, is_done: bool) -> None:
    """The head is at the side, then in the middle."""
    at(sheet, 80 if is_done else 128, 88, 0.19, lambda: bust(sheet, GROWN))
    brackets(sheet, LANTERN if is_done else CREAM)
    if not is_done:
        arrow(sheet, "M84 80H52", "M64 68L51 80L64 92")


def light(sheet: Sheet, is_done: bool) -> None:
    """The room is dim, then the lamp is on."""
    at(sheet, 80, 102, 0.17, lambda: bust(sheet, GROWN))
    if not is_done:
        sheet.fill(oval(80, 80, 78), "#1d1418", 0.58)
    else:
        sheet.glow(80, 40, 74, "#ffe6ad", 0.85)
    sheet.line("M80 0V14", INK, 4)
    sheet.piece("M50 40Q52 12 80 12Q108 12 110 40Z", JADE, lift=3, rim=4)
    if is_done:
        sheet.fill(oval(80, 40, 29, 8), "#fff0bd")
        sheet.line("M36 50L24 62M124 50L136 62M58 54L52 68M102 54L108 68", "#ffe6ad", 4)
    else:
        sheet.fill(oval(80, 40, 29, 7), "#5b4a4a")


def thumb_up(sheet: Sheet, is_done: bool) -> None:
    """A hand at rest, then its thumb up and a heart."""
    if not is_done:
        at(sheet, 80, 138, 0.72, lambda: hands.fist(sheet))
    else:
        at(sheet, 66, 106, 0.64, lambda: hands.thumb_up(sheet))
        at(sheet, 86, 4, 0.19, lambda: heart(sheet, True))
        rays(sheet, 62, 40, 26, ((-0.71, -0.71), (-1, 0)))


def tap_heart(sheet: Sheet, is_done: bool) -> None:
    """A finger comes to the heart, then the heart glows."""
    at(sheet, 26, 12, 0.36, lambda: heart(sheet, is_done))
    x, y = (92, 128) if not is_done else (82, 112)
    finger = smooth(
        [
            (x - 22, y - 54),
            (x - 12, y - 64),
            (x - 2, y - 54),
            (x + 2, y - 18),
            (x + 24, y - 16),
            (x + 46, y - 4),
            (x + 50, y + 22),
            (x + 38, y + 60, 0),
            (x - 8, y + 60, 0),
            (x - 36, y + 14),
            (x - 40, y - 2),
            (x - 28, y - 2),
            (x - 18, y + 6),
        ]
    )
    hands.skin(sheet, finger)
    sheet.line(f"M{x + 4} {y - 16}v18M{x + 24} {y - 12}v16", hands.CREASE, 4)


HINTS: tuple[Callable[[Sheet, bool], None], ...] = (
    look_here,
    center_face,
    light,
    thumb_up,
    tap_heart,
)


def progress(sheet: Sheet, share: float) -> None:
    """Draw a heart that is full up to a share, 100 x 100."""
    sheet.piece(HEART, CREAM, lift=3, rim=4)
    inner = "translate(50 50) scale(.84) translate(-50 -49)"
    with sheet.group(inner):
        if share > 0:
            with sheet.cut(HEART, VERMILION, lift=0, rim=0, is_open=True):
                top = 90 - 76 * share
                sheet.fill(f"M0 {top:.0f}q25-7 50 0t50 0V100H0Z", VERMILION)
                sheet.line("M24 42Q24 28 36 26", mix(VERMILION, CREAM, 0.6), 6, 0.8)
        sheet.line(HEART, VERMILION, 5)


def print_of(sheet: Sheet, place: int, x: float, y: float, size: float, turn: float) -> None:
    """Draw a paper print with one of the ages."""
    with sheet.group(f"translate({x:g} {y:g}) rotate({turn:g}) scale({size:g})"):
        sheet.piece(board(-86, -106, 172, 224, 7), CREAM, lift=6, rim=4, shade="#c9ab80")
        with sheet.cut(board(-72, -92, 144, 176, 4), "#8a6650", lift=0, rim=0):
            sheet.glow(-10, -14, 120, "#f2cf9c", 0.9)
            with sheet.group("translate(0 4) scale(.215)"):
                bust(sheet, place)


def portrait(sheet: Sheet) -> None:
    """Draw three prints of one life before the curtain, the child in front, 400 x 400."""
    with sheet.cut(board(0, 0, 400, 400, 44), VELVET, lift=0, rim=0):
        folds(
            sheet,
            "M40-20Q46 200 34 420M124-20Q116 210 130 420M212-20Q222 200 206 420"
            "M298-20Q288 200 304 420M376-20Q384 200 372 420",
            22,
        )
        sheet.glow(200, 190, 230, "#ffcf8a", 0.5)
        print_of(sheet, 0, 104, 176, 0.92, -11)
        print_of(sheet, OLD, 296, 176, 0.92, 11)
        print_of(sheet, CHILD, 200, 214, 1.2, -1.5)
        with sheet.group("translate(244 282) rotate(9) scale(.36)"):
            heart(sheet, True)
        sheet.piece(board(-10, 366, 420, 44, 4), WOOD, lift=5, rim=5)


def sheets() -> list[Sheet]:
    """Return two drawings a hint, the progress, the portrait."""
    made = []
    for draw in HINTS:
        for step in (0, 1):
            sheet = Sheet(f"hint_{draw.__name__}_{step}", 160, 160)
            ground(sheet, draw is not light or step == 1)
            rim(sheet)
            with sheet.cut(oval(80, 80, 78), GROUND, lift=0, rim=0, is_open=True):
                draw(sheet, step == 1)
            made.append(sheet)
    for step in range(4):
        made.append(Sheet(f"progress_{step}", 100, 100))
        progress(made[-1], step / 3)
    made.append(Sheet("result_portrait", 400, 400))
    portrait(made[-1])
    return made
