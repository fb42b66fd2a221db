"""Looks for flashing: something large on the stage that comes and goes more than thrice a second.

After WCAG 2.3.1 (three flashes or below threshold): a flash is a pair of opposing changes of a
tenth of the brightness or more, over a quarter of the ten degrees that the eye sees sharply. How
bright a picture is is not known here, so opacity stands for it. Reads nodes, changes nothing.
"""

from collections import deque
from collections.abc import Iterable
from typing import Protocol

FLASHES_MAX = 3
WINDOW_TICKS = 30  # A second.
# A quarter of ten degrees is 11 % of a screen; of the field's 1000 x 1000 units that is this much.
AREA_MIN = 110_000
CHANGE_PERCENT_MIN = 20
EVERYWHERE = ("backdrop", "camera")  # Their size is the page's matter; they are large.
UNFLASHING = ("group", "particles")


class SeenNode(Protocol):
    """The part of the engine's Node that is looked at."""

    kind: str
    image: str
    w: int
    h: int
    opacity_percent: int
    is_visible: bool


class _Course:
    """How the opacity of one picture went, and when it turned."""

    def __init__(self, percent: int) -> None:
        self._extreme = percent
        self._direction: int = 0
        self.turns: deque[int] = deque()

    def see(self, tick: int, percent: int) -> None:
        change = percent - self._extreme
        direction = (change > 0) - (change < 0)
        if direction == self._direction:
            self._extreme = percent
        elif abs(change) >= CHANGE_PERCENT_MIN:
            self._direction, self._extreme = direction, percent
            self.turns.append(tick)
        while self.turns and self.turns[0] <= tick - WINDOW_TICKS:
            self.turns.popleft()


class FlashCounter:
    """Sees the nodes of every tick; `worst` are the most flashes in a second, of what and when."""

    def __init__(self) -> None:
        self._courses: dict[str, _Course] = {}
        self.worst: tuple[int, str, int] = (0, "", 0)  # Flashes, picture, tick.

    def see(self, tick: int, nodes: Iterable[SeenNode]) -> None:
        """Take one tick's nodes. Nodes of the same picture count as one."""
        shown: dict[str, int] = {}
        for node in nodes:
            if node.kind in UNFLASHING:
                continue
            if node.kind not in EVERYWHERE and node.w * node.h < AREA_MIN:
                continue
            percent = node.opacity_percent if node.is_visible else 0
            name = node.image or node.kind
            shown[name] = max(shown.get(name, 0), percent)
        for name, course in self._courses.items():
            course.see(tick, shown.pop(name, 0))
            flashes = len(course.turns) // 2
            if flashes > self.worst[0]:
                self.worst = (flashes, name, tick)
        self._courses |= {name: _Course(percent) for name, percent in shown.items()}
