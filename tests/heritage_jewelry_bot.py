"""A seeded player of the jewelry try-on, on signals alone: for tests and figures without a camera.

It does what the hint asks: brings a hand to where it is wanted, then makes the gesture.
"""

import random

from effects.engine.hands import FINGERS, HAND_GESTURES
from effects.engine.play import Play, find_effect
from effects.engine.stage import Node
from effects.engine.trace import Recorder
from effects.heritage_jewelry.figure import EAR_PLACES, FINGER_PLACES, WRIST_PLACE
from tests.recorded_play import RecordedPlay, record_tick, recorded

EFFECT = "heritage_jewelry"
HEAD = {"head_x_permille": 500, "head_y_permille": 380}
HEAD_SIZE = {"head_width_permille": 180, "head_height_permille": 330}
RAISED = (320, 520)
HOME = (330, 620)
STEP_PERMILLE = 34  # About a picture's width a second.
LINGERS_TICKS = 14  # Between two moves: people look before they act.
TICKS_MAX = 4000


class Player:
    """One hand that goes where it is wanted and makes one gesture after the other."""

    def __init__(self, play: Play, rng: random.Random, side: str, mode: str) -> None:
        self.play, self.rng, self.side, self.mode = play, rng, side, mode
        self.x, self.y = HOME
        self.gesture, self.finger = "open_palm", "none"
        self.lingers = 0

    def place(self, role: str) -> Node:
        """Return the node of the tray's place that is lit."""
        lit = [node for node in self.play.stage.nodes if node.image == "slot_lit"]
        return lit[0] if lit else next(n for n in self.play.stage.nodes if n.role == role)

    def go(self, x: int, y: int) -> bool:
        """Move a step toward a place; return whether the hand is there."""
        dx, dy = x - self.x, y - self.y
        step = max(abs(dx), abs(dy))
        if step > STEP_PERMILLE:
            self.x += dx * STEP_PERMILLE // step
            self.y += dy * STEP_PERMILLE // step
            return False
        self.x, self.y = x, y
        return True

    def act(self, finger: str) -> bool:
        """Live one tick; return whether a tap is due."""
        self.lingers += 1
        if self.lingers < LINGERS_TICKS:
            return False
        hint = self.play.effect.hint.removesuffix("_pointer")
        if hint == "grip":
            place = self.place("tray:miao_bangle")
            if self.go(place.x, place.y):
                self.show("fist")
        elif hint.startswith("wear_") and self.go(*self.target(hint)):
            self.show("point" if self.points(hint) else "open_palm", finger)
        elif hint == "thumb_up" and self.mode == "camera" and self.go(*HOME):
            self.show("thumb_up")
        elif hint == "show_all":
            self.show("open_palm")
        return self.mode == "pointer" and hint in ("show_hand", "thumb_up")

    def points(self, hint: str) -> bool:
        return hint == "wear_finger" and self.mode == "camera"

    def target(self, hint: str) -> tuple[int, int]:
        """Return where the hand puts on what it carries."""
        if hint == "wear_ears":
            return EAR_PLACES[0] if self.mode == "pointer" else (410, 380)
        if self.mode == "camera":
            return RAISED
        return WRIST_PLACE if hint == "wear_wrist" else FINGER_PLACES[2][1:]

    def show(self, gesture: str, finger: str = "none") -> None:
        if gesture != self.gesture:
            self.lingers = 0
        self.gesture = gesture
        self.finger = finger if gesture == "point" else "none"

    def signals(self) -> dict[str, int]:
        """Return the hand's signals, with the noise of a tracker."""
        hand = f"{self.side}_hand_"
        return {
            f"is_{self.side}_hand_present": 1,
            hand + "x_permille": self.x + round(self.rng.gauss(0, 1.5)),
            hand + "y_permille": self.y + round(self.rng.gauss(0, 1.5)),
            hand + "gesture": HAND_GESTURES.index(self.gesture),
            hand + "finger": FINGERS.index(self.finger),
            hand + "palm_permille": 900,
        }


def play_heritage_jewelry(
    seed: str,
    play_id: str = "play",
    mode: str = "camera",
    side: str = "right",
    finger: str = "index",
    ticks_max: int = TICKS_MAX,
) -> RecordedPlay:
    """Play until the completion and record it."""
    rng = random.Random(seed)
    side = "right" if mode == "pointer" else side
    play = Play(find_effect(EFFECT), seed, {}, mode)
    recorder = Recorder(play_id, EFFECT, {}, mode, play.columns)
    player = Player(play, rng, side, mode)
    while play.effect.phase != "completed" and play.tick_count < ticks_max:
        is_pressed = player.act(finger)
        now = {
            "is_present": 1,
            "is_pressed": int(is_pressed),
            "is_head_present": 1,
            **HEAD,
            **HEAD_SIZE,
            **player.signals(),
        }
        record_tick(play, recorder, now)
    return recorded(play, recorder)
