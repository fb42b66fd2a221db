"""One soak: visits one after another, faults from a seed, and what must hold all along."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page, Playwright

from tests.soak.kiosk import (
    KioskPage,
    browser_bytes,
    credited,
    make_kiosk_server,
    participants,
)

FAULTS = (
    "camera_lost",
    "worker_killed",
    "server_killed",
    "network_cut",
    "page_crashed",
    "page_hung",
)
FAULT_SHARE = 0.25  # Of the visits.
DELIVERY_S_MAX = 60
MEASURE_EVERY = 25  # Visits between two looks at the memory.
HEAP_GROWTH_BYTES_MAX = 60_000_000
OBJECT_URLS_MAX = 80  # Drawings that the attract screen shows.


class SoakFailedError(Exception):
    """Something that must hold did not; the text says what, and the seed."""


@dataclass
class Figures:
    """What a soak came to."""

    visits: int = 0
    faults: dict[str, int] = field(default_factory=dict[str, int])
    browser_restarts: int = 0
    heap_bytes: list[int] = field(default_factory=list[int])
    browser_bytes: list[int] = field(default_factory=list[int])


class Soak:
    """Visits a kiosk until the time is over."""

    def __init__(self, playwright: Playwright, folder: Path, seed: int) -> None:
        self.seed = seed
        self.figures = Figures()
        self._random = random.Random(seed)
        self._server = make_kiosk_server(folder).start()
        self._kiosk = KioskPage(playwright, self._server, folder / "browser")

    def run(self, seconds: float, faults: tuple[str, ...] | None = None) -> Figures:
        """Visit for so long. faults: names to strike with in turn, instead of by chance.

        Raises SoakFailedError.
        """
        ends = time.monotonic() + seconds
        due = list(faults or ())
        self._kiosk.open()
        while time.monotonic() < ends or due:
            name = due.pop(0) if due else self._draw() if faults is None else None
            self._visit(name)
            self.figures.visits += 1
            if self.figures.visits % MEASURE_EVERY == 1:
                self._measure()
        self._measure()
        self._check_ledger()
        return self.figures

    def close(self) -> None:
        """End the server."""
        self._kiosk.context.close()
        self._server.kill()

    def _draw(self) -> str | None:
        is_due = self._random.random() < FAULT_SHARE
        return self._random.choice(FAULTS) if is_due else None

    def _faults(self) -> dict[str, Callable[[], None]]:
        return {
            "camera_lost": lambda: self._page.evaluate("window.__soak.loseCamera()"),
            "worker_killed": lambda: self._page.evaluate("window.__soak.killWorker()"),
            "server_killed": self._restart_server,
            "network_cut": self._cut_network,
            "page_crashed": self._crash,
            "page_hung": self._hang,
        }

    def _visit(self, name: str | None) -> None:
        fault = self._faults()[name] if name else None
        try:
            self._kiosk.visit(fault)
        except BrowserError as error:
            if name not in ("page_crashed", "page_hung"):
                shown = self._page.evaluate("document.body.innerText")[:300]
                raise self._failed(
                    f"a visit with {name} did not end: {error}; shown: {shown}"
                ) from error
            # What the kiosk's server does to a page whose heartbeat stops (browser_keeper.py).
            self.figures.browser_restarts += 1
            self._kiosk.restart_browser()
            self._kiosk.open()
        if name:
            self.figures.faults[name] = self.figures.faults.get(name, 0) + 1
        left = self._kiosk.left_behind()
        if left:
            raise self._failed(f"left behind after a visit with {name}: {left}")

    @property
    def _page(self) -> Page:
        assert self._kiosk.page is not None
        return self._kiosk.page

    def _restart_server(self) -> None:
        self._server.kill()
        self._page.wait_for_timeout(self._random.choice((0, 500, 2000)))
        self._server.start()

    def _cut_network(self) -> None:
        self._kiosk.context.set_offline(True)
        self._page.keyboard.press(" ")
        self._page.wait_for_timeout(150)
        self._page.keyboard.press(" ")
        self._page.wait_for_timeout(self._random.choice((500, 1500, 6000)))
        self._kiosk.context.set_offline(False)

    def _crash(self) -> None:
        self._page.keyboard.press(" ")
        self._page.wait_for_timeout(self._random.choice((50, 150, 600)))
        self._page.goto("chrome://crash", timeout=3000)

    def _hang(self) -> None:
        self._page.keyboard.press(" ")
        self._page.evaluate("void setTimeout(() => { for (;;); }, 0)")
        raise BrowserError("the page hangs")

    def _measure(self) -> None:
        self.figures.heap_bytes.append(self._kiosk.heap_bytes())
        self.figures.browser_bytes.append(browser_bytes())
        heaps = self.figures.heap_bytes
        if max(heaps) - heaps[0] > HEAP_GROWTH_BYTES_MAX:
            raise self._failed(f"the heap grew: {heaps}")
        if self._kiosk.object_urls() > OBJECT_URLS_MAX:
            raise self._failed(f"{self._kiosk.object_urls()} object URLs live")

    def _check_ledger(self) -> None:
        """Every play that was handed in is credited, once; every visit was another participant."""
        ends = time.monotonic() + DELIVERY_S_MAX
        folder = self._server.data_folder
        while set(credited(folder)) < self._kiosk.handed and time.monotonic() < ends:
            self._page.wait_for_timeout(500)
        found = credited(folder)
        if lost := self._kiosk.handed - set(found):
            raise self._failed(f"{len(lost)} plays were lost: {sorted(lost)[:5]}")
        if doubled := [play for play, times in found.items() if times > 1]:
            raise self._failed(f"credited twice: {doubled}")
        if participants(folder) != len(found):
            raise self._failed(f"{len(found)} plays of {participants(folder)} participants")

    def _failed(self, what: str) -> SoakFailedError:
        return SoakFailedError(f"seed {self.seed}, visit {self.figures.visits}: {what}")

    def summary(self) -> dict[str, Any]:
        """Return the figures to tell."""
        figures = self.figures
        return {
            "seed": self.seed,
            "visits": figures.visits,
            "credited": len(credited(self._server.data_folder)),
            "faults": figures.faults,
            "browser_restarts": figures.browser_restarts,
            "heap_mb_first": round(figures.heap_bytes[0] / 1e6, 1),
            "heap_mb_last": round(figures.heap_bytes[-1] / 1e6, 1),
            "heap_mb_max": round(max(figures.heap_bytes) / 1e6, 1),
            "browser_mb_first": round(figures.browser_bytes[0] / 1e6),
            "browser_mb_last": round(figures.browser_bytes[-1] / 1e6),
            "browser_mb_max": round(max(figures.browser_bytes) / 1e6),
        }
