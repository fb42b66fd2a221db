"""One paper lantern on its way down: the seed decides its shape, its pace and its sway."""

from effects.engine import Node, SeededRandom, Stage

SHAPES = ("round", "long", "lotus")
ABOVE_Y, GONE_Y = -120, 1120
W = 170  # In thousandths of the picture's height.
PACE_MIN, PACE_MAX = 44, 62  # Tenths of a permille each tick: five to seven seconds on its way.
SWAY, SWAY_TICKS = 28, 90


class Lantern:
    """node: where it is, in permille of the picture. It is unlit until `lit`."""

    def __init__(self, stage: Stage, view: Node, random: SeededRandom, x: int) -> None:
        self._shape = random.pick(SHAPES)
        self._pace = random.between(PACE_MIN, PACE_MAX)
        self._x = x
        self._tenths = ABOVE_Y * 10
        self._ticks = random.below(SWAY_TICKS)
        self.node = stage.sprite(
            self._shape + "_unlit",
            view,
            role="lantern",
            x=x,
            y=ABOVE_Y,
            w=W,
            layer=30,
            motion="sway",
        )

    def float_on(self) -> None:
        """Come a tick further down."""
        self._tenths += self._pace
        self._ticks += 1
        way = self._ticks % SWAY_TICKS * 4000 // SWAY_TICKS  # 0..4000: to, fro and back again.
        swing = way if way < 1000 else 2000 - way if way < 3000 else way - 4000
        self.node.x = self._x + SWAY * swing // 1000
        self.node.y = self._tenths // 10

    def is_gone(self) -> bool:
        """Return whether it has left the picture."""
        return self.node.y >= GONE_Y

    def lit(self) -> Node:
        """Light it, and return its node."""
        self.node.image = self._shape + "_lit"
        self.node.role = "lit"
        return self.node
