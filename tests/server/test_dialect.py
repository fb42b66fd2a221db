"""What differs between the databases, seen from outside: alike on both."""

import asyncio

import pytest
from sqlalchemy import Connection, Engine, select, text

from server.ledger.bookings import book_pledges
from server.ledger.database import open_reader
from server.ledger.dialect import dialect_of
from server.ledger.ledger import LedgerUnavailableError
from server.ledger.records import LedgerTotals
from server.ledger.sums import read_totals
from server.ledger.tables import network_reservations, tickets
from server.verdicts import Verdict
from tests.server.conftest import BOTH_DATABASES
from tests.server.ledger_plays import CAMPAIGN, TASK, decision, make_ledger, new_play, play_id

pytestmark = BOTH_DATABASES

NASTY = [
    "plain",
    "NULL",
    "",
    "{a,b}",
    'quo"te',
    "back\\slash",
    "\\x00",
    "' OR 1=1 --",
    "line\nend\ttab",
    "中文 🐕",
    "%s %(x)s ?",
]


def test_texts_and_bytes_come_out_as_they_went_in(engine: Engine) -> None:
    with engine.begin() as connection:
        rows = [
            (play_id(n), 1, n, n, n, None, 1, play_id(n), bytes([n, 0, 255, 34, 92]), word, word)
            for n, word in enumerate(NASTY)
        ]
        full = [(*row, "f" * 64, "camera") for row in rows]
        dialect_of(connection).insert_rows(connection, tickets, full)
        found = connection.execute(select(tickets).order_by(tickets.c.issued_at_ms)).all()
        assert [tuple(row) for row in found] == full


def test_sets_are_found_and_summed_up(engine: Engine) -> None:
    def stored(connection: Connection) -> dict[tuple[int, bytes], int]:
        rows = connection.execute(select(network_reservations))
        return {(minute, bytes(network)): count for minute, network, count in rows}

    with engine.begin() as connection:
        dialect = dialect_of(connection)
        first, second = b"\x00\xff\\\"'{},", b"network2"
        dialect.add_up(connection, network_reservations, {(1, first): (2,), (1, second): (5,)})
        dialect.add_up(connection, network_reservations, {(1, first): (-1,), (2, first): (7,)})
        assert stored(connection) == {(1, first): 1, (1, second): 5, (2, first): 7}
        column = network_reservations.c.network
        asked = select(network_reservations.c.minute).where(dialect.is_among(column, {first}))
        assert sorted(connection.execute(asked).scalars()) == [1, 2]
        none = select(network_reservations).where(dialect.is_among(column, []))
        assert connection.execute(none).all() == []
        dialect.add_up(connection, network_reservations, {})
        dialect.insert_rows(connection, network_reservations, [])


async def test_a_lost_connection_costs_its_batch_and_no_more(
    ledger_url: str, database: str
) -> None:
    if database == "sqlite":
        pytest.skip("an SQLite file has no connection to lose")
    ledger = make_ledger(ledger_url)
    ledger.open(CAMPAIGN, lambda one: book_pledges(one, CAMPAIGN, {TASK.task: 1000}, 1))
    seen: list[int] = []
    loop, heard = asyncio.get_running_loop(), asyncio.Event()

    def listen(totals: LedgerTotals) -> None:
        seen.append(totals.by_task[TASK].credited_plays)
        if seen[-1] == 2:
            loop.call_soon_threadsafe(heard.set)

    ledger.subscribe(listen)
    await ledger.open_play(new_play(1))

    def cut_off_all(connection: Connection) -> None:
        """End this transaction's connection and all others, as a restart would."""
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(LedgerUnavailableError):
        await ledger.write(cut_off_all)
    assert await ledger.find_play(play_id(1)) is not None
    assert (await ledger.decide(decision(1))).status is Verdict.CREDITED
    # The listener comes back too: another process's credit is heard.
    other = make_ledger(ledger_url)
    other.open(CAMPAIGN, lambda connection: None)
    await other.open_play(new_play(2, "other"))
    await other.decide(decision(2))
    async with asyncio.timeout(10):
        await heard.wait()
    assert seen == [1, 2]
    ledger.close()
    other.close()


async def test_a_batch_that_cannot_be_kept_is_told_to_all_and_may_come_again(
    ledger_url: str,
) -> None:
    ledger = make_ledger(ledger_url)
    ledger.open(CAMPAIGN, lambda one: book_pledges(one, CAMPAIGN, {TASK.task: 1000}, 1))

    def fail(connection: Connection) -> None:
        connection.execute(text("SELECT * FROM no_such_table"))

    plays = [new_play(n, f"p{n}") for n in range(1, 4)]
    outcomes = await asyncio.gather(
        *map(ledger.open_play, plays), ledger.write(fail), return_exceptions=True
    )
    assert {type(outcome) for outcome in outcomes} == {LedgerUnavailableError}
    assert await ledger.find_play(play_id(1)) is None
    assert len(await asyncio.gather(*map(ledger.open_play, plays))) == 3
    ledger.close()


def test_a_reading_transaction_sees_one_moment(engine: Engine, ledger_url: str) -> None:
    reader = open_reader(ledger_url)
    with reader.begin() as connection:
        assert read_totals(connection).by_task == {}
        with engine.begin() as writing:
            book_pledges(writing, CAMPAIGN, {TASK.task: 1000}, 1)
        assert read_totals(connection).by_task == {}
    with reader.begin() as connection:
        assert read_totals(connection).by_task[TASK].pledged_fen == 1000
    reader.dispose()
