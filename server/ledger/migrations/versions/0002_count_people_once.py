"""Count a person once over all tasks: how many gave their first play to each task."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add totals.newcomers; whoever is in several tasks already counts for the first by name."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.create_index("ix_contributors_participant", "contributors", ["participant"])
    op.add_column("totals", sa.Column("newcomers", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE totals SET newcomers = (SELECT count(*) FROM contributors AS c "
        "WHERE c.task = totals.task AND NOT EXISTS (SELECT 1 FROM contributors AS earlier "
        "WHERE earlier.participant = c.participant AND earlier.task < c.task))"
    )
    op.execute(
        "CREATE TRIGGER totals_newcomers_never_less BEFORE UPDATE ON totals "
        "WHEN NEW.newcomers < OLD.newcomers "
        "BEGIN SELECT RAISE(ABORT, 'totals only grow'); END"
    )
