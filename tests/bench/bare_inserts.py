"""How many rows a second a database takes that does nothing but insert: what ledgers are held to.

Rows are as wide as an entry and its play's id is unique, as there. A thousand go into one commit,
which waits for the disk.
"""

import secrets
import sqlite3
import time

import psycopg
from sqlalchemy import make_url

ROWS = 50_000
ROWS_A_COMMIT = 1000
SQLITE_TABLE = """CREATE TABLE bare (at INTEGER PRIMARY KEY, task INTEGER NOT NULL, fen INTEGER
    NOT NULL, at_ms INTEGER NOT NULL, number INTEGER, participant BLOB, play BLOB UNIQUE,
    trace BLOB)"""
POSTGRES_TABLE = """CREATE TABLE bare (at BIGINT PRIMARY KEY, task SMALLINT NOT NULL, fen BIGINT
    NOT NULL, at_ms BIGINT NOT NULL, number BIGINT, participant UUID, play UUID UNIQUE,
    trace UUID)"""
POSTGRES_INSERT = """INSERT INTO bare SELECT * FROM unnest(%s::bigint[], %s::smallint[],
    %s::bigint[], %s::bigint[], %s::bigint[], %s::uuid[], %s::uuid[], %s::uuid[])"""

Row = tuple[int, int, int, int, int, bytes, bytes, bytes]


def make_rows(first: int) -> list[Row]:
    """Return the rows of one commit; play ids ascend, as the ledger's do."""
    rows: list[Row] = []
    for at in range(first, first + ROWS_A_COMMIT):
        play = at.to_bytes(8, "big") + secrets.token_bytes(8)
        people = secrets.token_bytes(16), play, secrets.token_bytes(16)
        rows.append((at, at % 3, 20, at, at, *people))
    return rows


def rows_per_s(url: str) -> float:
    """Return how many rows a second an empty database takes."""
    commits = [make_rows(first) for first in range(0, ROWS, ROWS_A_COMMIT)]
    return (_sqlite if url.startswith("sqlite") else _postgres)(url, commits)


def _sqlite(url: str, commits: list[list[Row]]) -> float:
    connection = sqlite3.connect(str(make_url(url).database), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(SQLITE_TABLE)
    started_s = time.perf_counter()
    for rows in commits:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
    rate = ROWS / (time.perf_counter() - started_s)
    connection.close()
    return rate


def _postgres(url: str, commits: list[list[Row]]) -> float:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(POSTGRES_TABLE)
        started_s = time.perf_counter()
        for rows in commits:
            columns = [list(column) for column in zip(*rows, strict=True)]
            for place in (5, 6, 7):
                columns[place] = [str(one.hex()) for one in columns[place]]  # type: ignore[union-attr]
            connection.execute(POSTGRES_INSERT, columns)
        return ROWS / (time.perf_counter() - started_s)
