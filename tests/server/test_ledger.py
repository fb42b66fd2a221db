"""The ledger itself: append-only, within the pledge, what migrations make, what the audit finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from server.ledger import journal
from server.ledger.audit import audit
from server.ledger.database import open_reader, open_writer
from server.ledger.ledger import Ledger
from server.ledger.migrate import SchemaError, migrate
from server.ledger.records import Decision, NewPlay, Totals
from server.ledger.tables import metadata
from server.verdicts import Verdict

TASK, OTHER_TASK = "stray_animals", "heritage_mothers"
PLEDGED_FEN = 100
FEN_PER_PLAY = 20


def new_play(number: int, participant: str = "p", task: str = TASK) -> NewPlay:
    return NewPlay(
        play_id=f"{number:032x}",
        participant=participant,
        effect="three_taps",
        task=task,
        release="f" * 64,
        mode="camera",
        fen_per_play=FEN_PER_PLAY,
        issued_at_ms=number,
        deliver_until_ms=number + 1000,
    )


def credit(
    connection: Connection, number: int, participant: str = "p", task: str = TASK
) -> Verdict:
    journal.open_play(connection, new_play(number, participant, task))
    decision = Decision(f"{number:032x}", Verdict.CREDITED, "", "c" * 64, 60, number + 10)
    return journal.decide(connection, decision).status


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.sqlite3'}"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_writer(url)
    migrate(engine)
    with engine.begin() as connection:
        journal.book_pledges(connection, {TASK: PLEDGED_FEN}, 1)
    yield engine
    engine.dispose()


def test_migrations_make_exactly_the_tables_of_the_code(engine: Engine) -> None:
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        credit(connection, 1)
    migrate(engine)
    with engine.begin() as connection:
        assert journal.read_totals(connection)[TASK].credited_plays == 1


def test_a_database_of_a_newer_server_is_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaError, match="start the newer server again"):
        migrate(engine)


def test_commits_are_durable_and_reads_do_not_write(url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2  # FULL
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    with (
        pytest.raises(OperationalError, match="readonly"),
        open_reader(url).begin() as connection,
    ):
        connection.execute(text("DELETE FROM plays"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE verdicts SET status = 'credited'",
        "DELETE FROM verdicts",
        "UPDATE transfers SET amount_fen = 1",
        "DELETE FROM transfers",
        "UPDATE contributors SET participant = 'q'",
        "DELETE FROM contributors",
        "UPDATE totals SET released_fen = 0",
        "UPDATE totals SET credited_plays = 0",
        "UPDATE totals SET pledged_fen = 50",
        "UPDATE totals SET released_fen = 101",
        "UPDATE totals SET newcomers = 0",
        "DELETE FROM totals",
        "UPDATE plays SET fen_per_play = 99",
        "UPDATE plays SET closed_at_ms = NULL",
        "UPDATE plays SET participant = 'q'",
        "DELETE FROM plays",
        "INSERT INTO transfers (kind, task, from_account, to_account, amount_fen, at_ms) "
        "VALUES ('gift', 'stray_animals', 'pledge', 'pocket', 5, 1)",
        "INSERT INTO transfers (kind, task, from_account, to_account, amount_fen, at_ms) "
        "VALUES ('pledge', 'stray_animals', 'sponsor', 'pledge', -5, 1)",
        "INSERT INTO transfers (kind, task, from_account, to_account, amount_fen, play_id, number,"
        " at_ms) SELECT kind, task, from_account, to_account, amount_fen, play_id, 2, at_ms "
        "FROM transfers WHERE kind = 'credit'",
    ],
)
def test_the_database_refuses(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        credit(connection, 1)
        credit(connection, 2, "other")
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(statement))
    with engine.begin() as connection:
        assert audit(connection) == []


def test_one_open_ticket_a_participant_whatever_the_code_does(engine: Engine) -> None:
    with engine.begin() as connection:
        journal.open_play(connection, new_play(1))
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO plays SELECT 'other', participant, effect, task, release, mode,"
                " fen_per_play, issued_at_ms, deliver_until_ms, NULL FROM plays"
            )
        )


def test_credits_stop_at_the_pledge_and_go_on_when_it_is_raised(engine: Engine) -> None:
    with engine.begin() as connection:
        statuses = [credit(connection, number, f"p{number}") for number in range(1, 7)]
        assert statuses == [Verdict.CREDITED] * 5 + [Verdict.UNFUNDED]
        journal.book_pledges(connection, {TASK: PLEDGED_FEN + FEN_PER_PLAY}, 9)
        assert credit(connection, 7) is Verdict.CREDITED
        assert journal.read_totals(connection)[TASK] == Totals(TASK, 120, 120, 6, 6, 6)
        assert audit(connection) == []


def test_people_who_take_part_in_two_tasks_count_once_in_all(engine: Engine) -> None:
    with engine.begin() as connection:
        journal.book_pledges(connection, {OTHER_TASK: PLEDGED_FEN}, 2)
        credit(connection, 1, "both")
        credit(connection, 2, "both", OTHER_TASK)
        credit(connection, 3, "both", OTHER_TASK)
        credit(connection, 4, "other", OTHER_TASK)
        found = journal.read_totals(connection)
        assert (found[TASK].participants, found[OTHER_TASK].participants) == (1, 2)
        assert (found[TASK].newcomers, found[OTHER_TASK].newcomers) == (1, 1)
        assert audit(connection) == []


def test_people_of_an_older_ledger_are_counted_once_too(url: str) -> None:
    engine = open_writer(url)
    migrate(engine, "0001")
    with engine.begin() as connection:
        for task in (TASK, OTHER_TASK):
            connection.execute(text(f"INSERT INTO totals VALUES ('{task}', 100, 0, 0, 0)"))
        people = [(TASK, "a"), (TASK, "b"), (OTHER_TASK, "b"), (OTHER_TASK, "c")]
        for task, person in people:
            connection.execute(text(f"INSERT INTO contributors VALUES ('{task}', '{person}')"))
    migrate(engine)
    with engine.begin() as connection:
        assert sum(total.newcomers for total in journal.read_totals(connection).values()) == 3
    engine.dispose()


def test_a_pledge_is_never_lowered(engine: Engine) -> None:
    with engine.begin() as connection, pytest.raises(journal.PledgeLoweredError) as told:
        journal.book_pledges(connection, {TASK: 99}, 2)
    assert "got pledged_fen = 99, expected at least the 100" in str(told.value)


def test_undelivered_plays_are_forgotten_and_decided_ones_never(engine: Engine) -> None:
    with engine.begin() as connection:
        credit(connection, 1)
        journal.open_play(connection, new_play(2))
        journal.open_play(connection, new_play(5000))
        assert journal.open_releases(connection, 2000) == {"f" * 64}
        assert journal.purge_undelivered(connection, 4000) == 1
        found = [journal.find_play(connection, f"{number:032x}") for number in (1, 2, 5000)]
        assert [play is not None for play in found] == [True, False, True]


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        ("UPDATE totals SET released_fen = 60", "released_fen says 60, its rows say 40"),
        ("UPDATE totals SET credited_plays = 3", "credited_plays says 3, its rows say 2"),
        ("UPDATE totals SET participants = 9", "participants says 9, its rows say 2"),
        ("UPDATE totals SET newcomers = 9", "newcomers of all tasks say 9, their rows say 2"),
        ("UPDATE transfers SET amount_fen = 10 WHERE number = 1", "not what its ticket promised"),
        ("UPDATE transfers SET number = 7 WHERE number = 2", "not numbered 1 to 2"),
        ("DELETE FROM transfers WHERE number = 1", "is credited, without a transfer"),
        ("DELETE FROM verdicts", "has a transfer, not credited"),
        ("DELETE FROM totals", "has transfers and no totals"),
    ],
)
def test_the_audit_finds_what_somebody_with_the_file_has_changed(
    engine: Engine, spoil: str, finding: str
) -> None:
    with engine.begin() as connection:
        credit(connection, 1)
        credit(connection, 2, "other")
        assert audit(connection) == []
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for name in names.scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(spoil))
        assert finding in "\n".join(audit(connection))


async def test_work_that_fails_hurts_no_other_of_its_batch(url: str, engine: Engine) -> None:
    import asyncio

    seen: list[dict[str, Totals]] = []
    ledger = Ledger(url, seen.append)
    ledger.open({TASK: PLEDGED_FEN}, 1)
    missing = Decision("0" * 32, Verdict.CREDITED, "", "c" * 64, 60, 5)
    outcomes = await asyncio.gather(
        ledger.open_play(new_play(1)),
        ledger.open_play(new_play(1)),  # The same id again.
        ledger.decide(missing),
        ledger.open_play(new_play(2, "other")),
        return_exceptions=True,
    )
    assert outcomes[0] is None
    assert isinstance(outcomes[1], IntegrityError)
    assert isinstance(outcomes[2], KeyError)
    assert outcomes[3] is None
    assert await ledger.find_play(f"{2:032x}") is not None
    ledger.close()
    assert seen[-1][TASK].pledged_fen == PLEDGED_FEN
