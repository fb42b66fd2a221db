"""The ledger's tables: what migrations make of any older ones, and what the database refuses."""

import secrets
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from server.ledger.audit import audit
from server.ledger.database import open_reader, open_writer
from server.ledger.decisions import decide_plays
from server.ledger.migrate import SchemaError, migrate
from server.ledger.openings import open_plays
from server.ledger.plays import find_plays
from server.ledger.records import TaskKey, Totals
from server.ledger.sums import read_totals
from server.ledger.tables import metadata
from server.verdicts import Verdict
from tests.server.conftest import BOTH_DATABASES
from tests.server.ledger_plays import CAMPAIGN, TASK, credit, decision, new_play, person

pytestmark = [BOTH_DATABASES, pytest.mark.usefixtures("pledged")]


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
