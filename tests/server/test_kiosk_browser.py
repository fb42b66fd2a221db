"""The keeper of a kiosk's browser, over a small program in the browser's place."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from server.kiosk.bodies import HeartbeatRequest
from server.kiosk.browser_flags import browser_flags, browser_policies
from server.kiosk.browser_keeper import SILENT_MS_MAX, BrowserKeeper, BrowserOrder, Restart
from server.kiosk.health import Health
from tests.server.conftest import SetClock

LIVES = "import time; time.sleep(600)"
BEAT = HeartbeatRequest(
    page="0123456789abcdef",
    state="attract",
    camera="on",
    frames_per_s=30,
    tracks_per_s=4,
    heap_bytes=1,
    plays=0,
    undelivered=0,
)


class Kept:
    """A keeper at work."""

    def __init__(self, folder: Path, clock: SetClock, program: str = LIVES) -> None:
        self.health = Health(clock)
        self.restart = Restart()
        flag = f"--user-data-dir={folder / 'profile'}"
        self.order = BrowserOrder((sys.executable, "-c", program, flag), folder / "browser.pid")
        self.keeper = BrowserKeeper(self.order, self.health, self.restart)
        self.task = asyncio.ensure_future(self.keeper.keep())

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(15):
            while not is_so():  # noqa: ASYNC110 - Of another process nothing else tells.
                await asyncio.sleep(0.02)

    async def pid(self) -> int:
        """Return the process that runs."""
        await self.until(lambda: self.order.pid_file.exists() and self.is_running)
        return int(self.order.pid_file.read_text())

    @property
    def is_running(self) -> bool:
        return self.health.browser is not None and self.health.browser.is_running

    async def end(self) -> None:
        """End the keeper."""
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often, and start again at once."""
    monkeypatch.setattr("server.kiosk.browser_keeper.WATCH_S", 0.02)
    monkeypatch.setattr("server.kiosk.browser_keeper.AGAIN_S_FIRST", 0.01)
    monkeypatch.setattr("server.kiosk.browser_keeper.AGAIN_S_MAX", 0.02)


@pytest.fixture
async def kept(tmp_path: Path, clock: SetClock) -> AsyncIterator[Kept]:
    kept = Kept(tmp_path, clock)
    yield kept
    await kept.end()


async def restarted(kept: Kept, before: int) -> str:
    """Return why there is another browser now; the one before must be gone."""
    await kept.until(lambda: kept.health.browser is not None and kept.health.browser.restarts > 0)
    assert await kept.pid() != before
    assert not psutil.pid_exists(before)
    assert kept.health.browser is not None
    return kept.health.browser.last_reason or ""


async def test_a_browser_that_ends_is_started_again(kept: Kept) -> None:
    pid = await kept.pid()
    psutil.Process(pid).kill()
    assert await restarted(kept, pid) == "it ended with -9"


async def test_a_page_that_falls_silent_gets_a_new_browser(kept: Kept, clock: SetClock) -> None:
    pid = await kept.pid()
    kept.health.take(BEAT)
    clock.advance_ms(SILENT_MS_MAX)
    await asyncio.sleep(0.1)
    assert await kept.pid() == pid
    clock.advance_ms(1)
    assert await restarted(kept, pid) == "its page was silent for 15 s"


async def test_the_host_can_order_a_new_browser(kept: Kept) -> None:
    pid = await kept.pid()
    assert kept.restart.ask()
    assert await restarted(kept, pid) == "the host ordered it"


async def test_the_end_of_the_server_ends_the_browser(kept: Kept) -> None:
    pid = await kept.pid()
    await kept.end()
    assert not psutil.pid_exists(pid)
    assert not kept.restart.ask()


async def test_a_server_that_was_killed_leaves_no_second_browser(
    tmp_path: Path, clock: SetClock
) -> None:
    flag = f"--user-data-dir={tmp_path / 'profile'}"
    left_over = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LIVES, flag, start_new_session=True
    )
    (tmp_path / "browser.pid").write_text(str(left_over.pid))
    while not psutil.Process(left_over.pid).cmdline():  # noqa: ASYNC110 - It has yet to begin.
        await asyncio.sleep(0.02)
    kept = Kept(tmp_path, clock)
    assert await asyncio.wait_for(left_over.wait(), 15) == -9
    await kept.until(lambda: kept.is_running)
    await kept.end()


async def test_a_number_that_is_another_programs_now_is_left_alone(
    tmp_path: Path, clock: SetClock
) -> None:
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", LIVES)
    (tmp_path / "browser.pid").write_text(str(other.pid))
    kept = Kept(tmp_path, clock)
    await kept.until(lambda: kept.is_running)
    assert other.returncode is None
    other.kill()
    await other.wait()
    await kept.end()


async def test_a_program_that_is_not_there_is_told(tmp_path: Path, clock: SetClock) -> None:
    kept = Kept(tmp_path, clock)
    await kept.end()
    order = BrowserOrder((str(tmp_path / "none"),), tmp_path / "browser.pid")
    task = asyncio.ensure_future(BrowserKeeper(order, kept.health, kept.restart).keep())
    await kept.until(lambda: "does not start" in str(kept.health.errors()[:1]))
    task.cancel()


def test_the_policies_let_the_browser_open_the_kiosk_alone(tmp_path: Path) -> None:
    policies = browser_policies("http://localhost:8080")
    assert policies["URLBlocklist"] == ["*"]
    assert policies["VideoCaptureAllowedUrls"] == ["http://localhost:8080"]
    assert f"--user-data-dir={tmp_path}" in browser_flags(tmp_path)
