"""Double entry: one log of entries with short ids, open tickets apart, sums, reservations.

What 0001 and 0002 hold is carried over: transfers in their order, verdicts, undecided plays.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import postgresql

from server.ledger.migrate import SchemaError

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TRIGGERS = Path(__file__).resolve().parent.parent / "triggers"
OLD_TABLES = ("verdicts", "transfers", "contributors", "totals", "plays")
ID = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHUNK = 1000
HOUR_MS = 3_600_000
KINDS = {"pledge": 1, "credit": 2}


def upgrade() -> None:
    """Make the new tables, carry the old rows over, then let the triggers guard them."""
    connection = op.get_bind()
    is_upgrade = sa.inspect(connection).has_table("transfers")
    if is_upgrade:
        _set_old_aside()
    _make_tables()
    if is_upgrade:
        _carry_over(connection)
        for table in OLD_TABLES:
            op.execute(f"DROP TABLE old_{table}")
    _add_triggers(connection)


def _add_triggers(connection: sa.Connection) -> None:
    name = connection.dialect.name
    for statement in (TRIGGERS / f"0003_{name}.sql").read_text("utf-8").split("\n\n"):
        if not statement.startswith("--"):
            # psycopg reads a lone % as the mark of a parameter.
            connection.exec_driver_sql(
                statement.replace("%", "%%") if name == "postgresql" else statement
            )


def _set_old_aside() -> None:
    """Rename the old tables; their triggers and indexes would keep the names."""
    connection = op.get_bind()
    made = sa.text(
        "SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('trigger','index')"
        " AND tbl_name <> 'alembic_version'"
    )
    for kind, name in connection.execute(made).all():
        op.execute(f"DROP {kind} {name}")
    for table in OLD_TABLES:
        op.execute(f"ALTER TABLE {table} RENAME TO old_{table}")


def _make_tables() -> None:
    op.create_table(
        "tasks",
        sa.Column("task_no", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("campaign", sa.String(64), nullable=False),
        sa.Column("task", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("task_no", name="pk_tasks"),
        sa.UniqueConstraint("campaign", "task", name="uq_tasks_campaign"),
    )
    op.create_table(
        "entries",
        sa.Column("entry_index", ROW_NUMBER, nullable=False, autoincrement=False),
        # In this order no byte is lost to alignment in PostgreSQL.
        sa.Column("amount_fen", sa.BigInteger, nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Integer, nullable=True),
        sa.Column("kind", sa.SmallInteger, nullable=False),
        sa.Column("task_no", sa.SmallInteger, nullable=False),
        sa.Column("participant", ID, nullable=True),
        sa.Column("play_id", ID, nullable=True),
        sa.Column("trace", ID, nullable=True),
        sa.Column("corrects", sa.BigInteger, nullable=True),
        sa.Column("reference", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("entry_index", name="pk_entries"),
        sa.CheckConstraint("entry_index >= 0", name="ck_entries_index_not_negative"),
        sa.CheckConstraint("amount_fen > 0", name="ck_entries_amount_positive"),
        sa.CheckConstraint("kind BETWEEN -3 AND 3 AND kind <> 0", name="ck_entries_known_kind"),
        sa.CheckConstraint(
            "(kind = 2) = (number IS NOT NULL) AND (kind = 2) = (participant IS NOT NULL)"
            " AND (kind = 2) = (play_id IS NOT NULL) AND (kind = 2) = (trace IS NOT NULL)",
            name="ck_entries_credits_have_plays",
        ),
        sa.CheckConstraint(
            "(kind < 0) = (corrects IS NOT NULL) AND (kind = 2) = (reference IS NULL)",
            name="ck_entries_others_have_reasons",
        ),
    )
    op.create_index("ux_entries_play_id", "entries", ["play_id"], unique=True)
    op.create_index("ix_entries_participant", "entries", ["participant"])
    _partial_index("ux_entries_corrects", "entries", "corrects", "corrects IS NOT NULL", True)
    op.create_table(
        "verdicts",
        sa.Column("play_id", ID, nullable=False),
        sa.Column("decided_at_ms", sa.BigInteger, nullable=False),
        sa.Column("resolved_at_ms", sa.BigInteger, nullable=True),
        sa.Column("amount_fen", sa.BigInteger, nullable=True),
        sa.Column("task_no", sa.SmallInteger, nullable=False),
        sa.Column("trace", ID, nullable=False),
        sa.Column("participant", ID, nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("play_id", name="pk_verdicts"),
    )
    _partial_index("ix_verdicts_held", "verdicts", "decided_at_ms", "status = 'held'", False)
    op.create_table(
        "tickets",
        sa.Column("play_id", ID, nullable=False),
        sa.Column("fen_per_play", sa.BigInteger, nullable=False),
        sa.Column("issued_at_ms", sa.BigInteger, nullable=False),
        sa.Column("deliver_until_ms", sa.BigInteger, nullable=False),
        sa.Column("closed_at_ms", sa.BigInteger, nullable=True),
        sa.Column("reserved_until_ms", sa.BigInteger, nullable=True),
        sa.Column("task_no", sa.SmallInteger, nullable=False),
        sa.Column("participant", ID, nullable=False),
        sa.Column("network", sa.LargeBinary(8), nullable=True),
        sa.Column("kiosk", sa.String(64), nullable=True),
        sa.Column("effect", sa.String(64), nullable=False),
        sa.Column("release", sa.String(64), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("play_id", name="pk_tickets"),
        sa.CheckConstraint("fen_per_play > 0", name="ck_tickets_fen_per_play_positive"),
    )
    _partial_index(
        "ux_tickets_newest_of_participant", "tickets", "participant", "closed_at_ms IS NULL", True
    )
    op.create_index("ix_tickets_deliver_until_ms", "tickets", ["deliver_until_ms"])
    op.create_table(
        "totals",
        sa.Column("task_no", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("pledged_fen", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("released_fen", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("paid_fen", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("credited_plays", sa.Integer, nullable=False, server_default="0"),
        sa.Column("participants", sa.Integer, nullable=False, server_default="0"),
        sa.Column("newcomers", sa.Integer, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("task_no", name="pk_totals"),
        sa.ForeignKeyConstraint(["task_no"], ["tasks.task_no"], name="fk_totals_task_no"),
        sa.CheckConstraint("released_fen <= pledged_fen", name="ck_totals_released_within_pledge"),
        sa.CheckConstraint("paid_fen <= released_fen", name="ck_totals_paid_within_released"),
        sa.CheckConstraint("paid_fen >= 0", name="ck_totals_paid_not_negative"),
    )
    _make_sums()


def _make_sums() -> None:
    op.create_table(
        "reservations",
        sa.Column("minute", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("task_no", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("fen", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("minute", "task_no", name="pk_reservations"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "network_reservations",
        sa.Column("minute", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("network", sa.LargeBinary(8), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("minute", "network", name="pk_network_reservations"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source_days",
        sa.Column("day", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("source", sa.LargeBinary, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "source", name="pk_source_days"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "network_keys",
        sa.Column("day", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("key", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_network_keys"),
    )
    op.create_table(
        "tally",
        sa.Column("hour", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("task_no", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("fen", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("hour", "task_no", "status", name="pk_tally"),
        sqlite_with_rowid=False,
    )


def _partial_index(name: str, table: str, column: str, where: str, is_unique: bool) -> None:
    op.create_index(
        name,
        table,
        [column],
        unique=is_unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def _carry_over(connection: sa.Connection) -> None:
    """Carry the old rows over; the ledger's campaign is the one that the server runs."""
    tasks = [
        row.task
        for row in connection.execute(sa.text("SELECT task FROM old_totals ORDER BY rowid"))
    ]
    numbers = {task: number for number, task in enumerate(tasks, 1)}
    campaign = context.config.attributes["campaign"]
    if tasks and not campaign:
        raise SchemaError(
            "ledger: got one of an older server and no campaign file that can be read, expected "
            "the file it was kept with; to do: let CAMPAIGN name it, for this one start"
        )
    for task, number in numbers.items():
        connection.exec_driver_sql("INSERT INTO tasks VALUES (?, ?, ?)", (number, campaign, task))
    _insert(connection, "entries", 11, _old_entries(connection, numbers))
    _insert(connection, "verdicts", 9, _old_verdicts(connection, numbers))
    _insert(connection, "tickets", 13, _old_tickets(connection, numbers))
    for task, number in numbers.items():
        connection.exec_driver_sql(
            "INSERT INTO totals SELECT ?, pledged_fen, released_fen, 0, credited_plays,"
            " participants, newcomers FROM old_totals WHERE task = ?",
            (number, task),
        )
    connection.exec_driver_sql(
        f"INSERT INTO tally SELECT at_ms / {HOUR_MS}, task_no, 'credited', count(*),"  # noqa: S608
        f" sum(amount_fen) FROM entries WHERE kind = 2 GROUP BY at_ms / {HOUR_MS}, task_no"
        f" UNION ALL SELECT decided_at_ms / {HOUR_MS}, task_no, status, count(*), 0 FROM verdicts"
        f" GROUP BY decided_at_ms / {HOUR_MS}, task_no, status"
    )


