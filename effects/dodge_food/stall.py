"""The mobile food stall: the head pushes it along the street, the bowl on it fills."""

from effects.engine import Signals, Stage, clamp, ease

Y = 850
LEFT_X, RIGHT_X = 80, 920
W, H = 416, 361
WHEEL_DX, WHEEL_DY, WHEEL_SIZE = 116, 141, 100
BOWL_DY, BOWL_W, BOWL_H = 16, 125, 83
BOWL_STEPS = 6  # Pictures of the bowl between empty and heaped.
LAYER, FRONT_LAYER, BOWL_LAYER = 30, 36, 40  # The animal stands between stall and front.
WHEEL_TURN_DDEG = 9  # For each field unit the stall rolls.

# Moving the head by 0.6 of the face's width, or tilting it by 28 degrees, goes from the middle of
# the street to its edge.
EDGE = 470
EDGE_LEAN_PERMILLE = 600
EDGE_ROLL_DDEG = 280
HOME_LEFT, HOME_RIGHT = 300, 700  # A player in the corner still has to be able to go both ways.
FACE_WIDTH_MIN, FACE_WIDTH_MAX = 80, 420
EASE_PERMILLE = 450  # Of the way to where the head points, each tick: quick, but not a jerk.
SETTLE_PERMILLE = 120  # How fast the resting place is learned before the play begins.


class Stall:
    """Knows where it stands, and how the visitor's resting head looks."""

    def __init__(self, stage: Stage, mode: str) -> None:
        self.node = stage.sprite("stall", role="player", x=500, y=Y, w=W, h=H, layer=LAYER)
        stage.sprite("stall_front", self.node, w=W, h=H, layer=FRONT_LAYER)
        self._wheels = [
            stage.sprite(
                "stall_wheel",
                self.node,
                dx=side * WHEEL_DX,
                dy=WHEEL_DY,
                w=WHEEL_SIZE,
                h=WHEEL_SIZE,
                layer=FRONT_LAYER + 1,
            )
            for side in (-1, 1)
        ]
        self.bowl = stage.sprite(
            "progress_0", self.node, dy=BOWL_DY, w=BOWL_W, h=BOWL_H, layer=BOWL_LAYER
        )
        self._is_pointer = mode == "pointer"
        self._is_known = False
        self._home_x = 500
        self._home_roll = 0
        self._face_width = FACE_WIDTH_MAX

    def learn_rest(self, signals: Signals) -> None:
        """Learn where the head rests, how it tilts and how near it is, before the play begins."""
        if not signals.is_present:
            return
        settle = SETTLE_PERMILLE if self._is_known else 1000
        self._is_known = True
        home_x = clamp(signals.head_x_permille, HOME_LEFT, HOME_RIGHT)
        width = clamp(signals.head_width_permille, FACE_WIDTH_MIN, FACE_WIDTH_MAX)
        self._home_x = ease(self._home_x, home_x, settle)
        self._home_roll = ease(self._home_roll, signals.head_roll_ddeg, settle)
        self._face_width = ease(self._face_width, width, settle)

    def steer(self, signals: Signals) -> None:
        """Roll toward where the head points; stay while nobody is there."""
        if not signals.is_present:
            return
        target = signals.head_x_permille
        if not self._is_pointer:
            lean = (target - self._home_x) * 1000 // self._face_width
            roll = signals.head_roll_ddeg - self._home_roll
            target = 500 + lean * EDGE // EDGE_LEAN_PERMILLE + roll * EDGE // EDGE_ROLL_DDEG
        self.node.x = ease(self.node.x, clamp(target, LEFT_X, RIGHT_X), EASE_PERMILLE)
        for wheel in self._wheels:
            wheel.turn_ddeg = self.node.x * WHEEL_TURN_DDEG % 3600

    def is_under(self, x: int, reach: int) -> bool:
        """Return whether the bowl's middle is within reach of a dish at x (field units)."""
        return abs(self.node.x - x) <= reach

    def fill(self, done: int, goal: int) -> None:
        """Show how full the bowl is."""
        step = (done * BOWL_STEPS + goal - 1) // goal
        self.bowl.image = "progress_%d" % clamp(step, 0, BOWL_STEPS)
