"""The pages around an effect that is not the first one: its own words, pictures, room, stories."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import OpenPage
from tests.live_server import ROOT
from tests.page_guard import PageGuard
from tests.web.axe import settled, violations

EFFECT = Path(__file__).parent / "two_stories"
PLAY = "/play/two_stories"
ROOMS = ("dodge_food", "heritage_jewelry", "age_booth")
SIZES = {"phone": (390, 844), "laptop": (1280, 800), "kiosk": (1080, 1920)}


@pytest.fixture(scope="module")
def server_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The campaign's second task is played in the effect of these tests."""
    folder = tmp_path_factory.mktemp("effects")
    for name in ("engine", "dodge_food"):
        shutil.copytree(ROOT / "effects" / name, folder / name)
    shutil.copytree(EFFECT, folder / "two_stories")
    (folder / "__init__.py").touch()
    text = (ROOT / "server" / "campaign.toml").read_text("utf-8")
    campaign = folder / "campaign.toml"
    campaign.write_text(text.replace('id = "heritage_jewelry"', 'id = "two_stories"'), "utf-8")
    return {"EFFECTS_DIR": str(folder), "CAMPAIGN": str(campaign)}


def start_by_pointer(page: Page) -> None:
    page.goto(PLAY)
    page.get_by_test_id("play-pointer").click()
    expect(page.get_by_test_id("hint")).not_to_be_empty(timeout=60_000)


def test_home_opens_the_card_of_every_effect_that_is_open(page_en: Page) -> None:
    page_en.goto("/")
    expect(page_en.locator(".card-tag")).to_have_text(["Open now", "Open now", "Coming"])
    second = page_en.locator(".card").nth(1)
    expect(second).to_contain_text("Two stories")
    expect(second).to_contain_text("Tap, and hear of silver.")
    second.get_by_role("link").click()
    expect(page_en.get_by_role("heading", level=1)).to_have_text("Let silver bloom on your hand")


def test_an_effect_to_come_leads_to_one_that_is_open(page_en: Page) -> None:
    page_en.goto("/play/age_booth")
    page_en.get_by_test_id("not-open").get_by_role("link").click()
    expect(page_en.get_by_role("heading", level=1)).to_have_text("Who needs your eyes?")


def test_consent_speaks_of_what_the_effect_follows(page_en: Page) -> None:
    page_en.goto(PLAY)
    consent = page_en.locator(".consent")
    expect(consent.get_by_role("heading")).to_have_text("May we borrow your hands and face?")
    expect(consent).to_contain_text("which sign a hand makes")
    expect(consent).to_contain_text("stay in this page until you save them")


def test_without_its_words_the_page_still_asks_truthfully(
    open_page: OpenPage, guards: list[PageGuard]
) -> None:
    page = open_page("en", service_workers="block")
    guards[-1].allow("ERR_FAILED")
    page.route("**/releases/*.json", lambda route: route.abort())
    page.goto(PLAY)
    expect(page.get_by_role("heading", level=1)).to_have_text("Two stories")
    expect(page.locator(".consent")).to_contain_text("May we use your camera?")


def test_the_room_is_the_effects_and_home_is_at_dusk(page: Page) -> None:
    page.goto(PLAY)
    expect(page.locator("html")).to_have_attribute("data-room", "two_stories")
    page.get_by_role("contentinfo").get_by_role("link").first.click()
    expect(page.locator(".card")).to_have_count(3)
    assert page.evaluate("document.documentElement.dataset.room") is None


def test_a_story_is_told_on_a_card_until_the_play_goes_on(page_en: Page) -> None:
    start_by_pointer(page_en)
    expect(page_en.get_by_test_id("subtitle")).to_contain_text("Ornaments lie")
    expect(page_en.get_by_test_id("progress")).to_contain_text("Ornaments: 0 of 2 on")
    story = page_en.get_by_test_id("story")
    expect(story).to_have_attribute("aria-live", "polite")
    expect(story).to_be_empty()
    page_en.keyboard.press("Space")
    expect(story.get_by_role("heading")).to_have_text("Miao silver bangle")
    expect(story).to_contain_text("Leishan, Guizhou")
    expect(page_en.get_by_test_id("subtitle")).to_be_empty()
    page_en.keyboard.press("Space")
    expect(story.get_by_role("heading")).to_have_text("Filigree ring")
    page_en.keyboard.press("Space")
    expect(page_en.get_by_test_id("verdict")).to_be_visible(timeout=60_000)
    expect(page_en.locator(".emblem")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_a_story_leaves_the_middle_of_the_picture_free(open_page: OpenPage, size: str) -> None:
    width, height = SIZES[size]
    page = open_page("zh-CN", {"width": width, "height": height}, reduced_motion="reduce")
    start_by_pointer(page)
    page.keyboard.press("Space")
    box = page.locator(".story").bounding_box()
    assert box is not None
    assert box["y"] > height * 0.55 or box["x"] > width * 0.66
    assert box["y"] + box["height"] <= height
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_gestures_are_the_effects_own_drawings_and_take_turns(page: Page) -> None:
    start_by_pointer(page)
    frames = page.locator(".hint .gesture img")
    expect(frames).to_have_count(2)
    for n in (0, 1, 0):
        expect(frames.nth(n)).to_be_visible()
        expect(frames.nth(1 - n)).to_be_hidden()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_contrast(open_page: OpenPage, room: str) -> None:
    page = open_page("en", {"width": 390, "height": 844}, reduced_motion="reduce")

    def furnish() -> None:
        page.evaluate("room => { document.documentElement.dataset.room = room }", room)
        settled(page)

    page.goto("/play/dodge_food")
    expect(page.get_by_role("radio", name="The sandy dog")).to_be_visible()
    furnish()
    assert violations(page) == []
    start_by_pointer(page)
    furnish()
    assert violations(page) == []
    page.keyboard.press("Space")
    expect(page.get_by_test_id("story")).not_to_be_empty()
    assert violations(page) == []
    page.get_by_test_id("pause").click()
    settled(page)
    assert violations(page) == []
    page.get_by_test_id("continue").click()
    page.keyboard.press("Space")
    expect(page.get_by_test_id("story").get_by_role("heading")).to_have_text("Filigree ring")
    page.keyboard.press("Space")
    expect(page.get_by_test_id("verdict")).to_be_visible(timeout=60_000)
    furnish()
    assert violations(page) == []
