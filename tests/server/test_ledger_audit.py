"""`kindlens audit` finds what somebody has changed who holds the database."""

import pytest
from sqlalchemy import Connection, Engine, text

from server.ledger import bookings
from server.ledger.audit import audit
from server.ledger.decisions import decide_plays
from server.ledger.openings import open_plays
from server.verdicts import Verdict
from tests.server.conftest import BOTH_DATABASES
from tests.server.ledger_plays import CAMPAIGN, OTHER_TASK, credit, decision, new_play

pytestmark = [BOTH_DATABASES, pytest.mark.usefixtures("pledged")]


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
