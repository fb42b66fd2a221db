"""What people book: pledges, payouts, corrections, and the review of held plays."""

import pytest
from sqlalchemy import Connection, Engine, select, text

from server.campaign import Limits
from server.ledger import bookings
from server.ledger.audit import audit
from server.ledger.bookings import RefusedError, correct, pay_out, pledge
from server.ledger.decisions import decide_plays
from server.ledger.entries import newest_credits, read_entries
from server.ledger.funding import Funding
from server.ledger.holding import resolve
from server.ledger.openings import open_plays
from server.ledger.plays import find_plays
from server.ledger.records import (
    DEFAULT_LIMITS,
    Decision,
    EntryKind,
    HeldPlay,
    TaskKey,
    Totals,
)
from server.ledger.sums import read_tallies, read_totals
from server.ledger.tables import verdicts
from server.verdicts import Verdict
from tests.server.conftest import BOTH_DATABASES
from tests.server.ledger_plays import (
    FEN_PER_PLAY,
    TASK,
    credit,
    decide,
    decision,
    new_play,
    play_id,
)

pytestmark = BOTH_DATABASES

CONTRACT = "contract 7"


def totals(connection: Connection) -> Totals:
    return read_totals(connection).by_task[TASK]


def test_money_moves_from_the_sponsor_to_the_charity(engine: Engine) -> None:
    with engine.begin() as connection:
        promised = pledge(connection, TASK, 100, 1, CONTRACT)
        assert (promised.index, promised.from_account, promised.to_account) == (
            0,
            "sponsor",
            "pledge",
        )
        credit(connection, 2)
        paid = pay_out(connection, TASK, 15, 3, "document 9")
        assert (paid.index, paid.kind, paid.reference) == (2, EntryKind.PAYOUT, "document 9")
        assert totals(connection) == Totals(100, 20, 15, 1, 1, 1)
        found = read_entries(connection, 0, 10)
        assert [one.kind.value for one in found] == ["pledge", "credit", "payout"]
        assert found[0] == promised
        assert found[2] == paid
        assert newest_credits(connection, 5) == [found[1]]
        assert audit(connection) == []


def test_no_more_is_paid_out_than_released(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, TASK, 100, 1, CONTRACT)
        credit(connection, 2)
        pay_out(connection, TASK, 15, 3, "document 9")
        with pytest.raises(RefusedError, match="got 6 fen, expected at most the 5"):
            pay_out(connection, TASK, 6, 4, "document 10")
        with pytest.raises(RefusedError, match="expected one with a pledge"):
            pay_out(connection, TaskKey("spring", "unknown"), 1, 4, "document 10")


@pytest.mark.parametrize(("amount", "reference"), [(0, "x"), (-5, "x"), (5, " ")])
def test_bookings_have_an_amount_and_a_reason(engine: Engine, amount: int, reference: str) -> None:
    with engine.begin() as connection:
        for book in (pledge, pay_out):
            with pytest.raises(RefusedError, match="to do: "):
                book(connection, TASK, amount, 1, reference)
        with pytest.raises(RefusedError, match="to do: name it"):
            correct(connection, 0, 1, "")


def test_a_mistake_is_taken_back_by_its_counter_entry_once(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, TASK, 100, 1, CONTRACT)
        credit(connection, 2)
        pay_out(connection, TASK, 20, 3, "document 9")
        back = correct(connection, 2, 4, "paid twice")
        assert (back.kind, back.corrects, back.amount_fen) == (EntryKind.CORRECTION, 2, 20)
        assert (back.from_account, back.to_account) == ("paid", "released")
        assert correct(connection, 1, 5, "a bot").to_account == "pledge"
        assert totals(connection) == Totals(100, 0, 0, 1, 1, 1)
        assert read_entries(connection, 3, 1) == [back]
        with pytest.raises(RefusedError, match="which entry 3 has taken back"):
            correct(connection, 2, 6, "again")
        with pytest.raises(RefusedError, match="itself a correction"):
            correct(connection, 3, 6, "back again")
        for unknown in (99, -1):
            with pytest.raises(RefusedError, match="expected one that is there"):
                correct(connection, unknown, 6, "a guess")
        # The number of a credit is never given again.
        credit(connection, 7, "other")
        assert newest_credits(connection, 1)[0].number == 2
        assert audit(connection) == []


def test_what_has_gone_on_cannot_be_taken_back_before_it(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, TASK, 30, 1, CONTRACT)
        credit(connection, 2)
        with pytest.raises(RefusedError, match="got 30 fen, expected at most 10"):
            correct(connection, 0, 3, "less was promised")
        pay_out(connection, TASK, 20, 4, "document 9")
        with pytest.raises(RefusedError, match="got 20 fen, expected at most 0"):
            correct(connection, 1, 5, "a bot")
        pledge(connection, TASK, 50, 6, CONTRACT)
        assert correct(connection, 3, 7, "another contract").amount_fen == 50
        assert audit(connection) == []


def hold(
    connection: Connection, number: int, name: str = "p", limits: Limits = DEFAULT_LIMITS
) -> list[Decision]:
    """Begin a play and decide that it is to be held; return what its reviewer is told."""
    told: list[Decision] = []
    open_plays(connection, [new_play(number, name, network=b"network1")])
    held = HeldPlay("{}", b"trace", "f" * 64)
    asked = decision(number, Verdict.HELD, reason="still", held=held, limits=limits)

    def tell(_: Connection, one: Decision, status: Verdict) -> None:
        if status is Verdict.HELD:
            told.append(one)

    decide_plays(connection, [asked], [tell])
    return told


