"""The person whom the pointer adorns: a head, and a raised left hand that shows its back.

The back, since flower and butterfly are worn there. The same landmarks make the drawing and
effects/heritage_jewelry/figure.json, so that ornaments sit on what is drawn.
"""

from __future__ import annotations

import json
from math import cos, radians, sin

from jewelry_cloth import fern_row, hanging_cloth
from paper import (
    BATIK,
    CREAM,
    INDIGO,
    INK,
    JADE,
    VERMILION,
    Sheet,
    darker,
    lighter,
    mix,
    oval,
    smooth,
)

WIDTH, HEIGHT = 1600, 1200
SKIN, BLUSH = "#e9b48a", "#d9775a"
HAIR = "#2b2a35"
JACKET = "#26314f"

Spot = tuple[float, float]

# --- the hand ------------------------------------------------------------------------------------

WRIST: Spot = (528, 742)
PALM = 250  # Wrist to knuckles.
LEAN_DEG = -3  # The forearm's, to the left.

# In palm lengths from the wrist; the thumb's side is +x, the fingers point to +y; z to the viewer.
# Shares are those of an open hand as the tracker measures it.
KNUCKLES = {
    "index": (0.119, 1.05),
    "middle": (-0.079, 1.043),
    "ring": (-0.247, 0.956),
    "pinky": (-0.403, 0.807),
}
BONES = {
    "index": (7, (0.44, 0.26, 0.21)),
    "middle": (0, (0.47, 0.30, 0.23)),
    "ring": (-6, (0.43, 0.28, 0.22)),
    "pinky": (-15, (0.33, 0.20, 0.18)),
}
THUMB = ((0.27, 0.239), (0.44, 0.56), (0.52, 0.83), (0.57, 1.03))
HALF_WIDTHS = {"thumb": 0.108, "index": 0.088, "middle": 0.091, "ring": 0.086, "pinky": 0.074}
FINGERS = ("index", "middle", "ring", "pinky")


def on_hand(x: float, y: float) -> Spot:
    """Return where a place of the hand is in the drawing; the back shows, so the thumb is left."""
    a = radians(LEAN_DEG)
    turned = (-x * cos(a) + y * sin(a), x * sin(a) + y * cos(a))
    return (WRIST[0] + turned[0] * PALM, WRIST[1] - turned[1] * PALM)


def finger_line(name: str) -> list[Spot]:
    """Return knuckle, two joints and tip of a finger, in palm lengths."""
    if name == "thumb":
        return list(THUMB)
    degrees, bones = BONES[name]
    x, y = KNUCKLES[name]
    line = [(x, y)]
    for bone in bones:
        x, y = x + bone * sin(radians(degrees)), y + bone * cos(radians(degrees))
        line.append((x, y))
    return line


def hand_spots() -> list[Spot]:
    """Return the 21 landmarks in the drawing, in the order of HAND_LANDMARKS."""
    places = [(0.0, 0.0)]
    for name in ("thumb", *FINGERS):
        places += finger_line(name)
    return [on_hand(*place) for place in places]


def beside(one: Spot, other: Spot, half: float, share: float = 1) -> tuple[Spot, Spot]:
    """Return the two rims of a finger at `share` of the way from one joint to the other."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    long = (dx * dx + dy * dy) ** 0.5
    nx, ny = dy / long * half, -dx / long * half
    x, y = one[0] + dx * share, one[1] + dy * share
    return (x + nx, y + ny), (x - nx, y - ny)


def finger_rim(name: str) -> list[Spot]:
    """Return the outline of a finger, from its thumb side over the tip to the other side."""
    line = finger_line(name)
    half = HALF_WIDTHS[name]
    near: list[Spot] = []
    far: list[Spot] = []
    spans = (
        (0, 0.55, 1.06),
        (1, 0.0, 1.02),
        (1, 0.6, 0.95),
        (2, 0.05, 0.97),
        (2, 0.7, 0.93),
        (2, 1.06, 0.72),
    )
    for bone, share, width in spans:
        one, other = beside(line[bone], line[bone + 1], half * width, share)
        near.append(one)
        far.append(other)
    (x0, y0), (x1, y1) = line[2], line[3]
    long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    tip = (x1 + (x1 - x0) / long * half * 0.72, y1 + (y1 - y0) / long * half * 0.72)
    return [*near, tip, *reversed(far)]


def hand_rim() -> list[Spot]:
    """Return the outline of hand and forearm in palm lengths, up on the thumb's side."""
    lines = {name: finger_line(name) for name in FINGERS}
    rim: list[Spot] = [(0.42, -2.0), (0.36, -0.9), (0.315, -0.2), (0.32, 0.06)]
    rim += finger_rim("thumb")
    rim.append((0.285, 0.80))  # The web of the thumb.
    for name, after in zip(FINGERS, (*FINGERS[1:], None), strict=True):
        rim += finger_rim(name)
        if after is not None:
            (ax, ay), (bx, by) = lines[name][0], lines[after][0]
            (cx, cy), (dx, dy) = lines[name][1], lines[after][1]
            middle, beyond = ((ax + bx) / 2, (ay + by) / 2), ((cx + dx) / 2, (cy + dy) / 2)
            rim.append(
                (
                    middle[0] + 0.36 * (beyond[0] - middle[0]),
                    middle[1] + 0.36 * (beyond[1] - middle[1]),
                )
            )
    rim += [
        (-0.475, 0.70),
        (-0.43, 0.36),
        (-0.33, 0.04),
        (-0.30, -0.2),
        (-0.36, -0.9),
        (-0.44, -2.0),
    ]
    return rim


