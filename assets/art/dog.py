"""The dog: a sandy mongrel with one brown ear and a vermilion kerchief."""

from paper import CREAM, VERMILION, Sheet, darker, lighter, mirrored, oval, smooth

SAND = "#e3b06a"
BROWN = "#8a5634"
PALE = "#fff0d9"
NOSE = "#33262a"
TONGUE = "#ee8573"


def tail(sheet: Sheet) -> None:
    """A bushy tail that curls up; its root is the canvas centre."""
    outline = ("182,214 214,222 256,204 288,164 292,112 270,74! 262,92 244,70! 236,98 "
"214,88! 220,116 238,132 236,154 214,172 186,184")  # fmt: skip
    with sheet.cut(smooth(outline), SAND, lift=3):
        sheet.fill(smooth("300,60 200,60 206,120 240,108 262,128 300,110"), PALE)
        sheet.line("M262 168q14-24 10-46M238 190q14-8 22-20", darker(SAND, 0.3), 4, 0.6)


def body(sheet: Sheet) -> None:
    """Sitting, seen from the front, both front paws together."""

    def haunch() -> None:
        sheet.piece(
            smooth("266,262 312,292 326,346 306,376 252,378 240,320"),
            darker(SAND, 0.1),
        )
        sheet.piece(
            smooth("268,352 312,350 330,368 314,382 262,382"),
            PALE,
            lift=2,
            rim=4,
        )

    def leg() -> None:
        with sheet.cut(
            smooth("206,268 242,262 250,320 256,366 238,384 208,384 200,366 203,318"),
            SAND,
            lift=2,
        ):
            sheet.fill(smooth("190,340 225,332 266,344 266,400 190,400"), PALE)
        sheet.line("M221 369v12M237 368v12", darker(PALE, 0.4), 3, 0.6)

    sheet.twice(haunch)
    outline = mirrored("200,150 252,168 274,226 280,290 268,356 242,378 200,374")
    with sheet.cut(smooth(outline), SAND):
        sheet.fill(smooth("200,180 240,210 236,270 200,304 164,270 160,210"), PALE)
    sheet.twice(leg)
    kerchief(sheet)


def kerchief(sheet: Sheet) -> None:
    """The cloth round the neck, its knot hidden, its corner on the chest."""
    with sheet.cut(
        smooth("134,190 200,208 266,190 272,216 240,238 206,276! 170,238 128,216"),
        VERMILION,
        lift=3,
    ):
        for x, y in ((160, 216), (186, 232), (214, 232), (240, 216), (204, 254)):
            sheet.fill(oval(x, y, 4), CREAM, 0.9)


def ear(sheet: Sheet, colour: str) -> None:
    """The left ear: half raised, its tip folded outward; its root is the canvas centre."""
    sheet.piece(
        smooth("238,196 226,138 190,98 150,96 130,128 146,190 176,236 222,236"),
        darker(colour, 0.22),
    )
    with sheet.cut(
        smooth("206,108 164,88 122,100 92,142 80,196 104,200 146,172 186,140"),
        colour,
        lift=3,
    ):
        sheet.line("M104 176q12-40 44-60M122 176q12-28 34-42", lighter(colour, 0.4), 4, 0.6)


def head(sheet: Sheet) -> None:
    """The face without eyes and mouth."""
    outline = mirrored("200,54 256,62 302,98 324,150 326,184 346,206! 326,216 334,238! 306,246 "
"270,272 232,286 200,288")  # fmt: skip
    outline[-1] = (146, 60)
    with sheet.cut(smooth(outline), SAND, rim=7):
        sheet.fill(
            smooth("238,110 286,96 344,130 340,210 300,226 244,214 226,160"),
            BROWN,
            0.92,
        )
        sheet.fill(
            smooth(
                "200,66 214,110 222,160 262,186 284,226 262,270 200,300 138,270 116,226 "
                "138,186 178,160 187,110"
            ),
            PALE,
        )
        sheet.fill(oval(112, 224, 22, 14), VERMILION, 0.22)
        sheet.fill(oval(288, 224, 22, 14), VERMILION, 0.28)
    sheet.line("M190 54q-4-22 12-30q-4 16 6 30", SAND, 9)
    sheet.fill(oval(146, 118, 15, 9), PALE, 0.9)
    sheet.fill(oval(256, 118, 15, 9), SAND, 0.95)
    sheet.piece(
        smooth("172,196 200,188 228,196 228,212 200,230 172,212"),
        NOSE,
        lift=2,
        rim=3,
    )
    sheet.fill(oval(190, 199, 9, 5), CREAM, 0.7)
    for x, y in ((150, 236), (138, 246), (156, 252), (250, 236), (262, 246), (244, 252)):
        sheet.fill(oval(x, y, 3), darker(PALE, 0.35), 0.6)


