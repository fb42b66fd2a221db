"""Lanterns: paper lanterns float down unlit; an open palm under one lights it.

A lit lantern rises to its hook on the garland. A full garland is the completion. A lantern that
nobody caught floats on down the river, and another one comes.
"""

from effects.engine import HAND_GESTURES, Effect, Node, Signals
from effects.lanterns.garland import HOOKS, Garland
from effects.lanterns.lantern import Lantern

OPEN_PALM = HAND_GESTURES.index("open_palm")
FIST = HAND_GESTURES.index("fist")

# In permille of the picture, whose width is 4/3 of its height.
REACH_X, REACH_Y = 95, 120
PALM_W = 190  # Of the glow on a palm, in thousandths of the picture's height.
LEFT_X, RIGHT_X = 200, 800  # A phone held upright shows no more of the picture than this.
STEP_MAX = 380  # From one lantern to the next, so that a calm arm reaches both.

GREET_TICKS = 12  # An open palm that stays for so long means it.
NEXT_TICKS = 44  # From one lantern to the next: a second and a half.
FLOATING_MAX = 3
SHOW_TICKS = 150
RECORDED_FROM = HOOKS - 3  # The last lanterns are in the video.
SHUTTER_TICK = 45


class Lanterns(Effect):
    """Its scene is one of greeting, river, glowing."""

    SIGNALS = (
        "is_left_hand_present",
        "left_hand_x_permille",
        "left_hand_y_permille",
        "left_hand_gesture",
        "is_right_hand_present",
        "right_hand_x_permille",
        "right_hand_y_permille",
        "right_hand_gesture",
    )
    HANDS_AT_ONCE = 1  # Either hand will do.

    def start(self) -> None:
        stage = self.stage
        stage.add("backdrop", image="page_far", layer=0)
        stage.add("backdrop", image="page_near", layer=5)
        self.view = stage.add("camera", image="river", x=500, y=500, layer=20)
        self.garland = Garland(stage, self.view)
        self.palm = stage.sprite(
            "palm_glow", self.view, role="palm", w=PALM_W, layer=40, is_visible=False
        )
        self.floating: "list[Lantern]" = []
        self.next_ticks = self.greet_ticks = 0
        self.last_x = 500
        self.caught = self.passed = 0
        self.goal = HOOKS
        self.is_camera = self.mode == "camera"
        self.hint = "show_hand" if self.is_camera else "begin_pointer"
        self.line = "line.welcome"
        self.enter("greeting")

    def facts(self) -> "dict[str, int]":
        return {"lit": self.caught, "passed": self.passed}

    def tick(self, signals: Signals) -> None:
        self.scene_ticks += 1
        self.see_palm(signals)
        if self.scene == "greeting":
            self.greet(signals)
        elif self.scene == "river":
            self.float_by()
        elif self.scene_ticks == SHUTTER_TICK:
            self.stage.shutter()
            self.is_recording = False
        elif self.scene_ticks == SHOW_TICKS:
            self.finish()
        self.garland.tick()

    def see_palm(self, signals: Signals) -> None:
        """Let the glow follow an open palm; a closed hand carries no light."""
        self.is_open = False
        for side in ("left", "right"):
            if getattr(signals, "is_" + side + "_hand_present") == 0:
                continue
            gesture = getattr(signals, side + "_hand_gesture")
            x = getattr(signals, side + "_hand_x_permille")
            y = getattr(signals, side + "_hand_y_permille")
            # The pointer's hand closes while it is pressed; a pointer is meant either way.
            if gesture == OPEN_PALM or (gesture == FIST and not self.is_camera):
                self.is_open = True
                self.palm.x, self.palm.y = x, y
        self.palm.is_visible = self.is_open

    # The scenes, in the order in which a play goes through them.

    def greet(self, signals: Signals) -> None:
        """Wait for an open palm, or a tap where there is no camera."""
        self.greet_ticks = self.greet_ticks + 1 if self.is_open and self.is_camera else 0
        if self.greet_ticks < GREET_TICKS and signals.is_pressed == 0:
            return
        self.begin()
        self.hint = "open_palm" if self.is_camera else "open_palm_pointer"
        self.line = "line.begin"
        self.stage.sound("bell", 2)
        self.enter("river")

    def float_by(self) -> None:
        """Send lanterns down the river and see which of them meets a palm."""
        self.next_ticks -= 1
        if self.next_ticks <= 0 and len(self.floating) < FLOATING_MAX:
            self.send()
        met: "list[Lantern]" = []
        for lantern in self.floating:
            lantern.float_on()
            if self.is_open and self.is_under(lantern.node):
                met.append(lantern)
            elif lantern.is_gone():
                self.passed += 1
                self.stage.remove(lantern.node)
        self.floating = [
            lantern for lantern in self.floating if lantern not in met and not lantern.is_gone()
        ]
        for lantern in met:
            self.light(lantern)
        if self.caught >= HOOKS:
            self.glow()

    def glow(self) -> None:
        """The garland is full: this is the moment that counts."""
        for lantern in self.floating:
            lantern.node.role = "decor"
            lantern.node.motion = "fade_out"
        self.hint = ""
        self.line = "line.full"
        self.stage.particles("petals", x=500, y=420, w=900, h=500, layer=70)
        for degree in (4, 6, 9):
            self.stage.sound("bell", degree)
        self.complete()
        self.enter("glowing")

    # What happens on the river.

    def send(self) -> None:
        """Let the next lantern come, not too far from the last one."""
        low = max(LEFT_X, self.last_x - STEP_MAX)
        self.last_x = self.random.between(low, min(RIGHT_X, self.last_x + STEP_MAX))
        self.floating.append(Lantern(self.stage, self.view, self.random, self.last_x))
        self.next_ticks = NEXT_TICKS

    def is_under(self, lantern: Node) -> bool:
        """Return whether the palm is where a lantern is."""
        return abs(lantern.x - self.palm.x) <= REACH_X and abs(lantern.y - self.palm.y) <= REACH_Y

    def light(self, lantern: Lantern) -> None:
        """Light a lantern and let it rise to the garland."""
        if self.caught >= HOOKS:
            self.stage.remove(lantern.node)
            return
        self.stage.particles(
            "sparkle", self.view, x=lantern.node.x, y=lantern.node.y, w=200, h=200, layer=55
        )
        self.garland.hang(lantern.lit(), self.caught)
        self.caught += 1
        self.done = self.caught
        self.hint = ""
        self.line = "line.lit" if self.caught == 1 else ""
        self.stage.sound("pluck", self.caught)
        self.is_recording = self.caught >= RECORDED_FROM

    def enter(self, scene: str) -> None:
        self.scene = scene
        self.scene_ticks = 0
