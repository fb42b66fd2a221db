"""The desk's tables. Migrations make them; a test compares both.

Acts and versions of campaigns are append-only by triggers, like the ledger.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
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

operators = Table(
    "operators",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password_hash", String(200), nullable=False),
    # Its password was made by the server and printed: it opens nothing but the change of itself.
    Column("must_change_password", Boolean, nullable=False),
    CheckConstraint("role IN ('viewer', 'operator')", name="known_role"),
)

operator_sessions = Table(
    "operator_sessions",
    metadata,
    Column("id_sha256", LargeBinary(32), primary_key=True),
    Column("operator", String(32), nullable=False),
    Column("started_at_ms", BigInteger, nullable=False),
    Column("seen_at_ms", BigInteger, nullable=False),
)
Index("ix_operator_sessions_operator", operator_sessions.c.operator)

# before, after: JSON of what was changed; null where there was nothing.
acts = Table(
    "acts",
    metadata,
    Column("act_no", Integer, primary_key=True, autoincrement=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("operator", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", String(160), nullable=False),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
    Column("note", Text, nullable=False),
    sqlite_autoincrement=True,
)

campaign_versions = Table(
    "campaign_versions",
    metadata,
    Column("campaign", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("document", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("operator", String(32), nullable=False),
    CheckConstraint("version > 0", name="version_positive"),
)

# The newest row names the campaign that runs.
campaign_runs = Table(
    "campaign_runs",
    metadata,
    Column("run_no", Integer, primary_key=True, autoincrement=True),
    Column("campaign", String(64), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("operator", String(32), nullable=False),
    sqlite_autoincrement=True,
)

# Plays that wait for a person to look at them. trace: gone once that is decided.
reviews = Table(
    "reviews",
    metadata,
    Column("play_id", Id, primary_key=True),
    Column("finding", Text, nullable=False),
    Column("trace", LargeBinary, nullable=True),
    Column("held_at_ms", BigInteger, nullable=False),
    Column("due_at_ms", BigInteger, nullable=False),
    Column("resolved_at_ms", BigInteger, nullable=True),
    Column("is_accepted", Boolean, nullable=True),
    Column("operator", String(32), nullable=True),
    Column("note", Text, nullable=True),
    Column("release", String(64), nullable=True),  # Whose code reads the trace.
)
Index("ix_reviews_due_at_ms", reviews.c.due_at_ms)

# What is left of how often a password may be tried; gone once an allowance is whole again.
sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("whose", LargeBinary(32), primary_key=True),
    Column("full_again_ms", BigInteger, nullable=False),
)
Index("ix_sign_in_attempts_full_again_ms", sign_in_attempts.c.full_again_ms)

# How many pages came how far, by the word in the link they came by. No row is about a person.
funnel = Table(
    "funnel",
    metadata,
    Column("campaign", String(64), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("task", String(64), primary_key=True),
    Column("step", String(16), primary_key=True),
    Column("count", BigInteger, nullable=False),
)

page_texts = Table(
    "page_texts",
    metadata,
    Column("page", String(32), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("text", Text, nullable=False),
    Column("changed_at_ms", BigInteger, nullable=False),
)
