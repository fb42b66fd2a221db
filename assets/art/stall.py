"""The mobile food stall: a small wooden cart under a fan of lit lantern paper."""

from math import cos, pi, sin

from paper import CREAM, INK, LANTERN, VERMILION, Sheet, darker, lighter, num, oval, smooth

WOOD = "#9a6440"
HUB = (300, 336)  # Where the ribs of the canopy meet.
REACH = (262, 306)  # Half width and height of the canopy.
RIBS = 9


def _rim(step: float, share: float = 1) -> tuple[float, float]:
    """Return the point of the canopy on rib `step` (0 left … RIBS right)."""
    angle = pi * (1 - step / RIBS)
    return (HUB[0] + REACH[0] * share * cos(angle), HUB[1] - REACH[1] * share * sin(angle))


def canopy(sheet: Sheet) -> None:
    """The half-open paper fan, lit from inside, with a scalloped hem."""
    sheet.glow(300, 262, 260, "#ffc56b", 0.55)
    parts = [f"M{num(_rim(0)[0])} {HUB[1]}"]
    for rib in range(RIBS):
        mid, end = _rim(rib + 0.5, 1.1), _rim(rib + 1)
        parts.append(f"Q{num(mid[0])} {num(mid[1])} {num(end[0])} {num(end[1])}")
    d = "".join(parts) + "Z"
    with sheet.cut(d, LANTERN, lift=6, rim=8, shade=VERMILION):
        for rib in range(0, RIBS, 2):
            one, other = _rim(rib, 1.2), _rim(rib + 1, 1.2)
            sheet.fill(
                f"M{HUB[0]} {HUB[1]}L{num(one[0])} {num(one[1])}L{num(other[0])} {num(other[1])}Z",
                VERMILION,
                0.82,
            )
        sheet.glow(300, 260, 230, "#fff0bd", 0.95)
        ribs = "".join(
            f"M{HUB[0]} {HUB[1]}L{num(_rim(rib)[0])} {num(_rim(rib)[1])}" for rib in range(1, RIBS)
        )
        sheet.line(ribs, "#a4472a", 3, 0.55)
        band = "".join(
            ("M" if rib == 0 else "L") + f"{num(_rim(rib, 0.9)[0])} {num(_rim(rib, 0.9)[1])}"
            for rib in range(RIBS + 1)
        )
        sheet.line(band, CREAM, 5, 0.7)


def small_lantern(sheet: Sheet, x: float, y: float, size: float = 1) -> None:
    """A hanging lantern; (x, y) is where its string is tied."""

    def draw() -> None:
        sheet.line("M0 0v16", INK, 3)
        sheet.glow(0, 46, 48, "#ffb84d", 0.65)
        with sheet.cut(oval(0, 46, 29, 27), VERMILION, lift=3, rim=5):
            sheet.fill(oval(0, 48, 17, 22), LANTERN)
            sheet.fill(oval(0, 50, 8, 15), "#ffe7a8")
        sheet.fill("M-13 15h26v8h-26zM-13 70h26v8h-26z", darker(WOOD, 0.5))
        sheet.line("M-5 79v13M0 79v18M5 79v13", VERMILION, 3)

    sheet.stamp("lantern", draw, f"translate({num(x)} {num(y)}) scale({size:g})")


def front(sheet: Sheet) -> None:
    """The counter board and the box below it: what the keeper stands behind."""
    sheet.line("M52 404L12 372M548 404L588 372", INK, 18, 0.25)
    sheet.line("M60 400L14 366M540 400L586 366", darker(WOOD, 0.2), 15)
    with sheet.cut("M66 326H534L520 452H80Z", WOOD, lift=6, rim=7):
        sheet.line("M70 372H530M74 412H526", darker(WOOD, 0.4), 3, 0.8)
        sheet.line("M110 346h70M400 392h76M250 432h90M96 432h50", lighter(WOOD, 0.3), 3, 0.4)
    cloth = ["M82 330H518V384"]
    for index in range(6):
        x = 518 - 436 * index / 6
        cloth.append(f"Q{num(x - 36.3)} 424 {num(x - 72.7)} 384")
    with sheet.cut("".join(cloth) + "Z", VERMILION, lift=4, rim=5):
        for index in (1, 3, 5):
            x = 82 + 436 * index / 6
            sheet.fill(f"M{num(x)} 320h{num(72.7)}v110h{num(-72.7)}z", CREAM, 0.94)
    sheet.piece(oval(300, 374, 40, 38), CREAM, lift=4, rim=5, shade=LANTERN)
    for x, y, rx, ry in ((279, 368, 6, 8), (291, 354, 6, 8), (309, 354, 6, 8), (321, 368, 6, 8)):
        sheet.fill(oval(x, y, rx, ry), VERMILION)
    sheet.fill(smooth("300,368 314,378 318,392 300,394 282,392 286,378"), VERMILION)
    sheet.piece(
        "M44 306q-6 0-6 6v16q0 6 6 6H556q6 0 6-6v-16q0-6-6-6z", lighter(WOOD, 0.22), lift=5, rim=5
    )
    sheet.line("M80 318h120M240 322h80M380 317h110", darker(WOOD, 0.1), 3, 0.5)
    sheet.fill("M118 450H482L470 468H130Z", darker(WOOD, 0.5))


def back(sheet: Sheet) -> None:
    """What is behind the keeper: the canopy and its two lanterns."""
    canopy(sheet)
    small_lantern(sheet, 45, 236, 0.9)
    small_lantern(sheet, 555, 236, 0.9)


def wheel(sheet: Sheet) -> None:
    """A spoked wooden wheel, turned about the canvas centre."""
    sheet.fill(oval(80, 84, 74), INK, 0.25)
    sheet.fill(oval(80, 80, 74), darker(WOOD, 0.55))
    sheet.add(f'<circle cx="80" cy="80" r="62" fill="none" stroke="{WOOD}" stroke-width="15"/>')
    sheet.add(
        f'<circle cx="80" cy="80" r="68" fill="none" stroke="{lighter(WOOD, 0.35)}" '
        'stroke-width="4"/>'
    )
    spokes = "".join(
        f"M80 80L{num(80 + 58 * cos(pi * n / 4))} {num(80 + 58 * sin(pi * n / 4))}"
        for n in range(8)
    )
    sheet.line(spokes, lighter(WOOD, 0.12), 11)
    sheet.dab(80, 80, 20, 20, LANTERN)


def sheets() -> list[Sheet]:
    """Return stall and stall_front (600 x 520, same place) and stall_wheel (160 x 160)."""
    stall = Sheet("stall", 600, 520)
    # The wheels are apart so that they can turn.
    back(stall)
    front(stall)
    counter = Sheet("stall_front", 600, 520)
    front(counter)
    turning = Sheet("stall_wheel", 160, 160)
    wheel(turning)
    return [stall, counter, turning]
