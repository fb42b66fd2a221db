"""The dotted round that hints of the example effects are drawn on, 160 x 160."""

from __future__ import annotations

from collections.abc import Callable

from paper import INK, Sheet, oval


def in_round(sheet: Sheet, ground: str, dots: str, draw: Callable[[], None]) -> None:
    """Draw the round in two colours, and within it what `draw` draws."""
    sheet.fill(oval(80, 80, 78), ground)
    sheet.add(
        f'<circle cx="80" cy="80" r="73" fill="none" stroke="{dots}" stroke-width="2.5" '
        'stroke-dasharray=".1 8" stroke-linecap="round"/>'
    )
    with sheet.cut(oval(80, 80, 78), INK, lift=0, rim=0, is_open=True):
        draw()