def _insert(
    connection: sa.Connection, table: str, width: int, rows: Iterable[tuple[Any, ...]]
) -> None:
    marks = ", ".join("?" * width)
    chunk: list[tuple[Any, ...]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", chunk)  # noqa: S608
            chunk.clear()
    if chunk:
        connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", chunk)  # noqa: S608


def _old_entries(connection: sa.Connection, numbers: dict[str, int]) -> Iterable[tuple[Any, ...]]:
    old = sa.text(
        "SELECT t.*, p.participant, v.completion_sha256 FROM old_transfers AS t"
        " LEFT JOIN old_plays AS p ON p.play_id = t.play_id"
        " LEFT JOIN old_verdicts AS v ON v.play_id = t.play_id ORDER BY t.id"
    )
    for index, row in enumerate(connection.execute(old)):
        is_credit = row.kind == "credit"
        yield (
            index,
            row.amount_fen,
            row.at_ms,
            row.number,
            KINDS[row.kind],
            numbers[row.task],
            bytes.fromhex(row.participant) if is_credit else None,
            bytes.fromhex(row.play_id) if is_credit else None,
            bytes.fromhex(row.completion_sha256)[:16] if is_credit else None,
            None,
            None if is_credit else "campaign file",
        )


def _old_verdicts(connection: sa.Connection, numbers: dict[str, int]) -> Iterable[tuple[Any, ...]]:
    old = sa.text(
        "SELECT v.*, p.task FROM old_verdicts AS v JOIN old_plays AS p ON p.play_id = v.play_id"
        " WHERE v.status <> 'credited' ORDER BY v.rowid"
    )
    for row in connection.execute(old):
        yield (
            bytes.fromhex(row.play_id),
            row.decided_at_ms,
            None,
            None,
            numbers[row.task],
            bytes.fromhex(row.completion_sha256)[:16],
            None,
            row.status,
            row.reason,
        )


def _old_tickets(connection: sa.Connection, numbers: dict[str, int]) -> Iterable[tuple[Any, ...]]:
    old = sa.text(
        "SELECT * FROM old_plays AS p WHERE NOT EXISTS"
        " (SELECT 1 FROM old_verdicts AS v WHERE v.play_id = p.play_id) ORDER BY p.rowid"
    )
    for row in connection.execute(old):
        yield (
            bytes.fromhex(row.play_id),
            row.fen_per_play,
            row.issued_at_ms,
            row.deliver_until_ms,
            row.closed_at_ms,
            None,
            numbers[row.task],
            bytes.fromhex(row.participant),
            None,
            None,
            row.effect,
            row.release,
            row.mode,
        )
