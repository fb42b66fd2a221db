"""Things of the age booth: wooden frame, dial of ages, heart, vignette, shutter."""

from __future__ import annotations

from math import cos, radians, sin

from booth_room import BRASS, WOOD, WOOD_DARK
from paper import CREAM, INK, VERMILION, Sheet, board, darker, lighter, mix, num, oval, smooth
from small import HEART, heart_small, petal, sparkle

AGES = (1, 5, 12, 25, 45, 65, 80)

# --- the frame -----------------------------------------------------------------------------------

FRAME_WIDTH, FRAME_HEIGHT = 1000, 1200
HOLE = (80, 80, 840, 1040)  # Left, top, width and height of what is seen through it.


def frame(sheet: Sheet) -> None:
    """Draw a carved wooden frame: four mitred rails, a brass lip, brass corners."""
    left, top, wide, high = HOLE
    right, low = left + wide, top + high
    outer = board(14, 14, FRAME_WIDTH - 28, FRAME_HEIGHT - 28, 26)
    hole = (
        f"M{left + 18} {top}a18 18 0 0 0-18 18V{low - 18}a18 18 0 0 0 18 18H{right - 18}"
        f"a18 18 0 0 0 18-18V{top + 18}a18 18 0 0 0-18-18Z"
    )
    sheet.add(
        f'<path fill="{INK}" fill-rule="evenodd" opacity=".3" transform="translate(0 10)" '
        f'd="{outer}{hole}"/>'
    )
    sheet.add(f'<path fill="{WOOD}" fill-rule="evenodd" d="{outer}{hole}"/>')
    rails = (
        (f"M14 14H{FRAME_WIDTH - 14}L{right} {top}H{left}Z", lighter(WOOD, 0.22)),
        (f"M14 14L{left} {top}V{low}L14 {FRAME_HEIGHT - 14}Z", lighter(WOOD, 0.08)),
        (
            f"M{FRAME_WIDTH - 14} 14V{FRAME_HEIGHT - 14}L{right} {low}V{top}Z",
            darker(WOOD, 0.22),
        ),
        (
            f"M14 {FRAME_HEIGHT - 14}L{left} {low}H{right}L{FRAME_WIDTH - 14} {FRAME_HEIGHT - 14}Z",
            darker(WOOD, 0.34),
        ),
    )
    clip = sheet.new_id()
    sheet.add(
        f'<clipPath id="{clip}"><path clip-rule="evenodd" d="{outer}{hole}"/></clipPath>'
        f'<g clip-path="url(#{clip})">'
    )
    for d, colour in rails:
        sheet.fill(d, colour)
    sheet.line(f"M40 40H{FRAME_WIDTH - 40}V{FRAME_HEIGHT - 40}H40Z", darker(WOOD, 0.45), 5, 0.7)
    sheet.line(f"M40 36H{FRAME_WIDTH - 40}", lighter(WOOD, 0.5), 4, 0.6)
    grain = "".join(
        f"M{60 + n * 97} {26 + n % 3 * 14}q40 {-6 + n % 2 * 12} 84 0"
        f"M{60 + n * 97} {FRAME_HEIGHT - 62 + n % 3 * 14}q40 6 84 0"
        for n in range(9)
    )
    grain += "".join(
        f"M{26 + n % 3 * 14} {110 + n * 101}q-6 40 0 84M{FRAME_WIDTH - 58 + n % 3 * 14} "
        f"{110 + n * 101}q6 40 0 84"
        for n in range(10)
    )
    sheet.line(grain, WOOD_DARK, 3, 0.4)
    sheet.add("</g>")
    lip = board(left - 7, top - 7, wide + 14, high + 14, 22)
    sheet.line(lip, darker(BRASS, 0.4), 15)
    sheet.line(lip, BRASS, 9)
    sheet.line(f"M{left} {top - 9}H{right}M{left - 9} {top}V{low}", "#f6dca0", 3, 0.8)
    for x, y, turn in (
        (14, 14, 0),
        (FRAME_WIDTH - 14, 14, 90),
        (FRAME_WIDTH - 14, FRAME_HEIGHT - 14, 180),
        (14, FRAME_HEIGHT - 14, 270),
    ):
        with sheet.group(f"translate({x} {y}) rotate({turn})"):
            corner = smooth("0,18! 18,0! 116,0! 104,34 62,44 44,62 34,104 0,116!")
            sheet.piece(corner, BRASS, lift=4, rim=5)
            sheet.line("M22 78q4-42 56-56", darker(BRASS, 0.4), 4, 0.7)
            sheet.dab(24, 24, 7, 7, "#f6dca0")


