"""Visitors as pages are, and worse: they lose answers, send twice, late, elsewhere, other bytes."""

import asyncio
import random
from collections.abc import Awaitable
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.chaos.simulation.witness import SimulatedPlay, Witness
from tests.live_server import LiveServer
from tests.server.hostile_traces import TAMPERED
from tests.server.tapper import pack, play_three_taps
from tests.server.tiny_server import OpenedPlay, current_release, open_client, open_play

KNOWN_AGAIN = 0.3  # Of the plays, how many are of somebody who has played before.
DISHONEST = 0.1
IMPATIENT = 0.15  # Of the deliveries, how many hang up before the answer comes.
IMPATIENT_S_MAX = 0.05
DOUBLED = 0.15
COPIES_MAX = 4
OTHER_BYTES = 0.05
PLAYS_AT_ONCE_MAX = 3  # A visitor may keep so many, and delivers them in any order.
RETRY_S = (0.05, 0.5)
TIMEOUT = ClientTimeout(total=30)

Answer = tuple[int, dict[str, Any]]


class Visitors:
    """All visitors of a run, who know all servers and remember each other's cookies."""

    def __init__(self, witness: Witness, servers: list[LiveServer]) -> None:
        self._witness = witness
        self._clients = [open_client(server.url) for server in servers]
        self._cookies: list[str] = []

    async def close(self) -> None:
        """Close all connections."""
        for client in self._clients:
            await client.close()

    async def visit(self, rng: random.Random, plays: int) -> None:
        """Open so many plays, some at a time, and deliver each until it has a verdict."""
        left = plays
        while left:
            count = min(left, rng.randint(1, PLAYS_AT_ONCE_MAX))
            kept = [await self._begin(rng) for _ in range(count)]
            rng.shuffle(kept)
            for play in kept:
                await self._deliver(rng, play)
            left -= count

    async def ask_all_again(self) -> None:
        """Deliver everything once more: each play must get the answer that it got."""
        gate = asyncio.Semaphore(32)

        async def ask(number: int, play: SimulatedPlay) -> None:
            client = self._clients[number % len(self._clients)]
            async with gate:
                if not self._note(play, await self._send(client, play.opened, play.trace)):
                    self._witness.wrong.append(f"play {play.opened.play_id}: no answer in the end")

        await asyncio.gather(*(ask(*one) for one in enumerate(self._witness.plays)))

    async def _begin(self, rng: random.Random) -> SimulatedPlay:
        """Open a play, as somebody new or known, and play it."""
        is_known = bool(self._cookies) and rng.random() < KNOWN_AGAIN
        cookie = rng.choice(self._cookies) if is_known else None
        is_honest = rng.random() > DISHONEST
        make, _ = rng.choice(TAMPERED)
        taps = rng.randint(0, 2) if rng.random() < 0.5 else 3
        while True:
            client = rng.choice(self._clients)
            try:
                release = await current_release(client)
                opened = await open_play(client, release, cookie)
                break
            except (ClientError, OSError, TimeoutError):
                self._witness.lost += 1
                await asyncio.sleep(rng.uniform(*RETRY_S))
        if not is_known:
            self._cookies.append(opened.cookie)
        if is_honest:
            trace = play_three_taps(opened.seed, opened.play_id)
        elif taps < 3:
            trace = play_three_taps(opened.seed, opened.play_id, taps=taps)
        else:
            trace = make(opened.seed, opened.play_id)
        play = SimulatedPlay(opened, pack(trace), is_honest)
        self._witness.plays.append(play)
        return play

    async def _deliver(self, rng: random.Random, play: SimulatedPlay) -> None:
        """Deliver until a verdict is known, with mischief on the way."""
        is_known = False
        while not is_known:
            client = rng.choice(self._clients)
            sending = self._send(client, play.opened, play.trace)
            if rng.random() < IMPATIENT:
                await self._hang_up(sending, rng.uniform(0, IMPATIENT_S_MAX))
                continue
            if rng.random() < DOUBLED:
                copies = [
                    self._send(rng.choice(self._clients), play.opened, play.trace)
                    for _ in range(rng.randint(1, COPIES_MAX))
                ]
                answers = await asyncio.gather(sending, *copies)
            else:
                answers = [await sending]
            noted = [self._note(play, answer) for answer in answers]
            is_known = any(noted)
            if not is_known:
                await asyncio.sleep(rng.uniform(*RETRY_S))
        if rng.random() < OTHER_BYTES:
            other = pack(play_three_taps(play.opened.seed, play.opened.play_id, taps=1, ticks=45))
            answer = await self._send(rng.choice(self._clients), play.opened, other)
            if answer is not None:
                self._witness.note_other_bytes(play, *answer)

    def _note(self, play: SimulatedPlay, answer: Answer | None) -> bool:
        return answer is not None and self._witness.note(play, *answer)

    async def _send(self, client: ClientSession, opened: OpenedPlay, trace: str) -> Answer | None:
        """Return what comes back; None when nothing does."""
        self._witness.sent += 1
        try:
            return await opened.deliver(client, trace)
        except (ClientError, OSError, TimeoutError):
            self._witness.lost += 1
            return None

    async def _hang_up(self, sending: Awaitable[Answer | None], after_s: float) -> None:
        """Send, and do not wait for the answer."""
        task = asyncio.ensure_future(sending)
        await asyncio.sleep(after_s)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        self._witness.lost += 1
