"""The operator's desk in a browser: the main path, both languages, phone and laptop, axe."""

import asyncio
import json
import re
import uuid
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from aiohttp import ClientSession
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from server.clock import system_clock_ms
from server.keys import load_keys
from server.ledger.ledger import Ledger
from server.ledger.log import TransparencyLog
from server.ledger.records import Decision, HeldPlay, NewPlay
from server.ledger.tree_head import HeadSigner
from server.operator.reviews import ReviewQueue
from server.verdicts import Verdict
from tests.conftest import STEP_TIMEOUT_MS, close_quietly
from tests.dodge_food_bot import play_dodge_food
from tests.live_server import LiveServer
from tests.page_guard import PageGuard
from tests.web.axe import settled, violations

CAMPAIGN, TASK = "charity_creative_season", "stray_animals"
FEN = 20
PASSWORD = "a quiet green bicycle"
NASTY = '<img src=x onerror="document.title=1">'
PHONE, LAPTOP = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
SECTIONS = (
    "",
    "/review",
    "/money",
    "/campaign",
    "/kiosks",
    "/funnel",
    "/privacy",
    "/acts",
    "/account",
)


async def add_plays(server: LiveServer) -> None:
    """Let one play be credited and two be held, in the ledger of a server that runs."""
    address = f"sqlite:///{server.data_folder.resolve() / 'ledger.sqlite3'}"
    log = TransparencyLog(HeadSigner(load_keys(server.data_folder / "keys").log), system_clock_ms)
    ledger = Ledger(address, log, [ReviewQueue(48).add])
    ledger.open(CAMPAIGN, lambda connection: None)
    finding = json.dumps({"kind": "still", "facts": {"seconds": 21}})
    async with ClientSession() as client, client.get(f"{server.url}/api/effects") as answer:
        effects = (await answer.json())["effects"]
    release = next(one["release"] for one in effects if one["id"] == "dodge_food")
    trace = zlib.compress(play_dodge_food("1" * 32, follow=1.0).trace)
    for verdict in (Verdict.CREDITED, Verdict.HELD, Verdict.HELD):
        play_id, now_ms = uuid.uuid4().hex, system_clock_ms()
        await ledger.open_play(
            NewPlay(
                play_id=play_id,
                participant=uuid.uuid4().hex,
                campaign=CAMPAIGN,
                task=TASK,
                effect="dodge_food",
                release="f" * 64,
                mode="camera",
                fen_per_play=FEN,
                issued_at_ms=now_ms,
                deliver_until_ms=now_ms + 3_600_000,
            )
        )
        held = HeldPlay(finding, trace, release) if verdict is Verdict.HELD else None
        await ledger.decide(Decision(play_id, verdict, "", "0" * 32, now_ms, held=held))
    ledger.close()


@pytest.fixture(scope="module")
def desk(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """Yield a browser in which somebody has signed in for the first time and chosen a password."""
    told = re.search(r"with the password\n\s+(\S+)\n", live_server.log())
    assert told is not None
    context = browser.new_context(base_url=live_server.url, locale="en", viewport=LAPTOP)
    context.set_default_timeout(STEP_TIMEOUT_MS)
    guard = PageGuard(context, live_server.url)
    guard.allow("401")
    page = context.new_page()
    page.goto("/operator")
    page.get_by_test_id("name").fill("operator")
    page.get_by_test_id("password").fill("wrong")
    page.get_by_test_id("sign-in").click()
    expect(page.get_by_role("alert")).to_have_text("Name and password do not belong together.")
    settled(page)
    assert violations(page) == []
    page.get_by_test_id("password").fill(told[1])
    page.keyboard.press("Enter")
    page.get_by_test_id("old-password").fill(told[1])
    page.get_by_test_id("new-password").fill(PASSWORD)
    page.get_by_test_id("repeat-password").fill(PASSWORD)
    assert violations(page) == []
    page.get_by_test_id("save-password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    page.close()
    with ThreadPoolExecutor(1) as thread:  # Playwright's own event loop runs in this one.
        thread.submit(asyncio.run, add_plays(live_server)).result()
    yield context
    close_quietly(context)
    guard.check()


@pytest.fixture
def page(desk: BrowserContext) -> Iterator[Page]:
    """Yield a page of the desk, signed in."""
    page = desk.new_page()
    yield page
    page.close()


def test_pausing_is_asked_in_words_done_at_once_and_undone(page: Page) -> None:
    page.goto("/operator")
    expect(page.get_by_test_id("standing")).to_have_text("Open")
    page.get_by_test_id("pause").click()
    expect(page.get_by_role("dialog")).to_contain_text("no play releases money any more")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_test_id("pause").click()
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("standing")).to_have_text("Paused")
    assert page.request.get("/api/campaign").json()["is_paused"] is True
    assert violations(page) == []
    page.get_by_test_id("resume").click()
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("standing")).to_have_text("Open")
    assert page.request.get("/api/campaign").json()["is_paused"] is False


