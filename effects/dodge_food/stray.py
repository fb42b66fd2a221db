"""The stray behind the counter: a dog or a cat, put together from parts that act."""

from effects.engine import Node, Stage, ease

MOODS = (  # name, eyes, mouth, how far the ears lie back in tenths of a degree
    ("calm", "open", "calm", 0),
    ("happy", "happy", "happy", -80),
    ("wary", "wary", "calm", 150),
    ("sniff", "closed", "sniff", 250),
)
SIZE = 208
BODY_DY = -20  # From the stall's middle.
# Where the parts' middles sit, from the body's middle, in size units: art/README.md.
PLACES = (  # kind, ear dx, ear dy, head dy, tail dx, tail dy
    ("dog", 42, -87, -42, 42, 71),
    ("cat", 40, -83, -40, 35, 75),
)
BODY_LAYER = 31
EAR_FOLLOWS_PERMILLE = 500  # Ears turn half as far as the visitor's head tilts.
EAR_TURN_MAX_DDEG = 120


class Stray:
    """Shows how the animal feels; never pain."""

    def __init__(self, stage: Stage, carrier: Node, kind: str) -> None:
        self._kind = kind
        self._mood = MOODS[0]
        self._mood_ticks = 0
        self._ear_turn = 0
        self._ear_back = 0
        _, ear_dx, ear_dy, head_dy, tail_dx, tail_dy = next(row for row in PLACES if row[0] == kind)
        self.body = stage.group(carrier, dy=BODY_DY, motion="breathe")
        self._part(stage, "tail", tail_dx, tail_dy, BODY_LAYER).motion = "wag"
        self._part(stage, "body", 0, 0, BODY_LAYER + 1)
        self._ear_left = self._part(stage, "ear_left", -ear_dx, ear_dy, BODY_LAYER + 2)
        self._ear_right = self._part(stage, "ear_right", ear_dx, ear_dy, BODY_LAYER + 2)
        self._part(stage, "head", 0, head_dy, BODY_LAYER + 3)
        self._eyes = self._part(stage, "eyes_open", 0, head_dy, BODY_LAYER + 4)
        self._mouth = self._part(stage, "mouth_calm", 0, head_dy, BODY_LAYER + 4)

    def _part(self, stage: Stage, name: str, dx: int, dy: int, layer: int) -> Node:
        image = self._kind + "_" + name
        return stage.sprite(image, self.body, dx=dx, dy=dy, w=SIZE, h=SIZE, layer=layer)

    def feel(self, name: str, ticks: int) -> None:
        """Take on a mood for some ticks; then the animal is calm again."""
        for mood in MOODS:
            if mood[0] == name:
                self._mood = mood
        self._mood_ticks = ticks
        self.body.motion = "hop" if name == "happy" else "shake" if name == "sniff" else "breathe"

    def grow_wary(self) -> None:
        """Be wary for a moment, unless a stronger feeling lasts."""
        if self._mood[0] in ("calm", "wary"):
            self.feel("wary", 6)

    def tick(self, head_roll_ddeg: int) -> None:
        """Live one tick; the ears follow the visitor's head."""
        if self._mood_ticks > 0:
            self._mood_ticks -= 1
            if self._mood_ticks == 0:
                self.feel("calm", 0)
        _, eyes, mouth, back = self._mood
        self._eyes.image = self._kind + "_eyes_" + eyes
        self._eyes.motion = "blink" if eyes == "open" else ""
        self._mouth.image = self._kind + "_mouth_" + mouth
        turn = head_roll_ddeg * EAR_FOLLOWS_PERMILLE // 1000
        turn = max(-EAR_TURN_MAX_DDEG, min(EAR_TURN_MAX_DDEG, turn))
        self._ear_turn = ease(self._ear_turn, turn, 300)
        self._ear_back = ease(self._ear_back, back, 250)
        self._ear_left.turn_ddeg = self._ear_turn - self._ear_back
        self._ear_right.turn_ddeg = self._ear_turn + self._ear_back
