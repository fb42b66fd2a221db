"""The person of the age booth, seven times: the same one at 1, 5, 12, 25, 45, 65 and 80.

960 x 1200, opaque, eyes always at the same place, so that one picture fades well into the next.
What stays through a life: brown eyes, a mole on the cheek, and something vermilion to wear.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from paper import (
    CREAM,
    INK,
    Point,
    Sheet,
    board,
    darker,
    mirrored,
    mix,
    oval,
    smooth,
)

WIDTH, HEIGHT = 960, 1200
EYES_X, EYES_Y = 480, 560  # Between the eyes, in the picture.
EYE_X = 93  # From there to the middle of each eye.
CORNER = 42  # As the stage rounds a camera picture.
SKIN, BLUSH = "#edb98f", "#dd7a60"
SHADE = darker(SKIN, 0.35)
LINE = darker(SKIN, 0.38)
HAIR, HAIR_LIGHT = "#33292c", "#665458"
LIPS = "#c9614e"


class Look(NamedTuple):
    """Measures of a face around the middle between its eyes; x to both sides, y down."""

    age: int
    half_width: float
    jaw: float  # Its half width as a share of the cheeks'.
    chin: float
    mouth: float
    mouth_half: float
    nose: float
    nose_half: float
    eye_half: float
    eye_open: float
    iris: float
    brow: float
    brow_width: float
    brow_opacity: float
    blush: float
    lines: float  # How deep the lines of a long life are, 0..1.


LOOKS = (
    Look(1, 226, 1.04, 196, 124, 34, 62, 22, 46, 41, 33, -84, 6, 0.22, 0.5, 0),
    Look(5, 212, 0.94, 238, 152, 52, 82, 25, 45, 36, 29, -78, 8, 0.5, 0.4, 0),
    Look(12, 203, 0.84, 274, 180, 56, 100, 28, 44, 30, 25, -70, 11, 0.8, 0.24, 0),
    Look(25, 196, 0.79, 304, 200, 62, 114, 32, 43, 26, 22, -68, 12, 0.9, 0.2, 0),
    Look(45, 198, 0.83, 310, 204, 64, 118, 34, 42, 24, 21, -66, 11, 0.85, 0.18, 0.4),
    Look(65, 200, 0.88, 312, 206, 64, 122, 37, 40, 21, 20, -62, 10, 0.8, 0.2, 0.75),
    Look(80, 196, 0.89, 304, 204, 60, 124, 39, 38, 18.5, 19, -60, 9, 0.85, 0.22, 1),
)


def backdrop(sheet: Sheet) -> None:
    """Draw the canvas that hangs in every photo studio: painted, and lit from the left."""
    sheet.fade(f"M0 0H{WIDTH}V{HEIGHT}H0Z", [(0, "#5d4034"), (0.6, "#7a5542"), (1, "#4c332b")])
    sheet.glow(400, 470, 640, "#f0c489", 0.85)
    for x, y, radius, colour in (
        (150, 250, 260, "#8f6b52"),
        (840, 330, 280, "#6c4a3a"),
        (720, 90, 240, "#8a654d"),
        (110, 860, 300, "#8a634c"),
        (870, 880, 280, "#5a3d32"),
    ):
        sheet.glow(x, y, radius, colour, 0.55)
    sheet.fibres((0, 0, WIDTH, HEIGHT), 150, CREAM, 0.1, 16)


def face_outline(look: Look) -> list[Point]:
    """Return the outline of the face, chin first."""
    half, chin = look.half_width, look.chin
    fullness = 0.3 + 0.34 * look.jaw
    youth = max(0, 12 - look.age) / 11  # Children have a high, round forehead.
    side = [
        (0, chin),
        (half * (fullness - 0.22), chin - 8),
        (half * look.jaw * 0.79, chin - 58),
        (half * (look.jaw * 0.5 + 0.46), chin - 138),
        (half, 20),
        (half * (0.985 + 0.015 * youth), -90),
        (half * (0.84 + 0.06 * youth), -200 - 4 * youth),
        (half * (0.4 + 0.08 * youth), -262 - 16 * youth),
        (0, -272 - 22 * youth),
    ]
    return mirrored(side, 0)


def at_both(spots: tuple[Point, ...], side: int) -> list[Point]:
    """Return points for one side of the face: 1 as they are, -1 mirrored."""
    return [(side * spot[0], *spot[1:]) for spot in spots]


def eye(sheet: Sheet, look: Look, side: int) -> None:
    """Draw an open eye that looks at the viewer, kindly."""
    half, tall = look.eye_half, look.eye_open
    x = EYE_X
    rim = (
        (x - half, 6, 0),
        (x - half * 0.55, -tall * 0.62),
        (x, -tall * 0.9),
        (x + half * 0.6, -tall * 0.6),
        (x + half, 0, 0),
        (x + half * 0.5, tall * 0.62),
        (x - half * 0.4, tall * 0.66),
    )
    with sheet.cut(smooth(at_both(rim, side)), "#fffaf2", lift=0, rim=0):
        middle = side * x
        sheet.fill(oval(middle, -tall * 0.1, look.iris), "#5d3b2b")
        sheet.fill(oval(middle, -tall * 0.1, look.iris * 0.52), "#241a1c")
        sheet.fill(oval(middle - 7, -tall * 0.1 - look.iris * 0.38, look.iris * 0.3), "#ffffff")
        sheet.fill(oval(middle + 6, look.iris * 0.36, look.iris * 0.14), "#ffffff", 0.7)
        shadow = at_both(((x - half, 2), (x, -tall * 0.9 + 5), (x + half, -2)), side)
        sheet.line(smooth(shadow, False), INK, 5, 0.25)
    upper = (
        (x - half - 3, 9),
        (x - half * 0.55, -tall * 0.62),
        (x, -tall * 0.92),
        (x + half * 0.62, -tall * 0.6),
        (x + half + 7, -3 + 5 * look.lines),
    )
    lash, width = ("#573f36", 5.5) if look.age == 1 else ("#2a2027", 7.5 - 1.5 * look.lines)
    sheet.line(smooth(at_both(upper, side), False), lash, width)
    fold = (
        (x - half * 0.6, -tall * 0.62 - 12),
        (x + 2, -tall - 10 + 3 * look.lines),
        (x + half * 0.8, -tall * 0.5 - 12 + 8 * look.lines),
    )
    sheet.line(smooth(at_both(fold, side), False), LINE, 4, 0.55)


def lids(sheet: Sheet) -> None:
    """Draw both eyes closed, over those of any age."""
    for side in (-1, 1):
        x = side * EYE_X
        sheet.fill(oval(x, -2, 57, 41), SKIN)
        sheet.line(f"M{x - 48} 3q48 32 96 0", "#3a2b2a", 7)
        sheet.line(f"M{x - 34} -20q34-14 68 0", LINE, 4, 0.4)


def brow(sheet: Sheet, look: Look, side: int, colour: str) -> None:
    """Draw an eyebrow; its bow is the same at every age."""
    x, y, half = EYE_X, look.brow, look.eye_half + 8
    bow = ((x - half + 4, y + 8), (x - 4, y - 7), (x + half * 0.6, y - 4), (x + half + 6, y + 12))
    sheet.line(smooth(at_both(bow, side), False), colour, look.brow_width, look.brow_opacity)


def nose(sheet: Sheet, look: Look) -> None:
    """Draw the tip of the nose and its wings; a ridge once there is one."""
    y, half = look.nose, look.nose_half
    tip = (
        (-half, y - 6),
        (-half * 0.72, y + 9),
        (0, y + 13),
        (half * 0.72, y + 9),
        (half, y - 6),
    )
    sheet.line(smooth(tip, False), LINE, 5.5, 0.72)
    sheet.fill(oval(-2, y - 14, half * 0.42, half * 0.34), CREAM, 0.28)
    if look.age > 5:
        ridge = ((11, 8), (13, y * 0.45), (15, y - 28))
        sheet.line(smooth(ridge, False), LINE, 4.5, 0.26)


def mouth(sheet: Sheet, look: Look) -> None:
    """Draw a small smile; at five a wide one, with a gap where a tooth was."""
    y, half = look.mouth, look.mouth_half
    if look.age == 5:
        open_lips = (
            (-half, y - 10, 0),
            (0, y - 2),
            (half, y - 10, 0),
            (half * 0.6, y + 22),
            (0, y + 31),
            (-half * 0.6, y + 22),
        )
        with sheet.cut(smooth(open_lips), "#7d2f2f", lift=0, rim=0):
            sheet.fill(board(-half, y - 16, 2 * half, 24, 6), "#fffaf2")
            sheet.fill(board(9, y - 16, 17, 27, 3), "#7d2f2f")
            sheet.fill(oval(0, y + 34, 30, 14), "#d9776a")
        sheet.line(smooth(open_lips), LIPS, 6, 0.9)
        for side in (-1, 1):
            sheet.line(f"M{side * (half + 5)} {y - 19}q{side * 7} 8 {side * 3} 16", LINE, 5, 0.5)
        return
    thick = 13 - 5 * look.lines
    lips = (
        (-half * 0.84, y, 0),
        (-half * 0.3, y - thick),
        (0, y - thick * 0.7),
        (half * 0.3, y - thick),
        (half * 0.84, y, 0),
        (half * 0.4, y + thick * 1.35),
        (-half * 0.4, y + thick * 1.35),
    )
    colour = mix(LIPS, SKIN, 0.4 if look.age == 1 else 0.25 * look.lines)
    sheet.fill(smooth(lips), colour, 0.9)
    smile = ((-half, y - 13), (-half * 0.5, y + 2), (half * 0.5, y + 2), (half, y - 13))
    sheet.line(smooth(smile, False), "#8f3d37", 5.5, 0.85)
    for side in (-1, 1):
        sheet.line(f"M{side * (half + 4)} {y - 21}q{side * 7} 7 {side * 3} 14", LINE, 4.5, 0.45)
    below = y + thick * 1.35 + 14
    sheet.line(f"M-16 {below:.0f}q16 6 32 0", LINE, 4, 0.4)


def ears(sheet: Sheet, look: Look) -> None:
    """Draw both ears."""
    half = look.half_width
    low = 78 + 14 * look.lines
    for side in (-1, 1):
        rim = (
            (half - 16, -18),
            (half + 14, -32),
            (half + 36, -10),
            (half + 28, 34),
            (half + 12, low),
            (half - 12, low - 12),
        )
        with sheet.cut(smooth(at_both(rim, side)), SKIN, lift=4, rim=6, shade=SHADE):
            inner = ((half + 6, -8), (half + 22, 2), (half + 12, 40))
            sheet.line(smooth(at_both(inner, side), False), LINE, 6, 0.55)


def life_lines(sheet: Sheet, look: Look) -> None:
    """Draw the lines of laughing and thinking: few, and soft."""
    deep = look.lines
    if deep == 0:
        return
    for side in (-1, 1):
        out = EYE_X + look.eye_half + 14
        feet = f"M{side * out} -8l{side * 20} -9M{side * out} 4l{side * 23} 3"
        if deep > 0.6:
            feet += f"M{side * (out - 3)} 15l{side * 19} 14"
        sheet.line(feet, LINE, 3.6, 0.25 + 0.35 * deep)
        nasolabial = (
            (look.nose_half + 12, look.nose - 4),
            (look.mouth_half + 8, look.mouth - 50),
            (look.mouth_half + 20, look.mouth - 8),
        )
        sheet.line(smooth(at_both(nasolabial, side), False), LINE, 4.5, 0.16 + 0.3 * deep)
        bag = (
            (EYE_X - look.eye_half * 0.7, 33),
            (EYE_X, 42),
            (EYE_X + look.eye_half * 0.7, 32),
        )
        sheet.line(smooth(at_both(bag, side), False), LINE, 4, 0.12 + 0.3 * deep)
        if deep == 1:
            jowl = (
                (look.mouth_half + 12, look.mouth + 22),
                (look.mouth_half + 17, look.mouth + 40),
            )
            sheet.line(smooth(at_both(jowl, side), False), LINE, 4, 0.3)
    rows = {0.4: (-128,), 0.75: (-126, -152), 1: (-122, -146, -172)}[deep]
    for n, y in enumerate(rows):
        reach = 74 - 9 * n
        sheet.line(
            f"M{-reach} {y}q{reach * 0.5:.0f} {-9 + 4 * n} {reach} {-3 * n}"
            f"t{reach - 12} {5 - 2 * n}",
            LINE,
            3.6,
            0.12 + 0.24 * deep,
        )


def face(sheet: Sheet, look: Look, brow_colour: str) -> None:
    """Draw the face without its hair."""
    with sheet.cut(smooth(face_outline(look)), SKIN, lift=9, rim=10, shade=SHADE):
        for side in (-1, 1):
            sheet.glow(side * look.half_width * 0.62, look.nose + 8, 76, BLUSH, look.blush)
        sheet.glow(-60, -150, 170, "#ffe6c4", 0.35)
    for side in (-1, 1):
        brow(sheet, look, side, brow_colour)
        eye(sheet, look, side)
    nose(sheet, look)
    mouth(sheet, look)
    life_lines(sheet, look)
    sheet.fill(oval(-look.half_width * 0.5, look.mouth - 22, 5.5), "#6d3f33", 0.85)


def top_of(look: Look) -> float:
    """Return where clothes begin below the chin; a baby hardly has a neck."""
    return look.chin - 16 + min(look.age, 25) * 2.6


def body(sheet: Sheet, look: Look, shoulder: float, colour: str, trim: Callable[[], None]) -> None:
    """Draw neck and clothes; `shoulder` is half of their width, y = 700 the picture's end."""
    neck = look.half_width * (0.42 + 0.1 * min(1, look.age / 25))
    top = top_of(look)
    sheet.piece(
        smooth(mirrored([(0, top + 90), (neck, top + 70), (neck * 0.96, look.chin - 70, 0)], 0)),
        darker(SKIN, 0.1),
        lift=0,
        rim=0,
    )
    sheet.fill(oval(0, look.chin - 4, neck * 0.98, 42), darker(SKIN, 0.35), 0.5)
    torso = [
        (0, top + 64),
        (neck * 0.7, top + 34),
        (neck * 1.06, top - 2, 0),
        (shoulder * 0.72, top + 48),
        (shoulder * 0.96, top + 130),
        (shoulder * 1.06, 720, 0),
    ]
    with sheet.cut(smooth(mirrored(torso, 0)), colour, lift=12, rim=10):
        trim()


def collar(sheet: Sheet, look: Look, colour: str, reach: float) -> None:
    """Draw a round collar of two halves."""
    top = top_of(look)
    neck = look.half_width * (0.42 + 0.1 * min(1, look.age / 25))
    for side in (-1, 1):
        half = (
            (0, top + 62, 0),
            (neck * 0.74, top + 32),
            (neck * 1.1, top - 8, 0),
            (neck * 1.1 + reach * 0.8, top + 30),
            (neck * 0.8 + reach * 0.3, top + 62 + reach * 0.75),
            (reach * 0.3, top + 70 + reach * 0.6),
        )
        sheet.piece(smooth(at_both(half, side)), colour, lift=4, rim=5)
