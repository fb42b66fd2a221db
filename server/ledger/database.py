"""Connections: one kind that writes, one that reads, both durable and checked."""

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from server.ledger.dialect import dialect_of_url


class DatabaseError(Exception):
    """A database that cannot be used at all; the text says which and what to do."""


def open_writer(url: str) -> Engine:
    """Return an engine for transactions that write; see LedgerDialect.take_turn.

    Raises DatabaseError where the driver is missing.
    """
    return _open(url, is_reader=False)


def open_reader(url: str) -> Engine:
    """Return an engine for reads, which wait for no writer; a transaction sees one moment.

    Raises DatabaseError where the driver is missing.
    """
    return _open(url, is_reader=True)


def reach(engine: Engine) -> None:
    """Connect once, so that an operator is told now. Raises DatabaseError."""
    try:
        with engine.connect():
            pass
    except SQLAlchemyError as error:
        cause = str(error.__cause__ or error).strip().splitlines()[0]
        raise DatabaseError(
            f"DATABASE_URL: got {engine.url.render_as_string()}, where no database answers "
            f"({cause}), expected one that is running; to do: start it, or correct the address"
        ) from error


def _open(url: str, *, is_reader: bool) -> Engine:
    try:
        return dialect_of_url(url).open(url, is_reader=is_reader)
    except ModuleNotFoundError as error:
        raise DatabaseError(
            f"DATABASE_URL: got a PostgreSQL without its driver ({error.name}), expected it "
            "installed; to do: pip install 'kindlens[postgres]'"
        ) from error
