"""How soon the totals of a credit are seen by all of 5,000 live readers, some of which never read.

Readers and server share this machine, so the delay has the readers' own work in it.
"""

import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figure import Figure, at_most
from tests.bench.peak_memory import PeakMemory, used_bytes_of
from tests.live_readers import ReaderProcesses
from tests.server.tapper import pack, play_three_taps
from tests.server.tiny_server import current_release, make_server, open_client, open_play

READERS = 5000
SILENT = 100
CREDITS = 20
PAUSE_S = 1.5
DELAY_MS_MAX = 1000.0


async def credit_now_and_then(url: str, credits_: int) -> list[float]:
    """Have plays credited; return when each was answered, in seconds since 1970."""
    answered: list[float] = []
    async with open_client(url) as client:
        release = await current_release(client)
        for _ in range(credits_):
            play = await open_play(client, release)
            trace = pack(play_three_taps(play.seed, play.play_id))
            status, answer = await play.deliver(client, trace)
            assert status == 200, answer
            assert answer["status"] == "credited", answer
            answered.append(time.time())
            await asyncio.sleep(PAUSE_S)
    return answered


def measure_delays(
    folder: Path, readers: int, silent: int, credits_: int
) -> tuple[list[float], float]:
    """Return the delay of each reader and credit in ms, sorted, and the server's peak in MB."""
    server = make_server(
        folder, early_tolerance_ms="3600000", live_clients_max=str(readers + silent)
    )
    server.start()
    assert server.process is not None
    pid = server.process.pid
    everybody = ReaderProcesses(server.url, readers, silent)
    try:
        everybody.wait_until_connected()
        with PeakMemory(lambda: used_bytes_of(pid)) as peak:
            answered = asyncio.run(credit_now_and_then(server.url, credits_))
        seen = everybody.end()
    finally:
        everybody.kill()
        server.stop()
    delays_ms: list[float] = []
    for count, moment in enumerate(answered, 1):
        moments = seen.get(count, [])
        assert len(moments) == readers, f"{len(moments)} of {readers} readers saw credit {count}"
        delays_ms += [(one - moment) * 1000 for one in moments]
    return sorted(delays_ms), peak.megabytes


def measure() -> list[Figure]:
    """Measure with all readers, and with one for comparison."""
    with TemporaryDirectory() as folder:
        alone, _ = measure_delays(Path(folder) / "alone", 1, 0, CREDITS)
        delays, megabytes = measure_delays(Path(folder) / "all", READERS, SILENT, CREDITS)
    return [
        Figure("live_delay_p50_ms", delays[len(delays) // 2], "ms", None, alone[len(alone) // 2]),
        Figure("live_delay_p99_ms", delays[int(len(delays) * 0.99)], "ms"),
        Figure("live_delay_max_ms", delays[-1], "ms", at_most(DELAY_MS_MAX), alone[-1]),
        Figure("live_server_memory_peak_mb", megabytes, "MB"),
    ]
