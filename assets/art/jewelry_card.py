"""The jewelry effect's card on the home page, 600 x 420."""

from jewelry_cloth import cracks, fern, wax_round
from jewelry_pieces import bangle, ear_ornaments, ring
from paper import BATIK, CREAM, INDIGO, Sheet, darker, smooth

WOOD = "#d9c6a6"


def task_heritage(sheet: Sheet) -> None:
    """Silver on indigo batik, daylight from a window."""
    sheet.fill("M0 0H600V420H0Z", WOOD)
    sheet.line("M0 34H600M0 408H600", darker(WOOD, 0.16), 3, 0.7)
    cloth = smooth("-20,62! 120,46 300,60 470,42 620,58! 620,398! 480,378 320,402 150,380 -20,402!")
    with sheet.cut(cloth, INDIGO, lift=8, rim=8, light=BATIK):
        sheet.line("M-20 84Q120 66 300 80T620 78M-20 378Q150 358 320 380T620 374", BATIK, 5)
        sheet.line("M-20 95Q120 77 300 91T620 89M-20 367Q150 347 320 369T620 363", BATIK, 2.5, 0.8)
        for n in range(19):
            fern(sheet, 16 + n * 32, 124, 0.28)
            if abs(n - 8.9) > 2:
                fern(sheet, 16 + n * 32, 324, 0.28, 180)
        for x, y, size in ((46, 226, 0.86), (554, 226, 0.86)):
            wax_round(sheet, x, y, size)
        cracks(sheet, (0, 90, 600, 270), 34, BATIK)
        folds = "M150 50Q130 220 160 410M452 44Q470 220 446 400"
        sheet.line(folds, darker(INDIGO, 0.4), 10, 0.3)
        sheet.fill("M360-20L640-20 380 440 120 440Z", CREAM, 0.12)
        sheet.fill("M250-20L310-20 60 440 0 440Z", CREAM, 0.09)
    ear_ornaments(sheet, ((140, 126), (460, 126)), 1.06)
    with sheet.group("translate(184 84) scale(1.16)"):
        bangle(sheet)
    with sheet.group("translate(248 254) scale(.52)"):
        ring(sheet)


def sheets() -> list[Sheet]:
    """Return task_heritage."""
    made = Sheet("task_heritage", 600, 420)
    task_heritage(made)
    return [made]
