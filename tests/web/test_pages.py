"""The pages around the game: home, consent, named help, language, second visit."""

import json
import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.conftest import OpenPage
from tests.page_guard import PageGuard

HOME_CODE_BYTES_MAX = 46_900  # Scripts and styles, in Brotli.
PLAY = "/play/dodge_food?inspect"
WECHAT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49 Language/zh_CN"
)
NO_CAMERA_API = "Object.defineProperty(Navigator.prototype, 'mediaDevices', {get: () => undefined})"
INSECURE = NO_CAMERA_API + "; Object.defineProperty(window, 'isSecureContext', {get: () => false})"
NO_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null"
NO_SIMD = "WebAssembly.validate = () => false"
NEVER_ANSWERED = "navigator.mediaDevices.getUserMedia = () => new Promise(() => {})"


def camera_fails(error: str) -> str:
    """Return a script after which asking for the camera ends in this DOMException."""
    return (
        "navigator.mediaDevices.getUserMedia = "
        f"() => Promise.reject(new DOMException('no', '{error}'))"
    )


def help_is_whole(page: Page, problem: str, has_pointer: bool = True) -> None:
    """Expect named help: a title, steps, another try and, where it can work, another way."""
    panel = page.get_by_test_id(f"problem-{problem}")
    expect(panel).to_be_visible()
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    expect(panel.get_by_role("listitem").first).to_be_visible()
    expect(panel.get_by_test_id("retry")).to_be_visible()
    expect(panel.get_by_test_id("play-pointer")).to_have_count(1 if has_pointer else 0)


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


def test_sound_and_choice_are_remembered(page: Page) -> None:
    page.goto(PLAY)
    page.get_by_test_id("sound").click()
    page.get_by_role("radio", name="小花猫").check(force=True)
    page.reload()
    expect(page.get_by_test_id("sound")).to_have_attribute("aria-label", "已静音，点一下打开声音")
    expect(page.get_by_role("radio", name="小花猫")).to_be_checked()


@pytest.mark.parametrize(("path", "words"), [("/trust", "How it is kept"), ("/privacy", "Privacy")])
def test_reading_pages_open_by_link_and_by_address(page_en: Page, path: str, words: str) -> None:
    page_en.goto("/")
    page_en.locator(f"footer a[href='{path}']").click()
    expect(page_en.get_by_role("heading", level=1)).to_contain_text(words)
    page_en.reload()
    expect(page_en.get_by_role("heading", level=1)).to_contain_text(words)
    page_en.go_back()
    expect(page_en.locator(".card")).to_have_count(3)


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


def test_consent_comes_before_the_browser_asks(page: Page) -> None:
    page.add_init_script("window.asked = 0; " + NEVER_ANSWERED.replace("=>", "=> ++asked &&", 1))
    page.goto(PLAY)
    expect(page.get_by_test_id("play-pointer")).to_be_visible()
    assert page.evaluate("window.asked") == 0
    assert page.evaluate("window.kindlens.inspect().phase") == "consent"
    page.get_by_test_id("allow-camera").click()
    expect(page.get_by_test_id("asking")).to_be_visible()
    assert page.evaluate("window.asked") == 1


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        ("NotAllowedError", "refused"),
        ("NotFoundError", "no_camera"),
        ("NotReadableError", "in_use"),
        ("ProtocolError", "unknown"),
    ],
)
def test_a_camera_that_does_not_open_gets_named_help(
    open_page: OpenPage, guards: list[PageGuard], error: str, problem: str
) -> None:
    page = open_page("en")
    guards[-1].allow("camera did not open")
    page.add_init_script(camera_fails(error))
    page.goto(PLAY)
    page.get_by_test_id("allow-camera").click()
    help_is_whole(page, problem)
    page.get_by_test_id("retry").click()
    help_is_whole(page, problem)


@pytest.mark.parametrize(
    ("script", "problem", "user_agent", "has_pointer"),
    [
        (INSECURE, "insecure_origin", None, True),
        (NO_CAMERA_API, "in_app_browser", WECHAT, True),
        (NO_CAMERA_API, "no_camera", None, True),
        (NO_SIMD, "no_wasm_simd", None, True),
        (NO_WEBGL, "no_webgl2", None, False),
    ],
)
def test_what_the_browser_lacks_is_told_before_anything_is_tried(
    open_page: OpenPage, script: str, problem: str, user_agent: str | None, has_pointer: bool
) -> None:
    options: dict[str, Any] = {"user_agent": user_agent} if user_agent else {}
    page = open_page("en", **options)
    page.add_init_script(script)
    page.goto(PLAY)
    expect(page.get_by_test_id(f"problem-{problem}")).to_be_visible()
    expect(page.get_by_test_id("allow-camera")).to_have_count(0)
    help_is_whole(page, problem, has_pointer)


