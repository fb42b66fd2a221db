"""A visitor without a camera: moves a pointer in answer to the game until the show is over."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("pointer_player.js")


def let_pointer_play(page: Page) -> None:
    """Let the pointer play from now on. The page must have been opened with ?inspect."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
