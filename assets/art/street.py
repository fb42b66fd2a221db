"""The evening street, built like a paper theatre: sky, far roofs, flats at both sides, paving.

Both files are 1600 x 1600 and are drawn `cover, bottom centre`: a phone sees x 430..1170 over
the whole height, a laptop the whole width from y = 600 down.
"""

from random import Random

from paper import CREAM, INK, JADE, LANTERN, VERMILION, Sheet, darker, lighter, mix, num, oval, smooth
from stall import small_lantern

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
    stars = Random(7)
    d = "".join(
        f"M{stars.randint(40, 1560)} {stars.randint(20, 560)}h.1" for _ in range(34)
    )
    sheet.line(d, CREAM, 4, 0.7)
    for x, y, s in ((520, 250, 1), (1090, 330, 0.8), (690, 60, 0.7), (330, 420, 1), (1330, 200, 1)):
        sheet.add(f'<path transform="translate({x} {y}) scale({s})" fill="{CREAM}" opacity=".85" '
                  'd="M0-13Q2-2 13 0 2 2 0 13-2 2-13 0-2-2 0-13z"/>')
    for d in ("M380 600q60-44 130-20q60-40 120 0q40-6 60 20z",
              "M980 520q50-30 100-12q60-34 110 8q40 0 50 18H980z"):
        sheet.fill(d, "#b9a7bd", 0.28)


