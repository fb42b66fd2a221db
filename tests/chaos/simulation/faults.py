"""What goes wrong while visitors play: crashes, full disk, locks, wrong clocks, a database gone."""

import asyncio
import os
import random
import signal
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.chaos.simulation.disk import SmallDisk
from tests.live_server import LiveServer, ServerFailedError
from tests.postgres import Postgres

PAUSE_S = (0.1, 1.0)  # Between two faults.
START_KILLED = 0.25  # Of the kills, how many strike once more while the server starts.
START_S_MAX = 1.5
FULL_S = (0.2, 2.0)
LOCKED_S = (0.1, 2.0)
SKEW_MS_MAX = 20 * 60_000
PATIENCE_S = 30
WAIT_S = 0.2


@dataclass
class Scene:
    """What can be broken. postgres: None where the ledger is an SQLite file."""

    servers: list[LiveServer]
    disk: SmallDisk
    skew: Path
    url: str
    postgres: Postgres | None

    def set_skew(self, by_ms: int) -> None:
        """Let the clock of all servers be wrong by so much; at no moment is the file empty."""
        new = self.skew.with_suffix(".new")
        new.write_text(str(by_ms), "utf-8")
        new.replace(self.skew)


class Faults:
    """Strikes at random until it is told to stop; then everything is whole again."""

    def __init__(self, scene: Scene, rng: random.Random, names: tuple[str, ...]) -> None:
        self._scene = scene
        self._rng = rng
        self._faults = [(name, getattr(self, f"_{name}")) for name in names]

    async def strike_until(self, ended: asyncio.Event, note: Callable[[str], None]) -> None:
        """Strike, wait, strike again. note: called with the name of each fault that was struck."""
        while not ended.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), self._rng.uniform(*PAUSE_S))
            name, strike = self._rng.choice(self._faults)
            run: Callable[[], Awaitable[None]] = strike
            await run()
            note(name)
        self._scene.set_skew(0)

    async def _kill(self) -> None:
        """Kill a server process (its workers have to notice), and start it again."""
        server = self._rng.choice(self._scene.servers)
        is_killed_again = self._rng.random() < START_KILLED
        after_s = self._rng.uniform(0.05, START_S_MAX)
        kill(server)
        if is_killed_again:
            starting = asyncio.create_task(asyncio.to_thread(server.start))
            await asyncio.sleep(after_s)
            kill(server)
            with suppress(ServerFailedError):
                await starting
        await start(server)

    async def _full_disk(self) -> None:
        """Leave no room on the disk of the ledger for a while."""
        writers = [server.process.pid for server in self._scene.servers if server.process]
        self._scene.disk.fill(writers)
        await asyncio.sleep(self._rng.uniform(*FULL_S))
        self._scene.disk.empty()
        if self._scene.postgres is not None:
            await revive(self._scene.postgres)

    async def _locked(self) -> None:
        """Let another program hold what every writer needs."""
        seconds = self._rng.uniform(*LOCKED_S)
        if self._scene.postgres is None:
            file = sqlite3.connect(self._scene.url.removeprefix("sqlite:///"), timeout=PATIENCE_S)
            try:
                with suppress(sqlite3.OperationalError):  # Held by the server for too long.
                    file.execute("BEGIN IMMEDIATE")
                    await asyncio.sleep(seconds)
            finally:
                file.close()
            return
        address = self._scene.url.replace("+psycopg", "")
        async with await psycopg.AsyncConnection.connect(address) as connection:
            await connection.execute("LOCK TABLE entries IN ACCESS EXCLUSIVE MODE")
            await asyncio.sleep(seconds)

    async def _skew(self) -> None:
        """Let the clock of all servers jump."""
        by_ms = self._rng.randint(-SKEW_MS_MAX, SKEW_MS_MAX)
        self._scene.set_skew(by_ms)

    async def _postgres_gone(self) -> None:
        """Kill PostgreSQL, or stop it at once, and start it again."""
        postgres = self._scene.postgres
        assert postgres is not None
        os.kill(postgres.pid, self._rng.choice((signal.SIGKILL, signal.SIGQUIT, signal.SIGINT)))
        await asyncio.sleep(self._rng.uniform(0.05, 1.0))
        await revive(postgres)


def kill(server: LiveServer) -> None:
    """Kill a server process alone."""
    assert server.process is not None
    server.process.kill()
    server.process.wait()


async def start(server: LiveServer) -> None:
    """Start a server, again and again while something else is broken."""
    for _ in range(round(PATIENCE_S / WAIT_S)):
        try:
            await asyncio.to_thread(server.start)
        except ServerFailedError:
            await asyncio.sleep(WAIT_S)
        else:
            return
    raise ServerFailedError(f"did not start again; it said:\n{server.log()}")


async def revive(postgres: Postgres) -> None:
    """Start PostgreSQL again, once what is left of it is gone."""
    attempts = round(PATIENCE_S / WAIT_S)
    for attempt in range(1, attempts + 1):
        try:
            await asyncio.to_thread(postgres.start)
            await asyncio.to_thread(postgres.ping)
        except Exception:  # Whatever the package raises while the old one still ends.
            if attempt == attempts:
                raise
            await asyncio.sleep(WAIT_S)
        else:
            return
