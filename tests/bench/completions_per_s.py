"""How many completions a second the server verifies and credits, on both databases, end to end.

Over HTTP on this machine, the client included: each completion is a ticket of its own, replayed in
full and committed to the ledger before it is answered. Only the check that a play takes its time
is set wide, since the bot plays faster than a person.

Then plays arrive evenly at half that rate, whatever the answers do: how long from completion to
receipt, and how long GET /api/totals takes meanwhile. For comparison stand bare replays in as many
processes, and the totals of a server that does nothing else.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession

from tests.bench.figure import RUNS, Figure, at_least, at_most, median
from tests.bench.honest_plays import Delivery, make_deliveries, open_client
from tests.bench.peak_memory import PeakMemory, family_bytes
from tests.bench.replay_cpu import replay_cpu_ms
from tests.live_server import LiveServer
from tests.postgres import Postgres

PLAYS_A_RUN = 100
SENDERS = 32  # Completions under way at any time.
COMPLETIONS_PER_S_MIN = 60.0
HALF_LOAD_PLAYS = 300
TOTALS_EVERY_S = 0.02
TOTALS_P99_MS_MAX = 10.0
HOUR_MS = 3_600_000


def part(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of them is."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


async def timed_ms(run: Callable[[], Awaitable[object]]) -> float:
    """Return how long something takes."""
    started_s = time.perf_counter()
    await run()
    return (time.perf_counter() - started_s) * 1000


async def credit(client: ClientSession, delivery: Delivery) -> None:
    """Deliver a play, which must be credited."""
    status = await delivery.send(client)
    assert status == "credited", f"got verdict {status} on an honest play"


async def deliver_all(client: ClientSession, deliveries: list[Delivery]) -> float:
    """Send all, some at a time; return how many a second."""
    waiting = iter(deliveries)

    async def send_some() -> None:
        for delivery in waiting:
            await credit(client, delivery)

    started_s = time.perf_counter()
    await asyncio.gather(*(send_some() for _ in range(SENDERS)))
    return len(deliveries) / (time.perf_counter() - started_s)


async def get_totals(client: ClientSession) -> None:
    """Read the totals."""
    async with client.get("/api/totals") as response:
        response.raise_for_status()
        await response.read()


async def read_totals_until(client: ClientSession, ended: asyncio.Event) -> list[float]:
    """Read the totals every so often; return how long each took."""
    latencies_ms: list[float] = []
    while not ended.is_set():
        latencies_ms.append(await timed_ms(lambda: get_totals(client)))
        await asyncio.sleep(TOTALS_EVERY_S)
    return latencies_ms


async def deliver_evenly(
    client: ClientSession, deliveries: list[Delivery], per_s: float
) -> list[float]:
    """Send one after another at an even rate; return the latency of each in ms."""
    started_s = time.perf_counter()
    sending: list[asyncio.Task[float]] = []
    for number, delivery in enumerate(deliveries):
        await asyncio.sleep(max(0.0, started_s + number / per_s - time.perf_counter()))
        sending.append(asyncio.create_task(timed_ms(lambda one=delivery: credit(client, one))))
    return await asyncio.gather(*sending)


async def measure_server(url: str) -> tuple[float, list[float], list[float], list[float]]:
    """Return the rate, latencies at half of it, the totals' meanwhile, and idle totals'."""
    async with open_client(url) as client:
        idle = [await timed_ms(lambda: get_totals(client)) for _ in range(200)]
        rates = [
            await deliver_all(client, await make_deliveries(client, PLAYS_A_RUN))
            for _ in range(RUNS)
        ]
        deliveries = await make_deliveries(client, HALF_LOAD_PLAYS)
        ended = asyncio.Event()
        reading = asyncio.create_task(read_totals_until(client, ended))
        latencies = await deliver_evenly(client, deliveries, median(rates) / 2)
        ended.set()
        return median(rates), latencies, await reading, idle


def bare_replays_per_s() -> float:
    """Return how many plays a second as many processes replay that do nothing else."""
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores) as pool:
        cpu_ms = list(pool.map(replay_cpu_ms, range(4 * cores)))
    return cores * 1000 / (sum(cpu_ms) / len(cpu_ms))


@contextmanager
def database_url(name: str) -> Generator[str]:
    """Yield the setting DATABASE_URL of a new database; empty: an SQLite file in DATA_DIR."""
    with ExitStack() as stack:
        if name == "sqlite":
            yield ""
            return
        postgres = Postgres(is_durable=True)
        stack.callback(postgres.remove)
        yield postgres.new_database()


def measure() -> list[Figure]:
    """Start a server of its own on each database, load it, stop it."""
    bare = bare_replays_per_s()
    figures: list[Figure] = []
    for name in ("sqlite", "postgresql"):
        with TemporaryDirectory() as folder, database_url(name) as url:
            settings = {"EARLY_TOLERANCE_MS": str(HOUR_MS), "DATABASE_URL": url}
            server = LiveServer(Path(folder) / "data", settings).start()
            assert server.process is not None
            pid = server.process.pid
            try:
                with PeakMemory(lambda pid=pid: family_bytes(pid)) as peak:
                    per_s, latencies, totals, idle = asyncio.run(measure_server(server.url))
            finally:
                server.stop()
        bar = at_least(COMPLETIONS_PER_S_MIN)
        totals_bar = at_most(TOTALS_P99_MS_MAX)
        figures += [
            Figure(f"completions_per_s_{name}", per_s, "1/s", bar, bare),
            Figure(f"completion_to_receipt_p50_ms_{name}", part(latencies, 0.5), "ms"),
            Figure(f"completion_to_receipt_p99_ms_{name}", part(latencies, 0.99), "ms"),
            Figure(f"totals_p99_ms_{name}", part(totals, 0.99), "ms", totals_bar, part(idle, 0.99)),
            Figure(f"server_memory_peak_mb_{name}", peak.megabytes, "MB"),
        ]
    return figures
