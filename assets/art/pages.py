"""Drawings of the pages: the logo, the home scene, the three tasks, gestures, the shield."""

from collections.abc import Callable

import bowls
import cat
import dishes
import dog
import stall
import street
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
    darker,
    lighter,
    num,
    oval,
    smooth,
)

STAR = "M0-13Q2-2 13 0 2 2 0 13-2 2-13 0-2-2 0-13z"
DOG_PLACES = {"tail": (0.2, 0.34), "ear": (0.2, -0.42), "head": (0, -0.2)}
CAT_PLACES = {"tail": (0.17, 0.36), "ear": (0.19, -0.4), "head": (0, -0.19)}


def place(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    draw: Callable[[], None],
    turn: float = 0,
    middle: tuple[float, float] = (200, 200),
) -> None:
    """Draw something with the middle of its own canvas at (x, y), scaled and turned (degrees)."""
    turned = f" rotate({turn:g})" if turn else ""
    with sheet.group(
        f"translate({num(x)} {num(y)}) scale({size:g}){turned} "
        f"translate({num(-middle[0])} {num(-middle[1])})"
    ):
        draw()


def sitting_dog(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    look: str = "happy",
    mood: str = "happy",
    turn: float = 0,
    has_body: bool = True,
) -> None:
    """The whole dog; (x, y) is the middle of the body's canvas, size 1 is 400 units wide."""

    def at(part: str, side: int = 1) -> tuple[float, float]:
        px, py = DOG_PLACES[part]
        return (x + side * px * 400 * size, y + py * 400 * size)

    if has_body:
        place(sheet, *at("tail"), size, lambda: dog.tail(sheet))
        place(sheet, x, y, size, lambda: dog.body(sheet))
    place(sheet, *at("ear", -1), size, lambda: dog.ear(sheet, dog.SAND), turn)
    with sheet.group(f"translate({num(2 * at('ear')[0])} 0) scale(-1 1)"):
        place(sheet, *at("ear"), size, lambda: dog.ear(sheet, dog.BROWN), -turn)

    def face() -> None:
        dog.head(sheet)
        dog.eyes(sheet, look)
        dog.mouth(sheet, mood)

    place(sheet, *at("head"), size, face, turn)


def sitting_cat(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    look: str = "open",
    mood: str = "calm",
    turn: float = 0,
    has_body: bool = True,
) -> None:
    """The whole cat, placed like the dog."""

    def at(part: str, side: int = 1) -> tuple[float, float]:
        px, py = CAT_PLACES[part]
        return (x + side * px * 400 * size, y + py * 400 * size)

    if has_body:
        place(sheet, *at("tail"), size, lambda: cat.tail(sheet))
        place(sheet, x, y, size, lambda: cat.body(sheet))
    place(sheet, *at("ear", -1), size, lambda: cat.ear(sheet), turn)
    with sheet.group(f"translate({num(2 * at('ear')[0])} 0) scale(-1 1)"):
        place(sheet, *at("ear"), size, lambda: cat.ear(sheet), -turn)

    def face() -> None:
        cat.head(sheet)
        cat.eyes(sheet, look)
        cat.mouth(sheet, mood)

    place(sheet, *at("head"), size, face, turn)


def lens_lantern(sheet: Sheet) -> None:
    """The mark: a round lantern whose middle is a lens with a heart-shaped flame, 64 x 64."""
    sheet.line("M32 2.5v5", INK, 3.5)
    sheet.fill(oval(32, 33, 27, 24.5), VERMILION)
    sheet.fill(oval(32, 33, 22.5, 24.5), LANTERN)
    sheet.fill(
        "M20 6h24q2 0 2 2v3q0 2-2 2H20q-2 0-2-2V8q0-2 2-2z"
        "M21 54h22q2 0 2 2v1.5q0 2-2 2H21q-2 0-2-2V56q0-2 2-2z",
        "#7a2f22",
    )
    sheet.fill(oval(32, 33, 19.5), CREAM)
    sheet.fill(oval(32, 33, 16), INK)
    sheet.fill(
        "M32 45.5C22.5 40 19.5 35 22 30.5c2.2-3.5 6.5-3 8 .5-.5-4.5.5-8 3.5-11"
        " .8 4 2.8 6 5.5 8.8 4.8 5 1.8 10.7-7 16.7z",
        LANTERN,
    )
    sheet.fill(
        "M32 42.5c-3.8-2.5-5.2-5-4-7.3 1-1.8 3.2-1.5 4 .3.8-1.8 3-2.1 4-.3 1.2 2.3-.2 4.8-4 7.3z",
        "#fff0bd",
    )
    sheet.line("M20.5 27.5a13 13 0 0 1 5.5-6", "#8fa6c9", 2.2, 0.9)


