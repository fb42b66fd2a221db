"""A central server and a kiosk as two real processes, with the tiny effect on both."""

import asyncio
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from sqlalchemy import Connection

from server.ledger.audit import audit
from server.ledger.database import open_reader
from server.ledger.sums import read_totals
from server.offline.outbox import Counts, count_plays
from tests.live_server import ROOT, LiveServer
from tests.server.heartbeat import BEAT
from tests.server.ledger_plays import TASK
from tests.server.tapper import pack, play_three_taps
from tests.server.tiny_server import current_release, make_environment, open_client, open_play

PLAYED_IN_NO_TIME = {"EARLY_TOLERANCE_MS": "3600000", "REPLAY_WORKERS": "1"}
SETTLE_S_MAX = 40.0
LOOK_EVERY_S = 0.2
KIOSK = "hall-1"


def run_command(environment: dict[str, str], *words: str, typed: str = "") -> str:
    """Run `kindlens WORDS…` and return what it says; it must end with 0."""
    done = subprocess.run(
        [sys.executable, "-m", "server.cli", *words],
        cwd=ROOT,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass
class TwoSides:
    """Both servers. The kiosk is paired, and neither is started before `start`."""

    central: LiveServer
    kiosk: LiveServer
    central_url: str

    @property
    def kiosk_url(self) -> str:
        """Return the address of the kiosk's own ledger."""
        return f"sqlite:///{self.kiosk.data_folder / 'ledger.sqlite3'}"

    def operate(self, *words: str) -> str:
        """Run `kindlens operator WORDS…` at the central server."""
        return run_command(self.central.environment, "operator", *words)

    def pair(self, credential: str) -> str:
        """Pair the kiosk with the running central server."""
        words = ("kiosk", "--pair", self.central.url)
        return run_command(self.kiosk.environment, *words, typed=credential + "\n")

    def end(self) -> None:
        """Kill what still runs."""
        for server in (self.central, self.kiosk):
            if server.process is not None and server.process.poll() is None:
                server.kill()


def make_two_sides(
    folder: Path, database_url: str = "", pledged_fen: int = 100_000, **settings: str
) -> TwoSides:
    """Return both, not started."""
    of_central = {
        **make_environment(folder / "central", pledged_fen=pledged_fen),
        **PLAYED_IN_NO_TIME,
        "DATABASE_URL": database_url,
        **settings,
    }
    of_kiosk = {
        **make_environment(folder / "kiosk"),
        **PLAYED_IN_NO_TIME,
        "CAMPAIGN": str(folder / "none.toml"),  # A paired kiosk has its campaign from elsewhere.
    }
    central = LiveServer(folder / "central" / "data", of_central)
    kiosk = LiveServer(folder / "kiosk" / "data", of_kiosk, ("kiosk",), module="server.cli")
    url = database_url or f"sqlite:///{central.data_folder / 'ledger.sqlite3'}"
    return TwoSides(central, kiosk, url)


def credential_in(said: str) -> str:
    """Return the credential in what a command said."""
    return next(word for word in said.split() if word.startswith("kindlens-kiosk-"))


async def play(url: str, plays: int) -> list[str]:
    """Play at a server until it credits, each time as somebody new; return the play ids."""
    played: list[str] = []
    async with open_client(url) as client:
        release = await current_release(client)
        for _ in range(plays):
            answer = await play_once(client, release)
            assert answer["status"] == "credited", answer
            played.append(answer["receipt"]["play_id"])
    return played


async def play_once(client: ClientSession, release: str) -> dict[str, Any]:
    """Play once as somebody new; return the verdict."""
    opened = await open_play(client, release)
    status, answer = await opened.deliver(
        client, pack(play_three_taps(opened.seed, opened.play_id))
    )
    assert status == 200, answer
    return answer


def credited_ids(url: str) -> list[str]:
    """Return the ids of all credited plays of a ledger that no correction has taken back."""
    reader = open_reader(url)
    with reader.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT play_id FROM entries WHERE kind = 2 AND entry_index NOT IN"
            " (SELECT corrects FROM entries WHERE corrects IS NOT NULL)"
        ).all()
    reader.dispose()
    return [row[0].hex() if isinstance(row[0], bytes) else row[0] for row in rows]


def check_ledgers(sides: TwoSides) -> list[str]:
    """Return what `audit` finds in either ledger."""
    wrong: list[str] = []
    for name, url in (("central", sides.central_url), ("kiosk", sides.kiosk_url)):
        reader = open_reader(url)
        with reader.begin() as connection:
            wrong += [f"{name}: {one}" for one in audit(connection)]
        reader.dispose()
    return wrong


def read_kiosk(url: str) -> tuple[Counts, int]:
    """Return how the queue stands, and what the kiosk's own ledger has released in fen."""

    def read(connection: Connection) -> tuple[Counts, int]:
        return count_plays(connection), read_totals(connection).by_task[TASK].released_fen

    reader = open_reader(url)
    with reader.begin() as connection:
        found = read(connection)
    reader.dispose()
    return found


async def settled(url: str) -> Counts:
    """Return how the queue stands once nothing waits any more."""
    until = time.monotonic() + SETTLE_S_MAX
    while (counts := read_kiosk(url)[0]).waiting:
        assert time.monotonic() < until, f"still waiting: {counts}"
        await asyncio.sleep(LOOK_EVERY_S)
    return counts


async def campaign_at(kiosk_url: str, *, plays: int, is_online: bool) -> dict[str, Any]:
    """Return what the kiosk's page is told of the campaign, once it stands as expected."""
    until = time.monotonic() + SETTLE_S_MAX
    async with open_client(kiosk_url) as client:
        while True:
            async with client.post("/api/kiosk/heartbeat", json=BEAT) as response:
                said = (await response.json())["campaign"]
            credited = sum(task["credited_plays"] for task in said["totals"]["tasks"])
            if (credited, said["is_online"]) == (plays, is_online):
                return said
            assert time.monotonic() < until, f"still {said}"
            await asyncio.sleep(LOOK_EVERY_S)
