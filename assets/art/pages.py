"""Drawings of the pages: the logo, the home scene, the three tasks, gestures, the shield."""

from collections.abc import Callable
from math import cos, pi, sin

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
    SILVER,
    VERMILION,
    Sheet,
    board,
    darker,
    flipped,
    lighter,
    num,
    oval,
    smooth,
)
from small import HEART

STAR = "M0-13Q2-2 13 0 2 2 0 13-2 2-13 0-2-2 0-13z"
DOG_PLACES = {"tail": (0.2, 0.34), "ear": (0.2, -0.42), "head": (0, -0.2)}
CAT_PLACES = {"tail": (0.17, 0.36), "ear": (0.19, -0.40), "head": (0, -0.19)}


def place(sheet: Sheet, x: float, y: float, size: float, draw: Callable[[], None],
          turn: float = 0, middle: tuple[float, float] = (200, 200)) -> None:
    """Draw something with the middle of its own canvas at (x, y), scaled and turned (degrees)."""
    turned = f" rotate({turn:g})" if turn else ""
    with sheet.group(f"translate({num(x)} {num(y)}) scale({size:g}){turned} "
                     f"translate({num(-middle[0])} {num(-middle[1])})"):
        draw()


def sitting_dog(sheet: Sheet, x: float, y: float, size: float, look: str = "happy",
                mood: str = "happy", turn: float = 0, has_body: bool = True) -> None:
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


def sitting_cat(sheet: Sheet, x: float, y: float, size: float, look: str = "open",
                mood: str = "calm", turn: float = 0, has_body: bool = True) -> None:
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
    sheet.line("M32 3v6", INK, 3.5)
    sheet.fill(oval(32, 33, 25, 23), VERMILION)
    sheet.fill(oval(32, 33, 20, 23), LANTERN)
    sheet.fill("M21 6.500h22q2 0 2 2v3.500q0 2-2 2h-22q-2 0-2-2v-3.500q0-2 2-2z"
               "M21 52h22q2 0 2 2v2.500q0 2-2 2h-22q-2 0-2-2v-2.500q0-2 2-2z", "#7a2f22")
    sheet.line("M32 59v4", VERMILION, 3.5)
    sheet.fill(oval(32, 33, 17), CREAM)
    sheet.fill(oval(32, 33, 13.5), INK)
    sheet.fill("M32 43C24 38.5 21.5 34 24 30.500c2-2.8 5.5-2 6.5.5 0-3.5.5-6.5 3-9"
               " 1 3.5 2.5 5 5 7.5 4 4.5.5 9.5-6.5 13.500z", LANTERN)
    sheet.fill("M32 41c-3-2-4.2-4-3.2-6 .8-1.5 2.5-1.3 3.2.2.7-1.5 2.5-1.7 3.2-.2"
               " 1 2-.2 4-3.2 6z", "#fff0bd")
    sheet.line("M22.5 28a11 11 0 0 1 4.5-5", CREAM, 2, 0.9)


def app_icon(sheet: Sheet) -> None:
    """The mark on dusk blue; everything that matters lies in the middle 80 %."""
    sheet.fade("M0 0H512V512H0Z", [(0, "#1c2a50"), (1, "#3a5286")])
    sheet.glow(256, 262, 256, "#ffc56b", 0.75)
    for x, y, s in ((92, 110, 1), (420, 92, 1.2), (440, 380, 0.9), (80, 400, 1)):
        sheet.add(f'<path transform="translate({x} {y}) scale({s})" fill="{CREAM}" '
                  f'opacity=".8" d="{STAR}"/>')
    with sheet.group("translate(76.8 76.8) scale(5.6)"):
        lens_lantern(sheet)


