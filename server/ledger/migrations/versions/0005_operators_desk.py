"""The operator's desk: accounts, sessions, acts, campaigns, reviews, the funnel, words of pages."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
APPEND_ONLY = ("acts", "campaign_versions", "campaign_runs")


def upgrade() -> None:
    """Make the desk's tables."""
    op.create_table(
        "operators",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("must_change_password", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_operators"),
        sa.CheckConstraint("role IN ('viewer', 'operator')", name="ck_operators_known_role"),
    )
    op.create_table(
        "operator_sessions",
        sa.Column("id_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("operator", sa.String(32), nullable=False),
        sa.Column("started_at_ms", sa.BigInteger, nullable=False),
        sa.Column("seen_at_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id_sha256", name="pk_operator_sessions"),
    )
    op.create_index("ix_operator_sessions_operator", "operator_sessions", ["operator"])
    op.create_table(
        "acts",
        sa.Column("act_no", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("operator", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("before", sa.Text, nullable=True),
        sa.Column("after", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("act_no", name="pk_acts"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "campaign_versions",
        sa.Column("campaign", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("operator", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("campaign", "version", name="pk_campaign_versions"),
        sa.CheckConstraint("version > 0", name="ck_campaign_versions_version_positive"),
    )
    op.create_table(
        "campaign_runs",
        sa.Column("run_no", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("campaign", sa.String(64), nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("operator", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("run_no", name="pk_campaign_runs"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "reviews",
        sa.Column("play_id", ID, nullable=False),
        sa.Column("finding", sa.Text, nullable=False),
        sa.Column("trace", sa.LargeBinary, nullable=True),
        sa.Column("held_at_ms", sa.BigInteger, nullable=False),
        sa.Column("due_at_ms", sa.BigInteger, nullable=False),
        sa.Column("resolved_at_ms", sa.BigInteger, nullable=True),
        sa.Column("is_accepted", sa.Boolean, nullable=True),
        sa.Column("operator", sa.String(32), nullable=True),
        sa.Column("note", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("play_id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_due_at_ms", "reviews", ["due_at_ms"])
    op.create_table(
        "funnel",
        sa.Column("campaign", sa.String(64), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("task", sa.String(64), nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "day", "channel", "task", "step", name="pk_funnel"),
    )
    op.create_table(
        "page_texts",
        sa.Column("page", sa.String(32), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("changed_at_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("page", "language", name="pk_page_texts"),
    )
    # What people booked, found among millions of credits.
    op.create_index(
        "ix_entries_booked",
        "entries",
        ["entry_index"],
        sqlite_where=sa.text("kind <> 2"),
        postgresql_where=sa.text("kind <> 2"),
    )
    _keep_for_ever()


def _keep_for_ever() -> None:
    """Let the database itself refuse that acts and versions are changed or deleted."""
    is_postgres = op.get_bind().dialect.name == "postgresql"
    for table in APPEND_ONLY:
        if is_postgres:
            op.execute(
                f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION kindlens_refuse('{table} is append-only')"
            )
            continue
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
