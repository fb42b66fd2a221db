"""Find the browsers that the tests drive: `python -m tests.browsers chromium|firefox` prints one.

CHROMIUM and FIREFOX, if set, name the one to use.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from server.cli.browser_names import CHROMIUM_NAMES, FIREFOX_NAMES, program_on_path

# Measured for Debian's Chromium; flags for a software GPU would only slow it down.
CHROMIUM_FLAGS = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
SHARED_MEMORY = Path("/dev/shm")
SHARED_BYTES_MIN = 2 << 30  # Two browsers with large pages.


class BrowserMissingError(Exception):
    """No such browser on this machine; the text says what to do."""


def find_chromium() -> Path:
    """Return a Chrome or Chromium: the system's, or the one Playwright downloaded."""
    path = program_on_path("CHROMIUM", CHROMIUM_NAMES)
    if path is None:
        with sync_playwright() as playwright:
            path = Path(playwright.chromium.executable_path)
    if not path.exists():
        raise BrowserMissingError(
            f"got no Chrome or Chromium (looked for {', '.join(CHROMIUM_NAMES)} and {path}); "
            "expected one; to do: run `make test`, which installs it, or set CHROMIUM to its path"
        )
    return path


def launch_chromium(playwright: Playwright, path: Path | None = None) -> Browser:
    """Launch a headless Chromium whose prompts say yes and whose camera is its test picture.

    path: None finds one.
    """
    return playwright.chromium.launch(
        executable_path=path or find_chromium(),
        chromium_sandbox=False,
        args=[*CHROMIUM_FLAGS],
        ignore_default_args=unwanted_flags(),
    )


def unwanted_flags() -> list[str]:
    """Return what Playwright gives a Chromium that only slows it down here.

    It lets browsers share memory by files of /tmp, for containers with a tiny /dev/shm.
    """
    has_room = SHARED_MEMORY.is_dir() and shutil.disk_usage(SHARED_MEMORY).free > SHARED_BYTES_MIN
    return ["--disable-dev-shm-usage"] if has_room else []


def find_firefox() -> Path:
    """Return Firefox ESR, or Firefox."""
    path = program_on_path("FIREFOX", FIREFOX_NAMES)
    if path is None:
        raise BrowserMissingError(
            f"got no Firefox (looked for {', '.join(FIREFOX_NAMES)}); expected one; "
            "to do: run `make test`, which installs it, or set FIREFOX to its path"
        )
    return path


def main() -> int:
    """Print the path of the named browser; return 1 with the reason where there is none."""
    try:
        print({"chromium": find_chromium, "firefox": find_firefox}[sys.argv[1]]())
    except BrowserMissingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
