"""Who gets the game where several people stand before the camera, and who keeps it.

Real photos, the real tracker, one camera picture; see web/src/tracking/number-of-faces.md.
"""

import pytest
from playwright.sync_api import Page

from tests.conftest import OpenPage
from tests.web.crowd import Person, change, gather
from tests.web.inspection import inspect, wait_for

STEADY_S = 5  # The tracker looks for others every 1.5 s and believes two looks on end.
ASK_EVERY_MS = 200
OFF_PERMILLE = 60  # A head is this near to where the person stands; people are 400 apart.

LEFT, RIGHT, MIDDLE = 170, 460, 240
PLAYER = Person(LEFT, MIDDLE, 100)


def open_before(page: Page, people: list[Person]) -> None:
    gather(page, people)
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_for(page, "state.phase === 'ready' && state.tracking.present")


def wait_for_game(page: Page, person: Person) -> None:
    off = f"Math.abs(state.signals.head_x_permille - {person.x_permille})"
    wait_for(page, f"state.signals.is_present && {off} < {OFF_PERMILLE}")


def assert_keeps_the_game(page: Page, person: Person) -> None:
    # A machine that tracks less than two pictures a second calls everybody absent in between.
    for _ in range(STEADY_S * 1000 // ASK_EVERY_MS):
        signals = inspect(page)["signals"]
        off = abs(signals["head_x_permille"] - person.x_permille)
        assert off < OFF_PERMILLE, f"{person} lost the game: {signals}"
        page.wait_for_timeout(ASK_EVERY_MS)
    wait_for_game(page, person)


def test_the_larger_face_gets_the_game_at_the_start_and_keeps_it(open_page: OpenPage) -> None:
    # In the shade, so that the face model alone would choose the other: that one is clearer.
    larger = Person(RIGHT, MIDDLE, 130, light=0.35)
    page = open_page("en")
    open_before(page, [PLAYER, larger])
    wait_for_game(page, larger)
    assert_keeps_the_game(page, larger)


@pytest.mark.long
def test_only_a_newcomer_who_is_much_larger_takes_over(open_page: OpenPage) -> None:
    page = open_page("en")
    open_before(page, [PLAYER])
    wait_for_game(page, PLAYER)
    change(page, [PLAYER, Person(RIGHT, MIDDLE, 75)])
    assert_keeps_the_game(page, PLAYER)
    change(page, [PLAYER, Person(RIGHT, MIDDLE, 120)])
    assert_keeps_the_game(page, PLAYER)
    larger = Person(RIGHT, MIDDLE, 165)
    change(page, [PLAYER, larger])
    wait_for_game(page, larger)
    assert_keeps_the_game(page, larger)
