"""Python in the page: its clock, its pauses, its errors, and play without a camera."""

import time

import pytest
from playwright.sync_api import Page

from tests.conftest import OpenPage
from tests.page_guard import PageGuard
from tests.web.inspection import inspect, wait_for, wait_until
from tests.web.stub_release import serve_stub

pytestmark = pytest.mark.browser

TICK_HZ = 30
CATCH_UP_TICKS = 4  # One drawing makes up for so many at most, from before the first look too.

STEERED = '''
"""Shows where the pointer is and counts presses."""
from effects.engine import Effect


class DodgeFood(Effect):
    SIGNALS = ("head_x_permille", "head_y_permille")

    def start(self):
        self.presses = 0
        self.node = self.stage.sprite("progress_0", role="player", x=500, y=500, w=100, h=70)

    def facts(self):
        return {"presses": self.presses}

    def tick(self, signals):
        self.node.x = signals.head_x_permille
        self.node.y = signals.head_y_permille
        self.node.value += signals.is_pressed
        if signals.is_pressed and self.phase == "ready":
            self.begin()
        elif signals.is_pressed and self.phase == "playing":
            self.complete()
'''

BROKEN = '''
"""Breaks in its tenth tick."""
from effects.engine import Effect


class DodgeFood(Effect):
    SIGNALS = ("head_x_permille",)

    def start(self):
        self.left = 10

    def tick(self, signals):
        self.left -= 1
        self.value = 1 // self.left
'''


def open_stub(open_page: OpenPage, effect_py: str) -> Page:
    page = open_page("en", service_workers="block")
    serve_stub(page, effect_py)
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("play-pointer").click()
    wait_for(page, "state.phase === 'ready'")
    return page


def test_ticks_follow_the_wall_clock_and_never_run_ahead(open_page: OpenPage) -> None:
    page = open_stub(open_page, STEERED)
    started_s, before = time.perf_counter(), inspect(page)["tick"]
    page.wait_for_timeout(3000)
    ticks = inspect(page)["tick"] - before
    passed_s = time.perf_counter() - started_s
    assert ticks <= passed_s * TICK_HZ + 1 + CATCH_UP_TICKS
    assert ticks > passed_s * TICK_HZ * 0.7


def test_a_pause_stops_the_clock_and_nothing_is_made_up_for(open_page: OpenPage) -> None:
    page = open_stub(open_page, STEERED)
    page.get_by_test_id("pause").click()
    wait_for(page, "state.phase === 'paused'")
    paused_tick = inspect(page)["tick"]
    page.wait_for_timeout(1500)
    assert inspect(page)["tick"] == paused_tick
    page.get_by_test_id("continue").click()
    wait_for(page, "state.phase === 'ready'")
    assert inspect(page)["tick"] - paused_tick < TICK_HZ


def test_mouse_and_arrow_keys_steer_and_taps_act(open_page: OpenPage) -> None:
    page = open_stub(open_page, STEERED)
    page.mouse.move(900, 360)
    wait_for(page, "state.signals.head_x_permille > 700")
    page.keyboard.down("ArrowLeft")
    wait_for(page, "state.signals.head_x_permille < 300")
    page.keyboard.up("ArrowLeft")
    page.mouse.click(640, 400)
    wait_for(page, "state.phase === 'playing'")
    page.keyboard.press("Space")
    wait_for(page, "state.phase === 'completed'")


def test_an_authors_mistake_is_shown_with_its_traceback(
    open_page: OpenPage, guards: list[PageGuard]
) -> None:
    page = open_page("en", service_workers="block")
    guards[0].allow("ZeroDivisionError")
    serve_stub(page, BROKEN)
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("play-pointer").click()
    shown = page.locator(".effect-error")
    shown.wait_for()
    assert "ZeroDivisionError" in (shown.text_content() or "")
    assert "effect.py" in (shown.text_content() or "")


def test_a_visitor_is_helped_out_of_an_authors_mistake(
    open_page: OpenPage, guards: list[PageGuard]
) -> None:
    page = open_page("en", service_workers="block")
    guards[0].allow("ZeroDivisionError")
    serve_stub(page, BROKEN)
    page.goto("/play/dodge_food")
    page.get_by_test_id("play-pointer").click()
    page.get_by_test_id("problem-unknown").wait_for()
    assert page.locator(".effect-error").count() == 0


def test_a_stopped_play_leaves_no_listener_that_steers(open_page: OpenPage) -> None:
    page = open_stub(open_page, STEERED)
    page.get_by_test_id("leave").click()
    wait_until(page, "document.querySelector('canvas') === null")
    page.keyboard.press("ArrowLeft")  # The guard fails the test on any exception.
