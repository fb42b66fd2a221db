"""Kill the real server under load, again and again: no credit is lost, none is doubled.

A short form runs with all tests; `make chaos` kills fifty times.
"""

import asyncio
import random
import subprocess
import sys
from pathlib import Path

import pytest
from aiohttp import ClientError

from tests.bench.honest_plays import Delivery, make_deliveries, open_client
from tests.live_server import ROOT, LiveServer

SEED = 20261124
KILLS, KILLS_FULL = 4, 50
PLAYS_A_ROUND = 10
SENDERS = 5
KILL_AFTER_S_MAX = 0.35  # About as long as a round takes when nothing happens to it.
ATTEMPTS_MAX = 400
RETRY_S = 0.1
HOUR_MS = "3600000"  # The bot plays faster than a person.


async def send_until_killed(server: LiveServer, deliveries: list[Delivery]) -> list[Delivery]:
    """Send all, some at a time; return those whose credit was acknowledged before the kill."""
    acknowledged: list[Delivery] = []
    waiting = iter(deliveries)

    async def send_some() -> None:
        for delivery in waiting:
            try:
                if await delivery.send(client) == "credited":
                    acknowledged.append(delivery)
            except (ClientError, OSError):
                return  # The server is gone; the page would keep it and send it again.

    async with open_client(server.url) as client:
        await asyncio.gather(*(send_some() for _ in range(SENDERS)))
    return acknowledged


async def deliver_at_last(server: LiveServer, deliveries: list[Delivery]) -> list[str]:
    """Send all as often as it takes, as a page does; return the verdicts."""
    async with open_client(server.url) as client:

        async def deliver(delivery: Delivery) -> str:
            for _ in range(ATTEMPTS_MAX):
                try:
                    return await delivery.send(client)
                except (ClientError, OSError):
                    await asyncio.sleep(RETRY_S)
            raise AssertionError(f"{delivery.path} was never answered")

        return await asyncio.gather(*(deliver(delivery) for delivery in deliveries))


async def one_round(server: LiveServer, rng: random.Random) -> int:
    """Kill in the middle of delivering, start again, deliver; return how many were acknowledged."""
    async with open_client(server.url) as client:
        deliveries = await make_deliveries(client, PLAYS_A_ROUND)
    sending = asyncio.create_task(send_until_killed(server, deliveries))
    await asyncio.sleep(rng.uniform(0, KILL_AFTER_S_MAX))
    await asyncio.to_thread(server.kill)
    acknowledged = await sending
    await asyncio.to_thread(server.start)
    assert await deliver_at_last(server, acknowledged) == ["credited"] * len(acknowledged)
    assert await deliver_at_last(server, deliveries) == ["credited"] * PLAYS_A_ROUND
    return len(acknowledged)


async def credited_plays(server: LiveServer) -> int:
    async with open_client(server.url) as client, client.get("/api/totals") as response:
        tasks = (await response.json())["tasks"]
    return sum(task["credited_plays"] for task in tasks)


@pytest.mark.chaos
@pytest.mark.timeout(1800)
def test_killed_at_any_moment_it_loses_and_doubles_nothing(
    built_web: Path, tmp_path: Path, is_full_chaos: bool
) -> None:
    rng = random.Random(SEED)
    server = LiveServer(tmp_path / "data", {"EARLY_TOLERANCE_MS": HOUR_MS}).start()
    rounds = KILLS_FULL if is_full_chaos else KILLS
    acknowledged = [asyncio.run(one_round(server, rng)) for _ in range(rounds)]
    total = asyncio.run(credited_plays(server))
    server.stop()
    print(f"{rounds} kills, {total} plays, {sum(acknowledged)} acknowledged before a kill")
    assert total == rounds * PLAYS_A_ROUND
    assert 0 < sum(acknowledged) < total, "the kills came too early or too late to prove anything"
    audit = subprocess.run(
        [sys.executable, "-m", "server", "audit"],
        cwd=ROOT,
        env={"DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
    )
    assert audit.returncode == 0, audit.stdout + audit.stderr
