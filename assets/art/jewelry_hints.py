"""Hints of the jewelry effect, 160 x 160, in pairs that loop: before and after."""

from __future__ import annotations

from collections.abc import Callable

import jewelry_hands as hands
from jewelry_figure import head_and_ears
from jewelry_pieces import bangle, ear_ornaments, ring
from jewelry_room import slot
from paper import BATIK, CREAM, INDIGO, INK, LANTERN, Sheet, mix, oval

GROUND = mix(INDIGO, BATIK, 0.28)


def ground(sheet: Sheet) -> None:
    """The round that every hint is drawn on."""
    sheet.fill(oval(80, 80, 78), GROUND)
    sheet.add(
        f'<circle cx="80" cy="80" r="73" fill="none" stroke="{BATIK}" stroke-width="2.5" '
        'stroke-dasharray=".1 7" stroke-linecap="round"/>'
    )


def inside(sheet: Sheet, draw: Callable[[], None]) -> None:
    """Draw clipped to the round."""
    with sheet.cut(oval(80, 80, 78), GROUND, lift=0, rim=0, is_open=True):
        draw()


def at(
    sheet: Sheet, x: float, y: float, size: float, draw: Callable[[], None], turn: float = 0
) -> None:
    """Draw with the origin moved to (x, y)."""
    with sheet.group(f"translate({x:g} {y:g}) rotate({turn:g}) scale({size:g})"):
        draw()


def arrow(sheet: Sheet, shaft: str, head: str) -> None:
    """A lantern-coloured arrow with a dark edge, so that it shows on any ground."""
    for colour, width in ((INK, 11), (LANTERN, 6.5)):
        sheet.line(shaft + head, colour, width)


ABOVE = ((0, -1), (0.71, -0.71), (-0.71, -0.71), (1, 0), (-1, 0))


def rays(
    sheet: Sheet,
    x: float,
    y: float,
    radius: float,
    ways: tuple[tuple[float, float], ...] = ABOVE,
) -> None:
    """Short strokes round something that has just happened."""
    far = radius + 10
    for dx, dy in ways:
        sheet.line(
            f"M{x + dx * radius:.0f} {y + dy * radius:.0f}L{x + dx * far:.0f} {y + dy * far:.0f}",
            CREAM,
            4,
        )


def grip(sheet: Sheet, is_closed: bool) -> None:
    at(sheet, 28, 62, 0.52, lambda: slot(sheet, True))
    if not is_closed:
        at(sheet, 48, 80, 0.32, lambda: bangle(sheet))
        at(sheet, 98, 128, 0.60, lambda: hands.open_palm(sheet), 8)
        arrow(sheet, "M40 22V52", "M30 42L40 53L50 42")
    else:
        at(sheet, 44, 70, 0.40, lambda: bangle(sheet))
        at(sheet, 84, 152, 0.66, lambda: hands.fist(sheet))
        rays(sheet, 84, 78, 44)


def wear_wrist(sheet: Sheet, is_worn: bool) -> None:
    if not is_worn:
        at(sheet, 80, 128, 0.74, lambda: hands.fist(sheet))
        at(sheet, 46, 8, 0.34, lambda: bangle(sheet))
    else:
        at(sheet, 76, 126, 0.56, lambda: hands.open_palm(sheet, bangle=True))
        rays(sheet, 76, 136, 36, ((1, -0.25), (-1, -0.25), (0.95, 0.3), (-0.95, 0.3)))


def wear_finger(sheet: Sheet, is_worn: bool) -> None:
    if not is_worn:
        at(sheet, 80, 128, 0.74, lambda: hands.fist(sheet))
        at(sheet, 48, 2, 0.32, lambda: ring(sheet))
    else:
        at(sheet, 84, 148, 0.66, lambda: hands.pointing(sheet, has_ring=True))
        rays(sheet, 63, 66, 24)


def wear_ears(sheet: Sheet, is_worn: bool) -> None:
    at(sheet, 74, 92, 0.235, lambda: head_and_ears(sheet))
    if not is_worn:
        at(sheet, 122, 142, 0.5, lambda: hands.fist(sheet))
        ear_ornaments(sheet, ((113, 104),), 0.27)
    else:
        ear_ornaments(sheet, ((35, 97), (113, 97)), 0.27)
        at(sheet, 138, 158, 0.40, lambda: hands.open_palm(sheet), 14)


def thumb_up(sheet: Sheet, is_done: bool) -> None:
    if not is_done:
        at(sheet, 78, 126, 0.56, lambda: hands.open_palm(sheet, bangle=True))
    else:
        at(sheet, 68, 102, 0.66, lambda: hands.thumb_up(sheet, bangle=True))
        rays(sheet, 62, 34, 24)


def show_hand(sheet: Sheet, is_open: bool) -> None:
    if not is_open:
        at(sheet, 80, 146, 0.74, lambda: hands.fist(sheet))
        arrow(sheet, "M136 96V50", "M126 62L136 49L146 62")
    else:
        at(sheet, 78, 132, 0.58, lambda: hands.open_palm(sheet))


def show_all(sheet: Sheet, is_held: bool) -> None:
    at(sheet, 101, 76, 0.175, lambda: head_and_ears(sheet))
    ear_ornaments(sheet, ((72, 80), (130, 80)), 0.22)

    def hand() -> None:
        hands.open_palm(sheet, bangle=True, finger_ring=True)

    at(sheet, 48, 130, 0.40, hand, -4)
    if is_held:
        sheet.add(
            f'<circle cx="80" cy="80" r="73" fill="none" stroke="{LANTERN}" stroke-width="6" '
            'stroke-dasharray="330 500" stroke-linecap="round" transform="rotate(-90 80 80)"/>'
        )


def center_face(sheet: Sheet, is_back: bool) -> None:
    corners = "M40 54V40H54M106 40H120V54M120 106V120H106M54 120H40V106"
    if is_back:
        at(sheet, 80, 84, 0.2, lambda: head_and_ears(sheet))
    else:
        at(sheet, 134, 92, 0.2, lambda: head_and_ears(sheet))
        arrow(sheet, "M84 80H54", "M65 69L53 80L65 91")
    sheet.line(corners, CREAM if is_back else BATIK, 6)


HINTS = (
    show_hand,
    grip,
    wear_wrist,
    wear_finger,
    wear_ears,
    thumb_up,
    show_all,
    center_face,
)


def sheets() -> list[Sheet]:
    """Return two drawings a hint, named after the effect's hints."""
    made = []
    for draw in HINTS:
        for step in (0, 1):
            sheet = Sheet(f"hint_{draw.__name__}_{step}", 160, 160)
            ground(sheet)
            inside(sheet, lambda draw=draw, sheet=sheet, step=step: draw(sheet, step == 1))
            made.append(sheet)
    return made
