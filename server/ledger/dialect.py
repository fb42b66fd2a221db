"""Where SQLite and PostgreSQL differ: connections, locks, sets of rows. Nowhere else."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Table,
    bindparam,
    create_engine,
    event,
    func,
)
from sqlalchemy.dialects import postgresql, sqlite

from server.ledger.tables import Id

LOCK_WAIT_MS = 10_000
LOG_LOCK = 0x6B6C656467  # Any number that no other program takes for its advisory lock.
TOTALS_CHANNEL = "kindlens_totals"

Row = tuple[Any, ...]


class LedgerDialect(Protocol):
    """What the ledger asks of a database beyond plain SQL."""

    def open(self, url: str, *, is_reader: bool) -> Engine:
        """Return an engine whose commits are on disk before they return."""
        ...

    def take_turn(self, connection: Connection) -> None:
        """Wait until no other process writes to the ledger, until this transaction ends."""
        ...

    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Insert rows with a value for each column of the table, in its order."""
        ...

    def is_among(self, column: Column[Any], name: str) -> ColumnElement[bool]:
        """Return the condition that a column is one of the list in parameter `name`."""
        ...

    def add_up(
        self, connection: Connection, table: Table, sums: Mapping[Row, Sequence[int]]
    ) -> None:
        """Add to the rows of a table of sums, making those that are missing.

        sums: by primary key, what to add to each of the other columns, in the table's order.
        """
        ...

    def tell_others(self, connection: Connection) -> None:
        """Let the other processes know, after this commit, that the totals have changed."""
        ...


class SqliteDialect:
    """One file; one writer at a time; readers under WAL never wait for it."""

    def open(self, url: str, *, is_reader: bool) -> Engine:
        """Return an engine whose commits are on disk before they return."""
        # A thread may give its connection back to the pool and another one take it.
        engine = create_engine(url, connect_args={"check_same_thread": False})
        # Taking the write lock at once leaves no lock to be upgraded, and so no deadlock.
        begin = "BEGIN" if is_reader else "BEGIN IMMEDIATE"

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, record: Any) -> None:  # pyright: ignore[reportUnusedFunction]
            connection.isolation_level = None  # Transactions are begun below, not by the driver.
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",  # A commit is on disk before it is acknowledged.
                "foreign_keys = ON",
                "secure_delete = ON",  # A key that is thrown away is gone from the file.
                f"busy_timeout = {LOCK_WAIT_MS}",
                f"query_only = {'ON' if is_reader else 'OFF'}",
            ):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def start(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
            connection.exec_driver_sql(begin)

        return engine

    def take_turn(self, connection: Connection) -> None:
        """Do nothing: BEGIN IMMEDIATE has taken the file's one write lock."""

    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Insert rows; ids become bytes here rather than in SQLAlchemy, which takes ten times."""
        if not rows:
            return
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for place, column in enumerate(table.columns):
            if isinstance(column.type, Id):
                columns[place] = [v if v is None else bytes.fromhex(v) for v in columns[place]]
        connection.exec_driver_sql(_sqlite_insert(table), list(zip(*columns, strict=True)))

    def is_among(self, column: Column[Any], name: str) -> ColumnElement[bool]:
        """Return the condition that a column is one of the list in parameter `name`."""
        return column.in_(bindparam(name, expanding=True))

    def add_up(
        self, connection: Connection, table: Table, sums: Mapping[Row, Sequence[int]]
    ) -> None:
        """Add to the rows of a table of sums, making those that are missing."""
        if sums:
            connection.execute(_upsert(table, sqlite.insert(table)), _parameters(table, sums))

    def tell_others(self, connection: Connection) -> None:
        """Do nothing: no other server process shares the file."""


class PostgresDialect:
    """A server that several processes share; one of them writes to the ledger at a time."""

    def open(self, url: str, *, is_reader: bool) -> Engine:
        """Return an engine whose commits are on disk before they return."""
        # A reader's transaction sees one moment, however long it reads, as SQLite's does.
        level = "REPEATABLE READ" if is_reader else "READ COMMITTED"
        engine = create_engine(url, isolation_level=level, pool_pre_ping=True)

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, record: Any) -> None:  # pyright: ignore[reportUnusedFunction]
            connection.read_only = is_reader
            before, connection.autocommit = connection.autocommit, True
            connection.execute(f"SET lock_timeout = {LOCK_WAIT_MS}")
            connection.execute("SET synchronous_commit = on")
            connection.autocommit = before

        return engine

    def take_turn(self, connection: Connection) -> None:
        """Take the lock of the log; the next statement sees what its last holder committed."""
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOG_LOCK})")

    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Insert rows in one statement: one array a column."""
        if rows:
            columns = tuple(list(column) for column in zip(*rows, strict=True))
            connection.exec_driver_sql(_postgres_insert(table), columns)

    def is_among(self, column: Column[Any], name: str) -> ColumnElement[bool]:
        """Return the condition that a column is one of the list in parameter `name`."""
        kind = postgresql.UUID(as_uuid=False) if isinstance(column.type, Id) else column.type
        return column == func.any(bindparam(name, type_=postgresql.ARRAY(kind)))

    def add_up(
        self, connection: Connection, table: Table, sums: Mapping[Row, Sequence[int]]
    ) -> None:
        """Add to the rows of a table of sums, making those that are missing."""
        if sums:
            connection.execute(_upsert(table, postgresql.insert(table)), _parameters(table, sums))

    def tell_others(self, connection: Connection) -> None:
        """Let the other processes know, after this commit, that the totals have changed."""
        connection.exec_driver_sql(f"NOTIFY {TOTALS_CHANNEL}")


SQLITE = SqliteDialect()
POSTGRES = PostgresDialect()


def dialect_of(bound: Connection | Engine) -> LedgerDialect:
    """Return the dialect that a connection speaks."""
    return POSTGRES if bound.dialect.name == "postgresql" else SQLITE


def dialect_of_url(url: str) -> LedgerDialect:
    """Return the dialect of a database's address."""
    return POSTGRES if url.startswith("postgresql") else SQLITE


@cache
def _sqlite_insert(table: Table) -> str:
    names = ", ".join(column.name for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 – our own names.


@cache
def _postgres_insert(table: Table) -> str:
    speech = postgresql.dialect()
    names = ", ".join(column.name for column in table.columns)
    marks = ", ".join(f"%s::{column.type.compile(speech)}[]" for column in table.columns)
    return f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({marks})"  # noqa: S608


def _upsert(table: Table, adding: Any) -> Any:
    """Return the statement that adds to a row, or makes it. adding: the dialect's own insert."""
    keys = [column.name for column in table.primary_key]
    return adding.on_conflict_do_update(
        index_elements=keys,
        set_={
            column.name: column + adding.excluded[column.name]
            for column in table.columns
            if column.name not in keys
        },
    )


def _parameters(table: Table, sums: Mapping[Row, Sequence[int]]) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, (*key, *added), strict=True)) for key, added in sums.items()]
