"""The ledger itself: plays and people, within the pledge, in sets."""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine

from server.ledger import bookings
from server.ledger.audit import audit
from server.ledger.decisions import decide_plays
from server.ledger.openings import open_plays
from server.ledger.plays import find_plays, open_releases, purge_undelivered
from server.ledger.records import LedgerTotals, StoredVerdict, Totals
from server.ledger.sums import read_totals
from server.verdicts import Verdict
from tests.server.conftest import BOTH_DATABASES
from tests.server.ledger_plays import (
    CAMPAIGN,
    FEN_PER_PLAY,
    OTHER_TASK,
    PLEDGED_FEN,
    TASK,
    credit,
    decision,
    make_ledger,
    new_play,
    play_id,
)

pytestmark = [BOTH_DATABASES, pytest.mark.usefixtures("pledged")]


def test_credits_stop_at_the_pledge_and_go_on_when_it_is_raised(engine: Engine) -> None:
    with engine.begin() as connection:
        statuses = [credit(connection, number, f"p{number}") for number in range(1, 7)]
        assert statuses == [Verdict.CREDITED] * 5 + [Verdict.UNFUNDED]
        bookings.book_pledges(connection, CAMPAIGN, {TASK.task: PLEDGED_FEN + FEN_PER_PLAY}, 9)
        assert credit(connection, 7) is Verdict.CREDITED
        assert read_totals(connection).by_task[TASK] == Totals(120, 120, 0, 6, 6, 6)
        assert audit(connection) == []


def test_a_set_of_decisions_stops_at_the_pledge_as_one_by_one(engine: Engine) -> None:
    with engine.begin() as connection:
        open_plays(connection, [new_play(number, f"p{number}") for number in range(1, 8)])
        stored = decide_plays(connection, [decision(number) for number in range(1, 8)])
        statuses = [one.status for one in stored if isinstance(one, StoredVerdict)]
        assert statuses == [Verdict.CREDITED] * 5 + [Verdict.UNFUNDED] * 2
        numbers = [
            one.entry.number for one in stored if isinstance(one, StoredVerdict) and one.entry
        ]
        assert numbers == [1, 2, 3, 4, 5]
        assert audit(connection) == []


def test_people_who_take_part_in_two_tasks_count_once_in_all(engine: Engine) -> None:
    with engine.begin() as connection:
        bookings.book_pledges(connection, CAMPAIGN, {OTHER_TASK.task: PLEDGED_FEN}, 2)
        credit(connection, 1, "both")
        credit(connection, 2, "both", OTHER_TASK)
        credit(connection, 3, "both", OTHER_TASK)
        credit(connection, 4, "other", OTHER_TASK)
        found = read_totals(connection).by_task
        assert (found[TASK].participants, found[OTHER_TASK].participants) == (1, 2)
        assert (found[TASK].newcomers, found[OTHER_TASK].newcomers) == (1, 1)
        assert audit(connection) == []


def test_a_lower_pledge_of_the_file_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        bookings.book_pledges(connection, CAMPAIGN, {TASK.task: 99}, 2)
        assert read_totals(connection).by_task[TASK].pledged_fen == PLEDGED_FEN


def test_undelivered_plays_are_forgotten_and_decided_ones_never(engine: Engine) -> None:
    with engine.begin() as connection:
        credit(connection, 1)
        open_plays(connection, [new_play(2)])
        open_plays(connection, [new_play(5000)])
        assert open_releases(connection, 2000) == {"f" * 64}
        assert purge_undelivered(connection, 4000) == 1
        found = find_plays(connection, [play_id(number) for number in (1, 2, 5000)])
        assert [play is not None for play in found] == [True, False, True]


def test_a_decided_play_keeps_its_verdict_whatever_comes(engine: Engine) -> None:
    with engine.begin() as connection:
        open_plays(connection, [new_play(1), new_play(2, "other")])
        first = decide_plays(connection, [decision(1), decision(2, Verdict.TAMPERED)])
        again = [decision(2), replace(decision(1, Verdict.TAMPERED), trace="d" * 32), decision(1)]
        assert decide_plays(connection, again) == [first[1], first[0], first[0]]
        assert audit(connection) == []


def test_the_same_play_twice_in_a_set_is_one_credit(engine: Engine) -> None:
    with engine.begin() as connection:
        open_plays(connection, [new_play(1)])
        stored = decide_plays(connection, [decision(1), decision(1)])
        assert stored[0] == stored[1]
        assert read_totals(connection).by_task[TASK].credited_plays == 1
        assert audit(connection) == []


async def test_work_that_fails_hurts_no_other_of_its_batch(ledger_url: str) -> None:
    seen: list[LedgerTotals] = []
    ledger = make_ledger(ledger_url)
    ledger.subscribe(seen.append)
    ledger.open(
        CAMPAIGN, lambda one: bookings.book_pledges(one, CAMPAIGN, {TASK.task: PLEDGED_FEN}, 1)
    )
    outcomes = await asyncio.gather(
        ledger.open_play(new_play(1)),
        ledger.open_play(new_play(1, "same id")),
        ledger.decide(replace(decision(1), play_id=play_id(0))),
        ledger.open_play(new_play(2, "other")),
        ledger.write(lambda one: bookings.pay_out(one, TASK, 1, 1, "document")),
        return_exceptions=True,
    )
    kinds = [type(outcome).__name__ for outcome in outcomes]
    assert kinds == [
        "Funding",
        "IntegrityError",
        "KeyError",
        "Funding",
        "RefusedError",
    ]
    assert await ledger.find_play(play_id(2)) is not None
    assert (await ledger.decide(decision(2))).status is Verdict.CREDITED
    ledger.close()
    assert seen[-1].by_task[TASK] == Totals(PLEDGED_FEN, FEN_PER_PLAY, 0, 1, 1, 1)


async def test_items_of_a_set_are_done_together_and_alone_where_one_fails(ledger_url: str) -> None:
    sizes: list[int] = []

    def double(_: Connection, items: Sequence[int]) -> list[int]:
        sizes.append(len(items))
        if 0 in items:
            raise ValueError("nothing to double")
        return [2 * item for item in items]

    ledger = make_ledger(ledger_url)
    ledger.open(CAMPAIGN, lambda connection: None)
    started, go_on = threading.Event(), threading.Event()

    def hold_up(_: Connection) -> None:
        started.set()
        go_on.wait()

    async def ask(*items: int) -> list[int | BaseException]:
        """Let these come in while another transaction is under way."""
        before = asyncio.create_task(ledger.write(hold_up))
        await asyncio.to_thread(started.wait)
        asked = [asyncio.create_task(ledger.write_in_set(double, item)) for item in items]
        await asyncio.sleep(0)  # So that each has been asked.
        go_on.set()
        await before
        started.clear()
        go_on.clear()
        return await asyncio.gather(*asked, return_exceptions=True)

    assert await ask(1, 2, 3) == [2, 4, 6]
    assert sizes == [3]
    one, none, three = await ask(1, 0, 3)
    assert (one, three) == (2, 6)
    assert isinstance(none, ValueError)
    assert sizes == [3, 3, 1, 1, 1]
    ledger.close()
