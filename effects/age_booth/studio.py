"""The photo studio: a framed portrait with curtains, the dial of ages below it, the heart."""

from effects.age_booth.ages import AGES
from effects.engine import Node, SeededRandom, Stage, blend, clamp

# Of the portrait: a share of the field and size units, so that it stands high on tall screens,
# whose words need room below, and in the middle of wide ones. Everything else is placed from here.
X, Y, DY = 500, 327, 139
PICTURE_W, PICTURE_H = 720, 900
FRAME_W, FRAME_H = 900, 1080
OPENING_W, OPENING_H = 756, 936  # Of the frame.

CURTAIN_W = OPENING_W // 2 + 10  # They meet with a fold to spare ...
GATHERED_W = 30  # ... and are as thin as this just before they are out of sight.
CURTAIN_TICKS = 24

DIAL_W = 500
DIAL_DY, PIVOT_DY, AGE_DY = DY + 608, DY + 763, DY + 672
HAND_W = 62
MARK_DDEG = 180  # From one age of the dial to the next, its middle one upright.

HEART_W = 210
HEART_GROWS = 60  # By so much, while a thumb is held up.
HEART_DY = DY + 235
HEART_DX = 225  # The seed says whether it stands at the left or at the right.

BLINK_TICKS = 4
BLINK_EVERY_TICKS_MIN, BLINK_EVERY_TICKS_MAX = 90, 150
SHUTTER_FROM_TICK, SHUTTER_TICKS = 4, 5  # The blades are seen when the portrait is taken already.


class Studio:
    """Everything that is seen. With the pointer an illustrated sitter stands in for the visitor."""

    def __init__(self, stage: Stage, random: SeededRandom, is_camera: bool) -> None:
        stage.add("backdrop", image="page_far", layer=0)
        stage.add("backdrop", image="page_near", layer=5)
        self.camera = stage.add(
            "camera", image="figure_25", x=X, y=Y, dy=DY, w=PICTURE_W, h=PICTURE_H, layer=10
        )
        self._figures = [] if is_camera else [self._figure(stage, age) for age in AGES]
        self._lids = stage.sprite(
            "figure_lids", x=X, y=Y, dy=DY, w=PICTURE_W, h=PICTURE_H, layer=12, is_visible=False
        )
        stage.sprite(
            "vignette", x=X, y=Y, dy=DY, w=PICTURE_W, h=PICTURE_H, opacity_percent=60, layer=18
        )
        self._shutter = stage.sprite(
            "shutter", x=X, y=Y, dy=DY, w=OPENING_W, h=OPENING_H, layer=19, is_visible=False
        )
        self._curtains = [
            stage.sprite(name, x=X, y=Y, dy=DY, h=OPENING_H, layer=20, is_visible=False)
            for name in ("curtain_left", "curtain_right")
        ]
        stage.sprite("frame", x=X, y=Y, dy=DY, w=FRAME_W, h=FRAME_H, layer=21)
        stage.sprite("dial", x=X, y=Y, dy=DIAL_DY, w=DIAL_W, layer=24)
        self._hand = stage.sprite("dial_hand", x=X, y=Y, dy=PIVOT_DY, w=HAND_W, layer=25)
        self._age = stage.text(
            "float.age", x=X, y=Y, dy=AGE_DY, w=140, h=84, layer=26, is_visible=False
        )
        heart_dx = random.pick((-HEART_DX, HEART_DX))
        self.heart = stage.sprite(
            "heart_asked", x=X, y=Y, dx=heart_dx, dy=HEART_DY, layer=30, is_visible=False
        )
        self._random = random
        self._is_camera = is_camera
        self._blink_ticks = BLINK_EVERY_TICKS_MAX
        self._shutter_ticks = 0
        self._drawn_ticks = 0  # The curtains: 0 is open, CURTAIN_TICKS closed.
        self._draws = 0
        self.point(3000)

    def _figure(self, stage: Stage, age: int) -> Node:
        return stage.sprite(
            "figure_%d" % age,
            x=X,
            y=Y,
            dy=DY,
            w=PICTURE_W,
            h=PICTURE_H,
            opacity_percent=0,
            layer=11,
        )

    def tick(self) -> None:
        """Move curtains, shutter and the sitter's lids on by a tick."""
        self._blink()
        if self._shutter_ticks > 0:
            self._shutter_ticks -= 1
            self._shutter.is_visible = 0 < self._shutter_ticks <= SHUTTER_TICKS
        self._drawn_ticks = clamp(self._drawn_ticks + self._draws, 0, CURTAIN_TICKS)
        share = self._drawn_ticks * 1000 // CURTAIN_TICKS
        width = blend(GATHERED_W, CURTAIN_W, share * (2000 - share) // 1000)
        for side, curtain in zip((-1, 1), self._curtains):
            curtain.is_visible = share > 0
            curtain.w = width
            curtain.dx = side * (OPENING_W - width) // 2

    def _blink(self) -> None:
        """Let the illustrated sitter blink now and then, but not in a portrait."""
        if self._is_camera:
            return
        self._blink_ticks -= 1
        if self._blink_ticks <= 0:
            self._blink_ticks = self._random.between(BLINK_EVERY_TICKS_MIN, BLINK_EVERY_TICKS_MAX)
        is_taken = self._shutter_ticks > 0
        self._lids.is_visible = self._blink_ticks <= BLINK_TICKS and not is_taken

    def close(self) -> None:
        """Begin to draw the curtains before the portrait."""
        self._draws = 1

    def open(self) -> None:
        """Begin to draw them aside."""
        self._draws = -1

    def is_closed(self) -> bool:
        """Return whether nothing is seen behind the curtains."""
        return self._drawn_ticks == CURTAIN_TICKS

    def is_open(self) -> bool:
        """Return whether the whole portrait is seen."""
        return self._drawn_ticks == 0

    def snap(self) -> None:
        """Let the blades of the shutter close and open, after the portrait of this tick."""
        self._shutter_ticks = SHUTTER_FROM_TICK + SHUTTER_TICKS

    def show_age(self, tenths: int, at: int, share_permille: int) -> None:
        """Draw the sitter and the dial at an age.

        tenths: of a year. at, share_permille: how far the way to which age of AGES is gone.
        """
        self.camera.value = tenths
        for place, figure in enumerate(self._figures):
            # The younger one stays until the older one has come, so that nothing shines through.
            share = 1000 if place < at else share_permille if place == at else 0
            figure.opacity_percent = share // 10
        self._age.value = tenths // 10
        self._age.is_visible = True
        self.point(at * 1000 - 1000 + share_permille)

    def point(self, mark_permille: int) -> None:
        """Turn the dial's hand: 1000 from one of AGES to the next."""
        middle = (len(AGES) - 1) * 500
        self._hand.turn_ddeg = (mark_permille - middle) * MARK_DDEG // 1000

    def ask(self, role: str) -> None:
        """Let the heart appear, to be liked."""
        self.heart.role = role
        self.heart.is_visible = True
        self.heart.motion = "pulse"
        self.fill(0)

    def fill(self, permille: int) -> None:
        """Let the heart grow while a thumb is held up."""
        self.heart.w = HEART_W + HEART_GROWS * permille // 1000

    def like(self) -> None:
        """Let the heart glow."""
        self.heart.image = "heart_liked"
        self.heart.role = "heart"
        self.heart.motion = "hop"
        self.fill(1000)

    def clear(self) -> None:
        """Take the heart away."""
        self.heart.is_visible = False
        self.heart.role = "heart"
