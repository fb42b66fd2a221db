"""The ledger itself: append-only, within the pledge, what migrations make, plays and people."""

import asyncio
import secrets
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from server.ledger import bookings
from server.ledger.audit import audit
from server.ledger.database import open_reader, open_writer
from server.ledger.decisions import decide_plays
from server.ledger.migrate import SchemaError, migrate
from server.ledger.openings import open_plays
from server.ledger.plays import find_plays, open_releases, purge_undelivered
from server.ledger.records import (
    LedgerTotals,
    StoredVerdict,
    TaskKey,
    Totals,
)
from server.ledger.sums import read_totals
from server.ledger.tables import metadata
from server.verdicts import Verdict
from tests.server.conftest import BOTH_DATABASES
from tests.server.ledger_plays import (
    CAMPAIGN,
    FEN_PER_PLAY,
    OTHER_TASK,
    TASK,
    credit,
    decision,
    make_ledger,
    new_play,
    person,
    play_id,
)

pytestmark = BOTH_DATABASES

PLEDGED_FEN = 100
PLEDGES = {TASK.task: PLEDGED_FEN}


@pytest.fixture(autouse=True)
def pledged(engine: Engine) -> None:
    """Book the pledge that the tests play against."""
    with engine.begin() as connection:
        bookings.book_pledges(connection, CAMPAIGN, PLEDGES, 1)


def test_migrations_make_exactly_the_tables_of_the_code(engine: Engine) -> None:
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        credit(connection, 1)
    migrate(engine, CAMPAIGN)
    with engine.begin() as connection:
        assert read_totals(connection).by_task[TASK].credited_plays == 1


def test_a_database_of_a_newer_server_is_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaError, match="start the newer server again"):
        migrate(engine, CAMPAIGN)


