"""Hands of the hints, 100 units from wrist to knuckles: open, closed, pointing, thumb up.

Drawn as visitors see their own right hand in a mirror: palm to the viewer, thumb to the left.
"""

from __future__ import annotations

from jewelry_figure import HALF_WIDTHS, SKIN, finger_line, hand_rim
from jewelry_pieces import worn_bangle, worn_ring
from paper import JADE, VERMILION, Sheet, board, darker, oval, smooth

SHADE = darker(SKIN, 0.35)
CREASE = darker(SKIN, 0.36)
# Across the bent fingers.
THUMB = smooth("-50,-30 -52,-56 -40,-66 -14,-56 10,-52 18,-42 10,-32 -14,-34 -30,-18 -44,-16")
Spot = tuple[float, float]


def skin(sheet: Sheet, d: str, lift: float = 4, rim: float = 6) -> None:
    """Cut a part of a hand."""
    sheet.piece(d, SKIN, lift=lift, rim=rim, shade=SHADE)


def cuff(sheet: Sheet, y: float, half: float = 42) -> None:
    """A sleeve below the wrist."""
    sheet.piece(board(-half, y, 2 * half, 80, 8), "#26314f", lift=3, rim=5)
    sheet.line(f"M{-half + 4} {y + 12}H{half - 4}", VERMILION, 7)
    sheet.line(f"M{-half + 4} {y + 26}H{half - 4}", JADE, 4)


def at(place: Spot) -> Spot:
    """Return a place of the hand (palm lengths, y up) in the drawing's units."""
    return (-place[0] * 100, -place[1] * 100)


def open_palm(sheet: Sheet, *, bangle: bool = False, finger_ring: bool = False) -> None:
    """Draw the open hand, wrist at (0, 0)."""
    rim = [at(spot) for spot in hand_rim()]
    with sheet.cut(smooth(rim), SKIN, lift=5, rim=7, shade=SHADE):
        sheet.line("M-26-42Q-6-46 0-74T26-98", CREASE, 4, 0.45)
        sheet.line("M-24-88Q8-92 34-72M-20-64Q10-66 30-40", CREASE, 4, 0.4)
        for name in ("index", "middle", "ring", "pinky"):
            line = finger_line(name)
            for bone in (1, 2):
                x, y = at(line[bone])
                half = HALF_WIDTHS[name] * 46
                sheet.line(f"M{x - half:.0f} {y:.0f}h{2 * half:.0f}", CREASE, 3, 0.4)
    cuff(sheet, 66, 44)
    if bangle:
        worn_bangle(sheet, 0, 14, 64)
    if finger_ring:
        (x0, y0), (x1, y1) = at(finger_line("ring")[0]), at(finger_line("ring")[1])
        worn_ring(sheet, x0 * 0.45 + x1 * 0.55, y0 * 0.45 + y1 * 0.55, 19, 6)


def palm_and_arm(sheet: Sheet) -> None:
    """Draw forearm, wrist and the ball of a closed hand."""
    arm = smooth("-31,100! -30,20 -38,-18 -44,-60 -30,-96 34,-98 46,-66 40,-20 30,20 31,100!")
    skin(sheet, arm, 5, 7)
    cuff(sheet, 66, 44)


def rolls(sheet: Sheet, count: int, left: float) -> None:
    """Draw bent fingers side by side, the first one at x = left."""
    for n in range(count):
        tall = (46, 50, 47, 40)[n + 4 - count]
        skin(sheet, board(left + n * 22, -102 + (50 - tall) * 0.4, 24, tall, 11), 2, 5)
        sheet.line(f"M{left + n * 22 + 6} -62h12", CREASE, 3, 0.4)


def fist(sheet: Sheet, *, bangle: bool = False) -> None:
    """Draw the closed hand, thumb across."""
    palm_and_arm(sheet)
    rolls(sheet, 4, -45)
    skin(
        sheet,
        smooth("-50,-30 -52,-56 -40,-66 -14,-56 10,-52 18,-42 10,-32 -14,-34 -30,-18 -44,-16"),
        3,
        5,
    )
    if bangle:
        worn_bangle(sheet, 0, 14, 64)


def pointing(sheet: Sheet, *, has_ring: bool = False) -> None:
    """Draw the hand that holds out its index finger."""
    palm_and_arm(sheet)
    skin(sheet, smooth("-44,-70! -43,-150 -40,-184 -31,-192 -22,-184 -20,-150 -19,-70!"), 4, 5)
    sheet.line("M-38-116h13M-38-152h12", CREASE, 3, 0.4)
    rolls(sheet, 3, -22)
    skin(
        sheet,
        smooth("-50,-30 -52,-54 -38,-64 -12,-56 12,-52 20,-42 12,-32 -14,-34 -30,-18 -44,-16"),
        3,
        5,
    )
    if has_ring:
        worn_ring(sheet, -32, -98, 25)


def thumb_up(sheet: Sheet, *, bangle: bool = False) -> None:
    """Draw the fist on its side with the thumb up; the arm comes from the right."""
    skin(
        sheet,
        smooth("120,26! 52,24 30,40 -20,44 -44,20 -44,-26 -20,-44 40,-42 60,-26 120,-26!"),
        5,
        7,
    )
    sheet.piece(board(92, -44, 90, 88, 8), "#26314f", lift=3, rim=5)
    sheet.line("M106-40V40", VERMILION, 7)
    sheet.line("M120-40V40", JADE, 4)
    skin(
        sheet, smooth("-16,-36! -14,-74 -20,-108 -8,-118 8,-112 16,-84 34,-44 20,-24 -8,-22!"), 4, 6
    )
    sheet.fill(oval(-6, -104, 8, 9), darker(SKIN, 0.08))
    for n in range(4):
        wide = (66, 70, 66, 56)[n]
        skin(sheet, board(-50, -36 + n * 21, wide, 23, 11), 2, 5)
    if bangle:
        worn_bangle(sheet, 76, 0, 50, 90)