def app_icon(sheet: Sheet) -> None:
    """The mark on dusk blue; everything that matters lies in the middle 80 %."""
    sheet.fade("M0 0H512V512H0Z", [(0, "#1c2a50"), (1, "#3a5286")])
    sheet.glow(256, 262, 256, "#ffc56b", 0.75)
    for x, y, s in ((92, 110, 1), (420, 92, 1.2), (440, 380, 0.9), (80, 400, 1)):
        sheet.add(
            f'<path transform="translate({x} {y}) scale({s})" fill="{CREAM}" '
            f'opacity=".8" d="{STAR}"/>'
        )
    with sheet.group("translate(76.8 76.8) scale(5.6)"):
        lens_lantern(sheet)


def hero(sheet: Sheet) -> None:
    """The home scene: the stall in the evening street, the dog keeping it, the cat waiting."""
    sheet.fade(
        "M0 0H1200V560H0Z",
        [(0, street.SKY_TOP), (0.55, street.SKY_MID), (0.86, street.SKY_LOW), (1, street.DUSK)],
    )
    sheet.glow(1000, 112, 190, "#fff0c4", 0.5)
    sheet.piece(oval(1000, 112, 46), "#fff3d0", lift=0, rim=6, shade=LANTERN)
    for x, y, s in (
        (150, 60, 1),
        (400, 50, 0.8),
        (450, 210, 0.7),
        (640, 70, 0.9),
        (820, 50, 0.7),
        (1130, 60, 0.9),
    ):
        sheet.add(
            f'<path transform="translate({x} {y}) scale({s})" fill="{CREAM}" opacity=".8" '
            f'd="{STAR}"/>'
        )
    street.roofline(
        sheet,
        "#6a6791",
        ((330, 350, 170, 150), (500, 318, 190, 180), (690, 340, 200, 160)),
        "#ffd58c",
    )
    sheet.fade("M0 480H1200V700H0Z", [(0, "#69708f"), (1, "#3f4a6c")])
    street.flat(sheet, -40, 170, 340, 510, "#a3705d", "#39466e")
    street.window(sheet, 40, 310, 76, 96, "#6b4233")
    street.door(sheet, 184, 360, 96, 150, INDIGO)
    street.awning(sheet, 150, 300, 190, JADE)
    street.flat(sheet, 900, 190, 340, 510, "#5d6f8e", "#4a3f63")
    street.window(sheet, 1086, 316, 76, 96, "#3a3f52")
    street.door(sheet, 926, 372, 96, 138, VERMILION)
    street.awning(sheet, 880, 310, 190, VERMILION)
    for row, y in enumerate((520, 548, 586, 638)):
        height = (24, 34, 48, 62)[row]
        d = "".join(
            f"M{num(600 + (n + row % 2 / 2 - 7) * (92 + row * 18) + 4)} {y + 4}"
            f"h{84 + row * 18}v{height - 6}h{-84 - row * 18}z"
            for n in range(15)
        )
        sheet.fill(d, "#7d84a3", 0.4)
    sheet.glow(620, 560, 420, "#ffc978", 0.55)
    sheet.line("M-20 30Q600 250 1220 20", INK, 3, 0.8)
    for x, y in ((120, 78), (330, 122), (520, 140), (700, 138), (890, 110), (1080, 62)):
        stall.small_lantern(sheet, x, y, 0.9)
    street.pot(sheet, 70, 610, 1, "bush")
    street.pot(sheet, 1130, 600, 1.05, "bamboo", is_mirrored=True)

    sheet.fill(oval(640, 652, 250, 22), INK, 0.28)
    with sheet.group("translate(370 180) scale(.9)"):
        stall.back(sheet)
        sitting_dog(sheet, 300, 234, 0.75)
        stall.front(sheet)
        for x in (132, 468):
            place(sheet, x, 448, 0.9, lambda: stall.wheel(sheet), middle=(80, 80))
        place(sheet, 300, 285, 0.56, lambda: bowls.bowl(sheet, 6), middle=(150, 100))
    sheet.fill(oval(290, 650, 86, 14), INK, 0.3)
    sitting_cat(sheet, 290, 545, 0.58, turn=8)
    for draw, x, y, size, turn in (
        (dishes.fish, 934, 404, 0.54, 10),
        (dishes.egg, 1010, 530, 0.6, -8),
        (dishes.pumpkin, 900, 590, 0.62, 6),
    ):

        def dish(draw: Callable[[Sheet], None] = draw) -> None:
            dishes.halo(sheet)
            draw(sheet)

        place(sheet, x, y, size, dish, turn, (100, 100))