def hand(sheet: Sheet) -> None:
    """Draw hand and forearm: one piece of paper, with nails, joints and knuckles."""
    with sheet.cut(
        smooth([on_hand(*spot) for spot in hand_rim()]),
        SKIN,
        lift=12,
        rim=11,
        shade=darker(SKIN, 0.35),
    ):
        for name in FINGERS:
            (kx, ky), joint = finger_line(name)[:2]
            for share, reach in ((0.02, 0.07), (-0.12, 0.05)):
                x, y = kx - (joint[0] - kx) * -share, ky + share
                left, right = on_hand(x + reach, y - 0.015), on_hand(x - reach, y - 0.015)
                top = on_hand(x, y + 0.03)
                sheet.line(
                    f"M{left[0]:.0f} {left[1]:.0f}Q{top[0]:.0f} {top[1]:.0f} {right[0]:.0f} "
                    f"{right[1]:.0f}",
                    darker(SKIN, 0.32),
                    4,
                    0.35,
                )
            foot = on_hand(kx * 0.72, ky * 0.62)
            head = on_hand(kx * 0.95, ky * 0.9)
            sheet.line(
                f"M{foot[0]:.0f} {foot[1]:.0f}L{head[0]:.0f} {head[1]:.0f}",
                lighter(SKIN, 0.5),
                9,
                0.4,
            )
        for name in ("thumb", *FINGERS):
            joints(sheet, name)
        nails(sheet)


def joints(sheet: Sheet, name: str) -> None:
    """Draw the folds over a finger's two joints."""
    line = finger_line(name)
    for bone in (1, 2):
        for share in (-0.06, 0.06):
            one, other = beside(
                line[bone], line[bone + 1], HALF_WIDTHS[name] * (0.5 if share < 0 else 0.62), share
            )
            (ax, ay), (bx, by) = on_hand(*one), on_hand(*other)
            sheet.line(f"M{ax:.0f} {ay:.0f}L{bx:.0f} {by:.0f}", darker(SKIN, 0.34), 4, 0.42)


def nails(sheet: Sheet) -> None:
    """Draw the five nails."""
    for name in ("thumb", *FINGERS):
        line = finger_line(name)
        half = HALF_WIDTHS[name] * 0.62
        spots: list[Spot] = []
        for share, width in ((0.42, 0.8), (0.7, 1.0), (1.05, 0.8)):
            one, other = beside(line[2], line[3], half * width, share)
            spots.insert(0, on_hand(*one))
            spots.append(on_hand(*other))
        sheet.piece(
            smooth(spots), mix(SKIN, "#ffd5c6", 0.6), lift=0, rim=3, shade=darker(SKIN, 0.3)
        )


# --- the head ------------------------------------------------------------------------------------

FACE_X, FOREHEAD_Y, FACE_HEIGHT = 912, 276, 362
# As shares of the face's height: across from the middle (the figure's own right is on the right
# of a mirrored picture), down from the forehead, and away from the viewer.
FACE = (
    ("nose_tip", 0.0, 0.555, -0.20),
    ("forehead", 0.0, 0.0, -0.08),
    ("upper_lip", 0.0, 0.685, -0.12),
    ("lower_lip", 0.0, 0.715, -0.11),
    ("user_right_eye_outer", 0.285, 0.30, 0.06),
    ("user_right_eye_inner", 0.115, 0.31, 0.0),
    ("chin", 0.0, 1.0, -0.08),
    ("between_eyes", 0.0, 0.275, -0.10),
    ("user_right_cheek", 0.42, 0.36, 0.38),
    ("user_left_eye_outer", -0.285, 0.30, 0.06),
    ("user_left_eye_inner", -0.115, 0.31, 0.0),
    ("user_left_cheek", -0.42, 0.36, 0.38),
    ("user_right_ear_lobe", 0.415, 0.55, 0.38),
    ("user_left_ear_lobe", -0.415, 0.55, 0.38),
)


