"""The evening street, built like a paper theatre: sky, far roofs, flats at both sides, paving.

Both files are 1600 x 1600 and are drawn `cover, bottom centre`: a phone sees x 430..1170 over
the whole height, a laptop the whole width from y = 600 down.
"""

from itertools import pairwise

from paper import (
    CREAM,
    INDIGO,
    INK,
    JADE,
    LANTERN,
    VERMILION,
    Sheet,
    board,
    chance,
    darker,
    lighter,
    mix,
    num,
    oval,
    smooth,
)
from stall import WOOD, small_lantern

SKY_TOP, SKY_MID, SKY_LOW = "#1c2a50", "#3a5286", "#8a86a8"
DUSK = "#e7a98b"
GLASS = "#ffcf7a"
VANISH_Y = 320
KERB_SLOPE = 0.4375  # Half width of the paving per unit below VANISH_Y.


def kerb_x(y: float, side: int, share: float = 1) -> float:
    """Return x of the kerb at height y; side -1 left, 1 right; share scales the half width."""
    return 800 + side * share * (y - VANISH_Y) * KERB_SLOPE


def sky(sheet: Sheet) -> None:
    sheet.fade("M0 0H1600V900H0Z", [(0, SKY_TOP), (0.45, SKY_MID), (0.74, SKY_LOW), (0.88, DUSK)])
    stars = chance(7)
    d = "".join(f"M{stars.randint(40, 1560)} {stars.randint(20, 560)}h.1" for _ in range(34))
    sheet.line(d, CREAM, 4, 0.7)
    for x, y, s in ((520, 250, 1), (1090, 330, 0.8), (690, 60, 0.7), (330, 420, 1), (1330, 200, 1)):
        sheet.add(
            f'<path transform="translate({x} {y}) scale({s})" fill="{CREAM}" opacity=".85" '
            'd="M0-13Q2-2 13 0 2 2 0 13-2 2-13 0-2-2 0-13z"/>'
        )
    # Clouds are two sheets of paper; the camera window covers most of them.
    for points, colour in (
        (
            [
                (-20, 470),
                (90, 440),
                (150, 400),
                (230, 404),
                (280, 440),
                (370, 436),
                (430, 474),
                (520, 480),
                (580, 512),
                (480, 530),
                (240, 520),
                (-20, 530),
            ],
            "#4d639a",
        ),
        (
            [
                (1620, 430),
                (1500, 410),
                (1420, 372),
                (1340, 390),
                (1290, 430),
                (1190, 430),
                (1130, 466),
                (1020, 478),
                (1100, 506),
                (1340, 500),
                (1620, 510),
            ],
            "#4d639a",
        ),
        (
            [
                (300, 610),
                (400, 584),
                (470, 590),
                (540, 566),
                (620, 590),
                (700, 592),
                (760, 616),
                (660, 632),
                (420, 634),
            ],
            "#9a93b5",
        ),
        (
            [
                (840, 590),
                (930, 574),
                (990, 548),
                (1070, 562),
                (1130, 586),
                (1220, 590),
                (1300, 612),
                (1120, 626),
                (920, 612),
            ],
            "#9a93b5",
        ),
    ):
        with sheet.group("", 0.55):
            sheet.piece(smooth(points), colour, lift=0, rim=5)