# --- the dial of ages ----------------------------------------------------------------------------

DIAL_WIDTH, DIAL_HEIGHT = 640, 264
PIVOT = (320, 330)
MARK_STEP_DEG = 18  # From age to age; the first of seven is at -54.

# Figures as a signwriter strokes them, in a box of 20 x 32.
STROKES = {
    "0": "M10 2C2 2 2 30 10 30C18 30 18 2 10 2Z",
    "1": "M4 8L11 2V30",
    "2": "M3 9C3 0 17 0 17 9C17 16 4 22 3 30H18",
    "4": "M13 30V2L2 21H18",
    "5": "M17 2H6L4 14C10 10 18 13 17 21C17 31 5 32 3 25",
    "6": "M15 3C8 6 3 14 3 22C3 33 18 32 17 22C16 13 5 14 3 21",
    "8": "M10 2C3 2 3 14 10 15C19 16 19 30 10 30C1 30 1 16 10 15C17 14 17 2 10 2Z",
}
ADVANCE = {"1": 15}
ADVANCE_OTHER = 21


def on_arc(degrees: float, radius: float) -> tuple[float, float]:
    """Return the place at an angle from straight up, clockwise."""
    return (
        PIVOT[0] + radius * sin(radians(degrees)),
        PIVOT[1] - radius * cos(radians(degrees)),
    )


def figures(sheet: Sheet, number: int, colour: str, width: float) -> None:
    """Draw a number, its middle at (0, 0)."""
    text = str(number)
    wide = sum(ADVANCE.get(digit, ADVANCE_OTHER) for digit in text)
    x = -wide / 2
    for digit in text:
        with sheet.group(f"translate({num(x)} -16)"):
            sheet.line(STROKES[digit], colour, width)
        x += ADVANCE.get(digit, ADVANCE_OTHER)


def band(low: float, high: float, reach_deg: float) -> str:
    """Return path data of the ring between two radii, from -reach to +reach."""
    (ax, ay), (bx, by) = on_arc(-reach_deg, high), on_arc(reach_deg, high)
    (cx, cy), (dx, dy) = on_arc(reach_deg, low), on_arc(-reach_deg, low)
    return (
        f"M{num(ax)} {num(ay)}A{num(high)} {num(high)} 0 0 1 {num(bx)} {num(by)}L{num(cx)} "
        f"{num(cy)}A{num(low)} {num(low)} 0 0 0 {num(dx)} {num(dy)}Z"
    )


def spoke(degrees: float, low: float, high: float) -> str:
    """Return path data of a line outward from the pivot."""
    (x0, y0), (x1, y1) = on_arc(degrees, low), on_arc(degrees, high)
    return f"M{num(x0)} {num(y0)}L{num(x1)} {num(y1)}"


def dial(sheet: Sheet) -> None:
    """Draw the brass arc with the seven ages; a heart stands at five."""
    reach = 3 * MARK_STEP_DEG
    with sheet.cut(band(176, 320, reach + 9), WOOD, lift=6, rim=6):
        pass
    face = band(192, 308, reach + 6.5)
    sheet.piece(face, CREAM, lift=0, rim=4, shade="#8d6a3a")
    sheet.line(face, BRASS, 6)
    fine = "".join(
        spoke(degrees, 198, 206) for degrees in range(-reach, reach + 1, 3) if degrees % 18
    )
    sheet.line(fine, "#8d6a3a", 2.5, 0.9)
    for n, age in enumerate(AGES):
        degrees = MARK_STEP_DEG * n - reach
        if age == 5:
            x, y = on_arc(degrees, 209)
            with sheet.group(
                f"translate({num(x)} {num(y)}) rotate({degrees}) scale(.33) translate(-50 -50)"
            ):
                sheet.fill(HEART, VERMILION)
        else:
            sheet.line(spoke(degrees, 199, 214), INK, 6)
        x, y = on_arc(degrees, 260)
        with sheet.group(f"translate({num(x)} {num(y)}) rotate({degrees}) scale(1.45)"):
            figures(sheet, age, "#a93419" if age == 5 else INK, 4)


