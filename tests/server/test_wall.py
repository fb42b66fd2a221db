"""The pledge is a wall: places that are held, what is left for others, and many at once."""

import asyncio
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from server.clock import MINUTE_MS
from server.ledger.audit import audit
from server.ledger.bookings import book_pledges
from server.ledger.database import open_reader
from server.ledger.funding import Funding
from server.ledger.openings import open_plays
from server.ledger.reservations import forget_past
from server.ledger.sums import read_totals
from server.verdicts import Verdict
from tests.server.conftest import BOTH_DATABASES
from tests.server.ledger_plays import (
    CAMPAIGN,
    FEN_PER_PLAY,
    TASK,
    decide,
    decision,
    make_ledger,
    new_play,
)

pytestmark = BOTH_DATABASES

RESERVED, IF_LASTS = Funding.RESERVED, Funding.IF_PLEDGE_LASTS
CREDITED, UNFUNDED = (Verdict.CREDITED, ""), (Verdict.UNFUNDED, "pledge_released")
HOLD_MS = 11 * MINUTE_MS  # Ten minutes, to the end of the minute.


def pledge(connection: Connection, plays: int) -> None:
    """Pledge so much that it lasts for so many plays."""
    book_pledges(connection, CAMPAIGN, {TASK.task: plays * FEN_PER_PLAY}, 1)


def held_fen(connection: Connection) -> int:
    return connection.execute(text("SELECT coalesce(sum(fen), 0) FROM reservations")).scalar_one()


def test_a_tenth_of_what_is_left_is_held_and_the_rest_if_it_lasts(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, 20)
        plays = [new_play(number, f"p{number}") for number in range(1, 5)]
        assert open_plays(connection, plays) == [RESERVED, RESERVED, IF_LASTS, IF_LASTS]
        assert held_fen(connection) == 2 * FEN_PER_PLAY
        assert audit(connection) == []


def test_who_holds_a_place_is_credited_and_others_leave_it_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, 10)
        names = [f"p{number}" for number in range(1, 13)]
        plays = [new_play(number, name) for number, name in enumerate(names, 1)]
        assert open_plays(connection, plays) == [RESERVED] + [IF_LASTS] * 11
        late = [decision(number) for number in range(2, 13)]
        assert decide(connection, late) == [CREDITED] * 9 + [UNFUNDED] * 2
        (funding,) = open_plays(connection, [new_play(20, "late")])
        assert funding is Funding.FULLY_FUNDED
        assert decide(connection, [decision(1)]) == [CREDITED]
        total = read_totals(connection).by_task[TASK]
        assert total.released_fen == total.pledged_fen
        assert held_fen(connection) == 0
        assert audit(connection) == []


def test_a_place_is_let_go_after_ten_minutes(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, 10)
        open_plays(connection, [new_play(1, "slow")])
        others = [new_play(number, f"p{number}") for number in range(2, 12)]
        assert open_plays(connection, others) == [IF_LASTS] * 10
        now = [decision(n, decided_at_ms=HOLD_MS - 1) for n in range(2, 11)]
        assert decide(connection, now) == [CREDITED] * 9
        at_end = decision(11, decided_at_ms=HOLD_MS)
        assert decide(connection, [at_end]) == [CREDITED]
        assert decide(connection, [decision(1, decided_at_ms=HOLD_MS)]) == [UNFUNDED]
        forget_past(connection, HOLD_MS)
        assert held_fen(connection) == 0


def test_a_place_that_is_over_stays_over_though_the_clock_goes_back(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, 1000)
        here = b"network1"
        open_plays(connection, [new_play(1, "early", network=here)])
        forget_past(connection, HOLD_MS)  # By a clock that was wrong.
        assert open_plays(connection, [new_play(2, "late", network=here)]) == [RESERVED]
        assert decide(connection, [decision(1)]) == [CREDITED]
        assert held_fen(connection) == FEN_PER_PLAY
        assert audit(connection) == []


def test_a_newer_ticket_takes_the_place_over(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, 10)
        for number in range(1, 4):
            assert open_plays(connection, [new_play(number)]) == [RESERVED]
        assert held_fen(connection) == FEN_PER_PLAY
        assert open_plays(connection, [new_play(5), new_play(6)]) == [IF_LASTS, RESERVED]
        assert held_fen(connection) == FEN_PER_PLAY
        assert decide(connection, [decision(1), decision(6)]) == [CREDITED] * 2
        assert held_fen(connection) == 0
        assert audit(connection) == []