def test_money_is_booked_to_the_fen_and_taken_back(page: Page) -> None:
    page.goto("/operator/money")
    row = page.get_by_role("row").filter(has_text="Kindness to stray animals").first
    expect(row).to_contain_text("¥300,000.00")
    page.get_by_test_id("pledge-amount").fill("1,000.05")
    page.get_by_test_id("pledge-reference").fill(NASTY)
    page.get_by_test_id("pledge-book").click()
    expect(page.get_by_role("dialog")).to_contain_text("Book a pledge of ¥1,000.05")
    page.get_by_test_id("confirm").click()
    expect(row).to_contain_text("¥301,000.05")
    expect(page.get_by_role("cell", name=NASTY)).to_be_visible()
    # No more than was released; then exactly that.
    page.get_by_test_id("payout-amount").fill("0.21")
    page.get_by_test_id("payout-reference").fill("2026-001")
    expect(page.get_by_test_id("payout-book")).to_be_disabled()
    page.get_by_test_id("payout-amount").fill("0.2")
    page.get_by_test_id("payout-book").click()
    page.get_by_test_id("confirm").click()
    expect(row).to_contain_text("¥0.20¥0.20¥0.00")
    page.get_by_role("button", name="Take back").first.click()
    expect(page.get_by_test_id("confirm")).to_be_disabled()
    page.get_by_test_id("confirm-note").fill("paid twice")
    page.get_by_test_id("confirm").click()
    expect(row).to_contain_text("¥0.20¥0.00¥0.20")
    expect(page.get_by_role("cell", name=re.compile("paid twice"))).to_be_visible()


def test_held_plays_are_decided_with_a_reason(page: Page) -> None:
    page.goto("/operator")
    page.get_by_role("link", name=re.compile("2 held plays to review")).click()
    expect(page.get_by_text("did not move at all for 21 s").first).to_be_visible()
    page.get_by_test_id("look-at-trace").first.click()
    graphs = page.get_by_test_id("trace").get_by_role("img")
    expect(graphs).to_have_count(5)
    expect(graphs.first).to_have_accessible_name(re.compile("^Head, left to right: .* marked$"))
    expect(page.get_by_text("A jump that no head makes")).to_be_visible()
    assert violations(page) == []
    page.get_by_test_id("accept").first.click()
    page.get_by_test_id("confirm-note").fill("a statue of a person")
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("accept")).to_have_count(1)
    page.get_by_test_id("refuse").first.click()
    page.get_by_test_id("confirm-note").fill(NASTY)
    page.get_by_test_id("confirm").click()
    expect(page.get_by_text("No play is held.")).to_be_visible()
    expect(page.get_by_role("cell", name=NASTY)).to_be_visible()


