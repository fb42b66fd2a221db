"""The tracker in a real browser: finds a real face under the real policy, and lets go of it."""

import pytest
from playwright.sync_api import Page

from tests.bench.peak_memory import largest_renderer_bytes
from tests.conftest import OpenPage
from tests.web.inspection import inspect, wait_for, wait_until
from tests.web.robot import seat

pytestmark = pytest.mark.browser

# What a browser may do to a tracker's worker: refuse it, or fail to load it.
REFUSE = "throw new TypeError('workers are not allowed here')"
BREAK = "url = '/no-such-worker.js'"
SESSIONS = 10
# Chromium keeps freed memory for a while; a session that leaked its tracker would add 100 MB.
GROWTH_MB_MAX = 60
WARM_SESSIONS = 3


def start_with_camera(page: Page) -> None:
    page.get_by_test_id("allow-camera").click()
    wait_for(page, "state.phase === 'ready' && state.tracking.present")


def test_a_face_is_found_in_a_worker_under_the_policy(open_page: OpenPage) -> None:
    page = open_page("en")
    seat(page)
    answer = page.goto("/play/dodge_food?inspect")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    start_with_camera(page)
    tracking = inspect(page)["tracking"]
    assert (tracking["mode"], tracking["place"]) == ("camera", "module_worker")
    assert len(page.workers) == 1


def spoil_workers(page: Page, spoil: str, types: list[str]) -> None:
    """Spoil each worker of these types that the page starts."""
    page.add_init_script(
        "{ const Kind = window.Worker; window.Worker = class extends Kind {"
        f" constructor(url, options) {{ if ({types}.includes(options?.type)) {{ {spoil}; }}"
        " super(url, options); } }; }"
    )


@pytest.mark.parametrize("spoil", [REFUSE, BREAK])
@pytest.mark.parametrize(
    ("spoiled", "place"),
    [
        pytest.param(["module"], "classic_worker", marks=pytest.mark.long),
        (["module", "classic"], "main_thread"),
    ],
)
def test_a_face_is_found_without_the_best_worker(
    open_page: OpenPage, spoil: str, spoiled: list[str], place: str
) -> None:
    page = open_page("en")
    page.set_default_timeout(60_000)
    if spoil == BREAK:
        page.route("**/no-such-worker.js", lambda route: route.abort())
    spoil_workers(page, spoil, spoiled)
    seat(page)
    page.goto("/play/dodge_food?inspect")
    start_with_camera(page)
    assert inspect(page)["tracking"]["place"] == place
    page.evaluate("window.__robot.x = 200")
    wait_for(page, "state.signals.head_x_permille > 620")


def test_what_is_left_in_the_camera_is_right_for_the_player(open_page: OpenPage) -> None:
    page = open_page("en")
    seat(page)
    page.goto("/play/dodge_food?inspect")
    start_with_camera(page)
    page.evaluate("window.__robot.x = 200")  # Of 640, from the camera's left.
    wait_for(page, "state.signals.head_x_permille > 620")
    page.evaluate("window.__robot.x = 440")
    wait_for(page, "state.signals.head_x_permille < 380")


def test_a_lost_camera_is_named_and_comes_back(open_page: OpenPage) -> None:
    page = open_page("en")
    seat(page)
    page.goto("/play/dodge_food?inspect")
    start_with_camera(page)
    # stop() would not tell the page; this is what an unplugged camera does.
    page.evaluate("window.__robot.stream.getVideoTracks()[0].dispatchEvent(new Event('ended'))")
    page.get_by_test_id("problem-camera_lost").wait_for()
    assert inspect(page)["phase"] == "paused"
    page.get_by_test_id("retry").click()
    wait_for(page, "state.phase === 'ready' && state.tracking.present")


@pytest.mark.long
@pytest.mark.timeout(600)
def test_ten_sessions_leave_no_camera_and_no_memory_behind(open_page: OpenPage) -> None:
    page = open_page("en")
    seat(page)
    collector = page.context.new_cdp_session(page)
    used_mb: list[float] = []
    page.goto("/play/dodge_food?inspect")
    for session in range(SESSIONS):
        start_with_camera(page)
        page.get_by_test_id("leave").click()
        wait_until(page, "window.__robot.stream.getTracks().every(t => t.readyState === 'ended')")
        assert len(page.workers) <= 1, f"session {session} left a worker beside the kept one"
        # What nothing holds goes at once, also what a browser with room would keep.
        collector.send("Memory.simulatePressureNotification", {"level": "critical"})
        collector.send("HeapProfiler.collectGarbage")
        used_mb.append(largest_renderer_bytes() / 1e6)
        page.go_back()
    growth_mb = used_mb[-1] - used_mb[WARM_SESSIONS - 1]
    assert growth_mb < GROWTH_MB_MAX, f"memory after each session, in MB: {used_mb}"
