"""A completed play reaches the ledger whatever happens between the page and the server."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from server.verdicts import Verdict
from tests.conftest import OpenPage
from tests.live_server import LiveServer
from tests.page_guard import PageGuard
from tests.web.device_store import keep_in
from tests.web.inspection import wait_for
from tests.web.pointer_player import let_pointer_play
from tests.web.small_bowl import effects_with_a_small_bowl

RECEIPT = {
    "play_id": "0" * 32,
    "number": 7,
    "task": "stray_animals",
    "effect": "dodge_food",
    "amount_fen": 20,
    "currency": "CNY",
    "credited_at": "2026-11-23T12:00:00.000Z",
    "entry": 7,
    "leaf": "{}",
}
COUNT_KEPT = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("kindlens");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const asking = opening.result.transaction("outbox").objectStore("outbox").count();
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result); };
  };
})"""


@pytest.fixture(scope="module")
def server_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    effects = effects_with_a_small_bowl(tmp_path_factory.mktemp("small_bowl") / "effects")
    return {"EFFECTS_DIR": str(effects)}


def stray_totals(page: Page) -> dict[str, Any]:
    totals = page.request.get("/api/totals").json()
    return next(task for task in totals["tasks"] if task["id"] == "stray_animals")


def keep(page: Page, deliver_in_hours: float = 72, number: int = 1) -> None:
    """Put a completed play into the device's outbox, as an earlier visit would have left it."""
    page.goto("/")
    until = datetime.now(UTC) + timedelta(hours=deliver_in_hours)
    play = {
        "playId": f"{number:032x}",
        "ticket": "a ticket",
        "trace": "a trace",
        "effect": "dodge_food",
        "completedAt": "2026-11-23T12:00:00.000Z",
        "deliverUntil": until.isoformat(),
    }
    keep_in(page, "kindlens", "outbox", play)


def answer(status: str) -> Callable[[Route], None]:
    body = {
        "status": status,
        "reason": "",
        "receipt": RECEIPT if status in ("credited", "duplicate") else None,
        "decided_by": None,
    }
    return lambda route: route.fulfill(json=body)


def test_a_play_survives_a_dead_server_and_a_reload_and_is_credited_once(
    open_page: OpenPage, live_server: LiveServer, guards: list[PageGuard]
) -> None:
    page = open_page("en")
    guards[-1].allow("ERR_|WebSocket|Failed to load|no answer")
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("play-pointer").click()
    wait_for(page, "state.phase === 'ready'")
    let_pointer_play(page)
    wait_for(page, "state.phase === 'playing'")
    live_server.kill()
    wait_for(page, "state.phase === 'finished'")
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-status", "kept", timeout=60_000)
    page.goto("/")  # From the service worker: the server is still down.
    expect(page.get_by_test_id("outbox")).to_contain_text("kept for you")
    assert page.evaluate(COUNT_KEPT) == 1
    live_server.start()
    page.reload()
    expect(page.get_by_test_id("outcome-credited")).to_be_visible(timeout=60_000)
    assert page.evaluate(COUNT_KEPT) == 0
    page.reload()
    expect(page.locator(".card")).to_have_count(3)
    expect(page.get_by_test_id("outbox")).to_have_count(0)
    assert stray_totals(page)["credited_plays"] == 1


@pytest.mark.parametrize("status", list(Verdict))
def test_a_late_verdict_is_told_at_home(page_en: Page, status: str) -> None:
    keep(page_en)
    sent: list[dict[str, str]] = []

    def reply(route: Route) -> None:
        sent.append(json.loads(route.request.post_data or ""))
        answer(status)(route)

    page_en.route("**/api/plays/*/completion", reply)
    page_en.reload()
    expect(page_en.get_by_test_id(f"outcome-{status}")).to_be_visible()
    assert sent == [{"ticket": "a ticket", "trace": "a trace"}]
    page_en.get_by_test_id("outbox").get_by_role("button").click()
    expect(page_en.get_by_test_id("outbox")).to_have_count(0)
    assert page_en.evaluate(COUNT_KEPT) == 0