def roofline(sheet: Sheet, colour: str, houses: tuple[tuple[int, int, int, int], ...],
             lit: str) -> None:
    """A far row of houses: (x, ridge y, width, wall height) each, with small lit windows."""
    for x, y, w, h in houses:
        sheet.fill(f"M{x + 14} {y + 20}h{w - 28}v{h}h{28 - w}z", colour)
        sheet.fill(f"M{x - 16} {y + 36}Q{x + 20} {y + 22} {x + w * 0.22:.0f} {y}H"
                   f"{x + w * 0.78:.0f}Q{x + w - 20} {y + 22} {x + w + 16} {y + 36}Z",
                   darker(colour, 0.35))
        for column in range(max(1, w // 54)):
            left = x + 30 + column * 50
            if (left * 7 + y) % 3:
                sheet.fill(f"M{left} {y + 54}h20v26h-20z", lit)


def tiled_roof(sheet: Sheet, x: int, y: int, width: int, height: int, colour: str) -> None:
    """A roof seen from below its eaves: upturned corners, rows of tiles."""
    w = width
    d = (f"M{x - 34} {y + height}Q{x + 10} {y + height - 10} {x + 34} {y}H{x + w - 34}"
         f"Q{x + w - 10} {y + height - 10} {x + w + 34} {y + height}Q{x + w} {y + height + 16} "
         f"{x + w - 40} {y + height + 14}H{x + 40}Q{x} {y + height + 16} {x - 34} {y + height}Z")
    with sheet.cut(d, colour, lift=8, rim=6):
        step = 30
        tiles = "".join(f"M{left} {y}v{height}" for left in range(x, x + w + 1, step))
        sheet.line(tiles, darker(colour, 0.35), 4)
        hem = f"M{x - 30} {y + height + 4}" + "q15 16 30 0" * ((w + 60) // 30)
        sheet.line(hem, lighter(colour, 0.25), 5, 0.8)
    sheet.line(f"M{x + 30} {y}H{x + w - 30}", lighter(colour, 0.18), 12)


def window(sheet: Sheet, x: int, y: int, width: int, height: int, frame: str) -> None:
    """A lattice window with lamplight behind it."""
    sheet.fill(f"M{x - 8} {y - 8}h{width + 16}v{height + 16}h{-width - 16}z", darker(frame, 0.35))
    sheet.fill(f"M{x} {y}h{width}v{height}h{-width}z", GLASS)
    sheet.fill(f"M{x} {y}h{width}v{height * 0.3:.0f}h{-width}z", LANTERN, 0.5)
    bars = "".join(f"M{x + width * n / 3:.0f} {y}v{height}" for n in (1, 2))
    bars += "".join(f"M{x} {y + height * n / 3:.0f}h{width}" for n in (1, 2))
    sheet.line(bars, darker(frame, 0.3), 5)


def awning(sheet: Sheet, x: int, y: int, width: int, colour: str) -> None:
    """A striped cloth awning with a scalloped hem."""
    count = max(3, width // 46)
    step = width / count
    hem = "".join(f"q{num(-step / 2)} 26 {num(-step)} 0" for _ in range(count))
    with sheet.cut(f"M{x + 16} {y}H{x + width - 16}L{x + width} {y + 62}{hem}Z", colour, lift=8,
                   rim=4):
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
    roofline(sheet, mix(SKY_LOW, "#4c5580", 0.6),
             ((470, 690, 180, 120), (640, 668, 120, 140), (850, 676, 150, 130),
              (990, 694, 170, 120)), "#ffd58c")
    # A gate closes the view; the light under it draws the eye down the street.
    sheet.glow(800, 800, 230, "#ffcf7a", 0.7)
    sheet.fill("M706 720h188v96h-30v-50q-64-40-128 0v50h-30z", "#5b4b6b")
    sheet.fill("M690 724q40-8 56-34h108q16 26 56 34z", "#3d3556")
    sheet.fade("M0 800H1600V1600H0Z", [(0, "#5e5a78"), (1, "#33405f")])

    flat(sheet, 384, 590, 166, 860, "#7d6580", "#45456b")
    window(sheet, 474, 700, 50, 56, "#5b4458")
    flat(sheet, 1050, 610, 166, 860, "#6f6a88", "#45456b")
    window(sheet, 1076, 716, 50, 56, "#5b4458")
    for x in (548, 1052):
        small_lantern(sheet, x, 690, 0.62)

    flat(sheet, 150, 470, 310, 1010, "#a3705d", "#39466e")
    window(sheet, 200, 620, 76, 96, "#6b4233")
    window(sheet, 336, 620, 76, 96, "#6b4233")
    sheet.fill("M330 850h96v160h-96z", "#ffdf9c")
    sheet.fill("M330 850h96v160h-96z", LANTERN, 0.35)
    awning(sheet, 170, 770, 300, VERMILION)
    flat(sheet, 1140, 490, 310, 1010, "#5d7f86", "#4a3f63")
    window(sheet, 1188, 640, 76, 96, "#3a4a52")
    window(sheet, 1324, 640, 76, 96, "#3a4a52")
    sheet.fill("M1176 850h96v160h-96z", "#ffdf9c")
    sheet.fill("M1176 850h96v160h-96z", LANTERN, 0.35)
    awning(sheet, 1130, 780, 300, JADE)
    small_lantern(sheet, 458, 600, 0.95)
    small_lantern(sheet, 1142, 620, 0.95)

    flat(sheet, -60, 380, 340, 1240, "#6d4a4f", "#2c3558")
    window(sheet, 40, 700, 130, 130, "#432c33")
    sheet.fill("M30 1000h150v240h-150z", "#ffcf7a")
    sheet.line("M105 1000v240M30 1090h150", "#432c33", 9)
    awning(sheet, -40, 900, 330, "#3f5f96")
    flat(sheet, 1320, 400, 340, 1240, "#4d4667", "#2c3558")
    window(sheet, 1430, 720, 130, 130, "#2f2947")
    sheet.fill("M1420 1010h150v230h-150z", "#ffcf7a")
    sheet.line("M1495 1010v230M1420 1100h150", "#2f2947", 9)
    awning(sheet, 1310, 910, 330, LANTERN)
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
    chance = Random(3)
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
                (kerb_x(top, 1, left) + gap, top), (kerb_x(top, 1, right) - gap, top),
                (kerb_x(bottom, 1, right) - gap, bottom), (kerb_x(bottom, 1, left) + gap, bottom),
            )
            points = [(x + chance.uniform(-2, 2), z + chance.uniform(-2, 2)) for x, z in corners]
            shades[chance.choice((0, 0, 1, 1, 2))].append(
                "M" + "L".join(f"{round(x)} {round(z)}" for x, z in points) + "Z")
        y, height, row = below, height * 1.13, row + 1
    for colour, stone in zip(("#6c7594", "#646d8d", "#757c99"), shades, strict=True):
        sheet.add(f'<path fill="{colour}" stroke="{colour}" stroke-width="7" '
                  f'stroke-linejoin="round" d="{"".join(stone)}"/>')


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
    turn = -size if is_mirrored else size
    with sheet.group(f"matrix({turn:g} 0 0 {size:g} {x} {base})"):
        sheet.fill(oval(6, 0, 52, 11), INK, 0.28)
        if kind == "bamboo":
            sheet.line("M-10-60Q-16-140 -4-206M14-60Q16-120 30-170", "#4d7a5c", 7)
            leaves = ((-8, -150, -38), (-6, -186, 24), (-4, -206, -70), (-10, -110, 30),
                      (26, -150, 34), (30, -172, -20), (18, -110, 50), (-12, -130, -10))
            for lx, ly, angle in leaves:
                sheet.add(f'<path transform="translate({lx} {ly}) rotate({angle})" '
                          'fill="#3f8f73" d="M0 0Q16-16 54-8Q24 8 0 0z"/>')
        else:
            green = "#3c7f6c" if kind == "bush" else "#4b7f5a"
            sheet.piece(smooth([(-58, -70), (-66, -116), (-30, -140), (-6, -176), (34, -150),
                                (64, -120), (56, -72), (0, -50)]), green, lift=0, rim=9)
            marks = "M-36-96q10-14 24-12M4-120q12-12 24-8M10-86q14-12 28-6M-20-140q8-10 18-8"
            sheet.line(marks, lighter(green, 0.35), 6, 0.8)
            if kind == "blossom":
                for bx, by in ((-34, -112), (8, -146), (34, -104), (-6, -92), (50, -126)):
                    sheet.fill(oval(bx, by, 10), "#f2a295")
                    sheet.fill(oval(bx, by, 4), CREAM)
        sheet.piece("M-40-66h80l-10 66q-30 10-60 0z", "#b4653f", lift=0, rim=6)
        sheet.piece("M-46-74h92v18h-92z", "#c47549", lift=3, rim=4)


def near(sheet: Sheet) -> None:
    """Paving, kerbs and plants; the rest is transparent."""
    edge = [f"{round(kerb_x(y, side))} {y}" for side, y in ((-1, 796), (1, 796), (1, 1610),
                                                            (-1, 1610))]
    sheet.fill("M" + "L".join(edge) + "Z", "#525b7b")
    stones(sheet)
    # Lamplight from the houses lies on the stones; the middle stays even for the dishes.
    sheet.glow(800, 820, 260, "#ffcf8a", 0.4)
    for x, y, radius in ((470, 1120, 190), (1130, 1120, 190), (320, 1420, 240), (1280, 1420, 240)):
        sheet.glow(x, y, radius, "#ffb95e", 0.26)
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
    """Return street_far and street_near."""
    backdrop, overlay = Sheet("street_far", 1600, 1600), Sheet("street_near", 1600, 1600)
    far(backdrop)
    near(overlay)
    return [backdrop, overlay]
