"""Kiosks that credit offline: credentials and allotments here, the queue of plays on the device."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
TRIGGERS = Path(__file__).resolve().parent.parent / "triggers"


def upgrade() -> None:
    """Make the tables, then let the triggers guard them."""
    _make_central_tables()
    _make_device_tables()
    connection = op.get_bind()
    script = TRIGGERS / f"0007_{connection.dialect.name}.sql"
    for statement in script.read_text("utf-8").split("\n\n"):
        if not statement.startswith("--"):
            connection.exec_driver_sql(statement)


def _make_central_tables() -> None:
    op.create_table(
        "allotments",
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("task_no", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("allotted_fen", sa.BigInteger, nullable=False),
        sa.Column("used_fen", sa.BigInteger, nullable=False),
        sa.Column("until_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("kiosk", "task_no", name="pk_allotments"),
        sa.ForeignKeyConstraint(["task_no"], ["tasks.task_no"], name="fk_allotments_task_no"),
        sa.CheckConstraint("used_fen >= 0", name="ck_allotments_used_not_negative"),
        sa.CheckConstraint("used_fen <= allotted_fen", name="ck_allotments_used_within_allotted"),
    )
    op.create_table(
        "allotted_plays",
        sa.Column("play_id", ID, nullable=False),
        sa.Column("fen", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("task_no", sa.SmallInteger, nullable=False),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("play_id", name="pk_allotted_plays"),
        sa.CheckConstraint("fen > 0", name="ck_allotted_plays_fen_positive"),
    )
    op.create_index("ix_allotted_plays_kiosk", "allotted_plays", ["kiosk", "task_no", "day"])
    op.create_table(
        "kiosks",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("credential_sha256", sa.LargeBinary(32), nullable=True),
        sa.Column("issued_at_ms", sa.BigInteger, nullable=False),
        sa.Column("plays_until_ms", sa.BigInteger, nullable=False),
        sa.Column("plays_per_day", sa.Integer, nullable=False),
        sa.Column("seen_at_ms", sa.BigInteger, nullable=True),
        sa.Column("waiting", sa.Integer, nullable=False),
        sa.Column("releases", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_kiosks"),
    )
    op.create_index("ux_kiosks_credential_sha256", "kiosks", ["credential_sha256"], unique=True)
    op.create_table(
        "kiosk_refusals",
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("play_id", ID, nullable=False),
        sa.Column("task", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("kiosk", "play_id", name="pk_kiosk_refusals"),
    )
    op.create_index("ix_kiosk_refusals_at_ms", "kiosk_refusals", ["at_ms"])


def _make_device_tables() -> None:
    op.create_table(
        "offline_plays",
        sa.Column("play_no", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("play_id", ID, nullable=False),
        sa.Column("campaign", sa.String(64), nullable=False),
        sa.Column("task", sa.String(64), nullable=False),
        sa.Column("effect", sa.String(64), nullable=False),
        sa.Column("release", sa.String(64), nullable=False),
        sa.Column("seed", sa.String(32), nullable=False),
        sa.Column("participant", ID, nullable=False),
        sa.Column("fen_per_play", sa.BigInteger, nullable=False),
        sa.Column("issued_at_ms", sa.BigInteger, nullable=False),
        sa.Column("decided_at_ms", sa.BigInteger, nullable=False),
        sa.Column("trace", sa.LargeBinary, nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("due_at_ms", sa.BigInteger, nullable=False),
        sa.Column("answered_at_ms", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("play_no", name="pk_offline_plays"),
        sa.CheckConstraint(
            "status IN ('waiting', 'credited', 'refused')", name="ck_offline_plays_known_status"
        ),
        sa.CheckConstraint(
            "(status = 'waiting') = (trace IS NOT NULL)", name="ck_offline_plays_waits_with_trace"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ux_offline_plays_play_id", "offline_plays", ["play_id"], unique=True)
    op.create_index("ix_offline_plays_status", "offline_plays", ["status", "play_no"])
    op.create_table(
        "offline_facts",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_offline_facts"),
    )
