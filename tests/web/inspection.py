"""Ask a page what its play is at, and wait for it.

Playwright's own wait_for_function evaluates strings inside the page, which the pages' policy
forbids; these ask from outside.
"""

import time
from typing import Any

from playwright.sync_api import Page

PLAY_TIMEOUT_S = 240.0  # A play takes 40 s; this machine may have two slow cores.
POLL_MS = 100
WHOLE_PAGE = """(() => {
  const { nodes, ...state } = window.kindlens?.inspect?.() ?? {};
  return JSON.stringify({ says: document.body.innerText.slice(0, 300), ...state });
})()"""


def inspect(page: Page) -> dict[str, Any]:
    """Return window.kindlens.inspect() of a page opened with ?inspect."""
    return page.evaluate("window.kindlens.inspect()")


def wait_until(page: Page, expression: str, timeout_s: float = PLAY_TIMEOUT_S) -> None:
    """Wait until a JavaScript expression is true in the page."""
    ends = time.monotonic() + timeout_s
    while not page.evaluate(f"!!({expression})"):
        assert time.monotonic() < ends, (
            f"never came true in {timeout_s} s: {expression}; the page: {page.evaluate(WHOLE_PAGE)}"
        )
        page.wait_for_timeout(POLL_MS)


def wait_for(page: Page, condition: str, timeout_s: float = PLAY_TIMEOUT_S) -> None:
    """Wait until a condition on `state`, what inspect() returns, holds."""
    wait_until(page, f"(state => {condition})(window.kindlens.inspect())", timeout_s)