def dial_hand(sheet: Sheet) -> None:
    """Draw the dial's hand, 80 x 440: its middle is the pivot, it points up at the marks."""
    hand = "M40 10L62 78Q40 92 18 78Z"
    sheet.piece(hand, VERMILION, lift=4, rim=5)
    sheet.fill(oval(40, 64, 8), BRASS)


# --- the heart -----------------------------------------------------------------------------------


def heart(sheet: Sheet, is_liked: bool) -> None:
    """Draw the heart that is asked for and given, 300 x 300."""
    if is_liked:
        sheet.glow(150, 150, 150, "#ffd27a", 0.9)
    with sheet.group("translate(150 152) scale(2.5) translate(-50 -50)"):
        if is_liked:
            with sheet.cut(HEART, VERMILION, lift=4, rim=6):
                sheet.line("M22 42Q22 28 36 25", "#ffc1ad", 6)
                sheet.fill(
                    "M50 86C20 66 8 48 12 32C20 70 60 76 84 50C80 66 66 76 50 86Z", "#a93419", 0.4
                )
        else:
            sheet.piece(HEART, CREAM, lift=4, rim=4)
            with sheet.group("translate(50 50) scale(.82) translate(-50 -49)"):
                sheet.line(HEART, VERMILION, 5.5)
            sheet.line("M26 44Q26 34 35 31", mix(VERMILION, CREAM, 0.55), 4.5)


# --- over the picture ----------------------------------------------------------------------------


def vignette(sheet: Sheet) -> None:
    """Draw the dark warm edges of an old print, 960 x 1200; its middle is clear."""
    name = sheet.new_id()
    sheet.add(
        f'<radialGradient id="{name}" cy=".46" r=".72"><stop offset=".52" stop-color="#3a1d10" '
        'stop-opacity="0"/><stop offset=".8" stop-color="#3a1d10" stop-opacity=".34"/>'
        '<stop offset="1" stop-color="#27120a" stop-opacity=".85"/></radialGradient>'
        f'<path fill="url(#{name})" d="{board(0, 0, 960, 1200, 42)}"/>'
    )


def shutter(sheet: Sheet) -> None:
    """Draw six blades of an iris that close in from the edge, 960 x 1200; no light flashes."""
    with sheet.cut(board(0, 0, 960, 1200, 42), INK, lift=0, rim=0, is_open=True):
        for n in range(6):
            with sheet.group(f"translate(480 600) rotate({n * 60})"):
                blade = "M-560-900H760V-240Q420-330 150-470Q-150-600-560-560Z"
                sheet.piece(blade, "#2b2630", lift=10, rim=5, light="#6b6270")


def sheets() -> list[Sheet]:
    """Return frame, dial, heart and what lies over the picture."""
    made = []
    for name, draw, width, height in (
        ("frame", frame, FRAME_WIDTH, FRAME_HEIGHT),
        ("dial", dial, DIAL_WIDTH, DIAL_HEIGHT),
        ("dial_hand", dial_hand, 80, 440),
        ("heart_asked", lambda sheet: heart(sheet, False), 300, 300),
        ("heart_liked", lambda sheet: heart(sheet, True), 300, 300),
        ("vignette", vignette, 960, 1200),
        ("shutter", shutter, 960, 1200),
        ("heart_small", heart_small, 100, 100),
        ("sparkle", sparkle, 100, 100),
        ("petal", petal, 100, 100),
    ):
        made.append(Sheet(name, width, height))
        draw(made[-1])
    return made
