"""A central server and a kiosk, either killed at random, while visitors play at the kiosk.

A seed decides who is killed when, and how many play in between; a finding is tried again by it.
"""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import ClientError
from sqlalchemy import func, select

from server.ledger.database import open_reader
from server.ledger.tables import allotments, reservations
from tests.chaos.simulation.faults import kill, start
from tests.offline.two_sides import (
    KIOSK,
    TwoSides,
    check_ledgers,
    credential_in,
    credited_ids,
    make_two_sides,
    read_kiosk,
    settled,
)
from tests.server.campaign_file import FEN_PER_PLAY
from tests.server.tapper import pack, play_three_taps
from tests.server.tiny_server import OpenedPlay, current_release, open_client, open_play

PAUSE_S = (0.05, 1.5)  # Between two kills.
DOWN_S = (0.0, 1.0)  # How long a side is gone.
GIVE_UP_S = 60.0
AGAIN_S = 0.1
VISITORS = 3  # At a time: the page of the kiosk, and phones.


@dataclass(frozen=True)
class KioskPlan:
    """How long a run is. allotted: plays that are set aside; fewer than are played."""

    seed: int
    kills: int
    allotted: int
    database_url: str = ""


@dataclass
class Seen:
    """What visitors were told, and what is wrong."""

    credited: set[str] = field(default_factory=set[str])
    others: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])

    def figures(self) -> dict[str, int]:
        """Return how many plays came to what."""
        return {"credited": len(self.credited), **self.others}


async def run_kiosk_plan(folder: Path, plan: KioskPlan) -> Seen:
    """Run a plan; `wrong` of what is returned must be empty."""
    sides = make_two_sides(folder, plan.database_url)
    seen = Seen()
    try:
        await asyncio.to_thread(sides.central.start)
        terms = ("--plays", f"stray_animals={plan.allotted}", "--plays-per-day", "100000")
        said = await asyncio.to_thread(sides.operate, "kiosk", "add", KIOSK, *terms)
        await asyncio.to_thread(sides.pair, credential_in(said))
        await asyncio.to_thread(sides.kiosk.start)
        await _play_and_kill(sides, plan, seen)
        counts = await settled(sides.kiosk_url)
        sides.kiosk.stop()
        sides.central.stop()
    finally:
        sides.end()
    seen.wrong += check_ledgers(sides)
    central, kiosk = credited_ids(sides.central_url), credited_ids(sides.kiosk_url)
    if len(central) != len(set(central)):
        seen.wrong.append("a play is credited twice at the central server")
    for name, found in (("central", set(central)), ("kiosk", set(kiosk))):
        if found != seen.credited:
            lost, more = seen.credited - found, found - seen.credited
            seen.wrong.append(f"{name}: {len(lost)} credits lost, {len(more)} nobody was told of")
    if counts.refused:
        seen.wrong.append(f"{counts.refused} plays refused")
    seen.wrong += _check_caps(sides, plan, len(central))
    if seen.others["pledge_released"]:
        seen.wrong += _check_rest(sides, plan)
    return seen


def _check_caps(sides: TwoSides, plan: KioskPlan, credited: int) -> list[str]:
    """Return where more was credited than set aside, or something else was counted."""
    wrong: list[str] = []
    reader = open_reader(sides.central_url)
    with reader.begin() as connection:
        ((allotted_fen, used_fen),) = connection.execute(
            allotments.select().with_only_columns(allotments.c.allotted_fen, allotments.c.used_fen)
        ).all()
    reader.dispose()
    if used_fen != credited * FEN_PER_PLAY or used_fen > allotted_fen:
        wrong.append(f"{credited} credits, {used_fen} fen used of {allotted_fen}")
    _, released_fen = read_kiosk(sides.kiosk_url)
    if released_fen > plan.allotted * FEN_PER_PLAY:
        wrong.append(f"the kiosk's own ledger released {released_fen} fen")
    return wrong


def _check_rest(sides: TwoSides, plan: KioskPlan) -> list[str]:
    """Return where a visitor was sent away from money that nobody holds.

    A place is held by a ticket that was written down when its kiosk was killed: whoever asked for
    it never heard of it, and it is free again after ten minutes.
    """
    _, released_fen = read_kiosk(sides.kiosk_url)
    reader = open_reader(sides.kiosk_url)
    with reader.begin() as connection:
        held_fen = connection.execute(select(func.sum(reservations.c.fen))).scalar() or 0
    reader.dispose()
    left_fen = plan.allotted * FEN_PER_PLAY - released_fen
    return [] if left_fen <= held_fen else [f"{left_fen} fen left, {held_fen} held, some refused"]


async def _play_and_kill(sides: TwoSides, plan: KioskPlan, seen: Seen) -> None:
    ended = asyncio.Event()

    async def strike() -> None:
        rng = random.Random(f"kills {plan.seed}")
        for _ in range(plan.kills):
            await asyncio.sleep(rng.uniform(*PAUSE_S))
            side = rng.choice((sides.central, sides.kiosk))
            kill(side)
            await asyncio.sleep(rng.uniform(*DOWN_S))
            await start(side)
        ended.set()

    async with asyncio.TaskGroup() as both:
        both.create_task(strike())
        for _ in range(VISITORS):
            both.create_task(_visit(sides, seen, ended))


async def _visit(sides: TwoSides, seen: Seen, ended: asyncio.Event) -> None:
    """Play again and again, as somebody new each time; a page delivers until it has an answer."""
    async with open_client(sides.kiosk.url) as client:
        release = await _insist(partial(current_release, client))
        while not ended.is_set():
            opened: OpenedPlay = await _insist(partial(open_play, client, release))
            trace = pack(play_three_taps(opened.seed, opened.play_id))
            answer = await _insist(partial(_deliver, opened, client, trace))
            if answer["status"] == "credited":
                seen.credited.add(opened.play_id)
            else:
                seen.others[answer["reason"]] += 1


async def _deliver(opened: OpenedPlay, client: Any, trace: str) -> dict[str, Any]:
    status, answer = await opened.deliver(client, trace)
    if status != 200:
        raise ClientError(f"status {status}")
    return answer


async def _insist(act: Any) -> Any:
    """Do something again until the server answers."""
    async with asyncio.timeout(GIVE_UP_S):
        while True:
            try:
                return await act()
            except (ClientError, OSError, TimeoutError):
                await asyncio.sleep(AGAIN_S)
