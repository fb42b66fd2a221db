"""kill -9 at random moments under load: no acknowledged credit lost, none doubled.

Senders do what pages do: they keep a play until its answer has come, and deliver it again after
every break. The moments of the kills follow from a seed.
"""

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession
from sqlalchemy import select

from server.ledger.audit import audit
from server.ledger.database import open_reader
from server.ledger.tables import entries
from tests.live_server import LiveServer, ServerFailedError
from tests.server.tapper import pack, play_three_taps
from tests.server.tiny_server import (
    OpenedPlay,
    current_release,
    make_server,
    open_client,
    open_play,
)

SENDERS = 8
LOAD_S_MAX = 1.0
START_KILLED_EVERY = 5  # Every fifth kill comes while the server starts.
START_S_MAX = 1.5
ASKED_AGAIN = 3  # Acknowledged plays that are delivered once more in each round.
NO_WAIT = str(3_600_000)  # The tapper plays in no time.


@dataclass
class Kills:
    """What happened. acknowledged: receipts by play. kept: plays whose answer never came."""

    kills: int = 0
    breaks: int = 0  # Requests that a kill cut off.
    plays: dict[str, OpenedPlay] = field(default_factory=dict[str, OpenedPlay])
    kept: set[str] = field(default_factory=set[str])
    acknowledged: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    wrong: list[str] = field(default_factory=list[str])

    def figures(self) -> dict[str, int]:
        """Return what to print."""
        return {
            "kills": self.kills,
            "requests_cut_off": self.breaks,
            "plays": len(self.plays),
            "acknowledged_credits": len(self.acknowledged),
            "wrong": len(self.wrong),
        }


async def deliver(state: Kills, client: ClientSession, play: OpenedPlay) -> None:
    """Deliver a play, new or once more, and note what was acknowledged."""
    trace = pack(play_three_taps(play.seed, play.play_id))
    status, answer = await play.deliver(client, trace)
    state.kept.discard(play.play_id)
    if status != 200 or answer["status"] != "credited":
        state.wrong.append(f"an honest play got {status} {answer}")
        return
    before = state.acknowledged.setdefault(play.play_id, answer["receipt"])
    if before != answer["receipt"]:
        state.wrong.append(f"play {play.play_id}: another receipt than before")


async def send(state: Kills, client: ClientSession, release: str) -> None:
    """Play and deliver until the connection breaks."""
    while True:
        play = await open_play(client, release)
        state.plays[play.play_id] = play
        state.kept.add(play.play_id)
        await deliver(state, client, play)


async def put_under_load(state: Kills, url: str, again: list[OpenedPlay]) -> None:
    """Deliver what was kept, some once more, then new ones, until the server is gone."""
    async with open_client(url) as client:
        try:
            release = await current_release(client)
        except (ClientError, OSError):  # Killed before anything could be asked.
            state.breaks += 1
            return
        # What was kept comes from all sides at once, as after a break of the network.
        waiting = [state.plays[play_id] for play_id in state.kept] + again
        work = [deliver(state, client, play) for play in waiting]
        work += [send(state, client, release) for _ in range(SENDERS)]
        for outcome in await asyncio.gather(*work, return_exceptions=True):
            if isinstance(outcome, ClientError | OSError):
                state.breaks += 1
            elif isinstance(outcome, BaseException):
                raise outcome


async def kill_while_it_starts(server: LiveServer, rng: random.Random) -> None:
    """Kill a server before it is ready, or just then."""
    starting = asyncio.create_task(asyncio.to_thread(server.start))
    await asyncio.sleep(rng.uniform(0.05, START_S_MAX))
    assert server.process is not None
    server.process.kill()
    with suppress(ServerFailedError):
        await starting
    server.process.wait()


async def kill_under_load(state: Kills, server: LiveServer, rng: random.Random) -> None:
    """Start a server, put it under load, and kill it."""
    await asyncio.to_thread(server.start)
    known = sorted(state.acknowledged)
    again = [state.plays[one] for one in rng.sample(known, min(ASKED_AGAIN, len(known)))]
    load = asyncio.create_task(put_under_load(state, server.url, again))
    await asyncio.sleep(rng.uniform(0.02, LOAD_S_MAX))
    assert server.process is not None
    server.process.kill()  # The server alone: its workers have to notice by themselves.
    await load
    server.process.wait()


async def deliver_the_rest(state: Kills, server: LiveServer) -> None:
    """Deliver everything once more to a server that lives."""
    await asyncio.to_thread(server.start)
    async with open_client(server.url) as client:
        for play in state.plays.values():
            await deliver(state, client, play)
    await asyncio.to_thread(server.stop)


def compare_with_ledger(state: Kills, data_folder: Path) -> None:
    """Note every difference between what was acknowledged and what the ledger holds."""
    with open_reader(f"sqlite:///{data_folder / 'ledger.sqlite3'}").begin() as connection:
        state.wrong += audit(connection)
        rows = connection.execute(select(entries).where(entries.c.play_id.is_not(None))).all()
    booked = {row.play_id: (row.number, row.amount_fen) for row in rows}
    said = {
        play_id: (receipt["number"], receipt["amount_fen"])
        for play_id, receipt in state.acknowledged.items()
    }
    if len(rows) != len(booked):
        state.wrong.append("a play is booked twice")
    if booked != said:
        state.wrong.append(f"{len(set(booked.items()) ^ set(said.items()))} credits differ")


async def kill_at_random(folder: Path, kills: int, seed: int) -> Kills:
    """Kill a server so often and return what came of it; `wrong` must be empty."""
    rng = random.Random(seed)
    state = Kills()
    server = make_server(folder, early_tolerance_ms=NO_WAIT)
    for number in range(1, kills + 1):
        if number % START_KILLED_EVERY == 0:
            await kill_while_it_starts(server, rng)
        else:
            await kill_under_load(state, server, rng)
        state.kills += 1
    await deliver_the_rest(state, server)
    compare_with_ledger(state, server.data_folder)
    return state
