"""The example effects, opened by `kindlens play`: a real face and real hands, one credit each."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from effects.place import EFFECTS
from tests.author_play import played
from tests.conftest import close_quietly
from tests.page_guard import PageGuard
from tests.web.inspection import inspect, wait_for
from tests.web.robot import let_play, seat_with_hand, seat_with_lips

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("built_web")]

PLAY_LIMIT_S = 240
SITTERS: dict[str, Callable[[Page], None]] = {
    "lanterns": seat_with_hand,
    "candles": seat_with_lips,
    "air_wish": seat_with_hand,
}
IN_EVERY_RUN = "candles"
PLAYED = [
    pytest.param(effect, marks=() if effect == IN_EVERY_RUN else pytest.mark.long)
    for effect in SITTERS
]


@pytest.mark.parametrize("effect", PLAYED)
def test_an_example_is_played_and_credited_exactly_once(
    effect: str, browser: Browser, tmp_path: Path
) -> None:
    with played(EFFECTS / "examples" / effect, tmp_path / "data") as origin:
        context = browser.new_context(base_url=origin, locale="zh-CN")
        guard = PageGuard(context, origin)
        page = context.new_page()
        SITTERS[effect](page)
        page.goto(f"/play/{effect}?inspect")
        page.get_by_test_id("allow-camera").click()
        wait_for(page, "state.phase === 'ready' && state.nodes.length > 0")
        let_play(page, effect)
        wait_for(page, "state.verdict !== null", timeout_s=PLAY_LIMIT_S)
        verdict = inspect(page)["verdict"]
        assert verdict["status"] == "credited", verdict
        wait_for(page, "state.phase === 'finished'")
        totals = page.request.get("/api/totals").json()
        task = next(task for task in totals["tasks"] if task["id"] == verdict["receipt"]["task"])
        assert (task["credited_plays"], task["participants"]) == (1, 1)
        close_quietly(context)
        guard.check()
