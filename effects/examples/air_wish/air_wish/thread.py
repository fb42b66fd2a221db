"""The silk thread: a line a stretch, from pearl to pearl, wherever the needle was led."""

from effects.engine import Node, Stage
from effects.engine.stage import POINTS_MAX

THICKNESS = 15  # In thousandths of the picture's height.
STEP = 9  # The needle must have moved so far, in permille, for the thread to follow.
STRETCH_MAX = POINTS_MAX - 2  # Room for the pearl at its end.


class Thread:
    """Sewn stretches stay; the last one is still loose."""

    def __init__(self, stage: Stage, view: Node) -> None:
        self._stage = stage
        self._view = view
        self._loose: "Node | None" = None
        self._from_x = self._from_y = 0
        self._x = self._y = 0

    def begin(self, x: int, y: int) -> None:
        """Begin a stretch at a pearl."""
        self._from_x, self._from_y = x, y
        self._x, self._y = x, y
        self._loose = self._stage.line("thread", self._view, role="thread", w=THICKNESS, layer=36)
        self._loose.add_point(x, y)

    def begin_again(self) -> None:
        """Take the loose stretch off and begin it anew."""
        if self._loose is not None:
            self._stage.remove(self._loose)
        self.begin(self._from_x, self._from_y)

    def lead(self, x: int, y: int) -> bool:
        """Let the thread follow the needle; return False where the stretch is used up."""
        if self._loose is None or abs(x - self._x) + abs(y - self._y) < STEP:
            return True
        if self._loose.point_count() >= STRETCH_MAX:
            return False
        self._x, self._y = x, y
        self._loose.add_point(x, y)
        return True

    def fasten(self, x: int, y: int) -> None:
        """End the loose stretch at a pearl."""
        if self._loose is not None:
            self._loose.add_point(x, y)
        self._loose = None
