"""The serving bowl, from empty to heaped, and the bowl as it is served."""

from paper import BATIK, CREAM, INDIGO, VERMILION, Sheet, darker, mix, oval, smooth

STEPS = 7
PORCELAIN = "#f4f7fb"

# What has been added at each step: x, y, radius, colour, in the order of the pile.
MORSELS = (
    (94, 84, 20, "#c98a4b"), (150, 88, 22, "#fff6e2"), (206, 84, 20, "#e08a3a"),
    (122, 80, 22, "#d9744f"), (180, 80, 22, "#b5733d"),
    (104, 66, 22, "#fff6e2"), (196, 66, 22, "#f2ac3c"), (150, 66, 24, "#cf8a4a"),
    (126, 50, 21, "#ee8a2c"), (174, 50, 21, "#fff6e2"),
    (150, 38, 20, "#d9744f"),
)  # fmt: skip
MORSELS_AT_STEP = (0, 3, 5, 7, 8, 10, 11)


def bowl(sheet: Sheet, step: int) -> None:
    """Draw the bowl holding `step` of 6 helpings."""
    sheet.piece(oval(150, 90, 118, 30), mix(PORCELAIN, INDIGO, 0.45), lift=0, rim=6)
    sheet.fill(oval(150, 98, 92, 18), mix(PORCELAIN, INDIGO, 0.28))
    sink = (0, 16, 10, 6, 3, 0, 0)[step]
    for x, y, r, colour in MORSELS[: MORSELS_AT_STEP[step]]:
        sheet.dab(x, y + sink, r, r * 0.86, colour)
    outside = smooth(
        "30,88! 80,112 150,120 220,112 270,88! 256,136 222,174 190,184 110,184 78,174 44,136"
    )
    with sheet.cut(outside, PORCELAIN, lift=5, rim=7, shade=INDIGO):
        sheet.line("M34 106Q150 152 266 106", INDIGO, 6)
        sheet.line("M42 120Q150 166 258 120", INDIGO, 2.5)
        for x, y in ((92, 146), (150, 158), (208, 146)):
            for dx, dy in ((0, -8), (8, 0), (0, 8), (-8, 0)):
                sheet.fill(oval(x + dx, y + dy, 6), INDIGO)
            sheet.fill(oval(x, y, 4), VERMILION)
        sheet.fill(smooth("48,118 58,120 74,152 66,156"), "#ffffff", 0.8)
    sheet.piece("M112 180h76l-6 14h-64z", mix(PORCELAIN, INDIGO, 0.2), lift=2, rim=3)


def served(sheet: Sheet) -> None:
    """The heaped bowl with greens, a paw-shaped carrot and a shine."""
    with sheet.group("matrix(1.5 0 0 1 0 0)"):
        sheet.glow(100, 98, 97, "#ffd27a", 0.9)
    bowl(sheet, 6)
    leaf = "#5f9f57"
    sheet.piece(smooth("120,34 104,12 128,8 146,26"), leaf, lift=2, rim=3)
    sheet.piece(smooth("180,34 200,14 174,8 156,26"), darker(leaf, 0.12), lift=2, rim=3)
    sheet.dab(150, 30, 15, 12, VERMILION)
    for x, y in ((138, 18), (150, 13), (162, 18)):
        sheet.dab(x, y, 6, 6, VERMILION)
    for x, y, s in ((60, 40, 1.1), (244, 36, 1.3), (232, 66, 0.7)):
        sheet.add(
            f'<path transform="translate({x} {y}) scale({s})" fill="{CREAM}" '
            'd="M0-18Q3-3 18 0 3 3 0 18-3 3-18 0-3-3 0-18z"/>'
        )
    sheet.line("M96 132Q150 148 204 132", BATIK, 3, 0.5)


def sheets() -> list[Sheet]:
    """Return progress_0 … progress_6 and bowl_served, 300 x 200."""
    made: list[Sheet] = []
    for step in range(STEPS):
        made.append(Sheet(f"progress_{step}", 300, 200))
        bowl(made[-1], step)
    made.append(Sheet("bowl_served", 300, 200))
    served(made[-1])
    return made
