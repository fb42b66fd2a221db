"""Every page and state: no violation that axe finds, in either language."""

import json

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.conftest import LAPTOP, OpenPage
from tests.page_guard import PageGuard
from tests.web.axe import settled, violations
from tests.web.inspection import wait_for
from tests.web.pointer_player import let_pointer_play
from tests.web.small_bowl import effects_with_a_small_bowl

PHONE = ViewportSize(width=390, height=844)


@pytest.fixture(scope="module")
def server_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    effects = effects_with_a_small_bowl(tmp_path_factory.mktemp("small_bowl") / "effects")
    return {"EFFECTS_DIR": str(effects)}


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
        "/verify",
        "/nowhere",
    ],
)
def test_pages(open_page: OpenPage, guards: list[PageGuard], path: str) -> None:
    page = open_page("zh-CN", PHONE)
    guards[-1].allow("404")
    page.goto(path)
    for locale in ("zh-CN", "en"):
        page.get_by_test_id(f"language-{locale}").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", locale)
        for size in (PHONE, LAPTOP):
            page.set_viewport_size(size)
            settled(page)
            assert violations(page) == [], (locale, size)


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
    """Ready, playing, paused, completed, the result, and its receipt checked, in one play."""
    page = open_page("zh-CN", PHONE, reduced_motion="reduce")
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("play-pointer").click()
    expect(page.get_by_test_id("hint")).not_to_be_empty(timeout=60_000)
    settled(page)
    assert violations(page) == []
    let_pointer_play(page)
    wait_for(
        page, "state.phase === 'playing' && state.nodes.some(node => node.role === 'clean_food')"
    )
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
    keep_receipt_and_check_it(page)
    expect(page.get_by_test_id("totals")).to_contain_text("¥0.20")
    expect(page.get_by_test_id("outbox")).to_have_count(0)
    settled(page)
    assert violations(page) == []


def keep_receipt_and_check_it(page: Page) -> None:
    """From the result of a credited play over the page that checks, to home."""
    keep = page.get_by_test_id("keep-receipt")
    keep.get_by_role("button", name="保存回执").click()
    with page.expect_download() as downloading:
        keep.get_by_role("button", name="存成文件").click()
    saved = json.loads(downloading.value.path().read_text(encoding="utf-8"))
    keep.get_by_role("link", name="查验").click()
    page.get_by_test_id("kept-check").click()
    expect(page.get_by_test_id("banner")).to_have_attribute("data-state", "holds")
    expect(page.get_by_test_id("banner")).to_contain_text("¥0.20")
    settled(page)
    assert violations(page) == []
    saved["leaf"] = saved["leaf"].replace('"amount_fen":20', '"amount_fen":2000')
    page.get_by_test_id("bring-text").fill(json.dumps(saved))
    page.get_by_test_id("bring-check").click()
    expect(page.get_by_test_id("banner")).to_have_attribute("data-state", "fails")
    expect(page.get_by_test_id("step-place")).to_contain_text("被改过")
    settled(page)
    assert violations(page) == []
    page.get_by_role("main").get_by_role("link", name="回首页").click()
