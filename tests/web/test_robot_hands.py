"""A real face and real hands in a real browser put three ornaments on, and one credit results."""

from tests.conftest import OpenPage
from tests.web.inspection import inspect, wait_for
from tests.web.robot import let_play, seat_with_hand

EFFECT = "heritage_jewelry"
PLAY_LIMIT_S = 240  # Two trackers on two cores that other tests use too.


def test_real_hands_put_three_ornaments_on_and_are_credited_exactly_once(
    open_page: OpenPage,
) -> None:
    page = open_page("zh-CN")
    seat_with_hand(page)
    page.goto(f"/play/{EFFECT}?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_for(page, "state.phase === 'ready'")
    let_play(page, EFFECT)
    wait_for(page, "state.phase === 'completed'", timeout_s=PLAY_LIMIT_S)
    worn = [
        node["role"]
        for node in inspect(page)["nodes"]
        if node["kind"] == "model" and node["visible"]
    ]
    assert sorted(worn) == [
        "ornament:batik_earrings",
        "ornament:batik_earrings",
        "ornament:filigree_ring",
        "ornament:miao_bangle",
    ]
    wait_for(page, "state.verdict !== null")
    verdict = inspect(page)["verdict"]
    assert verdict["status"] == "credited", verdict
    seen = page.evaluate("window.__robot.seen")
    assert {"fist", "open_palm", "point", "thumb_up"} <= set(seen["gestures"])
    wait_for(page, "state.phase === 'finished'")
    totals = page.request.get("/api/totals").json()
    task = next(task for task in totals["tasks"] if task["id"] == "heritage_mothers")
    assert (task["credited_plays"], task["participants"]) == (1, 1)
    assert task["released_fen"] == verdict["receipt"]["amount_fen"]
