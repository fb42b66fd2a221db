"""Edge tracking in a real browser: asked apart, played to a credit, and back to the device."""

import os
import signal

import psutil
import pytest
from playwright.sync_api import Page

from tests.conftest import OpenPage
from tests.live_server import LiveServer
from tests.page_guard import PageGuard
from tests.web.inspection import inspect, wait_for
from tests.web.robot import let_play, seat
from tests.web.small_bowl import effects_with_a_small_bowl

pytestmark = pytest.mark.browser

IS_FOLLOWED = "state.phase === 'ready' && state.tracking.present"


@pytest.fixture(scope="module")
def server_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One place, so that the second visitor finds none."""
    effects = effects_with_a_small_bowl(tmp_path_factory.mktemp("small_bowl") / "effects")
    return {
        "EDGE_TRACKING": "1",
        "EDGE_VISITORS_MAX": "1",
        "EDGE_WORKERS": "1",
        "EFFECTS_DIR": str(effects),
    }


def watch_sockets(page: Page) -> list[str]:
    """Return a list that fills with the addresses of the page's lines to the server's tracker."""
    lines: list[str] = []
    page.on("websocket", lambda one: lines.append(one.url) if "/api/edge" in one.url else None)
    return lines


def agree(page: Page, effect: str = "dodge_food") -> None:
    """Play before the camera with the server tracking."""
    page.goto(f"/play/{effect}?inspect")
    page.get_by_test_id("choose-edge").click()
    page.get_by_test_id("edge-agree").click()


def end_workers(server: LiveServer) -> None:
    """Kill the server's tracking workers."""
    assert server.process is not None
    for child in psutil.Process(server.process.pid).children(recursive=True):
        if "server.edge.worker" in child.cmdline():
            os.kill(child.pid, signal.SIGKILL)


def test_a_play_that_the_server_tracks_is_asked_for_and_credited_though_it_starts_again(
    open_page: OpenPage, live_server: LiveServer, guards: list[PageGuard]
) -> None:
    page = open_page("zh-CN")
    lines = watch_sockets(page)
    models: list[str] = []
    page.on("request", lambda one: models.append(one.url) if "/models/" in one.url else None)
    seat(page)
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("choose-edge").click()
    page.get_by_test_id("edge-refuse").click()
    page.get_by_test_id("choose-edge").click()
    assert lines == [], "pictures must not go out before the visitor has agreed"
    page.get_by_test_id("edge-agree").click()
    wait_for(page, IS_FOLLOWED)
    assert inspect(page)["tracking"]["place"] == "edge"
    page.get_by_test_id("edge-on").wait_for()
    assert len(lines) == 1
    let_play(page)
    wait_for(page, "state.tick > 90")
    guards[-1].allow("ERR_|WebSocket")
    live_server.kill()
    live_server.start()
    wait_for(page, "state.verdict !== null")
    assert inspect(page)["verdict"]["status"] == "credited"
    assert inspect(page)["tracking"]["place"] == "edge"
    assert models == [], "a server that starts again is waited for"


def test_a_worker_that_is_killed_is_replaced_and_the_visitor_may_leave_at_any_time(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    page = open_page("en")
    lines = watch_sockets(page)
    seat(page)
    agree(page)
    wait_for(page, IS_FOLLOWED)
    end_workers(live_server)
    page.evaluate("window.__robot.x = 200")  # Of 640, from the camera's left.
    wait_for(page, "state.signals.head_x_permille > 620")
    assert inspect(page)["tracking"]["place"] == "edge"
    page.get_by_test_id("edge-end").click()
    wait_for(page, "state.tracking.place === 'module_worker'")
    page.evaluate("window.__robot.x = 440")
    wait_for(page, "state.signals.head_x_permille < 380")
    assert len(lines) == 1
    # The visit goes on, and its answer counts no longer: a new page asks anew.
    page.reload()
    page.get_by_test_id("allow-camera").click()
    wait_for(page, IS_FOLLOWED)
    assert inspect(page)["tracking"]["place"] == "module_worker"
    assert len(lines) == 1


@pytest.mark.long
def test_who_finds_no_place_is_told_and_tracked_by_their_own_device(open_page: OpenPage) -> None:
    first, second = open_page("en"), open_page("en")
    for page in (first, second):
        seat(page)
    agree(first)
    wait_for(first, IS_FOLLOWED)
    agree(second)
    wait_for(second, IS_FOLLOWED)
    assert inspect(second)["tracking"]["place"] == "module_worker"
    second.get_by_test_id("edge-lost").wait_for()
    assert inspect(first)["tracking"]["place"] == "edge"


def test_a_slow_device_is_offered_help_and_asked_before_any_picture_goes_out(
    open_page: OpenPage,
) -> None:
    page = open_page("en")
    lines = watch_sockets(page)
    seat(page)
    # A camera of three pictures a second stands for a device that tracks no faster.
    page.add_init_script("window.__robot.picturesPerS = 3;")
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_for(page, IS_FOLLOWED)
    page.get_by_test_id("edge-ask").click()
    page.get_by_test_id("edge-question").wait_for()
    assert inspect(page)["phase"] == "paused"
    assert lines == []
    page.get_by_test_id("edge-agree").click()
    wait_for(page, "state.tracking.place === 'edge' && state.phase !== 'paused'", 60)


def test_the_photo_studio_is_tracked_by_the_device(open_page: OpenPage) -> None:
    page = open_page("en")
    page.goto("/play/age_booth?inspect")
    page.get_by_test_id("allow-camera").wait_for()
    assert page.get_by_test_id("choose-edge").count() == 0