def test_a_network_holds_so_many_places(engine: Engine) -> None:
    def play(number: int, network: bytes) -> Funding:
        asked = new_play(number, f"p{number}", network=network, reservations_per_network=2)
        return open_plays(connection, [asked])[0]

    with engine.begin() as connection:
        pledge(connection, 1000)
        here, there = b"network1", b"network2"
        found = [play(1, here), play(2, here), play(3, here), play(4, there)]
        assert found == [RESERVED, RESERVED, IF_LASTS, RESERVED]
        decide(connection, [decision(1)])
        assert play(5, here) is RESERVED
        assert audit(connection) == []


def test_a_refused_play_lets_its_place_go(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, 10)
        open_plays(connection, [new_play(1)])
        decide(connection, [decision(1, Verdict.TAMPERED)])
        assert held_fen(connection) == 0


def test_while_it_is_not_open_a_play_is_for_joy(engine: Engine) -> None:
    with engine.begin() as connection:
        pledge(connection, 10)
        assert open_plays(connection, [new_play(1, is_open=False)]) == [Funding.NOT_OPEN]
        open_plays(connection, [new_play(2, "holds a place")])
        paused = [decision(1, is_open=False), decision(2, is_open=False)]
        assert decide(connection, paused) == [(Verdict.UNFUNDED, "not_open")] * 2


def test_a_task_without_a_pledge_is_fully_funded(engine: Engine) -> None:
    with engine.begin() as connection:
        assert open_plays(connection, [new_play(1)]) == [Funding.FULLY_FUNDED]
        assert decide(connection, [decision(1)]) == [UNFUNDED]


async def test_several_processes_at_once_release_the_pledge_and_not_a_fen_more(
    ledger_url: str,
) -> None:
    ledgers = [make_ledger(ledger_url) for _ in range(4)]
    for ledger in ledgers:
        ledger.open(CAMPAIGN, lambda connection: pledge(connection, 50))
    plays = [new_play(number, f"p{number}") for number in range(1, 101)]
    await asyncio.gather(
        *[ledgers[n % 4].open_play(play) for n, play in enumerate(plays)],
    )
    # Each play is delivered to two of the processes.
    stored = await asyncio.gather(
        *[ledgers[(n + k) % 4].decide(decision(n)) for n in range(1, 101) for k in (1, 2)]
    )
    assert stored[::2] == stored[1::2]
    assert Counter(one.status for one in stored[::2]) == {CREDITED[0]: 50, UNFUNDED[0]: 50}
    numbers = sorted(one.entry.number or 0 for one in stored[::2] if one.entry)
    assert numbers == list(range(1, 51))
    for ledger in ledgers:
        ledger.close()
    reader = open_reader(ledger_url)
    with reader.begin() as connection:
        assert audit(connection) == []
    reader.dispose()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["open", "deliver", "refuse", "wait", "pledge"]),
            st.integers(1, 8),  # Whose, or which of the plays that are open, or how much.
        ),
        min_size=5,
        max_size=60,
    )
)
def test_whatever_comes_in_whatever_order_the_wall_stands(
    engine: Engine, steps: list[tuple[str, int]]
) -> None:
    connection = engine.connect()
    now_ms, promised, places = 1, 5, {}
    pledge(connection, promised)
    for step, which in steps:
        now_ms += 1
        if step == "open":
            (funding,) = open_plays(connection, [new_play(now_ms, f"p{which}")])
            places = {play: whose for play, whose in places.items() if whose[0] != which}
            places[now_ms] = (which, funding, now_ms)
        elif step in ("deliver", "refuse") and places:
            number = sorted(places)[which % len(places)]
            _, funding, since_ms = places.pop(number)
            status = Verdict.CREDITED if step == "deliver" else Verdict.TAMPERED
            outcome = decide(connection, [decision(number, status, decided_at_ms=now_ms)])
            if step == "deliver" and funding is RESERVED and now_ms - since_ms < HOLD_MS:
                assert outcome == [CREDITED]
        elif step == "wait":
            now_ms += which * 2 * MINUTE_MS
        else:
            promised += which
            pledge(connection, promised)
        total = read_totals(connection).by_task[TASK]
        assert total.released_fen <= total.pledged_fen == promised * FEN_PER_PLAY
    assert audit(connection) == []
    connection.rollback()
    connection.close()