def held_play(connection: Connection, number: int, pledged_fen: int = 100) -> list[Decision]:
    """Let a play be held that has a pledge of its own; return what the hook was told."""
    pledge(connection, TASK, pledged_fen, 1, CONTRACT)
    return hold(connection, number)


def test_a_play_is_told_once_when_it_is_decided(engine: Engine) -> None:
    with engine.begin() as connection:
        told = held_play(connection, 2)
        assert [one.held.trace for one in told if one.held] == [b"trace"]
        decide_plays(connection, told, [lambda _, one, status: told.append(one)])
        assert len(told) == 1
        assert [one.status.value for one in read_tallies(connection, 0)] == ["held"]
        assert audit(connection) == []


def test_a_held_play_that_is_accepted_is_credited(engine: Engine) -> None:
    with engine.begin() as connection:
        held_play(connection, 2)
        stored = resolve(connection, play_id(2), is_credited=True, at_ms=50)
        assert stored.status is Verdict.CREDITED
        assert stored.entry
        assert (stored.entry.number, stored.entry.participant) == (1, new_play(2).participant)
        (play,) = find_plays(connection, [play_id(2)])
        assert play
        assert play.verdict == stored
        assert totals(connection) == Totals(100, 20, 0, 1, 1, 1)
        counted = {one.status.value: one.count for one in read_tallies(connection, 0)}
        assert counted == {"held": 0, "credited": 1}
        with pytest.raises(RefusedError, match="got a play that is credited"):
            resolve(connection, play_id(2), is_credited=False, at_ms=60)
        assert audit(connection) == []


def test_a_held_play_that_is_refused_stays_so(engine: Engine) -> None:
    with engine.begin() as connection:
        held_play(connection, 2)
        stored = resolve(connection, play_id(2), is_credited=False, at_ms=50)
        assert (stored.status, stored.reason) == (Verdict.IMPLAUSIBLE, "refused_by_review")
        assert decide(connection, [decision(2)]) == [(Verdict.IMPLAUSIBLE, "refused_by_review")]
        with pytest.raises(RefusedError, match="no such play"):
            resolve(connection, play_id(3), is_credited=True, at_ms=60)
        assert audit(connection) == []


def credit_rest(connection: Connection, first: int) -> int:
    """Let others play until the pledge has nothing for them; return how many were credited."""
    number = first
    while credit(connection, number, f"p{number}") is Verdict.CREDITED:
        number += 1
    return number - first


@pytest.mark.parametrize("is_credited", [True, False])
def test_a_held_play_keeps_its_place_until_it_is_resolved(
    engine: Engine, is_credited: bool
) -> None:
    with engine.begin() as connection:
        held_play(connection, 2, pledged_fen=10 * FEN_PER_PLAY)
        assert credit_rest(connection, 10) == 9
        assert audit(connection) == []
        stored = resolve(connection, play_id(2), is_credited=is_credited, at_ms=50)
        assert stored.status is (Verdict.CREDITED if is_credited else Verdict.IMPLAUSIBLE)
        assert credit_rest(connection, 60) == (0 if is_credited else 1)
        assert totals(connection).released_fen == 10 * FEN_PER_PLAY
        assert audit(connection) == []


def test_held_plays_keep_a_tenth_of_what_is_left_and_take_no_place_of_who_plays(
    engine: Engine,
) -> None:
    with engine.begin() as connection:
        pledge(connection, TASK, 25 * FEN_PER_PLAY, 1, CONTRACT)
        for number in (2, 3, 4):
            assert hold(connection, number, f"p{number}")
        kept = dict(connection.execute(select(verdicts.c.play_id, verdicts.c.has_place)).all())
        assert kept == {play_id(2): True, play_id(3): True, play_id(4): None}
        assert open_plays(connection, [new_play(5, "q"), new_play(6, "r")]) == 2 * [
            Funding.RESERVED
        ]
        assert audit(connection) == []


def test_nobody_need_look_at_what_could_not_be_credited(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, TASK, 3 * FEN_PER_PLAY, 1, CONTRACT)
        one_a_day = Limits(per_network=1)
        assert hold(connection, 2, limits=one_a_day)
        assert hold(connection, 3, "q", limits=one_a_day) == []  # The first has counted.
        assert credit_rest(connection, 10) == 3
        assert hold(connection, 20, "r") == []
        found = find_plays(connection, [play_id(3), play_id(20)])
        assert [
            (one.verdict.status, one.verdict.reason) for one in found if one and one.verdict
        ] == [
            (Verdict.CAPPED, "network_day"),
            (Verdict.UNFUNDED, "pledge_released"),
        ]


def test_a_held_play_without_a_place_is_credited_if_the_pledge_lasts(engine: Engine) -> None:
    with engine.begin() as connection:
        held_play(connection, 2, pledged_fen=20)
        credit(connection, 3, "other")
        stored = resolve(connection, play_id(2), is_credited=True, at_ms=50)
        assert (stored.status, stored.reason) == (Verdict.UNFUNDED, "pledge_released")
        assert audit(connection) == []


def test_a_pledge_of_the_file_counts_what_the_desk_has_booked(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, TASK, 100, 1, CONTRACT)
        bookings.book_pledges(connection, TASK.campaign, {TASK.task: 150}, 2)
        assert totals(connection).pledged_fen == 150
        rows = connection.execute(text("SELECT count(*) FROM entries")).scalar_one()
        assert rows == 2
