"""A wish in the air: the tip of the index finger carries a needle, and silk follows it.

Lead it from pearl to pearl and the outline of the chosen wish is sewn into the air. Back at the
first pearl is the completion; then the wish is embroidered.
"""

from effects.air_wish.motifs import pearls_of
from effects.air_wish.satin import Satin
from effects.air_wish.thread import Thread
from effects.engine import HAND_GESTURES, Effect, Signals

POINT = HAND_GESTURES.index("point")
FIST = HAND_GESTURES.index("fist")
LIFTED = ("open_palm", "thumb_up")  # What clearly is no pointing finger.

# Permille of the picture, whose width is 4/3 of its height.
REACH_X, REACH_Y = 54, 70
PEARL_W, NEXT_PEARL_W = 46, 82
NEEDLE_W = 150
CORE_W, CORE_Y = 150, 470
LIFT_TICKS = 6  # A finger that was misread for a fifth of a second still sews.
SHOW_TICKS = 165
SHUTTER_TICK = 105
SEWS_EVERY_TICKS = 2


class AirWish(Effect):
    """Its scene is one of threading, sewing, embroidered."""

    SIGNALS = (
        "is_left_hand_present",
        "left_hand_tip_x_permille",
        "left_hand_tip_y_permille",
        "left_hand_gesture",
        "is_right_hand_present",
        "right_hand_tip_x_permille",
        "right_hand_tip_y_permille",
        "right_hand_gesture",
    )
    HANDS_AT_ONCE = 1  # Either hand sews.

    def start(self) -> None:
        stage = self.stage
        stage.add("backdrop", image="page_far", layer=0)
        stage.add("backdrop", image="page_near", layer=5)
        self.view = stage.add("camera", image="silk", x=500, y=500, layer=20)
        self.is_camera = self.mode == "camera"
        self.motif = self.choices["wish"]
        # The seed says where the seam begins and which way it goes.
        self.places = pearls_of(self.motif, self.random)
        self.pearls = [
            stage.sprite("pearl", self.view, x=x, y=y, w=PEARL_W, layer=32) for x, y in self.places
        ]
        self.thread = Thread(stage, self.view)
        self.needle = stage.sprite(
            "needle", self.view, role="needle", w=NEEDLE_W, layer=44, is_visible=False
        )
        self.at = 0  # The pearl that comes next; the first one comes again at the end.
        self.is_down = False
        self.lift_ticks = 0
        self.is_pinned = False  # Without a camera, Space puts the needle down and lifts it.
        self.rewound = 0
        self.is_filled = False
        self.goal = len(self.places)
        self.hint = "point" if self.is_camera else "point_pointer"
        self.line = "line.welcome"
        self.ask_for_pearl()
        self.enter("threading")

    def facts(self) -> "dict[str, int]":
        return {"pearls": self.done, "rewound": self.rewound}

    def tick(self, signals: Signals) -> None:
        self.scene_ticks += 1
        if self.scene == "embroidered":
            self.bloom()
            return
        self.follow(signals)
        if not self.is_down:
            return
        if self.scene == "sewing" and not self.thread.lead(self.needle.x, self.needle.y):
            self.rewind()
        if self.is_at_pearl():
            self.reach_pearl()

    def follow(self, signals: Signals) -> None:
        """Hold the needle where the finger's tip is, down while it points."""
        seen = ""
        for side in ("left", "right"):
            if getattr(signals, "is_" + side + "_hand_present") == 1:
                seen = side
        self.needle.is_visible = seen != ""
        if seen == "":
            self.is_down = False
            return
        self.needle.x = getattr(signals, seen + "_hand_tip_x_permille")
        self.needle.y = getattr(signals, seen + "_hand_tip_y_permille")
        gesture = getattr(signals, seen + "_hand_gesture")
        if self.is_camera:
            self.point(gesture)
        else:
            if signals.is_pressed == 1:
                self.is_pinned = not self.is_pinned
            self.is_down = self.is_pinned or gesture == FIST
        self.needle.opacity_percent = 100 if self.is_down else 55

    def point(self, gesture: int) -> None:
        """Put the needle down for a pointing finger; lift it for a hand that clearly opens."""
        if gesture == POINT:
            self.is_down = True
            self.lift_ticks = 0
        elif HAND_GESTURES[gesture] in LIFTED:
            self.lift_ticks += 1
            if self.lift_ticks >= LIFT_TICKS:
                self.is_down = False

    def is_at_pearl(self) -> bool:
        """Return whether the needle is at the pearl that comes next."""
        x, y = self.places[self.at]
        return abs(self.needle.x - x) <= REACH_X and abs(self.needle.y - y) <= REACH_Y

    def reach_pearl(self) -> None:
        """Fasten the thread at a pearl and go on to the next one."""
        x, y = self.places[self.at]
        if self.scene == "threading":
            self.begin()
            self.hint = ""
            self.line = "line.begin"
            self.enter("sewing")
        else:
            self.done += 1
            self.thread.fasten(x, y)
            self.line = ""
        self.stage.sound("pluck", self.done)
        self.stage.particles("sparkle", self.view, x=x, y=y, w=120, h=120, layer=50)
        if self.done == self.goal:
            self.embroider()
            return
        self.pearls[self.at].image = "pearl_sewn"
        self.pearls[self.at].w = PEARL_W
        self.pearls[self.at].motion = ""
        self.pearls[self.at].role = "decor"
        self.thread.begin(x, y)
        self.at = (self.at + 1) % self.goal
        self.is_recording = self.done >= self.goal - 4
        self.ask_for_pearl()

    def ask_for_pearl(self) -> None:
        """Let the next pearl shine."""
        pearl = self.pearls[self.at]
        pearl.image = "pearl_next"
        pearl.role = "next_pearl"
        pearl.w = NEXT_PEARL_W
        pearl.motion = "pulse"

    def rewind(self) -> None:
        """The thread has gone astray for too long: it runs back to the last pearl."""
        self.rewound += 1
        self.line = "line.rewind"
        self.stage.sound("wood", 1)
        self.thread.begin_again()

    def embroider(self) -> None:
        """The outline is closed: this is the moment that counts."""
        self.needle.is_visible = False
        for pearl in self.pearls:
            pearl.motion = "fade_out"
            pearl.role = "decor"
        self.satin = Satin(self.stage, self.view, "satin_" + self.motif, self.places)
        self.line = "line." + self.motif
        self.stage.particles("petals", x=500, y=420, w=900, h=500, layer=70)
        for degree in (4, 6, 9):
            self.stage.sound("bell", degree)
        self.complete()
        self.enter("embroidered")

    def bloom(self) -> None:
        """Let silk fill the outline row by row; then the wish is photographed, and it ends."""
        if not self.is_filled and self.scene_ticks % SEWS_EVERY_TICKS == 0:
            self.is_filled = not self.satin.sew()
            if self.is_filled:
                self.stage.sprite(
                    "core_" + self.motif,
                    self.view,
                    x=500,
                    y=CORE_Y,
                    w=CORE_W,
                    layer=40,
                    motion="drop_in",
                )
                self.stage.sound("bell", 7)
        if self.scene_ticks == SHUTTER_TICK:
            self.stage.shutter()
            self.is_recording = False
        elif self.scene_ticks == SHOW_TICKS:
            self.finish()

    def enter(self, scene: str) -> None:
        self.scene = scene
        self.scene_ticks = 0