def hero(sheet: Sheet) -> None:
    """The home scene: the stall in the evening street, the dog keeping it, the cat waiting."""
    sheet.fade("M0 0H1200V560H0Z", [(0, street.SKY_TOP), (0.55, street.SKY_MID),
                                    (0.86, street.SKY_LOW), (1, street.DUSK)])
    sheet.glow(250, 130, 210, "#fff0c4", 0.5)
    sheet.piece(oval(250, 130, 56), "#fff3d0", lift=0, rim=6, shade=LANTERN)
    for x, y, s in ((120, 70, 1), (420, 60, 0.8), (560, 130, 0.7), (770, 60, 1), (900, 150, 0.7),
                    (1060, 70, 0.9)):
        sheet.add(f'<path transform="translate({x} {y}) scale({s})" fill="{CREAM}" opacity=".8" '
                  f'd="{STAR}"/>')
    street.roofline(sheet, "#6a6791", ((330, 350, 170, 150), (500, 318, 190, 180),
                                       (690, 340, 200, 160)), "#ffd58c")
    sheet.fade("M0 480H1200V700H0Z", [(0, "#69708f"), (1, "#3f4a6c")])
    street.flat(sheet, -40, 170, 340, 510, "#a3705d", "#39466e")
    street.window(sheet, 60, 310, 80, 96, "#6b4233")
    sheet.fill("M190 350h90v160h-90z", "#ffdf9c")
    street.awning(sheet, 150, 300, 190, JADE)
    street.flat(sheet, 900, 190, 340, 510, "#5d6f8e", "#4a3f63")
    street.window(sheet, 1070, 320, 80, 96, "#3a3f52")
    sheet.fill("M930 360h90v150h-90z", "#ffdf9c")
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
        stall.whole(sheet)
        sitting_dog(sheet, 300, 234, 0.75)
        stall.front(sheet)
        for x in (132, 468):
            place(sheet, x, 448, 0.9, lambda: stall.wheel(sheet), middle=(80, 80))
        place(sheet, 300, 272, 0.6, lambda: bowls.bowl(sheet, 6), middle=(150, 100))
    sheet.fill(oval(290, 650, 86, 14), INK, 0.3)
    sitting_cat(sheet, 290, 545, 0.58, turn=8)
    for draw, x, y, size, turn in (
        (dishes.fish, 900, 420, 0.52, 10), (dishes.egg, 985, 540, 0.6, -8),
        (dishes.pumpkin, 870, 590, 0.62, 6),
    ):
        def dish(draw: Callable[[Sheet], None] = draw) -> None:
            dishes.halo(sheet)
            draw(sheet)

        place(sheet, x, y, size, dish, turn, (100, 100))


def task_stray(sheet: Sheet) -> None:
    """The dodge game's card: dog and cat over one heaped bowl in lantern light."""
    sheet.fade("M0 0H600V420H0Z", [(0, street.SKY_TOP), (0.7, street.SKY_MID), (1, "#6f78a5")])
    street.roofline(sheet, "#4b5888", ((-20, 190, 190, 240), (150, 214, 130, 220),
                                       (330, 206, 130, 220), (440, 184, 190, 240)), "#ffcf7a")
    with sheet.group("translate(0 -18)"):
        stall.canopy(sheet)
    sitting_dog(sheet, 202, 282, 0.62, "happy", "happy", 6, has_body=False)
    sitting_cat(sheet, 404, 290, 0.6, "open", "calm", -6, has_body=False)
    sheet.piece("M-10 344H610V440H-10Z", lighter(stall.WOOD, 0.1), lift=8, rim=6)
    sheet.line("M40 384h160M260 400h220M420 374h130", darker(stall.WOOD, 0.2), 3, 0.6)
    place(sheet, 302, 322, 0.92, lambda: bowls.served(sheet), middle=(150, 100))
    for x in (50, 550):
        stall.small_lantern(sheet, x, -4, 1.1)


def silver_ring(sheet: Sheet, x: float, y: float, rx: float, ry: float, width: float) -> None:
    """A hoop of beaten silver lying on cloth."""
    sheet.add(f'<ellipse cx="{num(x + 7)}" cy="{num(y + 10)}" rx="{num(rx)}" ry="{num(ry)}" '
              f'fill="none" stroke="{INK}" stroke-width="{num(width)}" opacity=".35"/>')
    for colour, inset, dy in (("#7d8797", 1.0, 0), (SILVER, 0.74, -1), ("#ffffff", 0.24, -3)):
        dashes = f' stroke-dasharray="{num(rx * 1.1)} {num(rx * 0.5)}"' if inset < 0.5 else ""
        sheet.add(f'<ellipse cx="{num(x)}" cy="{num(y + dy)}" rx="{num(rx)}" ry="{num(ry)}" '
                  f'fill="none" stroke="{colour}" stroke-width="{num(width * inset)}" '
                  f'stroke-linecap="round"{dashes}/>')


