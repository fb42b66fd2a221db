"""Where SQLite and PostgreSQL differ: connections, locks, sets of rows. Nowhere else."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    Table,
    create_engine,
    event,
    func,
    literal,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import UserDefinedType

from server.ledger.tables import Id

LOCK_WAIT_MS = 10_000
TRANSACTION_IDLE_MS = 30_000
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

    def is_among(self, column: Column[Any], values: Iterable[Any]) -> ColumnElement[bool]:
        """Return the condition that a column has one of these values."""
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

    def is_among(self, column: Column[Any], values: Iterable[Any]) -> ColumnElement[bool]:
        """Return the condition that a column has one of these values."""
        return column.in_(list(values))

    def add_up(
        self, connection: Connection, table: Table, sums: Mapping[Row, Sequence[int]]
    ) -> None:
        """Add to the rows of a table of sums, making those that are missing."""
        if sums:
            rows = [(*key, *added) for key, added in sums.items()]
            connection.exec_driver_sql(_sqlite_insert(table) + _on_conflict(table), rows)

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
            _read_ids_as_digits(connection)
            connection.read_only = is_reader
            before, connection.autocommit = connection.autocommit, True
            connection.execute(f"SET lock_timeout = {LOCK_WAIT_MS}")
            if not is_reader:  # A process that hangs must not keep the others from their turn.
                connection.execute(
                    f"SET idle_in_transaction_session_timeout = {TRANSACTION_IDLE_MS}"
                )
            connection.execute("SET synchronous_commit = on")
            # Tables grow by millions while a connection lasts; a plan kept from before would scan.
            connection.execute("SET plan_cache_mode = force_custom_plan")
            connection.autocommit = before

        return engine

    def take_turn(self, connection: Connection) -> None:
        """Take the lock of the log; the next statement sees what its last holder committed."""
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOG_LOCK})")

    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Insert rows in one statement: one array a column."""
        if rows:
            connection.exec_driver_sql(_postgres_insert(table), _arrays(table, rows))

    def is_among(self, column: Column[Any], values: Iterable[Any]) -> ColumnElement[bool]:
        """Return the condition that a column has one of these values."""
        # A bare parameter, whose type the server infers: a cast text would be read for each row.
        return column == func.any(literal(_array_of(column, values), _Array()))

    def add_up(
        self, connection: Connection, table: Table, sums: Mapping[Row, Sequence[int]]
    ) -> None:
        """Add to the rows of a table of sums, making those that are missing."""
        if sums:
            rows = [(*key, *added) for key, added in sums.items()]
            connection.exec_driver_sql(_postgres_upsert(table), _arrays(table, rows))

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


def _names(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)


@cache
def _sqlite_insert(table: Table) -> str:
    marks = ", ".join("?" for _ in table.columns)
    return f"INSERT INTO {table.name} ({_names(table)}) VALUES ({marks})"  # noqa: S608 – our names.


@cache
def _postgres_insert(table: Table) -> str:
    marks = ", ".join(f"%s::{_type_of(column)}[]" for column in table.columns)
    return f"INSERT INTO {table.name} ({_names(table)}) SELECT * FROM unnest({marks})"  # noqa: S608


@cache
def _postgres_upsert(table: Table) -> str:
    return _postgres_insert(table) + _on_conflict(table)


@cache
def _on_conflict(table: Table) -> str:
    """Return the clause that adds to the row that is there already, alike in both databases."""
    keys = [column.name for column in table.primary_key]
    adding = ", ".join(
        f"{column.name} = {table.name}.{column.name} + excluded.{column.name}"
        for column in table.columns
        if column.name not in keys
    )
    return f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {adding}"


class _Array(UserDefinedType[str]):
    """An array in PostgreSQL, written as text."""

    cache_ok = True


def _type_of(column: Column[Any]) -> str:
    return column.type.compile(postgresql.dialect())


def _arrays(table: Table, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return rows as one array a column."""
    columns = zip(*rows, strict=True)
    return tuple(
        _array_of(column, values) for column, values in zip(table.columns, columns, strict=True)
    )


def _array_of(column: Column[Any], values: Iterable[Any]) -> str:
    """Return values as the text of an array, which takes psycopg ten times as long.

    Numbers, truths and ids stand as they are; texts and bytes are quoted (PostgreSQL manual,
    8.15.6).
    """
    kind = column.type
    if isinstance(kind, Integer | Boolean | Id):
        parts = ["NULL" if value is None else str(value) for value in values]
    elif isinstance(kind, LargeBinary):
        parts = ["NULL" if value is None else f'"\\\\x{value.hex()}"' for value in values]
    else:
        parts = ["NULL" if value is None else _quoted(value) for value in values]
    return f"{{{','.join(parts)}}}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _read_ids_as_digits(connection: Any) -> None:
    """Let psycopg read a UUID as the digits that it consists of."""
    from psycopg.adapt import Loader

    class Digits(Loader):
        def load(self, data: Any) -> str:
            return bytes(data).replace(b"-", b"").decode()

    connection.adapters.register_loader("uuid", Digits)
