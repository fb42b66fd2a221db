"""Connections: one kind that writes, one that reads, both durable and checked."""

from sqlalchemy import Engine

from server.ledger.dialect import dialect_of_url


def open_writer(url: str) -> Engine:
    """Return an engine for transactions that write; see LedgerDialect.take_turn."""
    return dialect_of_url(url).open(url, is_reader=False)


def open_reader(url: str) -> Engine:
    """Return an engine for reads, which wait for no writer; a transaction sees one moment."""
    return dialect_of_url(url).open(url, is_reader=True)
