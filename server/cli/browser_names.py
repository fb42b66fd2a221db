"""What browsers are called on the systems that this runs on, and where one is."""

import os
import shutil
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FIREFOX_NAMES = ("firefox-esr", "firefox")


def program_on_path(variable: str, names: tuple[str, ...]) -> Path | None:
    """Return the program that the environment variable names, else the first name on PATH."""
    for name in (os.environ.get(variable), *names):
        path = shutil.which(name) if name else None
        if path:
            return Path(path)
    return None