def test_commits_are_durable_and_reads_do_not_write(ledger_url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
            assert connection.execute(text("PRAGMA synchronous")).scalar() == 2  # FULL
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        else:
            assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"
    reader = open_reader(ledger_url)
    with pytest.raises((OperationalError, DBAPIError), match=r"read.?only"), reader.begin() as one:
        one.execute(text("DELETE FROM tickets"))
    reader.dispose()


INSERT_ENTRY = (
    "INSERT INTO entries (entry_index, amount_fen, at_ms, kind, task_no, number, participant,"
    " play_id, trace, corrects, reference) "
)
NEXT = "(SELECT max(entry_index) + 1 FROM entries)"


REFUSED = [
    "UPDATE verdicts SET status = 'credited'",
    "DELETE FROM verdicts",
    "UPDATE entries SET amount_fen = 1",
    "DELETE FROM entries",
    "UPDATE tasks SET task = 'other'",
    "DELETE FROM tasks",
    "UPDATE totals SET released_fen = 101",
    "UPDATE totals SET paid_fen = 41",
    "UPDATE totals SET credited_plays = 0",
    "UPDATE totals SET participants = 0",
    "UPDATE totals SET newcomers = 0",
    "DELETE FROM totals",
    "UPDATE tickets SET fen_per_play = 99",
    "UPDATE tickets SET closed_at_ms = NULL",
    "UPDATE tickets SET reserved_until_ms = 99",
    "UPDATE tickets SET task_no = 2",
    f"{INSERT_ENTRY} VALUES ({NEXT}, 5, 1, 4, 1, NULL, NULL, NULL, NULL, NULL, 'x')",
    f"{INSERT_ENTRY} VALUES ({NEXT}, -5, 1, 1, 1, NULL, NULL, NULL, NULL, NULL, 'x')",
    f"{INSERT_ENTRY} VALUES ({NEXT} + 1, 5, 1, 1, 1, NULL, NULL, NULL, NULL, NULL, 'x')",
    f"{INSERT_ENTRY} VALUES (0, 5, 1, 1, 1, NULL, NULL, NULL, NULL, NULL, 'x')",
    f"{INSERT_ENTRY} VALUES ({NEXT}, 5, 1, 1, 9, NULL, NULL, NULL, NULL, NULL, 'x')",
    f"{INSERT_ENTRY} VALUES ({NEXT}, 41, 1, 3, 1, NULL, NULL, NULL, NULL, NULL, 'x')",
    f"{INSERT_ENTRY} VALUES ({NEXT}, 5, 1, 1, 1, NULL, NULL, NULL, NULL, NULL, NULL)",
    f"{INSERT_ENTRY} VALUES ({NEXT}, 100, 1, -1, 1, NULL, NULL, NULL, NULL, 0, 'x')",
    f"{INSERT_ENTRY} VALUES ({NEXT}, 10, 1, -2, 1, NULL, NULL, NULL, NULL, 1, 'x')",
    f"{INSERT_ENTRY} VALUES ({NEXT}, 20, 1, -2, 1, NULL, NULL, NULL, NULL, 7, 'x')",
    f"{INSERT_ENTRY} SELECT {NEXT}, 20, 1, 2, 1, 3, participant, play_id, trace, NULL, NULL"
    " FROM entries WHERE number = 1",
    f"{INSERT_ENTRY} SELECT {NEXT}, 20, 1, 2, 1, 7, participant, trace, trace, NULL, NULL"
    " FROM entries WHERE number = 1",
    f"{INSERT_ENTRY} SELECT {NEXT}, 61, 1, 2, 1, 3, participant, trace, trace, NULL, NULL"
    " FROM entries WHERE number = 1",
    f"{INSERT_ENTRY} SELECT {NEXT}, 20, 1, 2, 1, 3, NULL, trace, trace, NULL, NULL"
    " FROM entries WHERE number = 1",
]


def test_the_database_refuses(engine: Engine, subtests: pytest.Subtests) -> None:
    with engine.begin() as connection:
        credit(connection, 1)
        credit(connection, 2, "other")
        open_plays(connection, [new_play(3, "third"), new_play(4, "fourth"), new_play(5, "fourth")])
        decide_plays(connection, [decision(3, Verdict.TAMPERED)])
    for statement in REFUSED:
        with subtests.test(statement):
            with pytest.raises(IntegrityError), engine.begin() as connection:
                connection.execute(text(statement))
            with engine.begin() as connection:
                assert audit(connection) == []


def test_postgresql_refuses_to_truncate(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    for table in ("entries", "verdicts", "tasks, totals, allotments", "allotted_plays"):
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {table}"))


def test_one_open_ticket_a_participant_whatever_the_code_does(engine: Engine) -> None:
    with engine.begin() as connection:
        open_plays(connection, [new_play(1)])
    same = "issued_at_ms, deliver_until_ms, task_no, participant, effect, release, mode"
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(
            text(
                f"INSERT INTO tickets (play_id, fen_per_play, {same})"
                f" SELECT participant, fen_per_play, {same} FROM tickets"
            )
        )


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
    ledger.open(CAMPAIGN, lambda one: bookings.book_pledges(one, CAMPAIGN, PLEDGES, 1))
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


@pytest.mark.parametrize("first_revision", ["0001", "0002"])
def test_an_older_ledger_is_carried_over(
    tmp_path: Path, database: str, first_revision: str
) -> None:
    if database != "sqlite":
        pytest.skip("older ledgers are SQLite files")
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    engine = open_writer(url)
    migrate(engine, CAMPAIGN, first_revision)
    play_ids = [secrets.token_hex(16) for _ in range(4)]
    people = [person("a"), person("b"), person("b"), person("c")]
    with engine.begin() as connection:
        columns = "task, pledged_fen, released_fen, credited_plays, participants"
        for task, released in (("a", 20), ("b", 40)):
            connection.execute(
                text(f"INSERT INTO totals ({columns}) VALUES ('{task}', 100, {released}, 1, 1)")
            )
            connection.execute(
                text(
                    "INSERT INTO transfers (kind, task, from_account, to_account, amount_fen,"
                    f" at_ms) VALUES ('pledge', '{task}', 'sponsor', 'pledge', 100, 5)"
                )
            )
        for number, (old_id, who) in enumerate(zip(play_ids, people, strict=True)):
            task = "a" if number == 0 else "b"
            connection.execute(
                text(
                    f"INSERT INTO plays VALUES ('{old_id}', '{who}', 'e', '{task}', 'r', 'camera',"
                    f" 20, {number}, 1000, {'9' if number < 3 else 'NULL'})"
                )
            )
        for number, status in enumerate(["credited", "credited", "tampered"]):
            connection.execute(
                text(
                    f"INSERT INTO verdicts VALUES ('{play_ids[number]}', '{status}', '',"
                    f" '{'ab' * 32}', 60, 7)"
                )
            )
        for number, task, amount in ((0, "a", 20), (1, "b", 40)):
            connection.execute(
                text(
                    "INSERT INTO transfers (kind, task, from_account, to_account, amount_fen,"
                    f" play_id, number, at_ms) VALUES ('credit', '{task}', 'pledge', 'released',"
                    f" {amount}, '{play_ids[number]}', 1, 8)"
                )
            )
            connection.execute(
                text(f"INSERT INTO contributors VALUES ('{task}', '{people[number]}')")
            )
        if first_revision == "0002":
            connection.execute(text("UPDATE totals SET newcomers = 1"))
    migrate(engine, CAMPAIGN)
    with engine.begin() as connection:
        assert audit(connection) == []
        assert read_totals(connection).by_task == {
            TaskKey(CAMPAIGN, "a"): Totals(100, 20, 0, 1, 1, 1),
            TaskKey(CAMPAIGN, "b"): Totals(100, 40, 0, 1, 1, 1),
        }
        found = find_plays(connection, play_ids)
        statuses = [play and play.verdict and play.verdict.status for play in found]
        assert statuses == [Verdict.CREDITED, Verdict.CREDITED, Verdict.TAMPERED, None]
    engine.dispose()


SPOILED = [
    ("UPDATE totals SET released_fen = 60", "released_fen says 60, its entries say 40"),
    ("UPDATE totals SET credited_plays = 3", "credited_plays says 3, its entries say 2"),
    ("UPDATE totals SET pledged_fen = 50", "pledged_fen says 50, its entries say 100"),
    ("UPDATE totals SET participants = 9", "participants says 9, its entries say 2"),
    ("UPDATE totals SET newcomers = 9", "newcomers of all tasks say 18, its entries say 2"),
    ("UPDATE entries SET amount_fen = 10 WHERE number = 1", "its entries say 30"),
    ("UPDATE entries SET amount_fen = 90 WHERE number = 1", "110 released of 100 pledged"),
    ("UPDATE entries SET number = 7 WHERE number = 2", "credit 7 of its task, not 2"),
    ("DELETE FROM entries WHERE number = 1", "entry 2 is missing"),
    ("UPDATE entries SET entry_index = 9 WHERE number = 2", "entry 3 is missing"),
    (
        "UPDATE entries SET participant = (SELECT e.participant FROM entries e"
        " WHERE e.number = 1) WHERE number = 2",
        "participants says 2, its entries say 1",
    ),
    ("UPDATE verdicts SET status = 'credited'", "is credited, without an entry"),
    ("DELETE FROM verdicts", "the tally says 1 tampered of 0 fen, the rows say 0"),
    ("UPDATE tally SET count = 9 WHERE status = 'credited'", "the tally says 9 credited"),
    ("DELETE FROM totals", "has entries and no totals"),
    (
        "UPDATE tickets SET play_id = (SELECT play_id FROM entries WHERE number = 1)",
        "is decided and has an open ticket",
    ),
    ("UPDATE reservations SET fen = 0", "reservations hold 0 fen, their tickets more"),
]


def test_the_audit_finds_what_somebody_with_the_file_has_changed(
    engine: Engine, subtests: pytest.Subtests
) -> None:
    with engine.begin() as connection:
        bookings.book_pledges(connection, CAMPAIGN, {OTHER_TASK.task: 10_000}, 2)
        credit(connection, 1)
        credit(connection, 2, "other")
        open_plays(connection, [new_play(3, "third"), new_play(4, "fourth", OTHER_TASK)])
        decide_plays(connection, [decision(3, Verdict.TAMPERED)])
        assert audit(connection) == []
        drop_triggers(connection)
    for spoil, finding in SPOILED:
        with subtests.test(spoil), engine.connect() as connection:
            connection.execute(text(spoil))
            assert finding in "\n".join(audit(connection))
            connection.rollback()


def drop_triggers(connection: Connection) -> None:
    """Do what somebody does who holds the database and wants to change the past."""
    if connection.dialect.name == "sqlite":
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for name in names.scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        return
    rows = connection.execute(
        text("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    ).all()
    for name, table in rows:
        connection.execute(text(f"DROP TRIGGER {name} ON {table}"))