def on_face(across: float, down: float) -> Spot:
    """Return where a place of the face is in the drawing."""
    return (FACE_X + across * FACE_HEIGHT, FOREHEAD_Y + down * FACE_HEIGHT)


def face_path(spots: tuple[Spot, ...], is_closed: bool = True) -> str:
    """Return path data through places of the face."""
    return smooth([(*on_face(*spot[:2]), *spot[2:]) for spot in spots], is_closed)


def ears(sheet: Sheet) -> None:
    """Draw both ears; the lobe's hole lies where the stage hangs an ornament."""
    for side in (-1, 1):
        rim = [
            (0.37, 0.24),
            (0.43, 0.17),
            (0.50, 0.20),
            (0.515, 0.33),
            (0.48, 0.47),
            (0.465, 0.57),
            (0.42, 0.60),
            (0.37, 0.54),
        ]
        outline = tuple((side * x, y) for x, y in rim)
        with sheet.cut(face_path(outline), SKIN, lift=4, rim=6, shade=darker(SKIN, 0.35)):
            inner = ((0.43, 0.25), (0.475, 0.27), (0.475, 0.36), (0.44, 0.44))
            sheet.line(
                face_path(tuple((side * x, y) for x, y in inner), False), darker(SKIN, 0.38), 7, 0.6
            )
            fold = ((0.40, 0.36), (0.43, 0.40), (0.42, 0.47))
            sheet.line(
                face_path(tuple((side * x, y) for x, y in fold), False), darker(SKIN, 0.38), 6, 0.5
            )


def hair_behind(sheet: Sheet) -> None:
    """Draw the hair that is combed up into a knot, so that the ears are free."""
    knot = (
        (-0.26, -0.40),
        (-0.16, -0.58),
        (0.04, -0.62),
        (0.22, -0.55),
        (0.28, -0.40),
        (0.16, -0.28),
        (-0.14, -0.28),
    )
    with sheet.cut(face_path(knot), HAIR, lift=6, rim=8, light="#5b5a6b"):
        for bend in (0.0, 0.12):
            sheet.line(
                face_path(
                    ((-0.18 + bend, -0.34), (-0.06 + bend, -0.52), (0.12 + bend, -0.50)), False
                ),
                "#55546a",
                6,
                0.7,
            )
    sheet.piece(
        face_path(
            (
                (-0.20, -0.33),
                (0.0, -0.37),
                (0.22, -0.33),
                (0.21, -0.26),
                (0.0, -0.29),
                (-0.19, -0.26),
            )
        ),
        VERMILION,
        lift=3,
        rim=4,
    )
    cap = (
        (-0.455, 0.25),
        (-0.45, 0.0),
        (-0.34, -0.2),
        (0.0, -0.31),
        (0.34, -0.2),
        (0.45, 0.0),
        (0.455, 0.25),
        (0.2, 0.5),
        (-0.2, 0.5),
    )
    sheet.piece(face_path(cap), HAIR, lift=8, rim=8, light="#5b5a6b")


