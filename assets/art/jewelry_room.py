"""The room of the jewelry effect: a bench of indigo batik by a window, the tray cloth, its rings.

page_far and page_near are 1600 x 1600 and drawn `cover, bottom centre`, like the street: a phone
sees x 430..1170 over the whole height, a laptop the whole width from y = 600 down.
"""

from math import cos, pi, sin

from jewelry_cloth import cracks, fern, spiral, wax_round
from paper import (
    BATIK,
    CREAM,
    INDIGO,
    INK,
    LANTERN,
    SILVER,
    Point,
    Sheet,
    board,
    darker,
    lighter,
    mix,
    num,
    oval,
    smooth,
)

WALL_LIT, WALL, WALL_SHADE = "#eef1ee", "#d3dbe0", "#a9b7c4"
WOOD = "#a67c52"
LEAF = "#6f9a7d"


def window(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    """Draw a window with a lattice and hills in morning haze."""
    sheet.piece(board(x - 26, y - 26, width + 52, height + 52, 10), WOOD, lift=12, rim=7)
    with sheet.cut(board(x, y, width, height), "#f7fbff", lift=0, rim=0):
        sheet.fade(board(x, y, width, height), [(0, "#dcebf5"), (0.7, "#fdf6e3"), (1, "#fbeccb")])
        base = y + height
        for lift, colour in ((0.52, "#b9cddb"), (0.38, "#93b3bb"), (0.24, "#7ba58f")):
            top = base - height * lift
            hill = (
                f"M{num(x - 10)} {num(base)}V{num(top + 60)}Q{num(x + width * 0.22)} "
                f"{num(top - 40)} {num(x + width * 0.5)} {num(top + 40)}T{num(x + width + 10)} "
                f"{num(top)}V{num(base)}Z"
            )
            sheet.fill(hill, colour)
    bars = "".join(f"M{num(x + width * n / 4)} {num(y)}v{num(height)}" for n in range(1, 4))
    bars += "".join(f"M{num(x)} {num(y + height * n / 4)}h{num(width)}" for n in range(1, 4))
    sheet.line(bars, darker(WOOD, 0.1), 9)
    middle = board(x + width / 4 + 22, y + height / 4 + 22, width / 2 - 44, height / 2 - 44, 12)
    sheet.line(middle, darker(WOOD, 0.1), 9)


def hank(sheet: Sheet, x: float, y: float, long: float, colour: str) -> None:
    """Draw a narrow length of cloth over the drying pole."""
    d = f"M{num(x - 62)} {num(y)}h124l8 {num(long)}q-34 16-70 4t-70 0z"
    with sheet.cut(d, colour, lift=9, rim=6, light=lighter(colour, 0.3)):
        sheet.fade(
            f"M{num(x - 70)} {num(y)}h60v{num(long + 30)}h-60z",
            [(0, darker(colour, 0.25)), (1, colour)],
            is_across=True,
        )
        wax = mix(colour, BATIK, 0.8)
        for row in range(int(long / 120)):
            wax_round(sheet, x, y + 74 + row * 120, 0.86, wax)
        for side in (-46, 46):
            sheet.line(f"M{num(x + side)} {num(y)}v{num(long + 20)}", wax, 4, 0.8)


def far(sheet: Sheet) -> None:
    """Draw the wall, the window's light on it, cloth drying on a pole."""
    sheet.fade("M0 0H1600V1600H0Z", [(0, WALL_LIT), (0.55, WALL), (1, WALL_SHADE)], is_across=True)
    window(sheet, 66, 640, 360, 420)
    sheet.fill("M430 200L900 0H1300L430 620Z", "#ffffff", 0.38)
    sheet.fill("M430 700L1600 120V420L430 1060Z", "#ffffff", 0.3)
    sheet.fibres((0, 0, 1600, 1150), 260, "#8d9dab", 0.13, 9)
    sheet.line("M-20 96Q800 128 1620 90", darker(WOOD, 0.25), 16)
    sheet.line("M-20 92Q800 124 1620 86", lighter(WOOD, 0.2), 6)
    for x, long, colour in (
        (92, 420, "#345a8c"),
        (236, 300, "#5d83b0"),
        (470, 210, "#274b7a"),
        (1130, 220, "#5d83b0"),
        (1366, 520, "#274b7a"),
        (1508, 380, "#41689a"),
    ):
        hank(sheet, x, 104, long, colour)
    shelf(sheet)


def shelf(sheet: Sheet) -> None:
    """Draw a shelf at the right with bowls of wax and dye and bundled indigo."""
    sheet.piece(board(1190, 940, 400, 26, 6), WOOD, lift=10, rim=5)
    for x, y, rx, colour in ((1262, 904, 52, "#8d5a3f"), (1382, 894, 62, "#3d4f6e")):
        bowl = f"M{x - rx} {y - 18}h{2 * rx}q-6 56-{rx - 14} 56h-28q-{rx - 14} 0-{rx + 2}-56z"
        sheet.piece(bowl, colour, lift=5, rim=6)
        inside = "#e9c877" if x < 1300 else INDIGO
        sheet.fill(oval(x, y - 18, rx - 2, 11), darker(colour, 0.3))
        sheet.fill(oval(x, y - 17, rx - 9, 8), inside)
    for x, lean in ((1500, -6), (1524, 5), (1546, 14)):
        with sheet.group(f"translate({x} 938) rotate({lean})"):
            sheet.line("M0 0V-128", darker(LEAF, 0.3), 5)
            for step in range(5):
                for side in (-1, 1):
                    sheet.piece(
                        smooth(
                            f"0,{-30 - step * 24} {side * 16},{-50 - step * 24} "
                            f"{side * 30},{-48 - step * 24} {side * 16},{-32 - step * 24}"
                        ),
                        mix(LEAF, "#3f7d6a", step / 5),
                        lift=0,
                        rim=3,
                    )


def near(sheet: Sheet) -> None:
    """Draw the bench, the batik that covers it, and what lies at its sides; the rest is clear."""
    top = 1120
    sheet.fill(f"M0 {top - 26}H1600V{top + 30}H0Z", INK, 0.12)
    cloth = smooth(
        f"-20,{top}! 300,{top + 8} 800,{top - 4} 1300,{top + 8} 1620,{top}! 1620,1640! -20,1640!"
    )
    with sheet.cut(cloth, INDIGO, lift=0, rim=0):
        sheet.fade(f"M0 {top - 10}H1600V1610H0Z", [(0, "#335a8d"), (0.5, INDIGO), (1, "#1c3862")])
        for y in (top + 26, top + 42, top + 128):
            sheet.line(
                f"M-20 {y}Q300 {y + 8} 800 {y - 4}T1620 {y}", BATIK, 5 if y != top + 42 else 3, 0.8
            )
        for n in range(27):
            fern(sheet, 30 + n * 60, top + 118 - 4 * sin(n), 0.62, 0)
        for x, y, size in (
            (210, 1370, 1.9),
            (520, 1470, 1.5),
            (800, 1385, 1.2),
            (1080, 1470, 1.5),
            (1390, 1370, 1.9),
            (40, 1540, 1.1),
            (1560, 1540, 1.1),
        ):
            wax_round(sheet, x, y, size)
        for x, y, way in ((360, 1360, 1), (660, 1400, -1), (940, 1400, 1), (1240, 1360, -1)):
            with sheet.group(f"translate({x} {y})"):
                sheet.line(spiral(1.8, 46, pi / 2, way), BATIK, 5)
                sheet.line(f"M0 46Q{-way * 60} 60 {-way * 92} 30", BATIK, 5)
        cracks(sheet, (0, top + 130, 1600, 480), 90, BATIK)
        sheet.line(
            "M330 1110Q300 1340 380 1620M1240 1110Q1290 1330 1210 1620",
            darker(INDIGO, 0.5),
            26,
            0.18,
        )
        sheet.fill("M-20 1180L620 1110H900L-20 1500Z", CREAM, 0.10)
    tools(sheet)


def tools(sheet: Sheet) -> None:
    """Draw a wax knife, a coil of silver wire and a small hammer, at the sides."""
    with sheet.group("translate(150 1260) rotate(-24)"):
        sheet.piece(board(-120, -9, 170, 18, 8), WOOD, lift=7, rim=4)
        sheet.piece("M46-16L104-30V30L46 16Z", "#b87848", lift=5, rim=4)
        sheet.line("M70-20V20M82-24V24", darker("#b87848", 0.4), 3, 0.7)
    with sheet.group("translate(1420 1268) rotate(16)"):
        sheet.piece(board(-130, -10, 200, 20, 9), WOOD, lift=7, rim=4)
        sheet.piece(board(54, -38, 44, 76, 8), "#8a93a3", lift=6, rim=5, light="#ffffff")
    for radius in (46, 39, 32):
        sheet.add(
            f'<ellipse cx="1290" cy="1236" rx="{radius}" ry="{num(radius * 0.62)}" fill="none" '
            f'stroke="{"#7d8797" if radius == 39 else SILVER}" stroke-width="6"/>'
        )
    sheet.line("M1332 1244q40 30 74 12", SILVER, 6)


def cloth_edge(x: float) -> float:
    """Return the height of the tray cloth's upper edge, lower toward its sides."""
    return 34 + 26 * ((x - 720) / 700) ** 2


def cloth_hem(x: float) -> float:
    """Return the height of its lower edge."""
    return 268 + 10 * ((x - 720) / 700) ** 2


def cornered(side: list[tuple[float, float]]) -> list[Point]:
    """Return the points with a corner at each end."""
    return [(*side[0], 0), *side[1:-1], (*side[-1], 0)]


def cloth(sheet: Sheet) -> None:
    """Draw the tray cloth, 1440 x 300: it lies over the lower edge of the camera picture.

    The picture shines through above; where the cloth hangs over the frame it is all cloth.
    """
    top = [(x, cloth_edge(x)) for x in range(20, 1421, 100)]
    low = [(x, cloth_hem(x)) for x in range(1420, 19, -100)]
    edge = smooth([point for side in (top, low) for point in cornered(side)])
    fringe = "".join(f"M{x} {num(cloth_hem(x))}v20" for x in range(28, 1420, 14))
    sheet.line(fringe, BATIK, 3.5, 0.9)
    name = sheet.new_id()
    sheet.add(
        f'<linearGradient id="{name}" x2="0" y2="1"><stop stop-color="#3a649a" '
        f'stop-opacity=".8"/><stop offset=".4" stop-color="{INDIGO}" stop-opacity=".94"/>'
        f'<stop offset=".62" stop-color="#234573"/><stop offset="1" stop-color="#1d3a66"/>'
        "</linearGradient>"
    )
    sheet.add(f'<path d="{edge}" fill="{INK}" opacity=".2" transform="translate(0 7)"/>')
    sheet.add(f'<path d="{edge}" fill="url(#{name})"/>')
    with sheet.cut(edge, INDIGO, lift=0, rim=0, is_open=True):
        cracks(sheet, (0, 70, 1440, 190), 26, BATIK)
        for x in (180, 585, 855, 1260):
            wax_round(sheet, x, 176, 1.15, mix(INDIGO, BATIK, 0.55))
        for inset, width, opacity in ((13, 5, 0.95), (24, 2.5, 0.8)):
            line = [(x, y + inset) for x, y in top]
            sheet.line(smooth(line, False), BATIK, width, opacity)
            for x in (20 + inset, 1420 - inset):
                sheet.line(f"M{x} 40V300", BATIK, width, opacity)
            sheet.line(smooth([(x, y - inset) for x, y in low], False), BATIK, width, opacity)
        dots = "".join(f"M{x} {num(cloth_edge(x) + 38)}h.01" for x in range(60, 1400, 30))
        sheet.line(dots, BATIK, 8, 0.9)


def slot(sheet: Sheet, is_lit: bool) -> None:
    """Draw an ornament's place on the cloth, 200 x 200: a ring of stitches round a dark ground."""
    if is_lit:
        sheet.glow(100, 100, 100, "#fff0c4", 0.9)
    sheet.add(f'<circle cx="100" cy="103" r="80" fill="{INK}" opacity=".28"/>')
    ground = "#1f4474" if is_lit else "#1a3157"
    sheet.add(
        f'<circle cx="100" cy="100" r="80" fill="{ground}" opacity="{0.94 if is_lit else 0.8}"/>'
    )
    if is_lit:
        sheet.glow(100, 96, 74, "#8fb4e0", 0.75)
    rim = LANTERN if is_lit else mix(INDIGO, BATIK, 0.75)
    sheet.add(
        f'<circle cx="100" cy="100" r="76" fill="none" stroke="{rim}" '
        f'stroke-width="{7 if is_lit else 4}"/>'
    )
    stitches = ""
    for n in range(32):
        a = 2 * pi * n / 32
        stitches += (
            f"M{num(100 + 64 * cos(a))} {num(100 + 64 * sin(a))}"
            f"L{num(100 + 71 * cos(a + 0.07))} {num(100 + 71 * sin(a + 0.07))}"
        )
    sheet.line(stitches, CREAM if is_lit else BATIK, 4, 1 if is_lit else 0.75)
    for n in range(8):
        a = pi * n / 4 + pi / 8
        x, y = num(100 + 80 * cos(a)), num(100 + 80 * sin(a))
        with sheet.group(f"translate({x} {y}) rotate({num(45 * n + 112.5)})"):
            sheet.fill("M0-9Q8 0 0 9Q-8 0 0-9Z", "#d94f30" if n % 2 else "#2f8f7b")


def sheets() -> list[Sheet]:
    """Return backdrops, tray cloth and the rings on it."""
    made = []
    for name, draw, width, height in (
        ("page_far", far, 1600, 1600),
        ("page_near", near, 1600, 1600),
        ("cloth", cloth, 1440, 300),
        ("slot", lambda sheet: slot(sheet, False), 200, 200),
        ("slot_lit", lambda sheet: slot(sheet, True), 200, 200),
    ):
        made.append(Sheet(name, width, height))
        draw(made[-1])
    return made
