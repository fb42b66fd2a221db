"""The two paces of the age booth: a metronome that swings slowly, and one that hurries."""

from __future__ import annotations

from booth_room import BRASS, WOOD, WOOD_DARK
from paper import CREAM, VERMILION, Sheet, board, darker, lighter, num, oval, smooth

PIVOT = (200, 318)


def metronome(sheet: Sheet, degrees: float, weight: float, trails: tuple[float, ...]) -> None:
    """Draw it with its rod at an angle; weight: how far up the rod, trails: where it just was."""
    sheet.fill(oval(200, 374, 124, 18), "#1d1418", 0.3)
    sheet.piece(board(78, 346, 244, 30, 10), WOOD_DARK, lift=6, rim=6)
    body = smooth("140,44! 160,30 240,30 260,44! 312,350! 88,350!")
    with sheet.cut(body, WOOD, lift=9, rim=9):
        sheet.line("M116 352L158 36M284 352L242 36", darker(WOOD, 0.3), 4, 0.5)
    face = smooth("168,70! 232,70! 268,300! 132,300!")
    sheet.piece(face, CREAM, lift=0, rim=4, shade="#a98350")
    marks = "".join(
        f"M{num(200 - half)} {y}h{num(half * 0.5)}M{num(200 + half)} {y}h{num(-half * 0.5)}"
        for y, half in ((104, 26), (136, 31), (168, 36), (200, 41), (232, 46))
    )
    sheet.line(marks, darker(WOOD, 0.2), 5, 0.75)
    for n, trail in enumerate(trails):
        with sheet.group(f"rotate({num(trail)} {PIVOT[0]} {PIVOT[1]})", 0.2 + 0.12 * n):
            sheet.line(f"M{PIVOT[0]} {PIVOT[1]}V66", BRASS, 8)
    sheet.piece(board(104, 300, 192, 52, 6), lighter(WOOD, 0.06), lift=4, rim=6)
    with sheet.group(f"rotate({num(degrees)} {PIVOT[0]} {PIVOT[1]})"):
        sheet.line(f"M{PIVOT[0]} {PIVOT[1]}V52", "#8a6228", 10)
        sheet.line(f"M{PIVOT[0] - 2} {PIVOT[1]}V52", BRASS, 5)
        y = PIVOT[1] - weight
        sheet.piece(f"M174 {num(y - 20)}h52l-9 44h-34z", VERMILION, lift=4, rim=6)
    sheet.dab(PIVOT[0], PIVOT[1], 15, 15, BRASS)


def sheets() -> list[Sheet]:
    """Return calm_body and brisk_body, as the start page looks for them."""
    calm, brisk = Sheet("calm_body", 400, 400), Sheet("brisk_body", 400, 400)
    for sheet, degrees, weight, trails in ((calm, -9, 226, ()), (brisk, 27, 120, (3, 11, 19))):
        with sheet.group("translate(-16 -34) scale(1.08)"):
            metronome(sheet, degrees, weight, trails)
    return [calm, brisk]
