"""What stays after a visit: files that are not fetched again, the app, pages without a network."""

import struct
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.page_guard import PageGuard


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