def head(sheet: Sheet) -> None:
    """Draw the face: calm eyes, a small smile; parted hair."""
    face = (
        (0.0, 1.0),
        (-0.15, 0.975),
        (-0.29, 0.86),
        (-0.385, 0.66),
        (-0.42, 0.42),
        (-0.41, 0.16),
        (-0.31, -0.06),
        (0.0, -0.12),
        (0.31, -0.06),
        (0.41, 0.16),
        (0.42, 0.42),
        (0.385, 0.66),
        (0.29, 0.86),
        (0.15, 0.975),
    )
    with sheet.cut(face_path(face), SKIN, lift=8, rim=10, shade=darker(SKIN, 0.35)):
        for side in (-1, 1):
            sheet.fill(oval(*on_face(side * 0.245, 0.56), 46, 34), BLUSH, 0.16)
    hair_in_front(sheet)
    for side in (-1, 1):
        brow = ((side * 0.09, 0.215), (side * 0.19, 0.185), (side * 0.30, 0.225))
        sheet.line(face_path(brow, False), "#4a3b3c", 9, 0.85)
        eye(sheet, side)
    nose = ((0.012, 0.34), (0.03, 0.47), (0.055, 0.545), (0.0, 0.575), (-0.045, 0.555))
    sheet.line(face_path(nose, False), darker(SKIN, 0.36), 6, 0.65)
    lips = (
        (-0.125, 0.70),
        (-0.05, 0.672),
        (0.0, 0.682),
        (0.05, 0.672),
        (0.125, 0.70),
        (0.06, 0.745),
        (-0.06, 0.745),
    )
    sheet.fill(face_path(lips), "#c9614e", 0.9)
    sheet.line(
        face_path(((-0.15, 0.684), (-0.06, 0.71), (0.06, 0.71), (0.15, 0.684)), False),
        "#8f3d37",
        5,
        0.9,
    )
    sheet.line(
        face_path(((-0.05, 0.79), (0.0, 0.8), (0.05, 0.79)), False), darker(SKIN, 0.3), 5, 0.5
    )


def hair_in_front(sheet: Sheet) -> None:
    """Draw the hair over the forehead, parted and combed to the knot."""
    for side in (-1, 1):
        lock = (
            (0.0, -0.315),
            (-0.012, -0.02, 0),
            (0.15, 0.055),
            (0.31, 0.14),
            (0.395, 0.30),
            (0.425, 0.27),
            (0.435, 0.05),
            (0.33, -0.2),
        )
        outline = tuple((side * spot[0], *spot[1:]) for spot in lock)
        sheet.piece(face_path(outline), HAIR, lift=0, rim=0)
        strand = ((0.04, -0.05), (0.2, 0.0), (0.33, 0.1), (0.39, 0.22))
        for lift in (0.06, 0.13):
            combed = tuple((side * x * (1 + lift * 0.3), y - lift) for x, y in strand)
            sheet.line(face_path(combed, False), "#5b5a6b", 4, 0.55)


def eye(sheet: Sheet, side: int) -> None:
    """Draw an open eye that looks at the viewer."""
    rim = (
        (0.115, 0.315, 0),
        (0.15, 0.275),
        (0.20, 0.262),
        (0.25, 0.275),
        (0.285, 0.305, 0),
        (0.24, 0.335),
        (0.17, 0.338),
    )
    placed = tuple((side * spot[0], *spot[1:]) for spot in rim)
    with sheet.cut(face_path(placed), "#fffaf2", lift=0, rim=0):
        x, y = on_face(side * 0.2, 0.300)
        sheet.fill(oval(x, y, 15), "#3a2a26")
        sheet.fill(oval(x - 5, y - 6, 4.5), "#ffffff")
    upper = ((0.108, 0.318), (0.15, 0.275), (0.20, 0.26), (0.25, 0.273), (0.297, 0.298))
    sheet.line(face_path(tuple((side * x, y) for x, y in upper), False), INK, 7)
    fold = ((0.14, 0.25), (0.20, 0.235), (0.26, 0.248))
    sheet.line(face_path(tuple((side * x, y) for x, y in fold), False), darker(SKIN, 0.36), 4, 0.6)


# --- the whole picture ---------------------------------------------------------------------------


def room(sheet: Sheet) -> None:
    """Draw a wall in daylight, and batik hung up behind."""
    sheet.fade(f"M0 0H{WIDTH}V{HEIGHT}H0Z", [(0, "#dfe6ea"), (1, "#c3cfd8")], is_across=True)
    sheet.fill("M0 250L330 0H560L0 640Z", "#ffffff", 0.4)
    hanging_cloth(sheet, 250, -30, 1110, 1260)
    sheet.fill("M250 60L420-40H620L250 620Z", "#ffffff", 0.10)
    sheet.fill("M250 900L1000-40H1110L250 1050Z", "#ffffff", 0.07)


