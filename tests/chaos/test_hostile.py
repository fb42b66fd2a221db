"""Hostile completions of every class: none is credited, none breaks anything, totals stay live.

A short form runs with all tests; `make chaos` sends a thousand.
"""

import asyncio
import base64
import json
import random
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.bench.honest_plays import Delivery, make_deliveries, open_client
from tests.live_server import LiveServer

SEED = 7
COUNT, COUNT_FULL = 120, 1000
SENDERS = 16
STALL_S_MAX = 5.0  # For the totals, asked for again and again meanwhile.

Body = dict[str, Any]
Spoil = Callable[[random.Random, Body, Body], bytes]


def raw_trace(body: Body) -> bytearray:
    return bytearray(zlib.decompress(base64.b64decode(body["trace"])))


def packed(body: Body, trace: bytes | bytearray) -> bytes:
    deflated = base64.b64encode(zlib.compress(trace)).decode()
    return json.dumps(body | {"trace": deflated}).encode()


def flipped(rng: random.Random, body: Body, _: Body) -> bytes:
    trace = raw_trace(body)
    trace[rng.randrange(250, len(trace))] ^= 1 << rng.randrange(8)
    return packed(body, trace)


def cut_short(rng: random.Random, body: Body, _: Body) -> bytes:
    trace = raw_trace(body)
    return packed(body, trace[: rng.randrange(len(trace))])


def of_another_play(_: random.Random, body: Body, other: Body) -> bytes:
    return json.dumps(body | {"trace": other["trace"]}).encode()


def of_another_ticket(_: random.Random, body: Body, other: Body) -> bytes:
    return json.dumps(body | {"ticket": other["ticket"]}).encode()


def forged_ticket(rng: random.Random, body: Body, _: Body) -> bytes:
    letters = list(body["ticket"])
    place = rng.randrange(len(letters) - 2)
    letters[place] = "A" if letters[place] != "A" else "B"
    return json.dumps(body | {"ticket": "".join(letters)}).encode()


def noise(rng: random.Random, body: Body, _: Body) -> bytes:
    return packed(body, rng.randbytes(rng.randrange(1, 5000)))


def bomb(_: random.Random, body: Body, __: Body) -> bytes:
    return packed(body, b"KLT1" + bytes(20_000_000))


def not_deflated(rng: random.Random, body: Body, _: Body) -> bytes:
    return json.dumps(body | {"trace": base64.b64encode(rng.randbytes(300)).decode()}).encode()


def wrong_types(rng: random.Random, body: Body, _: Body) -> bytes:
    value = rng.choice([None, 7, [], {}, True, "", "%%%", "\x00" * 50, 1e308])
    return json.dumps(body | {rng.choice(["ticket", "trace"]): value}).encode()


def no_json(rng: random.Random, _: Body, __: Body) -> bytes:
    choices = [b"", b"{", b"\xff\xfe", b"NaN", b"[" * 50_000, b'{"ticket": NaN}', rng.randbytes(99)]
    return rng.choice(choices)


CLASSES: tuple[Spoil, ...] = (
    flipped,
    cut_short,
    of_another_play,
    of_another_ticket,
    forged_ticket,
    noise,
    bomb,
    not_deflated,
    wrong_types,
    no_json,
)


async def attack(server: LiveServer, count: int) -> tuple[Counter[str], float]:
    """Send hostile completions; return what came back and the longest wait for the totals."""
    rng = random.Random(SEED)
    seen: Counter[str] = Counter()
    async with open_client(server.url) as client:
        honest = await make_deliveries(client, max(20, count // 3))
        orders: list[Delivery] = []
        for number in range(count):
            one, other = rng.sample(honest, 2)
            spoil = CLASSES[number % len(CLASSES)]
            body = spoil(rng, json.loads(one.body), json.loads(other.body))
            orders.append(replace(one, body=body))
        waiting = iter(orders)

        async def send_some() -> None:
            for order in waiting:
                headers = {"Cookie": order.cookie, "Content-Type": "application/json"}
                async with client.post(order.path, data=order.body, headers=headers) as response:
                    answer = await response.json()
                    if response.status == 503:  # A full line is an answer; the page sends again.
                        seen["503 " + answer["error"]["code"]] += 1
                        continue
                    assert response.status < 500, (response.status, order.body[:200])
                    seen[answer.get("status") or answer["error"]["code"]] += 1

        longest_s = 0.0

        async def watch_live() -> None:
            nonlocal longest_s
            async with client.ws_connect("/api/live") as live:
                await live.receive()
                while True:
                    started_s = time.perf_counter()
                    async with client.get("/api/totals") as response:
                        await response.read()
                    longest_s = max(longest_s, time.perf_counter() - started_s)
                    await asyncio.sleep(0.05)

        watching = asyncio.create_task(watch_live())
        await asyncio.gather(*(send_some() for _ in range(SENDERS)))
        watching.cancel()
    return seen, longest_s


@pytest.mark.chaos
@pytest.mark.timeout(900)
def test_nothing_hostile_is_credited(built_web: Path, tmp_path: Path, is_full_chaos: bool) -> None:
    server = LiveServer(tmp_path / "data", {"EARLY_TOLERANCE_MS": "3600000"}).start()
    seen, longest_s = asyncio.run(attack(server, COUNT_FULL if is_full_chaos else COUNT))
    server.stop()
    print(dict(seen), f"longest wait for totals {longest_s:.2f} s")
    assert seen["credited"] == 0
    assert seen["tampered"] > 0
    assert longest_s < STALL_S_MAX
