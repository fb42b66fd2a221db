"""The guard must see what it is there for, or every browser test's silence says nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.page_guard import PageGuard

pytestmark = pytest.mark.browser
ORIGIN = "http://guarded.test"


@pytest.fixture
def guard_and_page(browser: Browser) -> Iterator[tuple[PageGuard, Page]]:
    """Yield a guarded page whose origin is made up: no request leaves the browser."""
    context = browser.new_context()
    context.route("**/*", lambda route: route.fulfill(body="<!doctype html><p>here</p>"))
    guard = PageGuard(context, ORIGIN)
    page = context.new_page()
    page.goto(ORIGIN)
    yield guard, page
    context.close()


def test_own_requests_pass(guard_and_page: tuple[PageGuard, Page]) -> None:
    guard, page = guard_and_page
    page.evaluate("fetch('/mine').then(() => fetch('data:text/plain,mine'))")
    guard.check()


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("fetch('https://third-party.test/x', {mode: 'no-cors'})", "third-party request: GET"),
        ("console.error('gone wrong')", "console error: gone wrong"),
        ("setTimeout(() => { throw new Error('boom') })", "exception in the page: Error: boom"),
        ("void Promise.reject(new Error('unheard'))", "exception in the page: Error: unheard"),
    ],
)
def test_what_must_not_happen_fails(
    guard_and_page: tuple[PageGuard, Page], script: str, problem: str
) -> None:
    guard, page = guard_and_page
    page.evaluate(script)
    page.wait_for_timeout(200)
    with pytest.raises(AssertionError, match=problem):
        guard.check()


def test_allowed_and_known_errors_pass(guard_and_page: tuple[PageGuard, Page]) -> None:
    guard, page = guard_and_page
    guard.allow("meant to fail")
    page.evaluate("console.error('this is meant to fail')")
    page.evaluate("console.error('INFO: Created TensorFlow Lite XNNPACK delegate for CPU.')")
    guard.check()
