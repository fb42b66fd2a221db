"""Every page and state: no violation that axe finds, in either language."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import OpenPage
from tests.page_guard import PageGuard
from tests.web.axe import settled, violations
from tests.web.inspection import wait_for
from tests.web.pointer_player import let_pointer_play

PHONE = (390, 844)
LAPTOP = (1280, 720)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/play/dodge_food",
        "/play/heritage_jewelry",
        "/play/age_booth",
        "/impact",
        "/trust",
        "/privacy",
        "/nowhere",
    ],
)
def test_pages(
    open_page: OpenPage, guards: list[PageGuard], locale: str, size: tuple[int, int], path: str
) -> None:
    page = open_page(locale, {"width": size[0], "height": size[1]})
    guards[-1].allow("404")
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", locale)
    settled(page)
    assert violations(page) == []


@pytest.mark.parametrize(
    ("script", "state"),
    [
        ("getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))", "refused"),
        ("getUserMedia = () => new Promise(() => {})", "asking"),
    ],
)
def test_consent_states(
    open_page: OpenPage, guards: list[PageGuard], script: str, state: str
) -> None:
    page = open_page("en")
    guards[-1].allow("camera did not open")
    page.add_init_script(f"navigator.mediaDevices.{script}")
    page.goto("/play/dodge_food")
    page.get_by_test_id("allow-camera").click()
    expect(
        page.get_by_test_id("asking" if state == "asking" else f"problem-{state}")
    ).to_be_visible()
    settled(page)
    assert violations(page) == []


@pytest.mark.parametrize("path", ["/", "/play/dodge_food"])
def test_a_paused_cause(page: Page, path: str) -> None:
    totals = page.request.get("/api/totals").json()
    for task in totals["tasks"]:
        task["state"] = "paused"
    page.route_web_socket("**/api/live", lambda socket: socket.send(json.dumps(totals)))
    page.goto(path)
    expect(page.get_by_text("暂停中").first).to_be_visible()
    settled(page)
    assert violations(page) == []


def test_loading(open_page: OpenPage) -> None:
    page = open_page("en", service_workers="block")
    page.route("**/models/*", lambda route: None)
    page.goto("/play/dodge_food")
    page.get_by_test_id("allow-camera").click()
    expect(page.get_by_test_id("loading")).to_be_visible()
    settled(page)
    assert violations(page) == []


def test_a_whole_play(open_page: OpenPage) -> None:
    """Ready, playing, paused, completed and the result, in one play."""
    page = open_page("zh-CN", {"width": PHONE[0], "height": PHONE[1]}, reduced_motion="reduce")
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("play-pointer").click()
    expect(page.get_by_test_id("hint")).not_to_be_empty(timeout=60_000)
    settled(page)
    assert violations(page) == []
    let_pointer_play(page)
    wait_for(page, "state.phase === 'playing' && state.tick > 150")
    assert violations(page) == []
    page.get_by_test_id("pause").click()
    expect(page.get_by_test_id("pause-visitor")).to_be_visible()
    settled(page)
    assert violations(page) == []
    page.get_by_test_id("continue").click()
    wait_for(page, "state.phase === 'finished'")
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-status", "credited")
    expect(page.get_by_test_id("receipt-amount")).to_have_text("¥0.20")
    expect(page.get_by_test_id("fact")).to_be_visible()
    settled(page)
    assert violations(page) == []
    page.get_by_test_id("home").click()
    expect(page.get_by_test_id("totals")).to_contain_text("¥0.20")
    expect(page.get_by_test_id("outbox")).to_have_count(0)
    settled(page)
    assert violations(page) == []
