"""The picture of the jewelry effect's result and card: the figure wears all three."""

from __future__ import annotations

from jewelry_figure import (
    PALM,
    WRIST,
    body,
    ears,
    finger_line,
    hair_behind,
    hand,
    head,
    on_face,
    on_hand,
    room,
    sleeve,
)
from jewelry_pieces import ear_ornaments, worn_bangle, worn_ring
from paper import Sheet


def portrait(sheet: Sheet) -> None:
    """Head, shoulders and raised hand in a square, 400 x 400."""
    with sheet.group("scale(.385) translate(-276 -76)"):
        room(sheet)
        hair_behind(sheet)
        body(sheet)
        ears(sheet)
        head(sheet)
        # The ear's height is a third of the face's, the ornament 1.2 of it.
        ear_ornaments(sheet, (on_face(-0.45, 0.565), on_face(0.45, 0.565)), 0.78)
        hand(sheet)
        sleeve(sheet)
        worn_bangle(sheet, WRIST[0] - 2, WRIST[1] + 40, PALM * 0.62, -3)
        (ax, ay), (bx, by) = finger_line("ring")[:2]
        worn_ring(sheet, *on_hand((ax + bx) / 2, (ay + by) / 2), PALM * 0.17, 3)


def sheets() -> list[Sheet]:
    """Return result_portrait."""
    made = Sheet("result_portrait", 400, 400)
    portrait(made)
    return [made]
