"""The central server's tables of kiosks. Migrations make them; a test compares both.

What is set aside for them is in server/ledger/tables.py, since it is money.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text

from server.ledger.tables import Id, metadata

# credential_sha256: null once it is revoked. releases: the hashes a kiosk said it plays by, so
# that they are kept; waiting: what it said last.
kiosks = Table(
    "kiosks",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("credential_sha256", LargeBinary(32), nullable=True),
    Column("issued_at_ms", BigInteger, nullable=False),
    Column("plays_until_ms", BigInteger, nullable=False),
    Column("plays_per_day", Integer, nullable=False),
    Column("seen_at_ms", BigInteger, nullable=True),
    Column("waiting", Integer, nullable=False),
    Column("releases", Text, nullable=False),
)
Index("ux_kiosks_credential_sha256", kiosks.c.credential_sha256, unique=True)

# Plays that were not credited, with the reason, so that an operator can look into it.
kiosk_refusals = Table(
    "kiosk_refusals",
    metadata,
    Column("kiosk", String(64), primary_key=True),
    Column("play_id", Id, primary_key=True),
    Column("task", String(64), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)
Index("ix_kiosk_refusals_at_ms", kiosk_refusals.c.at_ms)
