"""What axe, the accessibility checker, finds in a page."""

from typing import Any

from playwright.sync_api import Page

from tests.live_server import ROOT

AXE = ROOT / "web/node_modules/axe-core/axe.min.js"


def violations(page: Page) -> list[str]:
    """Return what axe objects to, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], runOnly: "
        "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def settled(page: Page) -> None:
    """Wait for fonts and for what slides in: half-faded text has no contrast yet."""
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(400)
