"""The Merkle log over the entries: stored subtrees, signed heads, and where the log ends.

It begins empty; the server takes in the entries that are there when it starts.
"""

import hashlib
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TRIGGERS = Path(__file__).resolve().parent.parent / "triggers"


def upgrade() -> None:
    """Make the tables, then let the triggers guard them."""
    op.create_table(
        "subtrees",
        sa.Column("height", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("position", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("height", "position", name="pk_subtrees"),
    )
    op.create_table(
        "tree_heads",
        sa.Column("size", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("root", sa.LargeBinary(32), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_tree_heads"),
    )
    op.create_table(
        "log_state",
        sa.Column("one", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("signed_size", sa.BigInteger, nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("frontier", sa.LargeBinary, nullable=False),
        sa.Column("root", sa.LargeBinary(32), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
        sa.PrimaryKeyConstraint("one", name="pk_log_state"),
        sa.CheckConstraint("one = 1", name="ck_log_state_one_row"),
        sa.CheckConstraint("signed_size <= size", name="ck_log_state_signed_within_size"),
    )
    connection = op.get_bind()
    connection.execute(
        sa.text(
            "INSERT INTO log_state (one, size, signed_size, at_ms, frontier, root, signature) "
            "VALUES (1, 0, 0, 0, :none, :root, :none)"
        ),
        {"none": b"", "root": hashlib.sha256(b"").digest()},
    )
    script = TRIGGERS / f"0004_{connection.dialect.name}.sql"
    for statement in script.read_text("utf-8").split("\n\n"):
        if not statement.startswith("--"):
            connection.exec_driver_sql(statement)