def test_refused_help_knows_the_browser(open_page: OpenPage, guards: list[PageGuard]) -> None:
    iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Safari/604.1"
    page = open_page("en", user_agent=iphone)
    guards[-1].allow("camera did not open")
    page.add_init_script(camera_fails("NotAllowedError"))
    page.goto(PLAY)
    page.get_by_test_id("allow-camera").click()
    expect(page.get_by_test_id("problem-refused")).to_contain_text("Website Settings")


def test_in_wechat_the_address_can_be_taken_along(open_page: OpenPage) -> None:
    page = open_page("zh-CN", user_agent=WECHAT)
    page.add_init_script(NO_CAMERA_API)
    page.goto(PLAY)
    panel = page.get_by_test_id("problem-in_app_browser")
    expect(panel).to_contain_text("右上角")
    expect(panel.get_by_role("textbox")).to_have_value(page.url)


def break_model(route: Route) -> None:
    route.fulfill(status=200, body=b"not the model", content_type="application/octet-stream")


def break_server(route: Route) -> None:
    route.abort()


@pytest.mark.parametrize(
    ("pattern", "handler", "problem", "button", "has_pointer"),
    [
        ("**/models/*", break_model, "model_download", "allow-camera", True),
        ("**/api/plays", break_server, "unreachable", "play-pointer", False),
    ],
)
def test_what_does_not_arrive_gets_named_help(
    open_page: OpenPage,
    guards: list[PageGuard],
    pattern: str,
    handler: Callable[[Route], None],
    problem: str,
    button: str,
    has_pointer: bool,
) -> None:
    page = open_page("en", service_workers="block")
    guards[-1].allow("")
    page.route(pattern, handler)
    page.goto(PLAY)
    page.get_by_test_id(button).click()
    help_is_whole(page, problem, has_pointer)


def test_an_old_page_refreshes_once_and_then_explains(
    open_page: OpenPage, guards: list[PageGuard]
) -> None:
    page = open_page("en", service_workers="block")
    guards[-1].allow("409|update_needed|got an old release")
    error = {"code": "update_needed", "got": "an old release", "expected": "the new", "todo": "x"}
    page.route("**/api/plays", lambda route: route.fulfill(status=409, json={"error": error}))
    page.goto(PLAY)
    with page.expect_event("load"):
        page.get_by_test_id("play-pointer").click()
    page.get_by_test_id("play-pointer").click()
    help_is_whole(page, "update_needed", has_pointer=False)


def test_a_lost_camera_offers_both_ways_on(page_en: Page) -> None:
    """The stream ends in the middle of a play, as when a cable is pulled."""
    page_en.add_init_script(
        "const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
        "navigator.mediaDevices.getUserMedia = async (wish) => (window.stream = await open(wish));"
    )
    page_en.goto(PLAY)
    page_en.get_by_test_id("allow-camera").click()
    expect(page_en.get_by_test_id("progress")).to_be_visible(timeout=60_000)
    page_en.evaluate(
        "for (const track of stream.getTracks()) {"
        " track.stop(); track.dispatchEvent(new Event('ended')); }"
    )
    help_is_whole(page_en, "camera_lost")
    page_en.get_by_test_id("play-pointer").click()
    expect(page_en.get_by_test_id("problem-camera_lost")).to_have_count(0)
    expect(page_en.get_by_test_id("hint")).to_contain_text("Tap", timeout=60_000)


