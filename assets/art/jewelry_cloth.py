"""Indigo batik: wax spirals, ferns and dots, cloth that hangs or lies, and the tray's rings."""

from __future__ import annotations

from math import atan2, cos, degrees, pi, sin

from paper import (
    BATIK,
    Sheet,
    board,
    chance,
    darker,
    mix,
    num,
    oval,
    smooth,
)

HUNG = "#46699a"  # Indigo in the light of a window.


def spiral(turns: float, radius: float, start: float = 0, way: int = 1) -> str:
    """Return path data of a spiral about (0, 0) from outside in; start in radians."""
    count = round(turns * 9)
    spots = []
    for step in range(count + 1):
        share = step / count
        angle = start + way * share * turns * 2 * pi
        reach = radius * (1 - 0.88 * share)
        spots.append((reach * cos(angle), reach * sin(angle)))
    return smooth(spots, False)


def wax_round(sheet: Sheet, x: float, y: float, size: float, colour: str = BATIK) -> None:
    """A wotuo round: whirling double spirals in a ring of dots, 100 units across at size 1."""

    def draw() -> None:
        hooks = ""
        for step in range(6):
            a = step * pi / 3
            with sheet.group(f"rotate({step * 60})"):
                sheet.line("M6 2C16 12 30 10 32-2C33-12 22-17 17-9C14-3 20 3 24-2", colour, 4.4)
            hooks += f"M{num(40 * cos(a))} {num(40 * sin(a))}h.1"
        sheet.line(hooks, colour, 6)
        sheet.fill(oval(0, 0, 5), colour)
        ring = "".join(
            f"M{num(49 * cos(pi * n / 14))} {num(49 * sin(pi * n / 14))}h.1" for n in range(28)
        )
        sheet.line(ring, colour, 4)

    sheet.stamp(f"round {colour}", draw, f"translate({num(x)} {num(y)}) scale({size:g})")


def fern(
    sheet: Sheet, x: float, y: float, size: float, turn: float = 0, colour: str = BATIK
) -> None:
    """A fern frond that grows up from (x, y), 100 units long at size 1."""

    def draw() -> None:
        d = "M0 0V-86C0-104 20-102 18-88C16-80 8-82 10-88"
        for step in range(4):
            at, long = -14 - step * 17, 30 - step * 5
            for side in (-1, 1):
                d += f"M0 {at}c{side * long * 0.4:.0f}-2 {side * long}-8 {side * long}-20"
        sheet.line(d, colour, 6)

    sheet.stamp(
        f"fern {colour}", draw, f"translate({num(x)} {num(y)}) rotate({num(turn)}) scale({size:g})"
    )


def fern_row(
    sheet: Sheet, one: tuple[float, float], other: tuple[float, float], count: int, size: float
) -> None:
    """Small ferns side by side along a line, each `size` long."""
    turn = degrees(atan2(other[1] - one[1], other[0] - one[0]))
    for step in range(count):
        share = (step + 0.5) / count
        x, y = one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
        fern(sheet, x, y + size / 2, size / 100, turn)


def cracks(sheet: Sheet, box: tuple[int, int, int, int], count: int, colour: str) -> None:
    """Ice cracks: fine lines where stiff wax broke and dye seeped in."""
    lot = chance(count + box[2])
    d = ""
    for _ in range(count):
        x, y = lot.randint(box[0], box[0] + box[2]), lot.randint(box[1], box[1] + box[3])
        d += f"M{x} {y}"
        dx, dy = lot.randint(-40, 40), lot.randint(-40, 40)
        for _ in range(lot.randint(2, 5)):
            dx, dy = dx + lot.randint(-16, 16), dy + lot.randint(-16, 16)
            d += f"l{dx} {dy}"
    sheet.line(d.replace(" -", "-"), colour, 1.4, 0.22)


def hanging_cloth(sheet: Sheet, x: int, y: int, width: int, height: int) -> None:
    """A length of batik hung up to dry: rounds between borders, soft folds."""
    with sheet.cut(board(x, y, width, height), HUNG, lift=14, rim=0):
        for dx, share in ((0.18, 0.3), (0.52, 0.22), (0.83, 0.3)):
            left = x + width * dx
            sheet.fade(
                f"M{num(left - 90)} {y}h180v{height}h-180z",
                [(0, HUNG), (0.5, darker(HUNG, share)), (1, HUNG)],
                is_across=True,
            )
        for side in (24, width - 24):
            sheet.line(f"M{x + side} {y}v{height}", BATIK, 6, 0.55)
        for side in (44, width - 44):
            sheet.line(f"M{x + side} {y}v{height}", BATIK, 2.5, 0.5)
        wax = mix(HUNG, BATIK, 0.5)
        for row in range(5):
            for column in range(4 if row % 2 else 3):
                cx = x + width * (column + (0.5 if row % 2 else 1)) / 4
                wax_round(sheet, cx, y + 130 + row * 250, 1.25, wax)
        cracks(sheet, (x, y, width, height), 60, BATIK)