def test_a_kiosk_is_let_in_by_a_credential_that_is_shown_once_and_revoked(page: Page) -> None:
    page.goto("/operator/kiosks")
    page.get_by_test_id("kiosk-add").click()
    page.get_by_test_id("kiosk-name").fill("hall-1")
    page.get_by_label("Plays to set aside", exact=False).first.fill("100")
    assert violations(page) == []
    page.get_by_test_id("confirm").click()
    credential = page.get_by_test_id("credential-text")
    expect(credential).to_contain_text("kindlens-kiosk-")
    expect(page.get_by_test_id("credential")).to_contain_text("kindlens kiosk --pair http")
    expect(page.get_by_test_id("kiosk-hall-1")).to_contain_text(
        "0 plays, ¥0.00 used of ¥20.00 set aside"
    )
    assert violations(page) == []
    page.reload()
    expect(page.get_by_test_id("kiosk-hall-1")).to_be_visible()
    expect(credential).to_have_count(0)
    page.get_by_test_id("revoke-hall-1").click()
    page.get_by_test_id("confirm-note").fill("stolen")
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("kiosk-hall-1")).to_contain_text("Revoked")
    expect(page.get_by_test_id("kiosk-hall-1")).to_contain_text("the rest has gone back")


def test_pages_are_counted_by_the_word_of_their_link(page: Page) -> None:
    for address in ("/?ch=school-7", "/trust?ch=school-7", "/?ch=No%20Word"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/operator/funnel")
    row = page.get_by_role("row").filter(has_text="school-7")
    expect(row.get_by_role("cell").first).to_have_text("2")
    expect(page.get_by_role("row").filter(has_text="Without a word")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="These days as CSV").click()
    assert "school-7,,opened,2" in download.value.path().read_text("utf-8")


def test_a_rate_is_changed_and_what_was_before_stays_in_the_log(page: Page) -> None:
    page.goto("/operator/campaign")
    page.get_by_text("Kindness to stray animals").click()
    page.get_by_test_id(f"rate-{TASK}").fill("0.35")
    page.get_by_test_id("campaign-save").click()
    expect(page.get_by_role("dialog")).to_contain_text("¥0.20 → ¥0.35")
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("campaign-save")).to_be_disabled()
    assert page.request.get("/api/campaign").json()["tasks"][0]["fen_per_play"] == 35
    page.get_by_role("link", name="Audit log").click()
    act = page.get_by_role("article").first
    expect(act).to_contain_text("operator")
    expect(act).to_contain_text("¥0.20 → ¥0.35")


def test_words_of_the_privacy_page_go_from_the_desk_to_every_visitor(page: Page) -> None:
    page.goto("/operator/privacy")
    page.get_by_test_id("privacy-en").fill(f"# Ours alone\n\nWe **keep** nothing. {NASTY}")
    page.get_by_test_id("privacy-save").click()
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("privacy-save")).to_be_disabled()
    page.goto("/privacy")
    article = page.get_by_role("article")
    expect(article.get_by_role("heading", level=2)).to_have_text("Ours alone")
    expect(article).to_contain_text(f"We keep nothing. {NASTY}")
    expect(article.locator(".marked-up img")).to_have_count(0)


@pytest.mark.parametrize("locale", [pytest.param("zh-CN", marks=pytest.mark.long), "en"])
def test_every_section_is_accessible_and_fits(page: Page, locale: str) -> None:
    page.goto("/operator")
    page.get_by_test_id(f"language-{locale}").click()
    for section in SECTIONS:
        page.goto(f"/operator{section}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".desk-wait")).to_have_count(0)
        for size in (PHONE, LAPTOP):
            page.set_viewport_size(size)
            settled(page)
            assert violations(page) == [], (section, size)
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, (section, size)
    page.get_by_test_id("language-en").click()


def test_signing_out_ends_it_and_the_desk_asks_again(page: Page) -> None:
    page.goto("/operator/acts")
    page.get_by_role("button", name="Sign out operator").click()
    expect(page.get_by_test_id("sign-in")).to_be_visible()
    page.goto("/operator/money")
    expect(page.get_by_test_id("sign-in")).to_be_visible()
