"""The cat: a grey-brown tabby with a cream face and an indigo batik kerchief."""

from paper import BATIK, CREAM, INDIGO, INK, Sheet, darker, mirrored, oval, smooth

TABBY = "#ab9a8b"
STRIPE = "#5c4b47"
PALE = "#fff1de"
PINK = "#e58f85"
IRIS = "#5fbf9f"


def tail(sheet: Sheet) -> None:
    """A long tail with rings that ends in a hook; its root is the canvas centre."""
    line = "M190 206C240 226 292 206 290 150S246 96 262 54"
    sheet.line("M190 210C240 230 292 210 290 154S246 100 262 58", INK, 38, 0.2)
    sheet.line(line, darker(TABBY, 0.25), 36)
    sheet.line("M190 204C240 224 290 204 288 149S244 95 260 54", TABBY, 30)
    sheet.line("M262 66Q258 60 261 53", STRIPE, 32)
    sheet.line(
        "M240 102l30 -8M258 134l32 -10M270 174l28 4M244 200l10 22M214 194l0 30", STRIPE, 9, 0.9
    )


def body(sheet: Sheet) -> None:
    """Sitting, seen from the front: slim, narrow shoulders, paws together."""

    def haunch() -> None:
        with sheet.cut(
            smooth("250,276 286,304 300,350 282,378 236,380 228,320"),
            darker(TABBY, 0.1),
        ):
            sheet.line("M292 312l-18 6M304 334l-22 4", STRIPE, 8, 0.9)
        sheet.piece(
            smooth("250,358 290,356 304,372 290,383 246,383"),
            PALE,
            lift=2,
            rim=4,
        )

    def leg() -> None:
        with sheet.cut(
            smooth("205,272 232,268 238,322 244,368 228,384 206,384 200,366 202,318"),
            TABBY,
            lift=2,
        ):
            sheet.line("M244 300l-18 4M246 324l-18 4", STRIPE, 8, 0.9)
            sheet.fill(smooth("190,350 222,344 256,352 256,400 190,400"), PALE)
            sheet.line("M217 370v12M231 369v12", darker(PALE, 0.4), 3, 0.6)

    sheet.twice(haunch)
    outline = mirrored("200,150 240,170 256,226 264,296 254,360 234,378 200,376")
    with sheet.cut(smooth(outline), TABBY):
        sheet.fill(
            smooth("200,180 228,208 226,264 214,310 186,310 174,264 172,208"),
            PALE,
        )
        for side in (1, -1):
            for y in (256, 284, 312):
                sheet.line(f"M{200 + side * 70} {y}q{-side * 16} 0 {-side * 26} 10", STRIPE, 9, 0.9)
    sheet.twice(leg)
    kerchief(sheet)


def kerchief(sheet: Sheet) -> None:
    """Indigo cloth with a batik flower, tied to one side."""
    with sheet.cut(
        smooth("142,190 200,206 258,190 264,212 232,234 196,268! 168,234 136,212"),
        INDIGO,
        lift=3,
        light=BATIK,
    ):
        for x, y in ((196, 224), (204, 232), (196, 240), (188, 232)):
            sheet.fill(oval(x, y + 2, 5), BATIK)
        for x, y in ((156, 212), (172, 226), (222, 226), (240, 212)):
            sheet.fill(oval(x, y, 3), BATIK)


def ear(sheet: Sheet) -> None:
    """The left ear: a tall point with a pink lining; its root is the canvas centre."""
    with sheet.cut(
        smooth("252,200 226,150 184,106 150,84 140,92 140,140 148,196 160,240 220,244"),
        TABBY,
    ):
        sheet.line("M136 122l24-6M138 148l16-2", STRIPE, 9, 0.9)
    sheet.fill(smooth("230,200 206,154 160,114! 164,166 178,224 214,224"), PINK)
    sheet.fill(
        smooth("226,206 210,186 192,156! 190,184 178,172! 184,224 214,228"),
        PALE,
    )


