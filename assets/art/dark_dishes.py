"""Dark cuisine: what strays find in the street. Jagged or sagging, murky, never cruel."""

from math import cos, pi, sin

from paper import CREAM, INK, Point, Sheet, chance, darker, lighter, oval, polygon, smooth

GROUND = "#2a1c3f"
EDGE = "#8f6fb5"
MURK = "#6b6f2c"
MOULD = "#5f9a86"
STEEL = "#e4e9ef"


def ground(sheet: Sheet, seed: int) -> None:
    """The jagged stain behind every dark dish; the seed makes each one's spikes its own."""
    lot = chance(seed)
    spikes: list[Point] = []
    inner: list[Point] = []
    for step in range(22):
        angle = 2 * pi * (step + lot.uniform(-0.22, 0.22)) / 22
        reach = lot.uniform(84, 97) if step % 2 else lot.uniform(62, 71)
        spikes.append((round(100 + reach * cos(angle)), round(100 + reach * sin(angle))))
        inner.append((round(100 + reach * 0.8 * cos(angle)), round(100 + reach * 0.8 * sin(angle))))
    sheet.add(
        f'<path d="{polygon(spikes)}" fill="{GROUND}" stroke="{EDGE}" stroke-width="4" '
        'stroke-linejoin="bevel"/>'
    )
    sheet.fill(polygon(inner), "#1a1029", 0.7)


def fly(sheet: Sheet, x: float, y: float, size: float = 1) -> None:
    """A fly, wings up."""
    with sheet.group(f"matrix({size:g} 0 0 {size:g} {x:g} {y:g})"):
        for side in (-1, 1):
            sheet.fill(
                smooth([(0, -2), (side * 8, -16), (side * 19, -13), (side * 14, -2)]),
                "#c5cfe0",
                0.9,
            )
        sheet.add(
            f'<ellipse cy="3" rx="8" ry="10" fill="#0d0a14" stroke="{EDGE}" stroke-width="2"/>'
        )
        sheet.fill(oval(-4, -7, 4), "#c2452d")
        sheet.fill(oval(4, -7, 4), "#c2452d")


def fumes(sheet: Sheet, *places: tuple[float, float]) -> None:
    """Zigzag stink, the opposite of steam curls."""
    for x, y in places:
        sheet.add(
            f'<path d="M{x:g} {y:g}l-7-9 9-6-8-10 8-8" fill="none" stroke="#a9b443" '
            'stroke-width="5" stroke-linejoin="miter"/>'
        )


def mouldy_bread(sheet: Sheet) -> None:
    crust = "#7d5a3c"
    with sheet.cut(
        smooth(
            "38,78 60,52 100,60 140,50 164,76 152,102 160,152 128,142 104,158 74,144 42,156 52,104"
        ),
        crust,
        lift=4,
        rim=6,
    ):
        sheet.fill(
            smooth(
                "54,84 76,68 100,74 134,66 150,82 138,102 144,138 118,130 98,142 74,130 "
                "58,138 64,104"
            ),
            "#a8946a",
        )
        for x, y, r in ((74, 92, 18), (128, 116, 20), (120, 78, 11), (84, 128, 12)):
            sheet.fill(
                smooth(
                    [
                        (x - r, y),
                        (x - r * 0.5, y - r * 0.9),
                        (x + r * 0.4, y - r * 0.6),
                        (x + r, y - 2),
                        (x + r * 0.5, y + r * 0.8),
                        (x - r * 0.4, y + r * 0.7),
                    ]
                ),
                MOULD,
            )
            sheet.fill(oval(x - 2, y, r * 0.45), darker(MOULD, 0.5))
    fly(sheet, 142, 46, 1.15)
    fumes(sheet, (66, 50))


def nail_sausage(sheet: Sheet) -> None:
    red = "#8c3f3d"
    sheet.line("M46 138Q84 132 104 104T158 62", INK, 46, 0.4)
    sheet.line("M46 134Q84 128 104 100T158 58", darker(red, 0.35), 44)
    sheet.line("M46 131Q82 126 103 97T156 56", red, 34)
    sheet.line("M50 122Q80 116 96 92", "#c97b6d", 6)
    sheet.fill(oval(30, 136, 7, 5), darker(red, 0.4))
    sheet.fill(oval(170, 48, 7, 5), darker(red, 0.4))
    for x, y, turn in ((70, 128, -28), (108, 98, 14), (140, 74, -8), (98, 112, 160)):
        with sheet.group(f"translate({x} {y}) rotate({turn})"):
            sheet.add(
                f'<path d="M-5 0l2-38h-9v-9h24v9h-9l2 38z" fill="{STEEL}" '
                f'stroke="{INK}" stroke-width="3" stroke-linejoin="round"/>'
            )
            sheet.line("M3-34v28", "#8f9bb0", 3)
    glint(sheet, 116, 44)
    glint(sheet, 52, 84, 0.7)


def glint(sheet: Sheet, x: float, y: float, size: float = 1) -> None:
    """A hard four-pointed flash of metal."""
    sheet.add(
        f'<path transform="translate({x:g} {y:g}) scale({size:g})" fill="#fff" '
        'd="M0-18L4-4 18 0 4 4 0 18-4 4-18 0-4-4z"/>'
    )


