"""The age booth's card on the home page, 600 x 420."""

from __future__ import annotations

from booth_life import bust
from booth_props import heart
from booth_room import WOOD, picture_frame, plate_camera, scallops, side_curtain
from paper import CREAM, Outline, Sheet, board, darker, flipped, lighter, num

CHILD = 1


def task_heart(sheet: Sheet) -> None:
    """Before the curtain of the studio: one life in three frames, a heart at the child's."""
    sheet.fade("M0 0H600V420H0Z", [(0, "#4a2f27"), (0.6, "#7a5442"), (1, "#4a2f27")])
    sheet.glow(300, 190, 330, "#f6cf94", 0.85)
    sheet.piece(board(-10, 356, 620, 12, 2), "#5c3826", lift=3, rim=3)
    sheet.fade("M0 368H600V420H0Z", [(0, "#7a4b33"), (1, "#4a2a20")])
    picture_frame(sheet, 138, 196, 118, 148, 0, -2)
    picture_frame(sheet, 462, 196, 118, 148, 6, 2)
    child(sheet)
    with sheet.group("translate(52 -54) scale(.3)"):
        plate_camera(sheet)
    drape: Outline = "-20,-20! 104,-20! 100,60 66,190 34,250 26,330 44,440! -20,440!"
    left = "M14-20Q16 160 10 440M42-20Q40 140 20 240M72-20Q68 100 40 210"
    right = "M586-20Q584 160 590 440M558-20Q560 140 580 240M528-20Q532 100 560 210"
    for outline, lines, tie in (
        (drape, left, "M-6 262Q22 276 40 248"),
        (flipped(drape, 300), right, "M606 262Q578 276 560 248"),
    ):
        side_curtain(sheet, outline, lines, tie, 0.4)
    with sheet.group("scale(.4)"):
        scallops(sheet, 66, 9, 1500)


def child(sheet: Sheet) -> None:
    """Draw the large frame in the middle, and its heart."""
    left, top, wide, high = 211, 76, 178, 226
    sheet.piece(board(left, top, wide, high, 10), WOOD, lift=10, rim=7)
    sheet.line(
        f"M{left + 4} {top + 4}l22 22M{left + wide - 4} {top + 4}l-22 22"
        f"M{left + 4} {top + high - 4}l22-22M{left + wide - 4} {top + high - 4}l-22-22",
        darker(WOOD, 0.4),
        2.5,
        0.8,
    )
    sheet.fill(board(left + 22, top + 22, wide - 44, high - 44, 4), lighter(CREAM, 0.4))
    with sheet.cut(board(left + 30, top + 30, wide - 60, high - 60, 3), "#a67f60", lift=0, rim=0):
        sheet.glow(300, 176, 120, "#f6d9a6", 0.9)
        with sheet.group(f"translate({num(left + wide / 2)} {top + 112}) scale(.21)"):
            bust(sheet, CHILD)
    with sheet.group("translate(318 236) rotate(8) scale(.3)"):
        heart(sheet, True)


def sheets() -> list[Sheet]:
    """Return task_heart."""
    made = Sheet("task_heart", 600, 420)
    task_heart(made)
    return [made]
