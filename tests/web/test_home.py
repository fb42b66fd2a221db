"""The home page: the campaign, its figures, the language, and the ways on from there."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import OpenPage
from tests.page_guard import PageGuard

HOME_CODE_BYTES_MAX = 46_900  # Scripts and styles, in Brotli.


def test_home_tells_the_campaign_and_shows_three_tasks(page: Page) -> None:
    page.goto("/")
    expect(page).to_have_title("Kindlens · 玩一小会儿，帮一个真忙")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".card")).to_have_count(3)
    links = page.locator(".card-open").get_by_role("link")
    expect(links).to_have_count(3)
    for number, effect in enumerate(("dodge_food", "heritage_jewelry", "age_booth")):
        expect(links.nth(number)).to_have_attribute("href", f"/play/{effect}")
    expect(page.locator(".card-tag")).to_have_text(["现在就能玩"] * 3)


def test_figures_follow_the_live_link_and_fall_back_to_asking(open_page: OpenPage) -> None:
    page = open_page("en")
    page.goto("/")
    expect(page.get_by_test_id("live-link")).to_have_text("Live figures")
    lonely = open_page("en")
    lonely.route_web_socket("**/api/live", lambda socket: socket.close())
    lonely.goto("/")
    expect(lonely.get_by_test_id("live-link")).to_contain_text("refreshed every 15 seconds")


def test_without_any_figures_the_page_says_so(open_page: OpenPage, guards: list[PageGuard]) -> None:
    page = open_page("en")
    guards[-1].allow("ERR_FAILED|WebSocket")
    page.route_web_socket("**/api/live", lambda socket: socket.close())
    page.route("**/api/totals", lambda route: route.abort())
    page.goto("/")
    expect(page.get_by_test_id("live-link")).to_contain_text("Cannot connect")
    expect(page.get_by_test_id("play")).to_be_visible()


@pytest.mark.parametrize(("locale", "expected"), [("zh-TW", "zh-CN"), ("fr-FR", "en")])
def test_the_first_language_is_the_visitors(
    open_page: OpenPage, locale: str, expected: str
) -> None:
    page = open_page(locale)
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", expected)


def test_the_language_switch_changes_everything_and_is_remembered(page: Page) -> None:
    page.goto("/")
    page.get_by_test_id("language-en").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_contain_text("help for real")
    expect(page).to_have_title("Kindlens · Play for a minute, help for real")
    expect(page.locator("link[rel=manifest]")).to_have_attribute("href", "/manifest.en.webmanifest")
    page.goto("/privacy")
    expect(page.get_by_role("heading", level=1)).to_have_text("Privacy")


@pytest.mark.parametrize("path", ["/nowhere", "/play/no_such_effect"])
def test_an_unknown_address_shows_the_way_home(
    open_page: OpenPage, guards: list[PageGuard], path: str
) -> None:
    page = open_page("en")
    guards[-1].allow("404")
    page.goto(path)
    expect(page.get_by_test_id("not-found")).to_be_visible()
    page.get_by_test_id("not-found").get_by_role("link").click()
    expect(page.locator(".card")).to_have_count(3)


@pytest.mark.parametrize(
    ("state", "tag", "words"),
    [
        ("not_pledged", "No pledge yet", "has no pledge yet"),
        ("fully_funded", "Pledge fully released", "fully released"),
        ("paused", "Paused", "paused for the moment"),
        ("not_yet", "Opens March 1, 2099", "opens on March 1, 2099"),
        ("over", "Over", "is over"),
    ],
)
def test_a_cause_that_takes_no_plays_says_so_and_may_be_played_for_joy(
    page_en: Page, state: str, tag: str, words: str
) -> None:
    totals = page_en.request.get("/api/totals").json()
    for task in totals["tasks"]:
        task["state"] = state
        task["opens_at"] = "2099-03-01T12:00:00.000Z" if state == "not_yet" else None
    page_en.route_web_socket("**/api/live", lambda socket: socket.send(json.dumps(totals)))
    page_en.goto("/")
    expect(page_en.locator(".card-tag")).to_contain_text([tag] * 3)
    expect(page_en.locator(".card").first).to_contain_text("for joy")
    page_en.get_by_test_id("play").click()
    expect(page_en.get_by_test_id(f"state-{state}")).to_contain_text(words)
    expect(page_en.get_by_test_id(f"state-{state}")).to_contain_text("for joy")
    expect(page_en.get_by_test_id("play-pointer")).to_be_visible()


def test_home_is_small_and_carries_no_other_page(open_page: OpenPage, built_web: Path) -> None:
    page = open_page("en", service_workers="block")
    assets: list[str] = []
    page.on("request", lambda request: assets.append(urlsplit(request.url).path))
    page.goto("/")
    expect(page.locator(".card")).to_have_count(3)
    code = [path for path in assets if path.endswith((".js", ".css"))]
    assert not [path for path in code if re.search("impact|reading|verify|operator", path)]
    packed = sum((built_web / f"{path[1:]}.br").stat().st_size for path in set(code))
    assert packed <= HOME_CODE_BYTES_MAX
