"""Places of held plays, answers that decide nothing, sketches and sign-in attempts for all."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")


def upgrade() -> None:
    """Make the tables. Plays that are held already were promised no place."""
    op.add_column("verdicts", sa.Column("has_place", sa.Boolean, nullable=True))
    _keep_places()
    op.create_table(
        "review_places",
        sa.Column("task_no", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("fen", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("task_no", name="pk_review_places"),
    )
    op.create_table(
        "undecided_answers",
        sa.Column("campaign", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "status", name="pk_undecided_answers"),
    )
    op.create_table(
        "sketches",
        sa.Column("sketch_no", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("play_id", ID, nullable=False),
        sa.Column("effect", sa.String(64), nullable=False),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sketch_no", name="pk_sketches"),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("whose", sa.LargeBinary(32), nullable=False),
        sa.Column("full_again_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("whose", name="pk_sign_in_attempts"),
    )
    op.create_index("ix_sign_in_attempts_full_again_ms", "sign_in_attempts", ["full_again_ms"])
    op.add_column("reviews", sa.Column("release", sa.String(64), nullable=True))


def _keep_places() -> None:
    """Let the database itself refuse that a verdict gets or loses its place later."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER verdicts_keep_places BEFORE UPDATE ON verdicts FOR EACH ROW "
            "WHEN (NEW.has_place IS DISTINCT FROM OLD.has_place) "
            "EXECUTE FUNCTION kindlens_refuse('a verdict keeps its place')"
        )
        return
    op.execute(
        "CREATE TRIGGER verdicts_keep_places BEFORE UPDATE ON verdicts "
        "WHEN NEW.has_place IS NOT OLD.has_place "
        "BEGIN SELECT RAISE(ABORT, 'a verdict keeps its place'); END"
    )
