"""Starts the kiosk's browser and keeps it: anew when it ends, when its page falls silent, on order.

The browser is a process group of its own, and its number is written down, so that a server that
was killed finds it again and ends it instead of leaving two.
"""

import asyncio
import logging
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from server.kiosk.bodies import BrowserFacts
from server.kiosk.health import Health

log = logging.getLogger(__name__)

FIRST_BEAT_MS_MAX = 60_000  # From the start of the process to the page's first heartbeat.
SILENT_MS_MAX = 15_000  # A page that hangs misses seven heartbeats.
WATCH_S = 0.5
END_S_MAX = 5
AGAIN_S_FIRST = 0.5
AGAIN_S_MAX = 30  # A browser that ends at once again is started less and less often.
STEADY_MS = 60_000


class Restart:
    """The host's wish for a fresh browser. is_kept: whether anybody here can grant it."""

    def __init__(self) -> None:
        self.is_kept = False
        self.wanted = asyncio.Event()

    def ask(self) -> bool:
        """Order it; return whether there is a browser to restart."""
        if self.is_kept:
            self.wanted.set()
        return self.is_kept


@dataclass(frozen=True)
class BrowserOrder:
    """What to start. command: program and flags, the address last. pid_file: where it is noted."""

    command: tuple[str, ...]
    pid_file: Path


class BrowserKeeper:
    """Runs one browser after another until cancelled."""

    def __init__(self, order: BrowserOrder, health: Health, restart: Restart) -> None:
        self._order = order
        self._health = health
        self._restart = restart
        self._restarts = 0
        self._last_reason: str | None = None

    async def keep(self) -> None:
        """Keep a browser running; end it when cancelled."""
        self._end_left_over()
        self._restart.is_kept = True
        again_s = AGAIN_S_FIRST
        try:
            while True:
                lived_ms, reason = await self._run_one()
                self._restarts += 1
                self._last_reason = reason
                log.warning("the browser is started again: %s", reason)
                self._health.note(f"browser restarted: {reason}")
                self._tell(is_running=False)
                again_s = AGAIN_S_FIRST if lived_ms >= STEADY_MS else min(AGAIN_S_MAX, again_s * 2)
                await asyncio.sleep(again_s)
        finally:
            self._restart.is_kept = False

    async def _run_one(self) -> tuple[int, str]:
        """Run one until it has to be replaced; return how long it ran, and why it ends."""
        self._health.forget_page()
        self._restart.wanted.clear()
        started = asyncio.get_running_loop().time()
        try:
            process = await asyncio.create_subprocess_exec(
                *self._order.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            return 0, f"{self._order.command[0]} does not start: {error}"
        self._order.pid_file.write_text(str(process.pid), "ascii")
        self._tell(is_running=True)

        def lived_ms() -> int:
            return round((asyncio.get_running_loop().time() - started) * 1000)

        try:
            while True:
                if process.returncode is not None:
                    return lived_ms(), f"it ended with {process.returncode}"
                if self._restart.wanted.is_set():
                    return lived_ms(), "the host ordered it"
                silent_ms = self._health.silent_ms()
                if silent_ms is None and lived_ms() > FIRST_BEAT_MS_MAX:
                    return lived_ms(), "its page never answered"
                if silent_ms is not None and silent_ms > SILENT_MS_MAX:
                    return lived_ms(), f"its page was silent for {silent_ms // 1000} s"
                await asyncio.sleep(WATCH_S)
        finally:
            await self._end(process)

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        """End the browser and all of its processes: asked first, since it writes its profile."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), END_S_MAX)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
        self._order.pid_file.unlink(missing_ok=True)

    def _end_left_over(self) -> None:
        """End the browser of a server that was killed; only if that process is really it."""
        try:
            pid = int(self._order.pid_file.read_text("ascii"))
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            return
        if any(part.encode() in command for part in self._order.command if "user-data-dir" in part):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
        self._order.pid_file.unlink(missing_ok=True)

    def _tell(self, *, is_running: bool) -> None:
        self._health.browser = BrowserFacts(
            is_running=is_running, restarts=self._restarts, last_reason=self._last_reason
        )
