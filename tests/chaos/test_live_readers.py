"""Many live readers, some of which never read, and requests that trickle in meanwhile."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.bench.live_readers import measure_delays
from tests.server.tapper import pack, play_three_taps
from tests.server.tiny_server import current_release, make_server, open_client, open_play

READERS, FULL_READERS = 200, 2000
SILENT, FULL_SILENT = 20, 200
CREDITS = 3
SLOW, FULL_SLOW = 100, 1000
TRICKLE_S = 0.2
DELAY_MS_MAX = 10_000  # A machine that does other things as well; the bench has the figure.

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]


def test_every_reader_sees_every_credit(
    tmp_path: Path, is_full_chaos: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    readers = FULL_READERS if is_full_chaos else READERS
    silent = FULL_SILENT if is_full_chaos else SILENT
    delays_ms, _ = measure_delays(tmp_path, readers, silent, CREDITS)
    with capsys.disabled():
        print("\n" + json.dumps({"chaos": "readers", "delay_ms_max": round(delays_ms[-1])}))
    assert len(delays_ms) == readers * CREDITS
    assert delays_ms[-1] < DELAY_MS_MAX


async def trickle(port: int) -> None:
    """Send the head of a request, one short line after the other, and never its end."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(b"POST /api/plays HTTP/1.1\r\nHost: x\r\n")
        while True:
            writer.write(b"X-More: 1\r\n")
            await writer.drain()
            await asyncio.sleep(TRICKLE_S)
    finally:
        writer.close()


async def test_slow_senders_do_not_hold_up_a_play(tmp_path: Path, is_full_chaos: bool) -> None:
    server = make_server(tmp_path, early_tolerance_ms="3600000")
    await asyncio.to_thread(server.start)
    count = FULL_SLOW if is_full_chaos else SLOW
    slow = [asyncio.create_task(trickle(server.port)) for _ in range(count)]
    async with open_client(server.url) as client:
        release = await current_release(client)
        for _ in range(5):
            play = await open_play(client, release)
            status, answer = await play.deliver(
                client, pack(play_three_taps(play.seed, play.play_id))
            )
            assert (status, answer["status"]) == (200, "credited")
        async with client.get("/api/totals") as totals:
            assert (await totals.json())["tasks"][0]["credited_plays"] == 5
    for one in slow:
        one.cancel()
    ended = await asyncio.gather(*slow, return_exceptions=True)
    assert sum(isinstance(one, asyncio.CancelledError) for one in ended) == count
    await asyncio.to_thread(server.stop)
    assert "Traceback" not in server.log()
