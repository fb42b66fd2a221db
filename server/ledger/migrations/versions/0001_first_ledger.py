"""The first ledger: plays, verdicts, transfers, contributors, totals; append-only by triggers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("verdicts", "transfers", "contributors")


def upgrade() -> None:
    """Make all tables. There is no downgrade: a ledger does not forget."""
    if op.get_bind().dialect.name != "sqlite":
        return  # Other databases came with 0003, which makes its tables anew.
    op.create_table(
        "plays",
        sa.Column("play_id", sa.String(32), nullable=False),
        sa.Column("participant", sa.String(32), nullable=False),
        sa.Column("effect", sa.String(64), nullable=False),
        sa.Column("task", sa.String(64), nullable=False),
        sa.Column("release", sa.String(64), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("fen_per_play", sa.BigInteger, nullable=False),
        sa.Column("issued_at_ms", sa.BigInteger, nullable=False),
        sa.Column("deliver_until_ms", sa.BigInteger, nullable=False),
        sa.Column("closed_at_ms", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("play_id", name="pk_plays"),
        sa.CheckConstraint("fen_per_play > 0", name="ck_plays_fen_per_play_positive"),
    )
    op.create_index(
        "ux_plays_newest_of_participant",
        "plays",
        ["participant"],
        unique=True,
        sqlite_where=sa.text("closed_at_ms IS NULL"),
        postgresql_where=sa.text("closed_at_ms IS NULL"),
    )
    op.create_index("ix_plays_deliver_until_ms", "plays", ["deliver_until_ms"])
    op.create_table(
        "verdicts",
        sa.Column("play_id", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("completion_sha256", sa.String(64), nullable=False),
        sa.Column("ticks", sa.Integer, nullable=False),
        sa.Column("decided_at_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("play_id", name="pk_verdicts"),
        sa.ForeignKeyConstraint(["play_id"], ["plays.play_id"], name="fk_verdicts_play_id"),
    )
    op.create_table(
        "transfers",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("task", sa.String(64), nullable=False),
        sa.Column("from_account", sa.String(16), nullable=False),
        sa.Column("to_account", sa.String(16), nullable=False),
        sa.Column("amount_fen", sa.BigInteger, nullable=False),
        sa.Column("play_id", sa.String(32), nullable=True),
        sa.Column("number", sa.Integer, nullable=True),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_transfers"),
        sa.ForeignKeyConstraint(["play_id"], ["plays.play_id"], name="fk_transfers_play_id"),
        sa.UniqueConstraint("play_id", name="uq_transfers_play_id"),
        sa.UniqueConstraint("task", "number", name="uq_transfers_task_number"),
        sa.CheckConstraint("amount_fen > 0", name="ck_transfers_amount_positive"),
        sa.CheckConstraint(
            "(kind = 'pledge' AND from_account = 'sponsor' AND to_account = 'pledge'"
            " AND play_id IS NULL AND number IS NULL)"
            " OR (kind = 'credit' AND from_account = 'pledge' AND to_account = 'released'"
            " AND play_id IS NOT NULL AND number IS NOT NULL)",
            name="ck_transfers_known_kind",
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contributors",
        sa.Column("task", sa.String(64), nullable=False),
        sa.Column("participant", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("task", "participant", name="pk_contributors"),
    )
    op.create_table(
        "totals",
        sa.Column("task", sa.String(64), nullable=False),
        sa.Column("pledged_fen", sa.BigInteger, nullable=False),
        sa.Column("released_fen", sa.BigInteger, nullable=False),
        sa.Column("credited_plays", sa.Integer, nullable=False),
        sa.Column("participants", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("task", name="pk_totals"),
        sa.CheckConstraint("released_fen >= 0", name="ck_totals_released_not_negative"),
        sa.CheckConstraint("released_fen <= pledged_fen", name="ck_totals_released_within_pledge"),
    )
    _add_triggers()


def _add_triggers() -> None:
    """Refuse, in the database itself, what the code never does. In SQLite's words."""
    for table in APPEND_ONLY:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute(
        "CREATE TRIGGER totals_never_less BEFORE UPDATE ON totals WHEN "
        "NEW.task <> OLD.task OR NEW.pledged_fen < OLD.pledged_fen "
        "OR NEW.released_fen < OLD.released_fen OR NEW.credited_plays < OLD.credited_plays "
        "OR NEW.participants < OLD.participants "
        "BEGIN SELECT RAISE(ABORT, 'totals only grow'); END"
    )
    op.execute(
        "CREATE TRIGGER totals_no_delete BEFORE DELETE ON totals "
        "BEGIN SELECT RAISE(ABORT, 'totals only grow'); END"
    )
    op.execute(
        "CREATE TRIGGER plays_close_once BEFORE UPDATE ON plays WHEN "
        "OLD.closed_at_ms IS NOT NULL OR NEW.closed_at_ms IS NULL "
        "OR NEW.play_id <> OLD.play_id OR NEW.participant <> OLD.participant "
        "OR NEW.effect <> OLD.effect OR NEW.task <> OLD.task OR NEW.release <> OLD.release "
        "OR NEW.mode <> OLD.mode OR NEW.fen_per_play <> OLD.fen_per_play "
        "OR NEW.issued_at_ms <> OLD.issued_at_ms OR NEW.deliver_until_ms <> OLD.deliver_until_ms "
        "BEGIN SELECT RAISE(ABORT, 'a play can only be closed, once'); END"
    )
