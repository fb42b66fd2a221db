"""Without a camera the ornaments go onto a drawn figure, by mouse or keys, for the same credit."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.conftest import OpenPage
from tests.web.inspection import inspect, wait_for
from tests.web.jewelry_pointer import carry_by_keys, drag_by_mouse, wait_for_hint


@pytest.mark.parametrize(
    "put_on", [pytest.param(drag_by_mouse, marks=pytest.mark.long), carry_by_keys]
)
def test_three_ornaments_are_put_on_without_a_camera(
    open_page: OpenPage, put_on: Callable[[Page], None]
) -> None:
    page = open_page("en", reduced_motion="reduce")
    page.goto("/play/heritage_jewelry?inspect")
    page.get_by_test_id("play-pointer").click()
    wait_for(page, "state.phase === 'ready'")
    page.keyboard.press(" ")
    for worn in (1, 2, 3):
        wait_for_hint(page, "grip")
        put_on(page)
        wait_for_hint(page, "thumb_up")
        assert page.get_by_text(f"{worn} of 3 ornaments on").count() == 1
        wait_for(page, "state.nodes.some(node => node.kind === 'model' && node.visible)")
        page.wait_for_timeout(2100)  # A story is shown for two seconds at least.
        page.keyboard.press("Enter")
    wait_for(page, "state.verdict !== null")
    assert inspect(page)["verdict"]["status"] == "credited"
    wait_for(page, "state.phase === 'finished'")
    page.get_by_test_id("save-card").wait_for()
