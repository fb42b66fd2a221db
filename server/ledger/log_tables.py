"""The tables of the Merkle log. The leaves are the entries themselves; see stored_nodes.py."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    LargeBinary,
    SmallInteger,
    Table,
)

from server.ledger.tables import metadata

# Complete subtrees at merkle.STORED_HEIGHTS, for ever the same. Append-only.
subtrees = Table(
    "subtrees",
    metadata,
    Column("height", SmallInteger, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), nullable=False),
)

# Heads that were signed, at most one a minute: for whoever audits the database. Append-only.
tree_heads = Table(
    "tree_heads",
    metadata,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("root", LargeBinary(32), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
)

# Where the log ends: all that appending needs, and the newest head. One row, which only grows.
log_state = Table(
    "log_state",
    metadata,
    Column("one", SmallInteger, primary_key=True, autoincrement=False),
    Column("size", BigInteger, nullable=False),
    Column("signed_size", BigInteger, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    Column("root", LargeBinary(32), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
    CheckConstraint("one = 1", name="one_row"),
    CheckConstraint("signed_size <= size", name="signed_within_size"),
)
