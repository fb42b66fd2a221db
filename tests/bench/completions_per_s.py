"""How many completions a second the server verifies and credits, and what memory that takes.

End to end over HTTP on this machine, the client included: each completion is a ticket of its own,
replayed in full and committed to the ledger before it is answered. Only the check that a play
takes its time is set wide, since the bot plays faster than a person.
"""

import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession

from tests.bench.figure import RUNS, Figure, at_least, median
from tests.bench.honest_plays import Delivery, make_deliveries, open_client
from tests.bench.peak_memory import PeakMemory, family_bytes
from tests.live_server import LiveServer

PLAYS_A_RUN = 200
SENDERS = 32  # Completions under way at any time.
COMPLETIONS_PER_S_MIN = 60.0
HOUR_MS = 3_600_000


async def deliver_all(client: ClientSession, deliveries: list[Delivery]) -> tuple[float, float]:
    """Send all, some at a time; return how many a second and the p95 of their latency in ms."""
    waiting = iter(deliveries)
    latencies_ms: list[float] = []

    async def send_some() -> None:
        for delivery in waiting:
            started_s = time.perf_counter()
            status = await delivery.send(client)
            latencies_ms.append((time.perf_counter() - started_s) * 1000)
            assert status == "credited", f"got verdict {status} on an honest play"

    started_s = time.perf_counter()
    await asyncio.gather(*(send_some() for _ in range(SENDERS)))
    per_s = len(deliveries) / (time.perf_counter() - started_s)
    return per_s, sorted(latencies_ms)[int(len(latencies_ms) * 0.95)]


async def measure_runs(url: str) -> list[tuple[float, float]]:
    """Return rate and latency of each run."""
    results: list[tuple[float, float]] = []
    async with open_client(url) as client:
        for _ in range(RUNS):
            deliveries = await make_deliveries(client, PLAYS_A_RUN)
            results.append(await deliver_all(client, deliveries))
    return results


def measure() -> list[Figure]:
    """Start a server of its own, load it, stop it."""
    with TemporaryDirectory() as folder:
        settings = {"EARLY_TOLERANCE_MS": str(HOUR_MS)}
        server = LiveServer(Path(folder) / "data", settings).start()
        assert server.process is not None
        pid = server.process.pid
        with PeakMemory(lambda: family_bytes(pid)) as peak:
            results = asyncio.run(measure_runs(server.url))
        server.stop()
    per_s = median([rate for rate, _ in results])
    latency_ms = median([latency for _, latency in results])
    return [
        Figure("completions_per_s", per_s, "1/s", at_least(COMPLETIONS_PER_S_MIN)),
        Figure("completion_latency_p95_ms", latency_ms, "ms"),
        Figure("server_memory_peak_mb", peak.megabytes, "MB"),
    ]
