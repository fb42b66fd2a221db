"""Plays are remembered by all processes together, over restarts, and not for ever."""

import asyncio
import random
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from effects.engine.trace import decode
from server.ledger.ledger import Ledger
from server.plausibility.look import look
from server.plausibility.sketch import Sketch
from server.sketches import SharedHistory, sketches
from tests.dodge_food_bot import play_dodge_food
from tests.made_up_attacks import Rows, copied
from tests.server.conftest import BOTH_DATABASES
from tests.server.ledger_plays import CAMPAIGN, make_ledger, play_id

pytestmark = BOTH_DATABASES

EFFECT = "dodge_food"


@pytest.fixture(scope="module")
def original() -> Rows:
    trace = decode(play_dodge_food("7" * 32).trace)
    return Rows(trace.columns, trace.rows)


def sketch_of(trace: Rows) -> Sketch:
    return look(trace, may_be_still=False)[1]


@pytest.fixture
def copy(original: Rows) -> Sketch:
    return sketch_of(copied(original, random.Random(1), 0.5, 31, is_mirrored=True))


class Process:
    """What a server process has of the ledger and the history."""

    def __init__(self, url: str) -> None:
        self.ledger: Ledger = make_ledger(url)
        self.history = SharedHistory(self.ledger)
        self.ledger.open(CAMPAIGN, self.history.open)

    async def see(self, number: int, sketch: Sketch) -> str | None:
        """Judge a play; return of which one it is a copy."""
        finding = await self.history.find_copied(play_id(number), EFFECT, sketch)
        return None if finding is None else str(finding.facts["of"])


class Processes:
    """Several server processes over one database, each of which ends with the test."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.running: list[Process] = []

    def start(self) -> Process:
        """Start another."""
        self.running.append(Process(self._url))
        return self.running[-1]


@pytest.fixture
def processes(ledger_url: str) -> Iterator[Processes]:
    started = Processes(ledger_url)
    yield started
    for one in started.running:
        one.ledger.close()


async def test_a_restart_forgets_nothing(
    processes: Processes, original: Rows, copy: Sketch
) -> None:
    before = processes.start()
    assert await before.see(1, sketch_of(original)) is None
    before.ledger.close()
    after = processes.start()
    assert await after.see(1, sketch_of(original)) is None  # Delivered again: no copy of itself.
    assert await after.see(2, copy) == play_id(1)


async def test_each_process_knows_what_the_others_have_seen(
    processes: Processes, original: Rows, copy: Sketch
) -> None:
    one, other = processes.start(), processes.start()
    assert await one.see(1, sketch_of(original)) is None
    assert await other.see(2, copy) == play_id(1)
    assert await one.see(3, copy) == play_id(2)  # The newest play with these movements.


async def test_of_copies_that_come_to_all_at_once_one_is_the_first(
    processes: Processes, original: Rows
) -> None:
    all_of_them = [processes.start() for _ in range(3)]
    found = await asyncio.gather(
        *(all_of_them[number % 3].see(number, sketch_of(original)) for number in range(12))
    )
    assert found.count(None) == 1


async def test_only_the_newest_are_kept(
    processes: Processes, original: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.sketches.PLAYS_MAX", 5)
    process = processes.start()
    for number in range(12):
        await process.see(number, sketch_of(original))
    rows = await process.ledger.read(
        lambda connection: connection.execute(
            select(func.count(), func.min(sketches.c.sketch_no))
        ).one()
    )
    assert tuple(rows) == (5, 7)
