"""The kiosk's own tables. Migrations make them; a test compares both."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from server.ledger.tables import Id, metadata

# Plays that this kiosk's ledger credited or held, in the order in which it did. trace: deflated, as
# it was delivered; gone once the central server has answered for good.
offline_plays = Table(
    "offline_plays",
    metadata,
    Column("play_no", Integer, primary_key=True, autoincrement=True),
    Column("play_id", Id, nullable=False),
    Column("campaign", String(64), nullable=False),
    Column("task", String(64), nullable=False),
    Column("effect", String(64), nullable=False),
    Column("release", String(64), nullable=False),
    Column("seed", String(32), nullable=False),
    Column("participant", Id, nullable=False),
    Column("fen_per_play", BigInteger, nullable=False),
    Column("issued_at_ms", BigInteger, nullable=False),
    Column("decided_at_ms", BigInteger, nullable=False),
    Column("trace", LargeBinary, nullable=True),
    Column("status", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("due_at_ms", BigInteger, nullable=False),
    Column("answered_at_ms", BigInteger, nullable=True),
    CheckConstraint("status IN ('waiting', 'credited', 'refused')", name="known_status"),
    CheckConstraint("(status = 'waiting') = (trace IS NOT NULL)", name="waits_with_trace"),
    sqlite_autoincrement=True,
)
Index("ux_offline_plays_play_id", offline_plays.c.play_id, unique=True)
Index("ix_offline_plays_status", offline_plays.c.status, offline_plays.c.play_no)

# What the central server said last, as JSON, by name.
offline_facts = Table(
    "offline_facts",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
