"""A flood of hostile completions: none credited, no 5xx, and the live totals go on."""

import asyncio
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientOSError, ClientSession

from server.ledger.audit import audit
from server.ledger.database import open_reader
from tests.chaos.hostile_deliveries import CLASSES
from tests.server.tapper import TICK_MS, TICKS, pack, play_three_taps
from tests.server.tiny_server import (
    OpenedPlay,
    current_release,
    make_server,
    open_client,
    open_play,
)

SENDERS = 24
HONEST_EVERY_S = 0.25
CPU_MS_MAX = 200  # Of a replay without an end: each ends a worker.


@dataclass
class Flood:
    """What happened. live_ms: from an honest credit's answer to its being seen live."""

    sent: int = 0
    honest: int = 0
    by_class: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    live_ms: list[float] = field(default_factory=list[float])
    wrong: list[str] = field(default_factory=list[str])

    def figures(self) -> dict[str, float]:
        """Return what to print."""
        return {
            "hostile_completions": self.sent,
            "classes": len(self.by_class),
            "honest_credits_meanwhile": self.honest,
            "live_delay_ms_max": round(max(self.live_ms, default=0.0)),
            "wrong": len(self.wrong),
        }


class LiveReader:
    """Listens to the totals and knows when a count was first seen."""

    def __init__(self) -> None:
        self.credited_plays = 0
        self._changed = asyncio.Event()

    async def listen(self, client: ClientSession) -> None:
        """Listen until cancelled."""
        async with client.ws_connect("/api/live") as socket:
            async for message in socket:
                self.credited_plays = json.loads(message.data)["tasks"][0]["credited_plays"]
                self._changed.set()

    async def wait_for(self, count: int) -> None:
        """Wait until so many credited plays have been seen."""
        while self.credited_plays < count:
            self._changed.clear()
            await self._changed.wait()


async def send_hostile(
    state: Flood, client: ClientSession, plays: list[OpenedPlay], number: int, rng: random.Random
) -> None:
    """Send one hostile completion and note what came back."""
    make = CLASSES[number % len(CLASSES)]
    play = plays[number]
    request = make(play, plays[(number + 1) % len(plays)], rng)
    try:
        async with client.post(request.path, data=request.body, headers=request.headers) as answer:
            status, text = answer.status, await answer.text()
    except ClientOSError:
        # The server may hang up on a body far beyond its limit while we still send.
        status, text = 413, "{}"
    document: dict[str, Any] = json.loads(text)
    outcome = document.get("status") or document.get("error", {}).get("code", str(status))
    state.by_class.setdefault(make.__name__, Counter())[outcome] += 1
    state.sent += 1
    if status >= 500:
        state.wrong.append(f"{make.__name__}: HTTP {status} {text[:200]}")
    if document.get("status") == "credited" or document.get("receipt"):
        state.wrong.append(f"{make.__name__}: credited")
    if "error" in document and set(document["error"]) != {"code", "got", "expected", "todo"}:
        state.wrong.append(f"{make.__name__}: another error shape: {text[:200]}")


async def play_honestly(
    state: Flood, client: ClientSession, live: LiveReader, plays: list[OpenedPlay]
) -> None:
    """Deliver an honest play now and then; each must be credited and seen live."""
    for play in plays:
        trace = pack(play_three_taps(play.seed, play.play_id))
        status, answer = await play.deliver(client, trace)
        if status != 200 or answer["status"] != "credited":
            state.wrong.append(f"an honest play got {status} {answer}")
            continue
        state.honest += 1
        started_s = time.monotonic()
        await live.wait_for(answer["receipt"]["number"])
        state.live_ms.append((time.monotonic() - started_s) * 1000)
        await asyncio.sleep(HONEST_EVERY_S)


async def flood(folder: Path, completions: int, seed: int) -> Flood:
    """Send so many hostile completions and return what came of it; `wrong` must be empty."""
    rng = random.Random(seed)
    state = Flood()
    server = make_server(folder, replay_cpu_ms_max=str(CPU_MS_MAX))
    await asyncio.to_thread(server.start)
    async with open_client(server.url) as client:
        release = await current_release(client)
        honest = [await open_play(client, release) for _ in range(max(4, completions // 20))]
        await asyncio.sleep(TICKS * TICK_MS / 1000)
        live = LiveReader()
        listening = asyncio.create_task(live.listen(client))
        playing = asyncio.create_task(play_honestly(state, client, live, honest))
        plays: list[OpenedPlay] = []
        for first in range(0, completions, SENDERS):
            count = min(SENDERS, completions - first)
            plays += await asyncio.gather(*[open_play(client, release) for _ in range(count)])
            numbers = range(first, first + count)
            await asyncio.gather(*[send_hostile(state, client, plays, n, rng) for n in numbers])
        await playing
        listening.cancel()
    await asyncio.to_thread(server.stop)
    with open_reader(f"sqlite:///{server.data_folder / 'ledger.sqlite3'}").begin() as connection:
        state.wrong += audit(connection)
    if "Traceback" in server.log():
        state.wrong.append(f"the server's log has a traceback: {server.log()[-2000:]}")
    if live.credited_plays != state.honest:
        state.wrong.append(f"live says {live.credited_plays}, honest were {state.honest}")
    return state
