"""What keeps somebody from playing has a name, steps, another try and, where it can, a way on."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import OpenPage
from tests.page_guard import PageGuard

PLAY = "/play/dodge_food?inspect"
WECHAT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49 Language/zh_CN"
)
NO_CAMERA_API = "Object.defineProperty(Navigator.prototype, 'mediaDevices', {get: () => undefined})"
INSECURE = NO_CAMERA_API + "; Object.defineProperty(window, 'isSecureContext', {get: () => false})"
NO_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null"
NO_SIMD = "WebAssembly.validate = () => false"


def camera_fails(error: str) -> str:
    """Return a script after which asking for the camera ends in this DOMException."""
    return (
        "navigator.mediaDevices.getUserMedia = "
        f"() => Promise.reject(new DOMException('no', '{error}'))"
    )


def help_is_whole(page: Page, problem: str, has_pointer: bool = True) -> None:
    """Expect named help: a title, steps, another try and, where it can work, another way."""
    panel = page.get_by_test_id(f"problem-{problem}")
    expect(panel).to_be_visible(timeout=60_000)
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    expect(panel.get_by_role("listitem").first).to_be_visible()
    expect(panel.get_by_test_id("retry")).to_be_visible()
    expect(panel.get_by_test_id("play-pointer")).to_have_count(1 if has_pointer else 0)


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
