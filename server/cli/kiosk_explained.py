"""`kindlens kiosk --explain`: what a host does, in plain words, with the files to be saved."""

import json
import os
import shlex
import sys
from pathlib import Path
from string import Template

from server.kiosk.browser import PAGE, browser_line, kiosk_address
from server.kiosk.browser_flags import browser_policies
from server.languages import LANGUAGES
from server.settings import Settings

WORDS = Path(__file__).resolve().parent / "kiosk_words"
MANUAL = Path(__file__).resolve().parents[1] / "KIOSK.md"
UNIT = "kindlens-kiosk.service"
ENTRY = "kindlens-kiosk.desktop"
POLICIES_FILE = "/etc/chromium/policies/managed/kindlens-kiosk.json"
BROWSER = Path("chromium")


def installed_command() -> str:
    """Return how systemd calls this very program: by the command beside its Python."""
    return str(Path(sys.executable).with_name("kindlens"))


def preferred_language() -> str:
    """Return the language of who reads, by the environment; see locale(7)."""
    words = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = next((word for word in words if word), "")
    return "en" if spoken and not spoken.startswith("zh") else LANGUAGES[0]


def explain(settings: Settings, command: str, language: str) -> str:
    """Return all that a host has to know, as text for a terminal. command: the `kindlens`."""
    page = kiosk_address(settings)
    policies = json.dumps(browser_policies(page.removesuffix(PAGE)), indent=2)
    template = Template((WORDS / f"{language}.md").read_text("utf-8"))
    return template.substitute(
        name=settings.kiosk_name,
        page=page,
        command=shlex.quote(command),
        entry=_indented(desktop_entry(settings, command)),
        unit=_indented(systemd_unit(settings, command)),
        browser=browser_line(settings, BROWSER),
        policies=_indented(policies),
        policies_file=POLICIES_FILE,
        manual=MANUAL,
    )


def systemd_unit(settings: Settings, command: str) -> str:
    """Return the unit that starts the kiosk with the machine."""
    # A program in somebody's home has to be seen there; otherwise no home is.
    home = "read-only" if Path(command).is_relative_to(Path.home()) else "yes"
    template = Template((WORDS / UNIT).read_text("utf-8"))
    return template.substitute(command=command, port=settings.port, home=home)


def desktop_entry(settings: Settings, command: str) -> str:
    """Return what starts kiosk and browser with the desktop, again and again.

    See specifications.freedesktop.org/desktop-entry-spec, where $ and % of an Exec are escaped.
    """
    environment = f"DATA_DIR={shlex.quote(str(settings.data_dir.resolve()))} PORT={settings.port}"
    template = Template((WORDS / ENTRY).read_text("utf-8"))
    return template.substitute(command=shlex.quote(command), environment=environment)


def _indented(text: str) -> str:
    return "".join(f"     {line}".rstrip() + "\n" for line in text.splitlines())
