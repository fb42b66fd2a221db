"""What counts as flashing."""

import pytest

from effects.checks.flashes import FlashCounter
from effects.engine.stage import Node, Stage

TICKS = 90


def worst(percent_at: "list[int]", w: int = 400, h: int = 400) -> int:
    """Return the most flashes in a second of a sprite whose opacity takes turns, tick by tick."""
    stage, counter = Stage(), FlashCounter()
    lamp = stage.sprite("lamp", w=w, h=h)
    for tick in range(1, TICKS + 1):
        lamp.opacity_percent = percent_at[tick % len(percent_at)]
        counter.see(tick, stage.nodes)
    return counter.worst[0]


@pytest.mark.parametrize(
    ("percent_at", "flashes"),
    [
        ([100], 0),
        ([0, 100], 15),
        ([0] * 3 + [100] * 3, 5),
        ([0] * 5 + [100] * 5, 3),
        ([0] * 15 + [100] * 15, 1),
        ([90, 100], 0),  # Too little to see.
        ([0, 20, 40, 60, 80, 100, 80, 60, 40, 20], 3),  # A glow, three times a second.
    ],
)
def test_coming_and_going_is_counted_by_the_second(percent_at: "list[int]", flashes: int) -> None:
    assert worst(percent_at) == flashes


def test_what_is_small_may_sparkle() -> None:
    assert worst([0, 100], w=300, h=300) == 0


def test_nodes_that_come_and_go_count_by_their_picture() -> None:
    stage, counter = Stage(), FlashCounter()
    shown: list[Node] = []
    for tick in range(1, TICKS + 1):
        if tick % 3 == 0:
            if shown:
                stage.remove(shown.pop())
            else:
                shown.append(stage.add("backdrop", image="thunder"))
        counter.see(tick, stage.nodes)
    assert counter.worst[:2] == (5, "thunder")