def batik_flower(sheet: Sheet, x: float, y: float, size: float) -> None:
    """An eight-petalled wax flower in a ring of dots."""
    def draw() -> None:
        petals = "".join(
            f"M{num(8 * cos(a))} {num(8 * sin(a))}Q{num(30 * cos(a - 0.42))} "
            f"{num(30 * sin(a - 0.42))} {num(38 * cos(a))} {num(38 * sin(a))}"
            f"Q{num(30 * cos(a + 0.42))} {num(30 * sin(a + 0.42))} {num(8 * cos(a))} "
            f"{num(8 * sin(a))}Z"
            for a in (pi * n / 4 for n in range(8))
        )
        sheet.fill(petals, BATIK)
        sheet.fill(oval(0, 0, 6), BATIK)
        dots = "".join(
            f"M{num(50 * cos(pi * n / 8))} {num(50 * sin(pi * n / 8))}h.1" for n in range(16)
        )
        sheet.line(dots, BATIK, 6)

    sheet.stamp("flower", draw, f"translate({num(x)} {num(y)}) scale({size:g})")


def task_heritage(sheet: Sheet) -> None:
    """The jewelry effect's card: silver on indigo batik, daylight from a window."""
    sheet.fill("M0 0H600V420H0Z", "#d9c6a6")
    sheet.line("M0 60H600M0 130H600", "#c3ab85", 3, 0.7)
    cloth = smooth([(-20, 70, 0), (120, 52), (300, 66), (470, 46), (620, 64, 0), (620, 392, 0),
                    (480, 372), (320, 396), (150, 374), (-20, 396, 0)])
    with sheet.cut(cloth, INDIGO, lift=8, rim=8, light=BATIK):
        sheet.line("M-20 92Q120 74 300 88T620 86M-20 372Q150 352 320 374T620 368", BATIK, 5)
        sheet.line("M-20 104Q120 86 300 100T620 98M-20 360Q150 340 320 362T620 356", BATIK, 5,
                   0.7)
        for x, y, size in ((70, 160, 0.8), (70, 300, 0.8), (300, 150, 0.9), (530, 160, 0.8),
                           (530, 300, 0.8), (186, 318, 0.62), (410, 318, 0.62)):
            batik_flower(sheet, x, y, size)
        vines = ("M128 200c30-34 74-18 66 12c-6 22-38 16-32-6M472 200c-30-34-74-18-66 12"
                 "c6 22 38 16 32-6M130 250c-20 30 10 56 34 40M470 250c20 30-10 56-34 40")
        sheet.line(vines, BATIK, 6)
        sheet.line("M150 60Q130 220 160 400M452 50Q470 220 446 390", darker(INDIGO, 0.4), 10, 0.35)
        sheet.fill("M360-20L640-20 380 440 120 440Z", "#fff5e4", 0.13)
        sheet.fill("M250-20L310-20 60 440 0 440Z", "#fff5e4", 0.1)
    silver_ring(sheet, 300, 250, 104, 72, 26)
    engraving = "".join(
        f"M{num(300 + 104 * cos(a) - 5)} {num(249 + 72 * sin(a))}l5-5 5 5-5 5z"
        for a in (pi * n / 8 for n in range(16))
    )
    sheet.line(engraving, "#6d7688", 2.5)
    silver_ring(sheet, 300, 252, 34, 25, 11)
    sheet.dab(300, 224, 17, 14, SILVER)
    sheet.fill(oval(300, 223, 9, 7), JADE)
    sheet.fill(oval(297, 220, 3, 2), "#ffffff")
    for x in (146, 454):
        earring(sheet, x)


