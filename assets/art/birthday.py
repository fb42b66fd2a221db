"""Art of the example effect `candles`: a birthday cake, five candles, a room that grows dark."""

from __future__ import annotations

import small
from hint_round import in_round
from jewelry_hints import rays
from paper import (
    BATIK,
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

WALL, WALL_LOW = "#4a2a2e", "#2d191f"
HINT_GROUND, HINT_DOTS = mix(WALL, "#7a4038", 0.5), LANTERN
STRIPES = (VERMILION, LANTERN, JADE, INDIGO, "#c76b98")
SPONGE, ICING = "#c98750", "#fff3e2"
SKIN, SKIN_SHADE, HAIR = "#f0c19a", "#c98f6a", "#3b2a26"


def flame_shape(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A flame whose wick is at (x, y)."""
    with sheet.group(f"translate({num(x)} {num(y)}) scale({size})"):
        sheet.fill(smooth("0,-118! 30,-62 34,-30 0,4 -34,-30 -30,-62"), LANTERN)
        sheet.fill(smooth("0,-88! 20,-48 22,-24 0,2 -22,-24 -20,-48"), "#ffd36b")
        sheet.fill(smooth("0,-52! 10,-30 11,-14 0,0 -11,-14 -10,-30"), "#fff7dd")


def flame(sheet: Sheet) -> None:
    """Its wick is at the canvas's middle, so that it leans about it."""
    sheet.glow(80, 64, 62, "#ffbe5c", 0.75)
    flame_shape(sheet, 80, 112, 0.9)


def glow(sheet: Sheet) -> None:
    sheet.glow(190, 190, 188, "#ffb95a", 0.55)


def stick(sheet: Sheet, colour: str, x: float, top: float, wide: float, tall: float) -> None:
    """A striped candle with its wick."""
    sheet.line(f"M{num(x)} {num(top + 6)}v{num(-wide * 0.55)}", "#4b3a33", max(3, wide * 0.1))
    body = board(x - wide / 2, top, wide, tall, wide * 0.24)
    with sheet.cut(body, ICING, lift=2, rim=wide * 0.12, shade=darker(ICING, 0.4)):
        stripes = "".join(
            f"M{num(x - wide)} {num(top + n * wide * 0.9)}l{num(2 * wide)} {num(-wide * 0.9)}"
            for n in range(int(tall / wide) + 3)
        )
        sheet.line(stripes, colour, wide * 0.3)
        sheet.fill(oval(x, top + 2, wide * 0.44, wide * 0.2), lighter(ICING, 0.6))


def frill(sheet: Sheet, left: float, right: float, y: float, size: float, colour: str) -> None:
    """A row of whipped cream."""
    count = int((right - left) / (size * 1.5))
    for n in range(count + 1):
        x = left + (right - left) * n / count
        sheet.piece(
            smooth(
                [
                    (x, y - size * 1.15),
                    (x + size * 0.8, y - size * 0.1),
                    (x + size * 0.55, y + size * 0.6),
                    (x - size * 0.55, y + size * 0.6),
                    (x - size * 0.8, y - size * 0.1),
                ]
            ),
            colour,
            lift=2,
            rim=size * 0.18,
            shade="#cda98a",
        )


def heart(sheet: Sheet, x: float, y: float, size: float, colour: str = VERMILION) -> None:
    """The mended heart, with its stitches."""
    with sheet.group(f"translate({num(x - 50 * size)} {num(y - 50 * size)}) scale({size})"):
        with sheet.cut(small.HEART, colour, lift=3, rim=6):
            sheet.line("M22 44Q22 28 36 26", "#ffc1ad", 7)
        sheet.line("M50 34L44 48L54 58L48 74", CREAM, 5)
        sheet.line("M38 46l13 -4M42 61l14 -6M42 72l12 -3", CREAM, 4)


def layer(sheet: Sheet, x: float, y: float, wide: float, tall: float, icing: str) -> None:
    """One round of the cake, iced on top; (x, y) is the middle of its upper edge."""
    left, right = x - wide / 2, x + wide / 2
    low = f"Q{num(x)} {num(y + tall + 46)} {num(right)} {num(y + tall)}"
    body = f"M{num(left)} {num(y)}V{num(y + tall)}{low}V{num(y)}Z"
    with sheet.cut(body, SPONGE, lift=7, rim=8):
        lot = chance(int(wide))
        for _ in range(int(wide / 9)):
            sheet.fill(
                oval(lot.uniform(left, right), lot.uniform(y, y + tall + 20), 3.4),
                darker(SPONGE, 0.25),
                0.5,
            )
        sheet.line(
            f"M{num(left)} {num(y + tall * 0.62)}"
            f"Q{num(x)} {num(y + tall * 0.62 + 46)} {num(right)} {num(y + tall * 0.62)}",
            "#f3d9b4",
            15,
        )
    drops = chance(int(wide) + 1)
    edge = [(right, y - 6, 0), (right, y + 30)]
    count = int(wide / 46)
    for n in range(count - 1, -1, -1):
        share = (n + 0.5) / count
        sag = 46 * (1 - (2 * share - 1) ** 2)
        edge += [
            (left + wide * (share + 0.3 / count), y + sag * 0.9 + 26),
            (left + wide * share, y + sag + drops.uniform(44, 82)),
        ]
    edge += [(left, y + 30), (left, y - 6, 0)]
    sheet.piece(smooth(edge), icing, lift=4, rim=6, shade="#d6b593")
    sheet.piece(oval(x, y, wide / 2, 40), icing, lift=0, rim=5, shade="#d6b593")


def cake(sheet: Sheet) -> None:
    """The cake, 1000 x 470; the candles stand on its upper face, whose middle is at y 150."""
    sheet.fill(oval(500, 440, 470, 26), "#160c10", 0.45)
    sheet.piece(oval(500, 416, 486, 46), "#e9eef3", lift=7, rim=8, shade="#8fa0b5")
    sheet.line("M40 420Q500 486 960 420", INDIGO, 6, 0.7)
    layer(sheet, 500, 250, 850, 130, "#f6b9a8")
    layer(sheet, 500, 128, 640, 112, ICING)
    frill(sheet, 205, 795, 150, 21, ICING)
    for n in range(9):
        x = 110 + 97.5 * n
        sag = 46 * (1 - ((x - 500) / 425) ** 2)
        sheet.dab(x, 372 + sag, 15, 15, STRIPES[n % 5])
    heart(sheet, 500, 250, 1.1)
    for x, turn in ((330, -14), (670, 14)):
        with sheet.group(f"translate({x} 244) rotate({turn})"):
            sheet.fill(smooth("0,-28! 14,-6 0,20! -14,-6"), JADE)
            sheet.fill(smooth("-34,-6! -10,-14 -2,8! -22,12"), JADE)
            sheet.fill(smooth("34,-6! 10,-14 2,8! 22,12"), JADE)
            sheet.dab(0, 0, 10, 10, LANTERN)


def star(sheet: Sheet) -> None:
    sheet.glow(60, 60, 58, "#ffe7a8", 0.75)
    with sheet.cut(
        smooth("60,14! 71,46 106,47! 78,68 88,102! 60,82 32,102! 42,68 14,47! 49,46"),
        "#ffd77a",
        lift=3,
        rim=5,
    ):
        pass


def dusk(sheet: Sheet) -> None:
    """Evening above the visitor: it ends in nothing, so that no picture shows its edge."""
    with sheet.group("translate(350 130) scale(1 0.36)"):
        sheet.glow(0, 0, 345, "#0a1030", 0.9)
        sheet.glow(0, 0, 300, "#0a1030", 0.6)


def bunting(sheet: Sheet, width: float, y: float, sag: float, count: int) -> None:
    """A string of paper flags across the room."""

    def place(share: float) -> tuple[float, float]:
        return width * share, y + sag * (1 - (2 * share - 1) ** 2)

    sheet.line(
        f"M0 {num(y)}Q{num(width / 2)} {num(y + 2 * sag)} {num(width)} {num(y)}", "#e7cda6", 5
    )
    wide = width / count * 0.66
    for n in range(count):
        x, at_y = place((n + 0.5) / count)
        sheet.piece(
            f"M{num(x - wide / 2)} {num(at_y - 4)}h{num(wide)}L{num(x)} {num(at_y + wide * 0.95)}Z",
            (STRIPES[n % 5], CREAM)[n % 2 and n % 3 == 0],
            lift=4,
            rim=5,
        )


def balloon(sheet: Sheet, x: float, y: float, size: float, colour: str) -> None:
    with sheet.group(f"translate({num(x)} {num(y)}) scale({size})"):
        sheet.line("M0 74C24 140 -22 180 8 260", "#e7cda6", 3.5, 0.8)
        sheet.piece(
            smooth("0,-84 54,-58 62,4 30,56 0,74! -30,56 -62,4 -54,-58"), colour, lift=5, rim=9
        )
        sheet.fill(oval(-24, -34, 11, 20), lighter(colour, 0.7), 0.7)
        sheet.piece("M-10 86L0 70L10 86Z", darker(colour, 0.15), lift=2, rim=2)


def wall(sheet: Sheet, width: int, height: int) -> None:
    """Warm wallpaper with small stars."""
    sheet.fade(board(0, 0, width, height), ((0, WALL), (1, WALL_LOW)))
    for row in range(height // 120 + 1):
        for column in range(width // 140 + 1):
            x = column * 140 + (70 if row % 2 else 0)
            sheet.fill(
                smooth(
                    [
                        (x, row * 120 - 9, 0),
                        (x + 4, row * 120),
                        (x, row * 120 + 9, 0),
                        (x - 4, row * 120),
                    ]
                ),
                "#b97d62",
                0.5,
            )
            sheet.fill(oval(x + 70, row * 120 + 30, 3), "#b97d62", 0.35)


def night_window(sheet: Sheet, x: float, y: float, wide: float, tall: float) -> None:
    """A window that looks into the evening, with curtains."""
    with sheet.cut(board(x, y, wide, tall, 8), "#26396b", lift=0, rim=0):
        sheet.fade(board(x, y, wide, tall), ((0, "#1b2a55"), (1, "#5b5b93")))
        lot = chance(int(wide))
        for _ in range(26):
            sheet.fill(
                oval(
                    lot.uniform(x, x + wide),
                    lot.uniform(y, y + tall * 0.7),
                    lot.choice((2, 2.6, 3.4)),
                ),
                CREAM,
                0.8,
            )
        sheet.glow(x + wide * 0.72, y + tall * 0.26, wide * 0.2, "#fdf0cf", 0.5)
        sheet.fill(oval(x + wide * 0.72, y + tall * 0.26, wide * 0.07), "#fdf0cf")
        sheet.fill(
            smooth(
                [
                    (x, y + tall, 0),
                    (x, y + tall * 0.84),
                    (x + wide * 0.3, y + tall * 0.74),
                    (x + wide * 0.62, y + tall * 0.86),
                    (x + wide, y + tall * 0.76),
                    (x + wide, y + tall, 0),
                ]
            ),
            "#1b2448",
        )
    wood = "#8a5a34"
    sheet.line(f"M{num(x)} {num(y)}h{num(wide)}v{num(tall)}h{num(-wide)}Z", wood, 22)
    sheet.line(
        f"M{num(x + wide / 2)} {num(y)}v{num(tall)}M{num(x)} {num(y + tall * 0.5)}h{num(wide)}",
        wood,
        13,
    )
    sheet.piece(board(x - 30, y + tall - 4, wide + 60, 28, 8), lighter(wood, 0.12), lift=6, rim=6)
    for side in (-1, 1):
        edge = x if side < 0 else x + wide
        reach = wide * 0.2 * -side
        with sheet.cut(
            smooth(
                [
                    (edge + side * 46, y - 46, 0),
                    (edge + reach, y - 46, 0),
                    (edge + reach * 0.7, y + tall * 0.4),
                    (edge - reach * 0.05, y + tall * 0.62),
                    (edge + reach * 0.35, y + tall + 60, 0),
                    (edge + side * 62, y + tall + 60, 0),
                ]
            ),
            "#a8433a",
            lift=6,
            rim=7,
        ):
            for n in (0.2, 0.5, 0.8):
                sheet.line(
                    f"M{num(edge + side * 40 + (reach - side * 40) * n)} {num(y - 46)}"
                    f"Q{num(edge + side * 20 + reach * n * 0.5)} {num(y + tall * 0.5)} "
                    f"{num(edge + side * 40 + reach * n * 0.6)} {num(y + tall + 60)}",
                    "#7d2c2a",
                    6,
                    0.55,
                )
    sheet.piece(board(x - 90, y - 70, wide + 180, 24, 12), wood, lift=4, rim=5)


def window(sheet: Sheet) -> None:
    """The picture that stands in for the camera, 1280 x 960: the room the cake is in."""
    wall(sheet, 1280, 960)
    night_window(sheet, 360, 190, 560, 420)
    bunting(sheet, 1280, 10, 56, 13)
    balloon(sheet, 190, 300, 1.1, VERMILION)
    balloon(sheet, 110, 430, 0.9, LANTERN)
    balloon(sheet, 1100, 280, 1.1, JADE)
    balloon(sheet, 1190, 420, 0.9, "#c76b98")
    table(sheet, 1280, 960, 800)


def table(sheet: Sheet, width: int, height: int, top: int) -> None:
    """A table's edge with its cloth."""
    sheet.fill(board(0, top, width, height - top), "#1b0f14", 0.5)
    with sheet.cut(
        board(-10, top + 14, width + 20, height - top, 0), "#f4e6d2", lift=9, rim=8, shade="#b08f72"
    ):
        for x in range(-40, width + 80, 64):
            sheet.line(f"M{x} {top + 14}l-30 {height - top}", "#c9a988", 4, 0.45)
        sheet.line(f"M-10 {top + 52}H{width + 10}M-10 {top + 66}H{width + 10}", VERMILION, 5, 0.75)


def page_far(sheet: Sheet) -> None:
    wall(sheet, 1600, 1600)
    sheet.glow(800, 760, 820, "#ffb45c", 0.34)


def page_near(sheet: Sheet) -> None:
    bunting(sheet, 1600, 40, 90, 14)
    for x, y, size, colour in (
        (150, 560, 1.5, VERMILION),
        (330, 760, 1.1, LANTERN),
        (70, 850, 1.1, INDIGO),
        (1450, 540, 1.5, JADE),
        (1280, 780, 1.1, "#c76b98"),
        (1550, 840, 1.1, LANTERN),
    ):
        balloon(sheet, x, y, size, colour)
    table(sheet, 1600, 1600, 1330)
    for x, y, colour in ((220, 1420, JADE), (1370, 1430, VERMILION)):
        sheet.piece(board(x - 90, y - 110, 180, 150, 10), colour, lift=8, rim=8)
        sheet.piece(board(x - 104, y - 134, 208, 40, 8), lighter(colour, 0.1), lift=5, rim=6)
        sheet.line(f"M{x} {y - 134}V{y + 40}", CREAM, 18)
        sheet.line(
            f"M{x} {y - 134}q-60 -60 -70 -10q20 20 70 10q50 10 70 -10q-10 -50 -70 10", CREAM, 12
        )


def face(sheet: Sheet, x: float, y: float, size: float, is_blowing: bool) -> None:
    """A child's face, lips at rest or pursed."""
    with sheet.group(f"translate({num(x)} {num(y)}) scale({size})"):
        sheet.piece(smooth("-66,-14 -60,-66 0,-92 60,-66 66,-14 58,26 -58,26"), HAIR, lift=3, rim=4)
        for side in (-1, 1):
            sheet.piece(oval(side * 60, 6, 12, 16), SKIN, lift=1, rim=3, shade=SKIN_SHADE)
        sheet.piece(
            smooth("-58,-26 -40,-62 40,-62 58,-26 54,26 26,66 -26,66 -54,26"),
            SKIN,
            lift=3,
            rim=5,
            shade=SKIN_SHADE,
        )
        sheet.piece(
            smooth("-62,-20 -54,-70 0,-90 54,-70 62,-20! 40,-46 8,-40 -14,-52 -40,-36"),
            HAIR,
            lift=2,
            rim=4,
        )
        for side in (-1, 1):
            sheet.fill(oval(side * 24, -2, 8, 10), INK)
            sheet.fill(oval(side * 24 - 3, -6, 3, 3.4), CREAM)
            sheet.fill(oval(side * 36, 24, 12, 8), "#ee8f7c", 0.5 if not is_blowing else 0.75)
        sheet.line("M-3 12q4 7 9 2", SKIN_SHADE, 4)
        if is_blowing:
            sheet.piece(oval(0, 40, 12, 12), "#d6665a", lift=1, rim=3)
            sheet.fill(oval(0, 40, 5, 5), "#7d2c2a")
        else:
            sheet.line("M-15 38Q0 50 15 38", "#b14a40", 5.5)


def look_here(sheet: Sheet, step: int) -> None:
    def draw() -> None:
        face(sheet, 80, 88, 0.72, False)
        sheet.line(
            "M34 50V34H50M110 34H126V50M126 112V128H110M50 128H34V112", CREAM if step else BATIK, 6
        )
        if step:
            rays(sheet, 80, 78, 58, ((0.8, -0.8), (-0.8, -0.8)))

    in_round(sheet, HINT_GROUND, HINT_DOTS, draw)


def blow(sheet: Sheet, step: int) -> None:
    def draw() -> None:
        face(sheet, 62, 76, 0.66, step == 1)
        stick(sheet, VERMILION, 128, 108, 20, 60)
        if step == 0:
            flame_shape(sheet, 128, 98, 0.36)
        else:
            for dy in (-9, 0, 9):
                sheet.line(f"M76 {104 + dy}q14 -7 28 0", CREAM, 4.5)
            with sheet.group("rotate(52 128 98)"):
                flame_shape(sheet, 128, 98, 0.26)

    in_round(sheet, HINT_GROUND, HINT_DOTS, draw)


def small_cake(sheet: Sheet, lit: int) -> None:
    """The cake with so many of its candles lit, about 400 x 400."""
    for n in range(5):
        x = 104 + 48 * n
        stick(sheet, STRIPES[n], x, 128, 18, 84)
        if n < lit:
            sheet.glow(x, 88, 52, "#ffbe5c", 0.7)
            flame_shape(sheet, x, 116, 0.46)
    with sheet.group("translate(-10 150) scale(0.42)"):
        cake(sheet)


def sheets() -> list[Sheet]:
    """Return the effect's drawings."""
    made: list[Sheet] = []

    def new(name: str, width: int, height: int) -> Sheet:
        made.append(Sheet(name, width, height))
        return made[-1]

    cake(new("cake", 1000, 470))
    for n, colour in enumerate(STRIPES):
        stick(new(f"candle_{n}", 60, 220), colour, 30, 36, 46, 180)
    flame(new("flame", 160, 224))
    glow(new("glow", 380, 380))
    star(new("star", 120, 120))
    dusk(new("dusk", 700, 260))
    window(new("window", 1280, 960))
    page_far(new("page_far", 1600, 1600))
    page_near(new("page_near", 1600, 1600))
    for step in (0, 1):
        look_here(new(f"hint_look_here_{step}", 160, 160), step)
        blow(new(f"hint_blow_{step}", 160, 160), step)
    small_cake(new("result_portrait", 400, 400), 5)
    for step in range(6):
        sheet = new(f"progress_{step}", 120, 120)
        with sheet.group("scale(0.3)"):
            small_cake(sheet, 5 - step)
    small.sparkle(new("sparkle", 100, 100))
    small.steam_puff(new("steam_puff", 100, 100))
    return made