def roofline(
    sheet: Sheet, colour: str, houses: tuple[tuple[int, int, int, int], ...], lit: str
) -> None:
    """A far row of houses: (x, ridge y, width, wall height) each, with small lit windows."""
    for x, y, w, h in houses:
        sheet.fill(f"M{x + 14} {y + 20}h{w - 28}v{h}h{28 - w}z", colour)
        sheet.fill(
            f"M{x - 16} {y + 36}Q{x + 20} {y + 22} {x + w * 0.22:.0f} {y}H"
            f"{x + w * 0.78:.0f}Q{x + w - 20} {y + 22} {x + w + 16} {y + 36}Z",
            darker(colour, 0.35),
        )
        for column in range(max(1, w // 54)):
            left = x + 30 + column * 50
            if (left * 7 + y) % 3:
                sheet.fill(f"M{left} {y + 54}h20v26h-20z", lit)


def tiled_roof(sheet: Sheet, x: int, y: int, width: int, height: int, colour: str) -> None:
    """A roof seen from below its eaves: upturned corners, rows of tiles."""
    w = width
    d = (
        f"M{x - 34} {y + height}Q{x + 10} {y + height - 10} {x + 34} {y}H{x + w - 34}"
        f"Q{x + w - 10} {y + height - 10} {x + w + 34} {y + height}Q{x + w} {y + height + 16} "
        f"{x + w - 40} {y + height + 14}H{x + 40}Q{x} {y + height + 16} {x - 34} {y + height}Z"
    )
    with sheet.cut(d, colour, lift=8, rim=6):
        step = 30
        tiles = "".join(f"M{left} {y}v{height}" for left in range(x, x + w + 1, step))
        sheet.line(tiles, darker(colour, 0.35), 4)
        hem = f"M{x - 30} {y + height + 4}" + "q15 16 30 0" * ((w + 60) // 30)
        sheet.line(hem, lighter(colour, 0.25), 5, 0.8)
    sheet.line(f"M{x + 30} {y}H{x + w - 30}", lighter(colour, 0.18), 12)


def window(sheet: Sheet, x: int, y: int, width: int, height: int, frame: str) -> None:
    """A lattice window with lamplight behind it and a flower box below."""

    def draw() -> None:
        sheet.fill(board(-8, -8, width + 16, height + 16), darker(frame, 0.35))
        sheet.fill(board(0, 0, width, height), GLASS)
        sheet.fill(board(0, 0, width, height * 0.3), LANTERN, 0.5)
        bars = "".join(f"M{width * n / 3:.0f} 0v{height}" for n in (1, 2))
        bars += "".join(f"M0 {height * n / 3:.0f}h{width}" for n in (1, 2))
        sheet.line(bars, darker(frame, 0.3), 5)
        leaves = "".join(f"M{n} {height + 4}q-7-12 2-17" for n in range(2, width, 13))
        sheet.line(leaves, "#4f8f6d", 9)
        blooms = "".join(f"M{n} {height - 14}h.1" for n in range(8, width, 26))
        sheet.line(blooms, "#f2a295", 12)
        sheet.fill(board(-10, height + 2, width + 20, 17, 4), darker(frame, 0.1))

    sheet.stamp(f"window {width} {height} {frame}", draw, f"translate({x} {y})")


def door(sheet: Sheet, x: int, y: int, width: int, height: int, cloth: str) -> None:
    """A lit doorway with a short split curtain."""
    sheet.fill(board(x - 9, y - 9, width + 18, height + 9), INK, 0.4)
    sheet.fade(board(x, y, width, height), [(0, "#ffe3a3"), (0.7, "#f7ae55"), (1, "#c9763f")])
    panel = width / 3

    def strip() -> None:
        with sheet.cut(
            f"M1 0h{num(panel - 2)}l-2 {num(height * 0.36)}q{num(-panel / 2)} 9 "
            f"{num(6 - panel)} 0z",
            cloth,
            lift=4,
            rim=3,
        ):
            sheet.fill(oval(panel / 2, height * 0.2, panel * 0.2), CREAM, 0.9)

    for n in range(3):
        sheet.stamp(
            f"strip {width} {height} {cloth}", strip, f"translate({num(x + n * panel)} {y})"
        )
    sheet.line(f"M{x - 12} {y}h{width + 24}", darker(WOOD, 0.4), 6)


def banner(sheet: Sheet, x: int, y: int, size: float, colour: str, sign: str) -> None:
    """A cloth sign on a pole: `fish` or `paw`, for those who cannot read."""
    with sheet.group(f"translate({x} {y}) scale({size:g})"):
        sheet.line("M-36 0H36", darker(WOOD, 0.4), 7)
        with sheet.cut("M-28 2h56v112l-28 18-28-18z", colour, lift=4, rim=4):
            if sign == "fish":
                sheet.fill("M-17 62Q-6 42 10 58L20 48V76L10 66Q-6 82-17 62Z", CREAM)
            else:
                sheet.fill(oval(0, 70, 12, 10), CREAM)
                for dx, dy in ((-15, 56), (-5, 48), (5, 48), (15, 56)):
                    sheet.fill(oval(dx, dy, 4.5, 6), CREAM)


def awning(sheet: Sheet, x: int, y: int, width: int, colour: str) -> None:
    """A striped cloth awning with a scalloped hem."""
    count = max(3, width // 46)
    step = width / count
    hem = "".join(f"q{num(-step / 2)} 26 {num(-step)} 0" for _ in range(count))
    with sheet.cut(
        f"M{x + 16} {y}H{x + width - 16}L{x + width} {y + 62}{hem}Z", colour, lift=8, rim=4
    ):
        for n in range(0, count, 2):
            left = x + n * step
            sheet.fill(f"M{num(left)} {y}h{num(step)}v100h{num(-step)}z", CREAM, 0.85)


def flat(sheet: Sheet, x: int, top: int, width: int, base: int, wall: str, roof: str) -> None:
    """One house front of the paper theatre, without its windows."""
    with sheet.cut(f"M{x} {top + 40}h{width}V{base}h{-width}z", wall, lift=6, rim=6):
        sheet.fill(f"M{x} {base - 60}h{width}v60h{-width}z", darker(wall, 0.3))
        sheet.fill(f"M{x} {top + 40}h{width}v46h{-width}z", INK, 0.22)
    tiled_roof(sheet, x - 8, top - 50, width + 16, 96, roof)


def far(sheet: Sheet) -> None:
    """Sky, roofs, the flats at both sides and the ground under them."""
    sky(sheet)
    roofline(
        sheet,
        mix(SKY_LOW, "#4c5580", 0.6),
        ((470, 690, 180, 120), (640, 668, 120, 140), (850, 676, 150, 130), (990, 694, 170, 120)),
        "#ffd58c",
    )
    # A gate closes the view; the light under it draws the eye down the street.
    sheet.glow(800, 800, 230, "#ffcf7a", 0.7)
    sheet.fill("M706 720h188v96h-30v-50q-64-40-128 0v50h-30z", "#5b4b6b")
    sheet.fill("M690 724q40-8 56-34h108q16 26 56 34z", "#3d3556")
    sheet.fade("M0 800H1600V1600H0Z", [(0, "#5e5a78"), (1, "#33405f")])

    flat(sheet, 384, 590, 166, 860, "#7d6580", "#45456b")
    window(sheet, 474, 696, 50, 56, "#5b4458")
    flat(sheet, 1050, 610, 166, 860, "#6f6a88", "#45456b")
    window(sheet, 1076, 710, 50, 56, "#5b4458")
    for x in (548, 1052):
        small_lantern(sheet, x, 690, 0.62)

    flat(sheet, 150, 470, 310, 1010, "#a3705d", "#39466e")
    for x in (200, 336):
        window(sheet, x, 616, 76, 96, "#6b4233")
    door(sheet, 322, 836, 104, 174, VERMILION)
    awning(sheet, 170, 764, 300, VERMILION)
    flat(sheet, 1140, 490, 310, 1010, "#5d7f86", "#4a3f63")
    for x in (1188, 1324):
        window(sheet, x, 634, 76, 96, "#3a4a52")
    door(sheet, 1176, 842, 104, 168, JADE)
    awning(sheet, 1130, 774, 300, JADE)
    small_lantern(sheet, 458, 600, 0.95)
    small_lantern(sheet, 1142, 620, 0.95)
    banner(sheet, 250, 850, 0.86, INDIGO, "fish")
    banner(sheet, 1352, 862, 0.86, "#8c4a6a", "paw")

    flat(sheet, -60, 380, 340, 1240, "#6d4a4f", "#2c3558")
    window(sheet, 40, 696, 130, 130, "#432c33")
    door(sheet, 26, 1020, 156, 220, INDIGO)
    awning(sheet, -40, 906, 330, "#3f5f96")
    flat(sheet, 1320, 400, 340, 1240, "#4d4667", "#2c3558")
    window(sheet, 1430, 712, 130, 130, "#2f2947")
    door(sheet, 1418, 1030, 156, 210, VERMILION)
    awning(sheet, 1310, 916, 330, LANTERN)
    small_lantern(sheet, 288, 690, 1.3)
    small_lantern(sheet, 1312, 700, 1.3)

    for d, lanterns in (
        ("M380 20Q800 190 1220 20", ((500, 62), (620, 90), (980, 90), (1100, 62))),
        ("M-20 560Q800 760 1620 560", ((90, 585), (210, 609), (1390, 609), (1510, 585))),
    ):
        sheet.line(d, INK, 3, 0.8)
        for x, y in lanterns:
            small_lantern(sheet, x, y, 0.72)


def stones(sheet: Sheet) -> None:
    """Paving stones in rows that widen toward the viewer, in three close shades."""
    lot = chance(3)
    shades: list[list[str]] = [[], [], []]
    y, height, row = 800.0, 26.0, 0
    columns = 7
    while y < 1610:
        below = y + height
        shift = 0.5 if row % 2 else 0
        for column in range(columns + (1 if row % 2 else 0)):
            left = max(0.0, (column - shift) / columns) * 2 - 1
            right = min(1.0, (column + 1 - shift) / columns) * 2 - 1
            gap = 1 + height / 22
            top, bottom = y + gap, below - gap
            corners = (
                (kerb_x(top, 1, left) + gap, top),
                (kerb_x(top, 1, right) - gap, top),
                (kerb_x(bottom, 1, right) - gap, bottom),
                (kerb_x(bottom, 1, left) + gap, bottom),
            )
            points = [
                (round(x + lot.uniform(-2, 2)), round(z + lot.uniform(-2, 2))) for x, z in corners
            ]
            steps = "".join(
                f"{x - before[0]} {z - before[1]} " for before, (x, z) in pairwise(points)
            )
            shades[lot.choice((0, 0, 1, 1, 2))].append(
                f"M{points[0][0]} {points[0][1]}l{steps.rstrip().replace(' -', '-')}z"
            )
        y, height, row = below, height * 1.13, row + 1
    for colour, stone in zip(("#6c7594", "#646d8d", "#757c99"), shades, strict=True):
        sheet.add(
            f'<path fill="{colour}" stroke="{colour}" stroke-width="7" '
            f'stroke-linejoin="round" d="{"".join(stone)}"/>'
        )


def kerb(sheet: Sheet, side: int) -> None:
    """The raised stone edge of the paving on one side."""

    def at(y: float, share: float) -> str:
        return f"{round(kerb_x(y, side, share))} {round(y)}"

    sheet.fill(f"M{at(796, 0.97)}L{at(1610, 0.97)}L{at(1610, 1.04)}L{at(796, 1.04)}Z", "#3f4868")
    sheet.fill(f"M{at(796, 1)}L{at(1610, 1)}L{at(1610, 1.1)}L{at(796, 1.1)}Z", "#969ab2")
    sheet.fill(f"M{at(796, 1)}L{at(1610, 1)}L{at(1610, 1.025)}L{at(796, 1.025)}Z", "#7a7f9c")
    y, step = 830.0, 44.0
    joints: list[str] = []
    while y < 1600:
        joints.append(f"M{at(y, 1)}L{at(y, 1.1)}")
        y, step = y + step, step * 1.15
    sheet.line("".join(joints), "#5d6484", 4)


def pot(sheet: Sheet, x: int, base: int, size: float, kind: str, is_mirrored: bool = False) -> None:
    """A potted plant standing at (x, base): `bamboo`, `bush` or `blossom`."""
    across = -size if is_mirrored else size
    sheet.stamp(kind, lambda: plant(sheet, kind), f"matrix({across:g} 0 0 {size:g} {x} {base})")


def plant(sheet: Sheet, kind: str) -> None:
    """The plant in its pot, its foot at (0, 0)."""
    sheet.fill(oval(6, 0, 52, 11), INK, 0.28)
    if kind == "bamboo":
        sheet.line("M-18-60Q-26-130-14-214M2-60Q2-150 20-246M18-60Q28-120 44-176", "#3a6a52", 9)
        sheet.line("M-18-60Q-26-130-14-214M2-60Q2-150 20-246M18-60Q28-120 44-176", "#79a869", 5)
        leaves = "".join(
            f"M{x} {y}q{round(dx * 0.3) - dy // 4} {round(dy * 0.3) - 8} {dx} {dy}"
            f"q{-round(dx * 0.6) - dy // 4} {-round(dy * 0.4) + 8} {-dx} {-dy}z"
            for x, y, dx, dy in (
                (-14, -210, -44, 14),
                (-14, -212, 20, -40),
                (-20, -160, -46, 24),
                (-20, -130, 36, -18),
                (20, -242, -34, -16),
                (20, -244, 44, 6),
                (12, -200, 46, 12),
                (8, -166, -34, 28),
                (6, -140, 40, 22),
                (44, -174, 38, 18),
                (44, -176, 16, -36),
                (36, -140, 42, 26),
                (-22, -100, -40, 30),
                (26, -96, 34, 30),
            )
        )
        sheet.line(leaves, "#2c6a58", 3)
        sheet.fill(leaves, "#4a9a78")
    else:
        green = "#3c7f6c" if kind == "bush" else "#4b7f5a"
        crown = smooth(
            "-60,-92 -66,-122 -40,-138 -30,-166 0,-172 24,-164 38,-140 64,-126 62,-94 0,-84"
        )
        sheet.piece(crown, darker(green, 0.18), lift=0, rim=6)
        for x, y, rx, ry in ((-32, -92, 38, 32), (34, -94, 37, 33), (0, -126, 36, 32)):
            sheet.piece(oval(x, y, rx, ry), green, lift=3, rim=6)
        marks = "M-50-96q6-14 20-12M16-102q10-14 26-8M-16-136q10-14 26-8M-30-78q8-8 18-6"
        sheet.line(marks, lighter(green, 0.4), 5, 0.7)
        if kind == "blossom":
            blooms = ((-34, -112), (10, -150), (38, -108), (-6, -94), (46, -136), (-20, -144))
            for x, y in blooms:
                for dx, dy in ((0, -7), (7, -2), (4, 6), (-4, 6), (-7, -2)):
                    sheet.fill(oval(x + dx, y + dy, 5.5), "#f2a295")
                sheet.fill(oval(x, y, 4), CREAM)
    sheet.piece("M-40-66h80l-10 66q-30 10-60 0z", "#b4653f", lift=0, rim=6)
    sheet.piece("M-46-74h92v18h-92z", "#c47549", lift=3, rim=4)


def near(sheet: Sheet) -> None:
    """Paving, kerbs and plants; the rest is transparent."""
    edge = [
        f"{round(kerb_x(y, side))} {y}" for side, y in ((-1, 796), (1, 796), (1, 1610), (-1, 1610))
    ]
    sheet.fill("M" + "L".join(edge) + "Z", "#525b7b")
    stones(sheet)
    # Lamplight from the houses lies on the stones; the middle stays even for the dishes.
    sheet.glow(800, 820, 260, "#ffcf8a", 0.4)
    for x, y, radius in ((470, 1120, 190), (1130, 1120, 190), (320, 1420, 240), (1280, 1420, 240)):
        sheet.glow(x, y, radius, "#ffb95e", 0.26)
    sheet.fibres((420, 830, 760, 760), 110, CREAM, 0.14, 8)
    for side in (-1, 1):
        kerb(sheet, side)
    pot(sheet, 522, 890, 0.5, "bush")
    pot(sheet, 1080, 890, 0.5, "blossom")
    pot(sheet, 462, 1010, 0.72, "blossom")
    pot(sheet, 1136, 1010, 0.74, "bamboo", is_mirrored=True)
    pot(sheet, 352, 1200, 1, "bamboo")
    pot(sheet, 1256, 1200, 1, "bush")
    pot(sheet, 150, 1460, 1.4, "bush")
    pot(sheet, 1450, 1460, 1.4, "blossom")


def sheets() -> list[Sheet]:
    """Return page_far and page_near."""
    backdrop, overlay = Sheet("page_far", 1600, 1600), Sheet("page_near", 1600, 1600)
    far(backdrop)
    near(overlay)
    return [backdrop, overlay]