def earring(sheet: Sheet, x: float) -> None:
    """A silver drop: hook, engraved moon, five small leaves."""
    with sheet.group(f"translate({num(x)} 176)"):
        sheet.line("M8 12q-2-30 14-28q14 4 6 22", INK, 5, 0.3)
        sheet.line("M0 4q-2-30 14-28q14 4 6 22", SILVER, 5)
        sheet.piece(oval(0, 34, 33, 31), SILVER, lift=6, rim=5, shade="#6d7688", light="#ffffff")
        sheet.fill(oval(0, 30, 17, 15), "#9aa4b4")
        sheet.fill(oval(0, 28, 12, 10), "#ffffff", 0.85)
        dots = "".join(
            f"M{num(25 * cos(pi * n / 6))} {num(34 + 24 * sin(pi * n / 6))}h.1" for n in range(12)
        )
        sheet.line(dots, "#6d7688", 4)
        for n, length in ((-2, 24), (-1, 34), (0, 40), (1, 34), (2, 24)):
            sheet.line(f"M{n * 13} {64 - abs(n) * 7}v{length}", "#aeb6c3", 3)
            y = 64 - abs(n) * 7 + length
            sheet.fill(f"M{n * 13 + 3} {y + 2}q10 14 0 28q-10-14 0-28z", INK, 0.3)
            sheet.fill(f"M{n * 13} {y - 2}q10 14 0 28q-10-14 0-28z", SILVER)
            sheet.fill(f"M{n * 13} {y}q-5 12 0 22z", "#ffffff", 0.8)


def task_heart(sheet: Sheet) -> None:
    """The age booth's card: curtain, bellows camera, wooden frame with a heart."""
    sheet.fade("M0 0H600V420H0Z", [(0, "#4a3b46"), (1, "#7a5746")])
    sheet.fill("M0 340H600V420H0Z", "#5b3d34")
    sheet.line("M0 340H600", "#3d2a28", 5)
    sheet.line("M60 344L20 420M190 344l-16 76M320 344v76M440 344l14 76M550 344l36 76", "#4a322c", 3)
    sheet.glow(330, 150, 300, "#ffd58c", 0.75)
    wood = "#b0713f"
    sheet.piece(board(316, 70, 184, 214, 14), wood, lift=9, rim=8)
    sheet.fill(board(338, 92, 140, 170, 5), darker(wood, 0.5))
    sheet.fill(board(344, 98, 128, 158, 4), CREAM)
    sheet.line("M324 78l20 20M492 78l-20 20M324 276l20-20M492 276l-20-20", darker(wood, 0.4), 3)
    sheet.glow(408, 176, 76, "#ffd9a0", 0.7)
    with sheet.group("translate(353 124) scale(1.1)"), sheet.cut(HEART, VERMILION, lift=4,
                                                                   rim=7):
        sheet.line("M24 42Q24 28 36 26", "#ffc1ad", 7)
    bellows_camera(sheet)
    sheet.line("M408 0v26", INK, 4)
    sheet.piece("M372 50Q376 22 408 20Q440 22 444 50Z", JADE, lift=4, rim=5)
    sheet.fill(oval(408, 51, 18, 8), "#fff0bd")
    for points in (
        [(-10, -10, 0), (150, -10, 0), (128, 120), (84, 250), (104, 430, 0), (-10, 430, 0)],
        flipped([(-10, -10, 0), (96, -10, 0), (84, 130), (42, 250), (58, 430, 0), (-10, 430, 0)],
                300),
    ):
        with sheet.cut(smooth(points), "#a33a2a", lift=7, rim=7):
            sheet.line("M28-10Q34 200 22 430M66-10Q64 160 48 260M104-10Q100 110 70 230M570-10"
                       "Q564 220 574 430M540-10Q540 160 558 270", "#6e2320", 10, 0.6)
    sheet.line("M62 262Q88 272 108 250M492 268Q520 274 548 256", LANTERN, 11)
    sheet.fill("M-10-10H610V26Q585 52 560 26T510 26T460 26T410 26T360 26T310 26T260 26T210 26"
               "T160 26T110 26T60 26T10 26L-10 30Z", "#8c2f24")
    sheet.line("M-10 22H10Q35 50 60 26T110 26T160 26T210 26T260 26T310 26T360 26T410 26T460 26"
               "T510 26T560 26T610 26", LANTERN, 4)