def bark(sheet: Sheet) -> None:
    wood = "#6b5140"
    with sheet.cut(
        polygon(
            "44,60 62,36 74,56 92,30 106,54 130,34 138,58 160,48 152,92 166,118 148,134 "
            "156,168 128,152 114,174 96,154 72,170 66,146 38,152 50,112",
        ),
        wood,
        lift=5,
        rim=6,
        light="#b58f6a",
    ):
        sheet.add(
            f'<path d="M66 60l6 40-8 46M88 58l-4 34 10 58M112 58l4 44-8 46M136 62l-4 38 '
            f'8 44" fill="none" stroke="{darker(wood, 0.55)}" stroke-width="6"/>'
        )
        sheet.add(
            '<path d="M76 66l4 24M100 96l-2 36M124 70l2 22M54 112l8 20" fill="none" '
            'stroke="#b08a66" stroke-width="5"/>'
        )
    sheet.fill(oval(102, 78, 11, 15), darker(wood, 0.65))
    sheet.fill(oval(102, 78, 5, 8), wood)
    fly(sheet, 150, 116, 0.9)


def bottled_sewage(sheet: Sheet) -> None:
    with sheet.group("rotate(12 100 100)"):
        glass = smooth(
            "84,58! 84,70 58,92 52,128 58,168 100,174 142,168 148,128 142,92 116,70 116,58!"
        )
        with sheet.cut(glass, "#93a8a0", lift=5, rim=6):
            sheet.fill(
                smooth("40,104 74,96 100,106 128,98 160,106 160,190 40,190"),
                MURK,
            )
            sheet.fill(
                smooth("40,142 80,134 116,146 160,136 160,190 40,190"),
                "#454517",
            )
            for x, y, r in ((76, 122, 7), (118, 128, 9), (96, 146, 5), (126, 152, 5)):
                sheet.fill(oval(x, y, r), "#a9b443")
            sheet.line("M68 104q-6 20-2 44", "#e6efe4", 6, 0.8)
        sheet.piece("M80 40h40v22H80z", "#4b4552", lift=2, rim=4)
        sheet.line("M84 62h34", darker("#93a8a0", 0.3), 6)
    sheet.fill(smooth("134,62 146,84 138,98 128,88"), "#a9b443")
    fumes(sheet, (54, 74), (164, 100))


def chocolate(sheet: Sheet) -> None:
    brown = "#5a3526"
    with sheet.group("rotate(-14 100 100)"):
        with sheet.cut(
            polygon(
                "52,40 80,40 92,54 104,40 118,58 130,44 148,52 148,120 52,120",
            ),
            brown,
            lift=5,
            rim=4,
            light="#b07a58",
        ):
            for x in (52, 84, 116):
                for y in (56, 88):
                    sheet.add(
                        f'<path d="M{x + 4} {y + 26}v-22h24" fill="none" '
                        'stroke="#96624a" stroke-width="5"/>'
                    )
                    sheet.add(
                        f'<path d="M{x + 28} {y + 4}v22h-24" fill="none" '
                        'stroke="#2e1812" stroke-width="5"/>'
                    )
        with sheet.cut(
            polygon(
                "44,108 60,116 76,104 92,116 108,104 126,116 142,104 156,112 156,172 44,172",
            ),
            "#7c4a8c",
            lift=4,
            rim=5,
        ):
            sheet.add(f'<path d="M44 140h112v14H44z" fill="{STEEL}"/>')
            sheet.line("M58 126l8 40M138 124l-6 42", "#b9a0c9", 3, 0.7)
    sheet.piece(
        smooth("150,116 162,122 160,146 168,160 150,166 144,140"),
        brown,
        lift=0,
        rim=3,
    )
    fumes(sheet, (164, 64))


def onion(sheet: Sheet) -> None:
    purple = "#8d4a74"
    for d in ("M96 60Q88 30 66 22", "M102 58Q104 28 96 10", "M108 60Q124 38 146 36"):
        sheet.line(d, INK, 15, 0.5)
        sheet.line(d, "#7f9a4a", 10)
    with sheet.cut(
        smooth("100,46! 116,70 152,86 166,120 148,152 104,162! 56,154 34,122 48,86 84,70"),
        purple,
        lift=5,
        rim=7,
        light="#e6b3cf",
    ):
        sheet.line(
            "M98 60Q64 96 74 156M102 60Q138 96 126 156M100 60V160M92 66Q44 92 46 134M108 66"
            "Q156 92 154 134",
            darker(purple, 0.45),
            4,
        )
        sheet.fill(smooth("60,104 72,88 72,108 62,126"), lighter(purple, 0.55), 0.9)
        sheet.fill(smooth("120,124 146,112 150,134 130,150"), "#4a4524", 0.85)
    sheet.add(
        '<path d="M84 160l-8 18M94 162l-3 20M106 162l4 20M116 160l9 16" fill="none" '
        f'stroke="{CREAM}" stroke-width="4"/>'
    )
    fly(sheet, 158, 78, 0.95)


def sheets() -> list[Sheet]:
    """Return every dark dish, 200 x 200."""
    made: list[Sheet] = []
    drawings = (mouldy_bread, nail_sausage, bark, bottled_sewage, chocolate, onion)
    for index, draw in enumerate(drawings):
        sheet = Sheet(draw.__name__, 200, 200)
        ground(sheet, index + 5)
        draw(sheet)
        made.append(sheet)
    return made