@pytest.mark.parametrize(
    ("state", "tag", "words"),
    [
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


HOSTILE = """# Our words <img src=x onerror=alert(1)>

Plain, **bold**, [here](/trust), [there](https://care.example/p), [no](javascript:alert(1)).

- one <script>alert(1)</script>
- two
"""


def test_the_operators_privacy_words_are_shown_and_stay_words(page_en: Page) -> None:
    answer = {"texts": {"en": HOSTILE, "zh-CN": None}, "changed_at": "2026-11-23T12:00:00.000Z"}
    page_en.route("**/api/pages/privacy", lambda route: route.fulfill(json=answer))
    page_en.goto("/privacy")
    article = page_en.get_by_role("article")
    expect(article.get_by_role("heading", level=2)).to_have_text(
        "Our words <img src=x onerror=alert(1)>"
    )
    expect(article.get_by_role("link", name="here", exact=True)).to_have_attribute("href", "/trust")
    expect(article.get_by_role("link", name="there")).to_have_attribute(
        "rel", "noopener noreferrer"
    )
    expect(article).to_contain_text("[no](javascript:alert(1))")
    expect(article.get_by_role("listitem")).to_have_text(["one <script>alert(1)</script>", "two"])
    expect(article.locator("script, .marked-up img")).to_have_count(0)
    expect(article).to_contain_text("November 23, 2026")
    page_en.get_by_test_id("language-zh-CN").click()  # Nothing of theirs: ours.
    expect(article.get_by_role("heading", level=2).first).to_have_text("摄像头")


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


@pytest.mark.parametrize(
    ("width", "height"), [(320, 568), (390, 844), (844, 390), (1280, 800), (1080, 1920)]
)
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/play/dodge_food",
        "/play/heritage_jewelry",
        "/impact",
        "/trust",
        "/privacy",
        "/nowhere",
    ],
)
def test_no_page_is_wider_than_its_window(
    open_page: OpenPage, guards: list[PageGuard], path: str, width: int, height: int
) -> None:
    page = open_page("en", {"width": width, "height": height})
    guards[-1].allow("404")
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate("document.fonts.ready")
    too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert too_wide <= 0


def test_a_kiosk_has_no_text_under_two_percent_of_its_height(open_page: OpenPage) -> None:
    page = open_page("zh-CN", {"width": 1080, "height": 1920})
    for path in ("/", "/play/dodge_food", "/play/heritage_jewelry", "/impact", "/trust"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        small = page.evaluate(
            """() => [...document.querySelectorAll("main *, header *, footer *")]
              .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
              .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 0.02 * innerHeight)
              .map((e) => `${e.className}: ${e.textContent}`)"""
        )
        assert small == []


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


def is_from_network(request: Request) -> bool:
    """Return whether bytes came for it; from a cache, Chromium counts minus the headers as body."""
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"] > 0


def test_a_second_visit_transfers_nothing_but_one_revalidation(page_en: Page) -> None:
    page_en.goto("/play/dodge_food")
    expect(page_en.get_by_role("radio", name="The sandy dog")).to_be_visible()
    page_en.evaluate("navigator.serviceWorker.ready.then(() => true)")
    requests: list[Request] = []
    page_en.context.on("requestfinished", lambda request: requests.append(request))
    page_en.goto("/")
    expect(page_en.locator(".card")).to_have_count(3)
    page_en.goto("/play/dodge_food")
    expect(page_en.get_by_role("radio", name="The sandy dog")).to_be_visible()
    transferred = [
        urlsplit(request.url).path
        for request in requests
        if not request.url.startswith("blob:") and is_from_network(request)
    ]
    assets = {path for path in transferred if not path.startswith("/api/")}
    assert assets <= {"/sw.js"}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_installs_in_both_languages(page: Page, language: str) -> None:
    answer = page.request.get(f"/manifest.{language}.webmanifest")
    manifest = answer.json()
    assert answer.headers["content-type"] == "application/manifest+json"
    assert (manifest["lang"], manifest["start_url"]) == (language, "/")
    for icon in manifest["icons"]:
        picture = page.request.get(icon["src"]).body()
        width, height = struct.unpack(">II", picture[16:24])  # PNG: the IHDR chunk comes first.
        assert icon["sizes"] == f"{width}x{height}"
    assert {icon.get("purpose", "any") for icon in manifest["icons"]} == {"any", "maskable"}


def test_without_a_network_a_second_visit_still_opens(
    page_en: Page, guards: list[PageGuard]
) -> None:
    guards[-1].allow("ERR_INTERNET_DISCONNECTED|WebSocket")
    page_en.goto("/")
    page_en.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page_en.context.set_offline(True)
    page_en.goto("/trust")
    expect(page_en.get_by_role("heading", level=1)).to_have_text("How it is kept honest")
    page_en.goto("/")
    expect(page_en.get_by_test_id("live-link")).to_contain_text("Cannot connect")