def task_stray(sheet: Sheet) -> None:
    """The dodge game's card: dog and cat over one heaped bowl in lantern light."""
    sheet.fade("M0 0H600V420H0Z", [(0, street.SKY_TOP), (0.7, street.SKY_MID), (1, "#6f78a5")])
    with sheet.group("translate(-24 -8) scale(1.08)"):
        stall.canopy(sheet)
    sitting_dog(sheet, 190, 276, 0.64, "happy", "happy", -5, has_body=False)
    sitting_cat(sheet, 414, 284, 0.62, "open", "calm", 5, has_body=False)
    sheet.piece("M-10 344H610V440H-10Z", lighter(stall.WOOD, 0.1), lift=8, rim=6)
    sheet.line("M40 384h130M440 398h120M420 374h60", darker(stall.WOOD, 0.2), 3, 0.6)
    for x, colour in ((96, dog.PALE), (172, dog.PALE), (432, cat.PALE), (500, cat.PALE)):
        sheet.piece(oval(x, 346, 29, 20), colour, lift=4, rim=5)
        sheet.line(f"M{x - 8} 348v12M{x + 8} 348v12", darker(colour, 0.4), 3, 0.6)
    place(sheet, 302, 340, 0.74, lambda: bowls.served(sheet), middle=(150, 100))
    for x in (50, 550):
        stall.small_lantern(sheet, x, -4, 1.1)


FACE_SKIN = "#f2c79b"
FACE_HAIR = "#2f3d63"


def paper_face(
    sheet: Sheet, dx: float = 0, dy: float = 0, turn: float = 0, is_calm: bool = False
) -> None:
    """A face of cut paper; dx, dy move the features, as a head does that turns or nods."""
    with sheet.group(f"rotate({turn:g} 80 96)" if turn else ""):
        sheet.fill(oval(80, 70, 50, 48), FACE_HAIR)
        for x in (32, 128):
            sheet.dab(x, 86 + dy * 0.4, 9, 12, FACE_SKIN)
        with sheet.cut(
            smooth("80,30 116,44 126,80 114,114 80,132 46,114 34,80 44,44"),
            FACE_SKIN,
            lift=2,
            rim=4,
        ):
            sheet.fill(
                smooth(
                    [
                        (30, 74 + dy),
                        (44, 60 + dy),
                        (66, 50 + dy),
                        (98, 44 + dy),
                        (114, 58 + dy),
                        (132, 74 + dy),
                        (130, 10),
                        (30, 10),
                    ]
                ),
                FACE_HAIR,
            )
        for x in (50, 110):
            sheet.fill(oval(x + dx, 98 + dy, 9, 6), VERMILION, 0.35)
        if is_calm:
            sheet.line(f"M{56 + dx} {82 + dy}q7 6 14 0M{90 + dx} {82 + dy}q7 6 14 0", INK, 4)
        else:
            sheet.fill(oval(63 + dx, 80 + dy, 5, 6), INK)
            sheet.fill(oval(97 + dx, 80 + dy, 5, 6), INK)
        sheet.line(f"M{80 + dx} {86 + dy}q5 7-1 9", darker(FACE_SKIN, 0.35), 3)
        sheet.line(f"M{68 + dx} {106 + dy}q12 10 24 0", INK, 4)