@pytest.mark.parametrize(
    ("status", "reason", "words"),
    [
        ("unfunded", "not_open", "was not open"),
        ("capped", "participant_day", "one participant may in a day"),
        ("capped", "network_day", "From the network you are on"),
        ("capped", "kiosk_day", "This kiosk has released"),
        ("capped", "task_day", "This cause has a limit"),
    ],
)
def test_why_nothing_moved_is_told_at_home(
    page_en: Page, status: str, reason: str, words: str
) -> None:
    keep(page_en)
    body = {"status": status, "reason": reason, "receipt": None, "decided_by": None}
    page_en.route("**/api/plays/*/completion", lambda route: route.fulfill(json=body))
    page_en.reload()
    expect(page_en.get_by_test_id(f"outcome-{status}")).to_contain_text(words)


def test_a_held_play_is_asked_about_until_it_is_decided(page_en: Page) -> None:
    keep(page_en)
    body = {
        "status": "held",
        "reason": "still",
        "receipt": None,
        "decided_by": "2036-11-25T12:00:00.000Z",
    }
    page_en.route("**/api/plays/*/completion", lambda route: route.fulfill(json=body))
    page_en.reload()
    expect(page_en.get_by_test_id("outcome-held")).to_contain_text("decided by Nov 25, 2036")
    assert page_en.evaluate(COUNT_KEPT) == 1
    page_en.reload()
    expect(page_en.get_by_test_id("held")).to_contain_text("being checked by a person")
    body |= {"status": "credited", "reason": "", "receipt": RECEIPT, "decided_by": None}
    page_en.reload()
    expect(page_en.get_by_test_id("outcome-credited")).to_be_visible()
    assert page_en.evaluate(COUNT_KEPT) == 0


def test_what_the_server_cannot_read_is_not_sent_for_ever(
    page_en: Page, guards: list[PageGuard]
) -> None:
    guards[-1].allow("400|403|404|422")
    keep(page_en)
    page_en.reload()
    expect(page_en.get_by_test_id("outbox")).to_contain_text("has its answer")
    assert page_en.evaluate(COUNT_KEPT) == 0


def test_a_failing_server_is_asked_again_by_itself(page_en: Page, guards: list[PageGuard]) -> None:
    guards[-1].allow("503")
    keep(page_en)
    tries: list[Route] = []

    def reply(route: Route) -> None:
        tries.append(route)
        if len(tries) < 3:
            route.fulfill(status=503, body="")
        else:
            answer("credited")(route)

    page_en.route("**/api/plays/*/completion", reply)
    page_en.reload()
    expect(page_en.get_by_test_id("outcome-credited")).to_be_visible(timeout=30_000)
    assert len(tries) == 3


def test_after_its_time_an_undelivered_play_is_given_up(
    page_en: Page, guards: list[PageGuard]
) -> None:
    guards[-1].allow("ERR_FAILED")
    keep(page_en, deliver_in_hours=-1)
    page_en.route("**/api/plays/*/completion", lambda route: route.abort())
    page_en.reload()
    expect(page_en.get_by_test_id("outcome-expired")).to_be_visible()
    assert page_en.evaluate(COUNT_KEPT) == 0


def test_kept_plays_go_out_before_a_new_ticket_is_asked(page_en: Page) -> None:
    keep(page_en)
    order: list[str] = []

    def see(route: Route) -> None:
        order.append("completion" if "completion" in route.request.url else "ticket")
        if order[-1] == "completion":
            answer("credited")(route)
        else:
            route.continue_()

    page_en.route("**/api/plays", see)
    page_en.route("**/api/plays/*/completion", see)
    page_en.goto("/play/dodge_food")
    page_en.get_by_test_id("play-pointer").click()
    expect(page_en.get_by_test_id("hint")).to_contain_text("Tap", timeout=60_000)
    assert order == ["completion", "ticket"]


def test_two_tabs_send_a_play_once(page_en: Page) -> None:
    keep(page_en)
    sent: list[Route] = []

    def reply(route: Route) -> None:
        sent.append(route)
        answer("credited")(route)

    page_en.context.route("**/api/plays/*/completion", reply)
    other = page_en.context.new_page()
    page_en.evaluate("setTimeout(() => location.reload(), 0)")
    other.goto("/")
    expect(page_en.locator(".card")).to_have_count(3)
    expect(other.locator(".card")).to_have_count(3)
    expect(other.get_by_test_id("live-link")).to_have_text("Live figures")
    expect(page_en.get_by_test_id("live-link")).to_have_text("Live figures")
    assert len(sent) == 1