def head(sheet: Sheet) -> None:
    """The face without eyes and mouth."""
    outline = mirrored("200,70 256,80 302,110 328,156 334,186 358,208! 330,216 344,242! 308,244 "
"268,268 232,280 200,281")  # fmt: skip
    with sheet.cut(smooth(outline), TABBY, rim=7):
        sheet.fill(
            smooth(
                "200,130 214,172 254,194 300,210 290,256 200,300 110,256 100,210 146,194 186,172"
            ),
            PALE,
        )
        sheet.line(
            "M200 70v50M176 76q-2 20 4 36M224 76q2 20-4 36M152 84q0 12 8 24M248 84q0 12-8 24",
            STRIPE,
            10,
        )
        for side in (1, -1):
            x = 200 + side * 138
            sheet.line(
                f"M{x} 164q{-side * 20} 2 {-side * 34} 10M{x + side * 8} 190"
                f"q{-side * 20} 0 {-side * 34} 4",
                STRIPE,
                9,
            )
            sheet.fill(oval(200 + side * 92, 226, 22, 13), PINK, 0.35)
    sheet.piece(
        smooth("182,202 200,198 218,202 210,216 200,222 190,216"),
        PINK,
        lift=2,
        rim=3,
    )
    for side in (1, -1):
        x = 200 + side * 78
        sheet.line(
            f"M{x} 232q{side * 40}-8 {side * 84}-2M{x} 242q{side * 40} 2 {side * 78} 16",
            CREAM,
            4,
            0.9,
        )


EYES_X = (140, 260)
EYES_Y = 168


def eyes(sheet: Sheet, look: str) -> None:
    """Both eyes: `open`, `happy`, `closed` or `wary`."""
    for side, x in zip((-1, 1), EYES_X, strict=True):
        if look == "happy":
            sheet.line(f"M{x - 28} {EYES_Y + 12}q28-44 56 0", STRIPE, 12)
        elif look == "closed":
            sheet.line(f"M{x - 28} {EYES_Y}q28 26 56 0", STRIPE, 10)
            sheet.line(f"M{x + side * 28} {EYES_Y}l{side * 12}-7", STRIPE, 7)
        else:
            is_wary = look == "wary"
            # Wary: the lids come half down and the slits look aside.
            almond = (
                smooth(
                    [
                        (x - side * 35, EYES_Y - 8, 0),
                        (x + side * 38, EYES_Y - 15, 0),
                        (x + side * 28, EYES_Y + 24),
                        (x - side * 6, EYES_Y + 34),
                        (x - side * 31, EYES_Y + 14),
                    ]
                )
                if is_wary
                else smooth(
                    [
                        (x - side * 35, EYES_Y + 12),
                        (x - side * 18, EYES_Y - 24),
                        (x + side * 14, EYES_Y - 34),
                        (x + side * 38, EYES_Y - 12),
                        (x + side * 28, EYES_Y + 24),
                        (x - side * 6, EYES_Y + 35),
                    ]
                )
            )
            with sheet.cut(almond, IRIS, lift=1, rim=0):
                gaze = x - (11 if is_wary else 0)
                sheet.fill(oval(x, EYES_Y + 24, 30, 15), "#a9e0b8")
                sheet.fill(oval(gaze, EYES_Y + 1, 13 if is_wary else 21, 29), INK)
                sheet.fill(oval(gaze - 9, EYES_Y - (2 if is_wary else 11), 9, 10), "#ffffff")
                sheet.fill(oval(gaze + 9, EYES_Y + 14, 5), CREAM)
            sheet.line(almond, STRIPE, 5)
            if is_wary:
                sheet.line(
                    f"M{x - side * 37} {EYES_Y - 7}q{side * 37}-9 {side * 78}-9",
                    STRIPE,
                    8,
                )


def mouth(sheet: Sheet, mood: str) -> None:
    """The mouth under the nose: `calm`, `happy` or `sniff`."""
    if mood == "happy":
        with sheet.cut(
            smooth("178,238 200,244 222,238 216,260 200,270 184,260"),
            "#7a3434",
            lift=0,
            rim=0,
        ):
            sheet.fill(oval(200, 266, 14, 11), PINK)
        sheet.line("M168 232q14 18 32 6q18 12 32-6M200 222v14", STRIPE, 6)
    elif mood == "sniff":
        sheet.line("M200 222v10M178 250q8-12 16-4q6 6 12 0q8-8 16 4", STRIPE, 6)
        sheet.line("M178 196l-12-8M176 206h-14M222 196l12-8M224 206h14", darker(PALE, 0.45), 5)
    else:
        sheet.line("M200 222v12M174 236q12 14 26 0q14 14 26 0", STRIPE, 6)


def sheets() -> list[Sheet]:
    """Return every part of the cat, each on the same 400 x 400 canvas."""
    made: list[Sheet] = []

    def part(name: str) -> Sheet:
        made.append(Sheet(f"cat_{name}", 400, 400))
        return made[-1]

    tail(part("tail"))
    body(part("body"))
    ear(part("ear_left"))
    right = part("ear_right")
    with right.group("matrix(-1 0 0 1 400 0)"):
        ear(right)
    head(part("head"))
    for look in ("open", "happy", "closed", "wary"):
        eyes(part(f"eyes_{look}"), look)
    for mood in ("calm", "happy", "sniff"):
        mouth(part(f"mouth_{mood}"), mood)
    return made
