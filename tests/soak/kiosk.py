"""The kiosk under test: its server over a tiny effect, and its page in Chromium."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import BrowserContext, Page, Playwright, Request, ViewportSize
from playwright.sync_api import Error as BrowserError

from tests.browsers import CHROMIUM_FLAGS, find_chromium
from tests.live_server import LiveServer
from tests.server.tiny_server import make_environment

NAME = "soak-1"
HERE = Path(__file__).parent
COMPLETION = re.compile(r"/api/plays/([0-9a-f]{32})/completion$")
PLEDGED_FEN = 1_000_000_000
STEP_MS = 60_000
VIEWPORT = ViewportSize(width=1080, height=1920)


def make_kiosk_server(folder: Path) -> LiveServer:
    """Return the server, not yet started. Its effect goes to the result by itself."""
    settings = make_environment(folder, PLEDGED_FEN) | {
        "KIOSK_NAME": NAME,
        "KIOSK_IDLE_S": "10",
        "REPLAY_WORKERS": "1",
    }
    effect = folder / "effects" / "three_taps" / "effect.py"
    source = effect.read_text("utf-8")
    source = source.replace(
        "        if signals.is_pressed:\n",
        '        if self.phase == "completed":\n            self.finish()\n'
        '        elif signals.is_pressed and self.phase == "playing":\n',
    )
    effect.write_text(source, "utf-8")
    lift_limits(folder / "campaign.toml")
    return LiveServer(folder / "data", settings)


def lift_limits(campaign: Path) -> None:
    """Let one kiosk be credited as often as a soak plays; days pass in minutes here."""
    limits = "\n[limits]\nper_kiosk = 1000000\nper_network = 1000000\n"
    campaign.write_text(campaign.read_text("utf-8") + limits, "utf-8")


def browser_processes() -> list[psutil.Process]:
    """Return the processes of this one's browser."""
    children = psutil.Process().children(recursive=True)
    return [child for child in children if "chrom" in child.name()]


def browser_bytes() -> int:
    """Return the memory of the browser's processes, shared parts counted in each."""
    total = 0
    for process in browser_processes():
        with suppress(psutil.Error):
            total += process.memory_info().rss
    return total


class KioskPage:
    """The page in a browser with a profile of its own; either is opened anew when it is gone.

    handed: ids of the plays that it handed in.
    """

    def __init__(self, playwright: Playwright, server: LiveServer, profile: Path) -> None:
        self.server = server
        self.handed: set[str] = set()
        self.page: Page | None = None
        self._playwright = playwright
        self._profile = profile
        self.context = self._launch()

    def _launch(self) -> BrowserContext:
        return self._playwright.chromium.launch_persistent_context(
            self._profile,
            executable_path=find_chromium(),
            chromium_sandbox=False,
            args=[*CHROMIUM_FLAGS],
            viewport=VIEWPORT,
            locale="en",
        )

    def restart_browser(self) -> None:
        """Kill the browser as its keeper does when the page is silent, and start it again."""
        for process in browser_processes():
            with suppress(psutil.Error):
                process.kill()
        with suppress(BrowserError):
            self.context.close()
        self.page = None
        self.context = self._launch()

    def open(self) -> Page:
        """Open the page and wait until it is ready."""
        page = self.context.new_page()
        page.set_default_timeout(STEP_MS)
        page.add_init_script(path=HERE / "watch_page.js")
        page.on("request", self._note)
        self.page = page
        page.goto(f"{self.server.url}/kiosk?inspect")
        self.wait_for("attract")
        return page

    def wait_for(self, state: str) -> None:
        """Wait until the page shows a state."""
        assert self.page is not None
        self.page.wait_for_selector(f"[data-testid={state}]", timeout=STEP_MS)

    def visit(self, fault: Callable[[], None] | None) -> None:
        """Play once by touch, from nobody there to nobody there. fault: strikes during the play."""
        page = self.page
        assert page is not None
        page.click("[data-testid=attract]")
        page.click("[data-testid=pick-three_taps]")
        page.wait_for_selector("[data-testid=consent], .stage")
        if page.locator("[data-testid=consent]").count():
            page.click("[data-testid=pick-touch]")
        page.wait_for_selector(".hud")
        page.keyboard.press(" ")
        if fault is not None:
            fault()
        for _ in range(20):  # Until three have been noticed, however slow the ticks are.
            if page.locator("[data-testid=result]").count():
                break
            page.keyboard.press(" ")
            page.wait_for_timeout(80)
        self.wait_for("result")
        try:
            page.click("[data-testid=pick-done]", timeout=10_000)
        except BrowserError:
            if page.locator("[data-testid=pick-done]").count():
                raise  # Else a slow visit has ended by itself by then.
        self.wait_for("attract")

    def left_behind(self) -> list[str]:
        """Return what of a visitor can still be found while nobody is there."""
        assert self.page is not None
        found: list[str] = self.page.evaluate(
            """async () => {
              const found = Object.keys(localStorage).filter(
                (key) => key !== "kindlens.tracker_delegate");
              found.push(...Object.keys(sessionStorage));
              for (const { name } of await indexedDB.databases()) {
                if (name === "workbox-expiration") continue; // Ages of the pages' own files.
                if (name !== "kindlens") { found.push(name); continue; }
                const open = await new Promise((resolve) => {
                  const asked = indexedDB.open(name);
                  asked.onsuccess = () => resolve(asked.result);
                });
                const count = await new Promise((resolve) => {
                  const asked = open.transaction("outbox").objectStore("outbox").count();
                  asked.onsuccess = () => resolve(asked.result);
                });
                open.close();
                if (count > 0) found.push(`${count} plays`);
              }
              return found;
            }"""
        )
        cookies = [cookie.get("name", "") for cookie in self.context.cookies()]
        return found + cookies

    def object_urls(self) -> int:
        """Return how many object URLs live."""
        assert self.page is not None
        return self.page.evaluate("window.__soak.urls.size")

    def heap_bytes(self) -> int:
        """Return the JavaScript heap after a collection."""
        assert self.page is not None
        session = self.context.new_cdp_session(self.page)
        session.send("HeapProfiler.collectGarbage")
        heap: dict[str, Any] = session.send("Runtime.getHeapUsage")
        session.detach()
        return round(heap["usedSize"])

    def _note(self, request: Request) -> None:
        match = COMPLETION.search(request.url)
        if match and request.method == "POST":
            self.handed.add(match[1])


def credited(data_folder: Path) -> dict[str, int]:
    """Return how often each play is credited in the ledger."""
    with sqlite3.connect(data_folder / "ledger.sqlite3") as database:
        rows = database.execute(
            "SELECT lower(hex(play_id)), count(*) FROM entries WHERE play_id IS NOT NULL GROUP BY 1"
        ).fetchall()
    return dict(rows)


def participants(data_folder: Path) -> int:
    """Return how many participants the credited plays have."""
    with sqlite3.connect(data_folder / "ledger.sqlite3") as database:
        query = "SELECT count(DISTINCT participant) FROM entries WHERE play_id IS NOT NULL"
        return database.execute(query).fetchone()[0]
