"""A real face in a real browser plays the real game, and one credit results."""

from tests.conftest import OpenPage
from tests.web.inspection import inspect, wait_for
from tests.web.robot import let_play, seat


def test_a_real_face_plays_and_is_credited_exactly_once(open_page: OpenPage) -> None:
    page = open_page("zh-CN")
    seat(page)
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_for(page, "state.phase === 'ready' && state.tracking.present")
    let_play(page)
    wait_for(page, "state.verdict !== null")
    state = inspect(page)
    assert state["verdict"]["status"] == "credited", state["verdict"]
    receipt = state["verdict"]["receipt"]
    assert receipt["amount_fen"] > 0
    wait_for(page, "state.phase === 'finished'")
    seen = page.evaluate("window.__robot.seen")
    assert [phase for phase in seen["phases"] if phase in ("ready", "playing", "completed")] == [
        "ready",
        "playing",
        "completed",
    ]
    totals = page.request.get("/api/totals").json()
    stray = next(task for task in totals["tasks"] if task["id"] == "stray_animals")
    assert (stray["credited_plays"], stray["participants"]) == (1, 1)
    assert stray["released_fen"] == receipt["amount_fen"]


def test_without_a_face_the_game_waits_and_says_so(open_page: OpenPage) -> None:
    page = open_page("en")
    seat(page)
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_for(page, "state.phase === 'ready' && state.tracking.present")
    page.evaluate("window.__robot.isHidden = true")
    wait_for(page, "state.phase === 'paused' && state.hint === 'center_face'")
    page.evaluate("window.__robot.isHidden = false")
    wait_for(page, "state.phase !== 'paused' && state.tracking.present")