def body(sheet: Sheet) -> None:
    """Draw neck, shoulders and the jacket with its embroidered edges."""
    sheet.piece(smooth("796,770! 912,1010! 1028,770! 912,720"), CREAM, lift=0, rim=0)
    side = [(-0.21, 0.75, 0), (-0.2, 1.0), (-0.25, 1.12), (-0.4, 1.4, 0), (-0.06, 1.68)]
    other = [(-x, *rest) for x, *rest in reversed(side)]
    neck = face_path(tuple(side + other))
    with sheet.cut(neck, darker(SKIN, 0.1), lift=0, rim=0):
        sheet.fill(
            face_path(((-0.3, 0.8), (0.0, 1.1), (0.3, 0.8), (0.0, 0.7))), darker(SKIN, 0.4), 0.3
        )
    torso = smooth(
        "536,1230! 556,990 612,860 730,786 826,738! 868,810 912,900! 956,810 998,738! "
        "1108,784 1240,852 1304,990 1334,1230!"
    )
    with sheet.cut(torso, JACKET, lift=12, rim=10, light=mix(JACKET, BATIK, 0.6)):
        edges = ("M818 722Q872 826 912 910Q940 1000 944 1240", "M1006 722Q952 826 912 910")
        for d in edges:
            sheet.line(d, VERMILION, 40)
        for d in edges:
            sheet.line(d, CREAM, 3, 0.9)
        sheet.add(
            f'<path fill="none" stroke="{CREAM}" stroke-width="9" stroke-linecap="round" '
            'stroke-dasharray=".1 17" d="M822 752Q876 840 906 926Q930 1000 933 1240"/>'
        )
        sheet.line("M764 776Q864 880 878 1000Q890 1100 890 1240", JADE, 9)
        sheet.line("M1060 772Q990 850 966 940", JADE, 9)
        folds = "M640 880Q616 1040 640 1240M1220 870Q1250 1040 1230 1240"
        sheet.line(folds, darker(JACKET, 0.5), 8, 0.6)


def sleeve(sheet: Sheet) -> None:
    """Draw the sleeve that has slid down the raised forearm."""
    cuff = smooth([on_hand(*spot) for spot in ((0.56, -1.02), (0.0, -0.94), (-0.56, -1.06))], False)
    spots = [
        on_hand(*spot)
        for spot in ((0.57, -1.0), (0.0, -0.92), (-0.57, -1.04), (-0.86, -2.3), (0.8, -2.3))
    ]
    shape = smooth([(*spots[0], 0), spots[1], (*spots[2], 0), (*spots[3], 0), (*spots[4], 0)])
    with sheet.cut(shape, JACKET, lift=10, rim=9, light=mix(JACKET, BATIK, 0.6)):
        with sheet.group("translate(0 34)"):
            sheet.line(cuff, INDIGO, 64)
            fern_row(sheet, on_hand(0.5, -1.01), on_hand(-0.52, -1.04), 6, 24)
        for dy, colour, width in ((2, VERMILION, 12), (70, VERMILION, 10), (86, JADE, 6)):
            with sheet.group(f"translate(0 {dy})"):
                sheet.line(cuff, colour, width)
        sheet.line(
            "M470 1100Q480 1160 470 1220M590 1090Q580 1160 600 1220", darker(JACKET, 0.5), 8, 0.6
        )


def figure(sheet: Sheet) -> None:
    """Draw the person before the cloth."""
    room(sheet)
    hair_behind(sheet)
    body(sheet)
    ears(sheet)
    head(sheet)
    hand(sheet)
    sleeve(sheet)


def head_and_ears(sheet: Sheet) -> None:
    """Draw the head alone, the middle of its face at (0, 0)."""
    with sheet.group(f"translate({-FACE_X} {-(FOREHEAD_Y + FACE_HEIGHT // 2)})"):
        hair_behind(sheet)
        ears(sheet)
        head(sheet)


def landmarks() -> str:
    """Return figure.json: the drawing's landmarks as the unmirrored camera would see them."""

    def point(spot: Spot, depth: float) -> list[float]:
        x, y = spot
        return [round(1 - x / WIDTH, 4), round(y / HEIGHT, 4), round(depth, 4)]

    face: list[float] = []
    for _, across, down, away in FACE:
        face += point(on_face(across, down), away * FACE_HEIGHT / WIDTH)
    # A flat hand: fingertips a little nearer than the wrist, as the tracker has it.
    near = (0.0, -0.05, -0.09, -0.11, -0.13, *(-0.04, -0.08, -0.11, -0.13) * 4)
    points: list[float] = []
    for spot, depth in zip(hand_spots(), near, strict=True):
        points += point(spot, depth * PALM / WIDTH)
    made = {"faces": [{"points": face}], "hands": [{"side": "left", "points": points}]}
    return json.dumps(made, indent=1).replace("\n    ", " ").replace("\n   ]", "]") + "\n"


def sheets() -> list[Sheet]:
    """Return the figure, 1600 x 1200."""
    made = Sheet("figure", WIDTH, HEIGHT)
    figure(made)
    return [made]
