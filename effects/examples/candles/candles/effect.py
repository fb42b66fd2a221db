"""Five candles: a mended heart turns five; purse the lips and blow the candles out, one by one.

The head aims, the lips blow. One of the five is a shy one that comes back once. All out is the
completion; then the stars come out.
"""

from effects.candles.cake import CANDLES, Cake
from effects.engine import Blow, Effect, Signals

LEARN_TICKS = 30  # A second to see how this mouth rests.
PUFF_TICKS = 36  # A tap or a key blows for so long.
AIM_REACH = 105  # Permille of the picture: further to the side a candle feels nothing.
SHOW_TICKS = 165
SHUTTER_TICK = 60
LINE_TICKS = 75
RECORDED_FROM = CANDLES - 2


class Candles(Effect):
    """Its scene is one of learning, blowing, wished."""

    SIGNALS = ("is_head_present", "head_x_permille", "mouth_pucker_permille")

    def start(self) -> None:
        stage = self.stage
        stage.add("backdrop", image="page_far", layer=0)
        stage.add("backdrop", image="page_near", layer=5)
        self.view = stage.add("camera", image="window", x=500, y=500, layer=20)
        self.cake = Cake(stage, self.view, self.random.below(CANDLES))
        self.blow = Blow()
        self.puff_ticks = 0
        self.breaths = 0
        self.was_blowing = False
        self.line_ticks = 0
        self.goal = CANDLES
        self.is_camera = self.mode == "camera"
        self.hint = "look_here" if self.is_camera else "begin_pointer"
        self.line = "line.welcome"
        self.enter("learning")

    def facts(self) -> "dict[str, int]":
        return {"breaths": self.breaths}

    def tick(self, signals: Signals) -> None:
        self.scene_ticks += 1
        if self.scene == "learning":
            self.learn(signals)
        elif self.scene == "blowing":
            self.blow_out(signals)
        elif self.scene_ticks == SHUTTER_TICK:
            self.stage.shutter()
            self.is_recording = False
        elif self.scene_ticks == SHOW_TICKS:
            self.finish()
        self.cake.tick()
        if self.line_ticks > 0:
            self.line_ticks -= 1
            if self.line_ticks == 0:
                self.line = ""

    # The scenes, in the order in which a play goes through them.

    def learn(self, signals: Signals) -> None:
        """See how the mouth rests, until the visitor has looked for a second, or says go."""
        if signals.is_head_present == 0:
            self.scene_ticks = 0
            return
        self.blow.next(signals.mouth_pucker_permille)
        if signals.is_pressed == 0 and (not self.is_camera or self.scene_ticks < LEARN_TICKS):
            return
        self.begin()
        self.hint = "blow" if self.is_camera else "blow_pointer"
        self.say("line.begin")
        self.stage.sound("bell", 2)
        self.enter("blowing")

    def blow_out(self, signals: Signals) -> None:
        """Let the breath reach the candles before the mouth."""
        is_blowing = self.is_blowing(signals)
        if is_blowing and not self.was_blowing:
            self.breaths += 1
        self.was_blowing = is_blowing
        at = self.cake.nearest(signals.head_x_permille)
        for candle in self.cake.candles:
            candle.is_aimed_at = candle is at
        gap = abs(at.x - signals.head_x_permille)
        if is_blowing and gap <= AIM_REACH:
            at.feel(signals.head_x_permille)
            if at.is_out:
                self.go_dark(at.is_shy)
        self.done = self.cake.count_out()
        self.is_recording = self.done >= RECORDED_FROM
        if self.done == CANDLES:
            self.wish()

    def is_blowing(self, signals: Signals) -> bool:
        """Return whether lips, a pressed pointer, a tap or a key blow in this tick."""
        if signals.is_pressed == 1:
            self.puff_ticks = PUFF_TICKS
        self.puff_ticks = max(0, self.puff_ticks - 1)
        is_pursed = signals.is_head_present == 1 and self.blow.next(signals.mouth_pucker_permille)
        return is_pursed or self.puff_ticks > 0

    def go_dark(self, is_shy: bool) -> None:
        """A candle has gone out."""
        count = self.cake.count_out()
        self.stage.sound("pluck", 8 - count)  # Down the scale, darker with every candle.
        self.hint = ""
        if is_shy:
            self.say("line.shy")
        elif count < CANDLES:
            self.say("line.out_%d" % count)

    def wish(self) -> None:
        """All are out: this is the moment that counts."""
        self.line = "line.wish"
        self.line_ticks = 0
        self.cake.show_stars()
        for degree in (4, 6, 9):
            self.stage.sound("bell", degree)
        self.stage.particles("sparkle", self.view, x=500, y=420, w=700, h=500, layer=60)
        self.complete()
        self.enter("wished")

    def say(self, line: str) -> None:
        self.line = line
        self.line_ticks = LINE_TICKS

    def enter(self, scene: str) -> None:
        self.scene = scene
        self.scene_ticks = 0
