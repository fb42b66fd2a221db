"""The pages to read: how all is kept honest, and privacy, by the operator's own words or ours."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(("path", "words"), [("/trust", "How it is kept"), ("/privacy", "Privacy")])
def test_reading_pages_open_by_link_and_by_address(page_en: Page, path: str, words: str) -> None:
    page_en.goto("/")
    page_en.locator(f"footer a[href='{path}']").click()
    expect(page_en.get_by_role("heading", level=1)).to_contain_text(words)
    page_en.reload()
    expect(page_en.get_by_role("heading", level=1)).to_contain_text(words)
    page_en.go_back()
    expect(page_en.locator(".card")).to_have_count(3)


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
