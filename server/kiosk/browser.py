"""What `kindlens kiosk` starts, and what it explains, of the browser on the kiosk's screen."""

import shlex
from pathlib import Path

from server.cli.browser_names import CHROMIUM_NAMES, program_on_path
from server.kiosk.browser_flags import browser_flags
from server.kiosk.browser_keeper import BrowserKeeper, BrowserOrder
from server.kiosk.kiosk import Kiosk
from server.settings import Settings

PAGE = "/kiosk"


class BrowserMissingError(Exception):
    """No browser for the kiosk on this machine; the text says what to do."""


def kiosk_address(settings: Settings) -> str:
    """Return what the kiosk's own browser opens: this machine, which it trusts with a camera."""
    return f"http://localhost:{settings.port}{PAGE}"


def profile_of(settings: Settings) -> Path:
    """Return the browser's folder: plays that wait to be delivered outlive its restart there."""
    return settings.data_dir.resolve() / "kiosk" / "browser"


def find_browser() -> Path:
    """Return a Chrome or Chromium. Raises BrowserMissingError."""
    path = program_on_path("CHROMIUM", CHROMIUM_NAMES)
    if path is None:
        raise BrowserMissingError(
            f"got no Chrome or Chromium (looked for {', '.join(CHROMIUM_NAMES)}), expected one; "
            "to do: install it, or set CHROMIUM to its path, or start a browser by hand"
        )
    return path


def browser_command(settings: Settings, program: Path) -> tuple[str, ...]:
    """Return program, flags and address, as they are started."""
    return (str(program), *browser_flags(profile_of(settings)), kiosk_address(settings))


def browser_line(settings: Settings, program: Path) -> str:
    """Return the same as a line for a shell."""
    return shlex.join(browser_command(settings, program))


async def keep_browser(kiosk: Kiosk, settings: Settings, *more_flags: str) -> None:
    """Keep a browser on the kiosk's page until cancelled. Raises BrowserMissingError.

    more_flags: for this machine, for instance where no sandbox is to be had.
    """
    program, *rest = browser_command(settings, find_browser())
    profile = profile_of(settings)
    profile.mkdir(parents=True, exist_ok=True)
    order = BrowserOrder((program, *more_flags, *rest), profile.with_suffix(".pid"))
    await BrowserKeeper(order, kiosk.health, kiosk.restart).keep()