EYES_X = (144, 256)
EYES_Y = 166


def eyes(sheet: Sheet, look: str) -> None:
    """Both eyes: `open`, `happy`, `closed` or `wary`."""
    for side, x in zip((-1, 1), EYES_X, strict=True):
        if look == "happy":
            sheet.line(f"M{x - 27} {EYES_Y + 12}q27-42 54 0", NOSE, 12)
        elif look == "closed":
            sheet.line(f"M{x - 26} {EYES_Y + 2}q26 26 52 0", NOSE, 10)
            sheet.line(f"M{x + side * 26} {EYES_Y + 2}l{side * 10} -3", NOSE, 7)
        else:
            is_wary = look == "wary"
            # Wary: the lids come half down and the eyes look aside.
            outline = (
                smooth(
                    [
                        (x - side * 32, EYES_Y - 11, 0),
                        (x + side * 32, EYES_Y - 13, 0),
                        (x + side * 25, EYES_Y + 23),
                        (x, EYES_Y + 34),
                        (x - side * 26, EYES_Y + 20),
                    ]
                )
                if is_wary
                else oval(x, EYES_Y, 31, 35)
            )
            with sheet.cut(outline, CREAM, lift=0 if is_wary else 1, rim=0):
                gaze = x + (9 if is_wary else 0)
                sheet.fill(oval(gaze, EYES_Y + 3, 26 if is_wary else 27, 31), NOSE)
                sheet.fill(oval(gaze, EYES_Y + 17, 18, 13), "#94582f")
                sheet.fill(oval(gaze - 9, EYES_Y - (1 if is_wary else 10), 9, 10), "#ffffff")
                sheet.fill(oval(gaze + 11, EYES_Y + 15, 5), CREAM)
            if is_wary:
                sheet.line(
                    f"M{x - side * 33} {EYES_Y - 11}q{side * 33}-6 {side * 69}-1",
                    NOSE,
                    8,
                )


def mouth(sheet: Sheet, mood: str) -> None:
    """The mouth under the nose: `calm`, `happy` or `sniff`."""
    if mood == "happy":
        with sheet.cut(
            smooth("160,234 200,240 240,234 232,264 200,280 168,264"),
            "#6b2b2b",
            lift=0,
            rim=0,
        ):
            sheet.fill(oval(200, 272, 24, 18), TONGUE)
            sheet.line("M200 262v20", darker(TONGUE, 0.25), 3)
        sheet.line("M150 230q24 14 50 6q26 8 50-6", NOSE, 7)
    elif mood == "sniff":
        sheet.line("M200 230v10M174 256q9-14 19-5q7 7 14 0q10-9 19 5", NOSE, 7)
        sheet.line("M168 186l-14-8M166 198l-16 0M232 186l14-8M234 198l16 0", darker(SAND, 0.45), 5)
    else:
        sheet.line("M200 230v10M166 240q16 18 34 2q18 16 34-2", NOSE, 7)


def sheets() -> list[Sheet]:
    """Return every part of the dog, each on the same 400 x 400 canvas."""
    made: list[Sheet] = []

    def part(name: str) -> Sheet:
        made.append(Sheet(f"dog_{name}", 400, 400))
        return made[-1]

    tail(part("tail"))
    body(part("body"))
    ear(part("ear_left"), SAND)
    right = part("ear_right")
    with right.group("matrix(-1 0 0 1 400 0)"):
        ear(right, BROWN)
    head(part("head"))
    for look in ("open", "happy", "closed", "wary"):
        eyes(part(f"eyes_{look}"), look)
    for mood in ("calm", "happy", "sniff"):
        mouth(part(f"mouth_{mood}"), mood)
    return made
