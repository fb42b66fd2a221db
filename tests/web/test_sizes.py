"""Every page fits its window, and a kiosk's text is large enough to be read from afar."""

import pytest
from playwright.sync_api import expect

from tests.conftest import OpenPage
from tests.page_guard import PageGuard


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
