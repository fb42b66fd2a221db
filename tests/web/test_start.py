"""The page before a play: consent, choices, what the pledge has for it, and a keyboard alone."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.page_guard import PageGuard

PLAY = "/play/dodge_food?inspect"
NEVER_ANSWERED = "navigator.mediaDevices.getUserMedia = () => new Promise(() => {})"
WORDS_MAY_TAKE_LONG = """
const patience = new CSSStyleSheet();
patience.replaceSync(".is-waiting * { animation-duration: 600s !important }");
document.adoptedStyleSheets.push(patience);
"""


def test_consent_comes_before_the_browser_asks(page: Page) -> None:
    page.add_init_script("window.asked = 0; " + NEVER_ANSWERED.replace("=>", "=> ++asked &&", 1))
    page.goto(PLAY)
    expect(page.get_by_test_id("play-pointer")).to_be_visible()
    assert page.evaluate("window.asked") == 0
    assert page.evaluate("window.kindlens.inspect().phase") == "consent"
    page.get_by_test_id("allow-camera").click()
    expect(page.get_by_test_id("asking")).to_be_visible()
    assert page.evaluate("window.asked") == 1


def test_nothing_can_be_agreed_to_before_its_words_have_come(page: Page) -> None:
    page.add_init_script(WORDS_MAY_TAKE_LONG)
    held: list[Route] = []
    page.route("**/releases/*.json", lambda route: held.append(route))
    with page.expect_request("**/releases/*.json"):
        page.goto(PLAY)
    allow = page.get_by_test_id("allow-camera")
    expect(allow).to_be_attached()
    expect(allow).to_be_hidden()
    held[0].continue_()
    expect(allow).to_be_visible()
    expect(page.get_by_role("radio", name="小花猫")).to_be_visible()


def test_help_has_its_buttons_at_once_though_no_words_have_come(
    page: Page, guards: list[PageGuard]
) -> None:
    guards[-1].allow("ERR_|unreachable|no answer")
    page.add_init_script(WORDS_MAY_TAKE_LONG + "delete window.WebAssembly;")
    page.route("**/releases/*.json", lambda route: route.abort())
    page.goto(PLAY)
    expect(page.get_by_test_id("retry")).to_be_visible()


def test_sound_and_choice_are_remembered(page: Page) -> None:
    page.goto(PLAY)
    page.get_by_test_id("sound").click()
    page.get_by_role("radio", name="小花猫").check(force=True)
    page.reload()
    expect(page.get_by_test_id("sound")).to_have_attribute("aria-label", "已静音，点一下打开声音")
    expect(page.get_by_role("radio", name="小花猫")).to_be_checked()


@pytest.mark.parametrize(
    ("funding", "words"),
    [
        ("reserved", "is kept for ten minutes"),
        ("if_pledge_lasts", "if the pledge lasts"),
        ("fully_funded", "moves no money"),
        ("not_open", "no money moves"),
    ],
)
def test_what_the_pledge_has_for_a_play_is_told_as_it_begins(
    page_en: Page, funding: str, words: str
) -> None:
    page_en.route(
        "**/api/plays",
        lambda route: route.fulfill(status=201, json={**route.fetch().json(), "funding": funding}),
    )
    page_en.goto(PLAY)
    page_en.get_by_test_id("play-pointer").click()
    expect(page_en.get_by_test_id(f"funding-{funding}")).to_contain_text(words, timeout=60_000)


def test_a_keyboard_alone_gets_from_home_into_the_play(page_en: Page) -> None:
    page_en.goto("/")

    def press_until(test_id: str) -> None:
        for _ in range(20):
            page_en.keyboard.press("Tab")
            if page_en.evaluate("document.activeElement?.dataset.testid") == test_id:
                return
        pytest.fail(f"Tab never reached {test_id}")

    press_until("play")
    page_en.keyboard.press("Enter")
    expect(page_en.get_by_role("radio", name="The sandy dog")).to_be_visible()
    page_en.get_by_role("radio", name="The sandy dog").focus()
    page_en.keyboard.press("ArrowRight")
    expect(page_en.get_by_role("radio", name="The tabby cat")).to_be_checked()
    press_until("play-pointer")
    page_en.keyboard.press("Enter")
    expect(page_en.get_by_test_id("hint")).to_contain_text("Tap", timeout=60_000)
    page_en.keyboard.press("Space")
    expect(page_en.get_by_test_id("hint")).to_have_text("")
    page_en.keyboard.press("Escape")
    expect(page_en.get_by_test_id("pause-visitor")).to_be_visible()
    expect(page_en.get_by_test_id("continue")).to_be_focused()
    page_en.keyboard.press("Enter")
    expect(page_en.get_by_test_id("pause-visitor")).to_have_count(0)