def bellows_camera(sheet: Sheet) -> None:
    """A wooden plate camera on its tripod, looking to the right."""
    wood = "#8a5534"
    sheet.line("M196 262L142 404M200 262L202 412M204 262L262 404", INK, 14, 0.3)
    sheet.line("M196 258L142 398M200 258L202 406M204 258L262 398", darker(wood, 0.15), 11)
    sheet.piece(board(130, 244, 156, 18, 6), darker(wood, 0.25), lift=4, rim=4)
    sheet.piece(board(128, 136, 40, 112, 6), wood, lift=5, rim=6)
    with sheet.cut("M166 142L236 166V228L166 246Z", "#3c2f3b", lift=3, rim=0):
        for n in range(5):
            x = 172 + n * 14
            sheet.line(f"M{x} {140 + n * 5}V{250 - n * 4}", "#6a5563", 6)
    sheet.piece(board(232, 152, 24, 90, 5), lighter(wood, 0.08), lift=4, rim=5)
    sheet.piece(board(254, 172, 36, 50, 6), "#c98f3d", lift=4, rim=5)
    sheet.piece(oval(290, 197, 13, 26), INK, lift=0, rim=4)
    sheet.fill(oval(291, 192, 5, 11), BATIK)
    sheet.piece(smooth([(122, 132), (148, 118), (172, 134), (166, 158), (140, 150), (126, 190),
                        (114, 160)]), "#2d2a3d", lift=3, rim=5)


FACE_SKIN = "#f2c79b"
FACE_HAIR = "#2f3d63"


def paper_face(sheet: Sheet, dx: float = 0, dy: float = 0, turn: float = 0,
               is_calm: bool = False) -> None:
    """A face of cut paper; dx, dy move the features, as a head does that turns or nods."""
    with sheet.group(f"rotate({turn:g} 80 96)" if turn else ""):
        sheet.piece(smooth([(80, 18), (122, 32), (134, 76), (126, 116), (34, 116), (26, 76),
                            (38, 32)]), FACE_HAIR, lift=4, rim=4)
        for x in (32, 128):
            sheet.dab(x, 84 + dy * 0.4, 10, 12, FACE_SKIN)
        with sheet.cut(smooth([(80, 36), (112, 44), (124, 78), (112, 112), (80, 130), (48, 112),
                               (36, 78), (48, 44)]), FACE_SKIN, lift=2, rim=5):
            sheet.fill(smooth([(30, 62 + dy), (52, 58 + dy), (84, 46 + dy), (108, 60 + dy),
                               (132, 62 + dy), (124, 16), (36, 16)]), FACE_HAIR)
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
    paper_face(sheet, dx=4, turn=10)
    arrow(sheet, "M18 146Q80 160 142 146", "M32 136L16 145L30 156M128 136L144 145L130 156")


def gesture_still(sheet: Sheet) -> None:
    paper_face(sheet, is_calm=True)
    sheet.add(f'<circle cx="80" cy="80" r="72" fill="none" stroke="{INK}" stroke-width="9" '
              'opacity=".35"/>')
    sheet.line("M80 8A72 72 0 1 1 17.6 116", LANTERN, 8)


def gesture_tap(sheet: Sheet) -> None:
    for radius, opacity in ((46, 0.5), (30, 0.9)):
        sheet.add(f'<circle cx="68" cy="52" r="{radius}" fill="none" stroke="{LANTERN}" '
                  f'stroke-width="7" opacity="{opacity}"/>')
    sheet.piece(smooth([(58, 54), (68, 44), (78, 54), (82, 90), (104, 92), (126, 104), (130, 130),
                        (118, 156, 0), (72, 156, 0), (44, 122), (40, 106), (52, 106), (62, 114)]),
                FACE_SKIN, lift=4, rim=6)
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
    shield = smooth([(182, 84, 0), (206, 98), (232, 98, 0), (232, 134), (216, 166), (182, 188, 0),
                     (148, 166), (132, 134), (132, 98, 0), (158, 98)])
    sheet.piece(shield, JADE, lift=6, rim=7, light="#bfeadb")
    sheet.line("M160 136l16 16l30-34", CREAM, 11)


def sheets() -> list[Sheet]:
    """Return the drawings of the pages."""
    made: list[Sheet] = []
    for draw, width, height in (
        (hero, 1200, 700), (task_stray, 600, 420), (task_heritage, 600, 420),
        (task_heart, 600, 420), (app_icon, 512, 512), (camera_shield, 240, 200),
        (gesture_nod_up, 160, 160), (gesture_nod_down, 160, 160), (gesture_steer, 160, 160),
        (gesture_still, 160, 160), (gesture_tap, 160, 160),
    ):  # fmt: skip
        made.append(Sheet(draw.__name__, width, height))
        draw(made[-1])
    made.append(Sheet("logo", 64, 64))
    lens_lantern(made[-1])
    return made
