"""Connections: one kind that writes, one that reads, both durable and checked."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

BUSY_TIMEOUT_MS = 10_000


def open_writer(url: str) -> Engine:
    """Return an engine whose transactions take the write lock at once (no upgrade deadlocks)."""
    return _open(url, "BEGIN IMMEDIATE", is_reader=False)


def open_reader(url: str) -> Engine:
    """Return an engine for reads; under WAL they never wait for the writer."""
    return _open(url, "BEGIN", is_reader=True)


def _open(url: str, begin: str, *, is_reader: bool) -> Engine:
    # A thread may give its connection back to the pool and another one take it.
    engine = create_engine(url, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.isolation_level = None  # Transactions are begun below, not by the driver.
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",  # A commit is on disk before it is acknowledged.
            "foreign_keys = ON",
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            f"query_only = {'ON' if is_reader else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.exec_driver_sql(begin)

    return engine
