"""The public page about the money, over a real server and real credits."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import OpenPage
from tests.live_server import LiveServer
from tests.page_guard import PageGuard
from tests.web.axe import settled, violations
from tests.web.credited_play import play_for_credit, serve_tiny_effect
from tests.web.inspection import wait_until

HALLS = [(1920, 1080), (3840, 2160), (1080, 1920)]
FEN_PER_PLAY = 20
TASK = "task-stray_animals"
LONG_NAMES = {
    "zh-CN": "山区流浪动物与先天性心脏病儿童救助公益基金会联合会",
    "en": "The Joint Foundation for Stray Animals and for Children with Congenital Heart Disease",
}
SMALLEST_SHARE = 0.02  # Of the lesser side: what is read from three metres; on a screen that stands
SMALLEST_SHARE_UPRIGHT = 0.017  # upright, from two and a half.


@pytest.fixture(scope="module")
def live_server(built_web: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    yield from serve_tiny_effect(tmp_path_factory.mktemp("impact"), built_web)


def released_fen(page: Page) -> int:
    """Return what the ledger says."""
    return sum(task["released_fen"] for task in page.request.get("/api/totals").json()["tasks"])


def shown_fen(page: Page) -> int:
    """Return what the page shows at this moment, rolling or not."""
    text = page.get_by_test_id("released").locator("[aria-hidden]").inner_text()
    return round(float(re.sub(r"[^0-9.]", "", text)) * 100)


def yuan(fen: int) -> str:
    return f"¥{fen / 100:.2f}"


def change_campaign(page: Page, **changes: Any) -> None:
    """Let the page be told a campaign that differs."""

    def answer(route: Route) -> None:
        route.fulfill(json={**route.fetch().json(), **changes})

    page.route("**/api/campaign", answer)


def fill_roll(page: Page) -> None:
    """Let the page be told more credits than the roll has room for."""
    lines = [
        {
            "entry": 90 - n,
            "task": "stray_animals",
            "number": 90 - n,
            "amount_fen": FEN_PER_PLAY,
            "credited_at": "2026-11-23T12:00:00.000Z",
        }
        for n in range(20)
    ]
    page.route("**/api/impact/recent", lambda route: route.fulfill(json={"credits": lines}))


def test_figures_follow_the_ledger_and_never_run_ahead(page_en: Page) -> None:
    page_en.goto("/impact")
    before = released_fen(page_en)
    expect(page_en.get_by_test_id("released")).to_contain_text(yuan(before))
    ledger = before
    for _ in range(4):
        ledger += play_for_credit(page_en)["amount_fen"]
        for _ in range(5):
            assert shown_fen(page_en) <= ledger
    expect(page_en.get_by_test_id("released").locator("[aria-hidden]")).to_have_text(yuan(ledger))
    assert ledger == released_fen(page_en) == before + 4 * FEN_PER_PLAY
    expect(page_en.get_by_test_id("roll").get_by_role("listitem").first).to_contain_text("¥0.20")


def test_what_the_money_can_do_is_told_in_whole_units(page_en: Page) -> None:
    change_task_meaning(page_en, fen_per_unit=1_000_000)
    page_en.goto("/impact")
    expect(page_en.get_by_test_id(TASK)).to_contain_text("Not yet enough for a whole one")
    page_en.unroute("**/api/campaign")
    while released_fen(page_en) < 410:
        play_for_credit(page_en)
    units = released_fen(page_en) // 200
    page_en.reload()
    expect(page_en.get_by_test_id(TASK)).to_contain_text(f"can pay for{units}")
    expect(page_en.get_by_test_id(TASK)).to_contain_text("Reckoned at ¥2 each")


def change_task_meaning(page: Page, fen_per_unit: int) -> None:
    """Let the page be told another rate of the first task."""
    tasks = page.request.get("/api/campaign").json()["tasks"]
    tasks[0]["meaning"]["fen_per_unit"] = fen_per_unit
    change_campaign(page, tasks=tasks)


def test_counts_and_course_are_there_to_be_read(page_en: Page) -> None:
    play_for_credit(page_en)
    page_en.goto("/impact")
    plays = page_en.request.get("/api/totals").json()["tasks"][0]["credited_plays"]
    expect(page_en.get_by_test_id("count-credited")).to_contain_text(str(plays))
    expect(page_en.get_by_test_id("count-tampered").get_by_role("cell")).to_have_text("0")
    for pace in ("hours", "days"):
        page_en.get_by_test_id(f"pace-{pace}").click()
        page_en.get_by_test_id("course-table").click()
        rows = page_en.locator(".course-table tbody tr")
        fen = [
            round(float(cell.replace("¥", "")) * 100)
            for cell in rows.locator("td:nth-child(2)").all_inner_texts()
        ]
        assert sum(fen) == released_fen(page_en)
        page_en.get_by_test_id("course-table").click()


def test_everything_to_check_with_is_there(page_en: Page) -> None:
    play_for_credit(page_en)
    page_en.goto("/impact")
    links = page_en.locator(".impact-check a")
    expect(links).to_have_count(6)
    paths = {link.get_attribute("href") or "" for link in links.all()}
    assert {"/verify", "/trust", "/api/ledger.jsonl", "/api/ledger.csv"} <= paths
    for path in paths:
        assert page_en.request.get(path).ok, path
    lines = page_en.request.get("/api/ledger.jsonl").text().splitlines()
    credited = [line for line in lines if '"kind":"credit"' in line]
    assert len(credited) * FEN_PER_PLAY == released_fen(page_en)


@pytest.mark.parametrize("is_example", [True, False])
def test_an_example_says_so_and_a_real_campaign_names_its_parties(
    page_en: Page, is_example: bool
) -> None:
    charity = {
        "name": {"zh-CN": "会", "en": "Care"},
        "registration": "53100000REAL000000",
        "contact": "hello@care.example",
        "donation_url": "https://care.example/give",
    }
    change_campaign(page_en, is_example=is_example, charity=charity)
    page_en.goto("/impact")
    expect(page_en.get_by_text("53100000REAL000000")).to_be_visible()
    expect(page_en.get_by_test_id("example")).to_have_count(1 if is_example else 0)
    mail = page_en.get_by_role("link", name="hello@care.example")
    expect(mail).to_have_attribute("href", "mailto:hello@care.example")
    gift = page_en.get_by_role("link", name="Give to the charity directly")
    expect(gift).to_have_attribute("href", "https://care.example/give")
    expect(gift).to_have_attribute("rel", "noopener noreferrer")


def test_the_roll_moves_and_holds_still_when_asked(page_en: Page) -> None:
    fill_roll(page_en)
    page_en.goto("/impact")
    expect(page_en.get_by_test_id("roll").get_by_role("listitem")).to_have_count(20)
    top = "document.querySelector('.impact-roll-window').scrollTop"
    wait_until(page_en, f"{top} > 0")
    page_en.get_by_test_id("roll-pause").click()
    page_en.mouse.move(0, 0)
    held = page_en.evaluate(top)
    page_en.wait_for_timeout(400)
    assert page_en.evaluate(top) == held


def test_less_motion_is_respected(open_page: OpenPage) -> None:
    page = open_page("en", reduced_motion="reduce")
    fill_roll(page)
    page.goto("/impact")
    expect(page.get_by_test_id("roll").get_by_role("listitem")).to_have_count(20)
    expect(page.get_by_test_id("roll-pause")).to_have_count(0)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
@pytest.mark.parametrize(("width", "height"), HALLS)
def test_a_halls_screen_shows_all_at_once_and_large(
    open_page: OpenPage, locale: str, width: int, height: int
) -> None:
    page = open_page(locale, {"width": width, "height": height})
    campaign = page.request.get("/api/campaign").json()
    long = {name: dict(campaign[name], name=LONG_NAMES) for name in ("charity", "sponsor")}
    change_campaign(page, is_example=True, **long)
    fill_roll(page)
    page.goto("/impact?hall")
    expect(page.get_by_test_id("released")).to_be_visible()
    expect(page.get_by_test_id("example")).to_be_visible()
    settled(page)
    root = "document.documentElement"
    assert page.evaluate(f"[{root}.scrollWidth, {root}.scrollHeight]") == [width, height]
    small = page.evaluate(
        """(share) => [...document.querySelectorAll("main *")]
          .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
          .filter((e) => e.checkVisibility() && !e.closest(".unseen"))
          .filter((e) => parseFloat(getComputedStyle(e).fontSize)
            < share * Math.min(innerWidth, innerHeight))
          .map((e) => `${e.className}: ${e.textContent}`)""",
        SMALLEST_SHARE if width > height else SMALLEST_SHARE_UPRIGHT,
    )
    assert small == []
    cut = page.evaluate(
        """[...document.querySelectorAll(".hall > :not(.ticket), .hall-sum dl, .hall-task")]
          .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
          .map((e) => e.className)"""
    )
    assert cut == []
    assert violations(page) == []


def test_without_a_server_the_page_says_so(open_page: OpenPage, guards: list[PageGuard]) -> None:
    page = open_page("en")
    guards[-1].allow("ERR_FAILED|WebSocket")
    page.route_web_socket("**/api/live", lambda socket: socket.close())
    page.route("**/api/*", lambda route: route.abort())
    page.goto("/impact")
    expect(page.get_by_text("cannot be reached")).to_be_visible()
