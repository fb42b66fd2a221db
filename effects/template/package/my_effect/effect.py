"""Light the lantern: five sparks float down, and whoever guides the lantern catches them."""

from effects.engine import Effect, Node, Signals, clamp, ease
from effects.my_effect.steering import SIGNALS, wanted_x

SPARKS = 5  # So many light the lantern.
LANTERN_Y = 800
REACH = 110  # So near, in field units, a spark is caught.
FALL_PER_TICK = 7  # Field units; there are thirty ticks a second.
SHOW_TICKS = 75  # The lit lantern is shown for two and a half seconds.
STILL_TICK = 30  # A second before the end a picture is taken, for the visitor to keep.


class MyEffect(Effect):
    """The rules. Whatever happens follows from the signals and the seed, so it can be replayed."""

    SIGNALS = SIGNALS
    HANDS_AT_ONCE = 1  # Where hands are followed, either will do.

    def start(self) -> None:
        """Set the stage: dusk, the camera picture, a lantern, and the first spark above it."""
        self.stage.add("backdrop", image="page_far")
        if self.mode == "camera":
            self.stage.add("camera", x=500, y=400, w=800, h=600, layer=1)
        self.lantern = self.stage.sprite(
            "lantern", role="player", x=500, y=LANTERN_Y, w=170, h=200, layer=3, motion="sway"
        )
        self.glow_percent = 0
        self.glow = self.stage.sprite(
            "spark", self.lantern, w=300, h=300, layer=2, opacity_percent=0, motion="pulse"
        )
        self.spark = self.new_spark(500)
        self.goal = SPARKS
        self.hint = "steer"
        self.ticks_left = SHOW_TICKS

    def new_spark(self, x: int) -> Node:
        """Let a spark appear at the top."""
        return self.stage.sprite(
            "spark", role="spark", x=x, y=150, w=120, h=120, layer=4, motion="pulse"
        )

    def tick(self, signals: Signals) -> None:
        """Live through one thirtieth of a second."""
        self.lantern.x = ease(self.lantern.x, clamp(wanted_x(signals), 80, 920), 400)
        self.glow.opacity_percent = ease(self.glow.opacity_percent, self.glow_percent, 100)
        if self.phase == "completed":
            self.ticks_left -= 1
            if self.ticks_left == STILL_TICK:
                self.stage.shutter()
            elif self.ticks_left == 0:
                self.finish()
        elif signals.is_present:
            self.fall()

    def fall(self) -> None:
        """Move the spark; see whether the lantern caught it or it has to start again."""
        self.spark.y += FALL_PER_TICK
        is_at_lantern = abs(self.spark.y - LANTERN_Y) < REACH
        if is_at_lantern and abs(self.spark.x - self.lantern.x) < REACH:
            self.catch()
        elif self.spark.y > 1000:
            self.spark.y = 100

    def catch(self) -> None:
        """Take the spark into the lantern; the fifth one completes the play."""
        self.stage.particles("sparkle", x=self.spark.x, y=self.spark.y, w=200, h=200, layer=5)
        self.stage.remove(self.spark)
        self.stage.sound("bell", self.done)
        self.done += 1
        self.glow_percent = self.done * 100 // SPARKS
        if self.phase == "ready":
            self.begin()  # The first spark is for trying it out.
            self.hint = ""
        if self.done < SPARKS:
            self.spark = self.new_spark(self.random.between(150, 850))
        else:
            self.line = "line.lit"
            self.complete()  # Credited at once; the show goes on for a moment.

    def facts(self) -> "dict[str, int]":
        """Return what the result page tells: the text result.sparks says it."""
        return {"sparks": self.done}
