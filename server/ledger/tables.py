"""The tables. Migrations make them; a test compares both.

Money moves along `sponsor -> pledge -> released -> task`, one account of each kind a task. Every
transfer takes an amount from one account and gives it to another, so the sum over all accounts is
0 by construction. Nothing books the last leg yet (see DECISIONS.md).
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

plays = Table(
    "plays",
    metadata,
    Column("play_id", String(32), primary_key=True),
    Column("participant", String(32), nullable=False),
    Column("effect", String(64), nullable=False),
    Column("task", String(64), nullable=False),
    Column("release", String(64), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("fen_per_play", BigInteger, nullable=False),
    Column("issued_at_ms", BigInteger, nullable=False),
    Column("deliver_until_ms", BigInteger, nullable=False),
    # When the same participant asked for the next ticket; null: the participant's newest.
    Column("closed_at_ms", BigInteger, nullable=True),
    CheckConstraint("fen_per_play > 0", name="fen_per_play_positive"),
)
# One open ticket a participant, whatever the code does.
Index(
    "ux_plays_newest_of_participant",
    plays.c.participant,
    unique=True,
    sqlite_where=text("closed_at_ms IS NULL"),
    postgresql_where=text("closed_at_ms IS NULL"),
)
Index("ix_plays_deliver_until_ms", plays.c.deliver_until_ms)

verdicts = Table(
    "verdicts",
    metadata,
    Column("play_id", String(32), ForeignKey("plays.play_id"), primary_key=True),
    Column("status", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("completion_sha256", String(64), nullable=False),
    Column("ticks", Integer, nullable=False),
    Column("decided_at_ms", BigInteger, nullable=False),
)

transfers = Table(
    "transfers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("task", String(64), nullable=False),
    Column("from_account", String(16), nullable=False),
    Column("to_account", String(16), nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    # Of credits only: the play, and the running number of credits of the task.
    Column("play_id", String(32), ForeignKey("plays.play_id"), nullable=True, unique=True),
    Column("number", Integer, nullable=True),
    Column("at_ms", BigInteger, nullable=False),
    CheckConstraint("amount_fen > 0", name="amount_positive"),
    CheckConstraint(
        "(kind = 'pledge' AND from_account = 'sponsor' AND to_account = 'pledge'"
        " AND play_id IS NULL AND number IS NULL)"
        " OR (kind = 'credit' AND from_account = 'pledge' AND to_account = 'released'"
        " AND play_id IS NOT NULL AND number IS NOT NULL)",
        name="known_kind",
    ),
    UniqueConstraint("task", "number", name="uq_transfers_task_number"),
    sqlite_autoincrement=True,
)

# Who has taken part in which task, so that participants are counted once.
contributors = Table(
    "contributors",
    metadata,
    Column("task", String(64), primary_key=True),
    Column("participant", String(32), primary_key=True),
)
Index("ix_contributors_participant", contributors.c.participant)

# Running sums of the transfers, changed in the same transaction; the check is the last line of
# defence of the sponsor's pledge.
totals = Table(
    "totals",
    metadata,
    Column("task", String(64), primary_key=True),
    Column("pledged_fen", BigInteger, nullable=False),
    Column("released_fen", BigInteger, nullable=False),
    Column("credited_plays", Integer, nullable=False),
    Column("participants", Integer, nullable=False),
    # Those whose first task this was: summed over the tasks, everybody counts once.
    Column("newcomers", Integer, nullable=False, server_default="0"),
    CheckConstraint("released_fen >= 0", name="released_not_negative"),
    CheckConstraint("released_fen <= pledged_fen", name="released_within_pledge"),
)