def arrow(sheet: Sheet, shaft: str, head: str) -> None:
    """A lantern-coloured arrow with a dark edge, so that it shows on any ground."""
    for colour, width in ((INK, 13), (LANTERN, 8)):
        sheet.line(shaft + head, colour, width)


def gesture_nod_up(sheet: Sheet) -> None:
    paper_face(sheet, dy=-9)
    arrow(sheet, "M148 104V58", "M138 70L148 56L158 70")


def gesture_nod_down(sheet: Sheet) -> None:
    with sheet.group("translate(0 8)"):
        paper_face(sheet, dy=10)
    arrow(sheet, "M148 62V110", "M138 98L148 112L158 98")


def gesture_steer(sheet: Sheet) -> None:
    with sheet.group("translate(8 -10) scale(.9)"):
        paper_face(sheet, dx=4, turn=10)
    arrow(sheet, "M18 136Q80 150 142 136", "M32 126L16 135L30 147M128 126L144 135L130 147")


def gesture_still(sheet: Sheet) -> None:
    paper_face(sheet, is_calm=True)
    sheet.add(
        f'<circle cx="80" cy="80" r="72" fill="none" stroke="{INK}" stroke-width="9" '
        'opacity=".35"/>'
    )
    sheet.line("M80 8A72 72 0 1 1 17.6 116", LANTERN, 8)


def gesture_tap(sheet: Sheet) -> None:
    for radius, opacity in ((46, 0.5), (30, 0.9)):
        sheet.add(
            f'<circle cx="68" cy="52" r="{radius}" fill="none" stroke="{LANTERN}" '
            f'stroke-width="7" opacity="{opacity}"/>'
        )
    sheet.piece(
        smooth(
            "58,54 68,44 78,54 82,90 104,92 126,104 130,130 118,156! 72,156! 44,122 "
            "40,106 52,106 62,114"
        ),
        FACE_SKIN,
        lift=4,
        rim=6,
    )
    sheet.line("M84 92v18M104 96v16", darker(FACE_SKIN, 0.3), 4)
    sheet.piece("M66 148H126V164H66Z", JADE, lift=0, rim=4)


def camera_shield(sheet: Sheet) -> None:
    """A face that stays in its device: a screen, a shield before it."""
    sheet.piece(board(20, 26, 200, 132, 12), "#33415f", lift=6, rim=5)
    with sheet.cut(board(32, 38, 176, 108, 6), BATIK, lift=0, rim=0):
        sheet.fill("M32 110Q110 84 208 116V146H32Z", lighter(BATIK, 0.5))
        place(sheet, 104, 96, 0.74, lambda: paper_face(sheet), middle=(80, 80))
    sheet.fill(oval(120, 32, 3), CREAM)
    sheet.piece("M4 158H236L222 174H18Z", "#4a5b80", lift=5, rim=4)
    shield = smooth(
        "182,84! 206,98 232,98! 232,134 216,166 182,188! 148,166 132,134 132,98! 158,98"
    )
    sheet.piece(shield, JADE, lift=6, rim=7, light="#bfeadb")
    sheet.line("M160 136l16 16l30-34", CREAM, 11)


def sheets() -> list[Sheet]:
    """Return the drawings of the pages."""
    made: list[Sheet] = []
    for draw, width, height in (
        (hero, 1200, 700), (task_stray, 600, 420),
        (app_icon, 512, 512), (camera_shield, 240, 200),
        (gesture_nod_up, 160, 160), (gesture_nod_down, 160, 160), (gesture_steer, 160, 160),
        (gesture_still, 160, 160), (gesture_tap, 160, 160),
    ):  # fmt: skip
        made.append(Sheet(draw.__name__, width, height))
        draw(made[-1])
    made.append(Sheet("logo", 64, 64))
    lens_lantern(made[-1])
    return made
