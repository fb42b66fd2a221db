"""How many credits a second the ledger alone writes.

A play here is what the server asks of its ledger for one: a ticket, looking it up, its verdict.
All else (HTTP, replay) is left out. Commits wait for the disk. Every play is of a participant of
its own, which costs the most.

For other benches: `measure_path(url, credits)` over any empty database; `fill(url, credits)` makes
a ledger of any size; `state_bytes(url)` says what it takes.
"""

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url, text

from server.ledger import bookings
from server.ledger.batch import run_batch
from server.ledger.database import open_writer
from server.ledger.dialect import dialect_of
from server.ledger.ledger import Ledger
from server.ledger.log import TransparencyLog
from server.ledger.migrate import migrate
from server.ledger.records import Decision, NewPlay, StoredVerdict
from server.ledger.tables import network_reservations, reservations, source_days, tally, tickets
from server.ledger.tree_head import HeadSigner
from server.uuid7 import uuid7_hex
from server.verdicts import Verdict
from tests.bench.bare_inserts import rows_per_s
from tests.bench.figure import Figure, at_least
from tests.postgres import Postgres

CAMPAIGN, TASKS = "spring", ("stray_animals", "heritage_mothers", "childrens_hearts")
FEN_PER_PLAY = 20
PLEDGED_FEN = 10**12
START_MS = 1_780_000_000_000
PLAYS_PER_S = 500  # In the ledger's own time.
PLAY_MS = 45_000
NETWORKS = 4096
CREDITS = 20_000
WAVE = 4000  # Plays under way at the same time.
CREDITS_PER_S_MIN = {"sqlite": 5_000, "postgresql": 10_000}
CHUNK = 5_000
VACUUM_EVERY = 2 * CHUNK


def make_plays(first: int, count: int) -> list[NewPlay]:
    """Return plays as they begin one after another."""
    plays: list[NewPlay] = []
    for number in range(first, first + count):
        at_ms = START_MS + number * 1000 // PLAYS_PER_S
        plays.append(
            NewPlay(
                play_id=uuid7_hex(at_ms),
                participant=secrets.token_hex(16),
                campaign=CAMPAIGN,
                task=TASKS[number % len(TASKS)],
                effect="dodge_food",
                release="f" * 64,
                mode="camera",
                fen_per_play=FEN_PER_PLAY,
                issued_at_ms=at_ms,
                deliver_until_ms=at_ms + 72 * 3_600_000,
                network=(secrets.randbelow(NETWORKS)).to_bytes(8, "big"),
            )
        )
    return plays


def decision_of(play: NewPlay) -> Decision:
    """Return the decision to credit a play."""
    return Decision(
        play.play_id,
        Verdict.CREDITED,
        "",
        secrets.token_hex(16),
        play.issued_at_ms + PLAY_MS,
    )


def transparency_log() -> TransparencyLog:
    """Return the log that takes in every entry, with a key of no secrecy."""
    return TransparencyLog(HeadSigner(bytes(32)), lambda: START_MS)


def prepare(url: str) -> None:
    """Make the tables and book pledges that last."""
    engine = open_writer(url)
    migrate(engine, CAMPAIGN)
    with engine.begin() as connection:
        pledges = dict.fromkeys(TASKS, PLEDGED_FEN)
        bookings.book_pledges(connection, CAMPAIGN, pledges, START_MS)
    engine.dispose()


def fill(url: str, credits_: int) -> None:
    """Make a ledger of so many credits, by the ledger's own code, in large sets."""
    prepare(url)
    engine, log = open_writer(url), transparency_log()
    for first in range(0, credits_, CHUNK):
        plays = make_plays(first, min(CHUNK, credits_ - first))
        for requests in (plays, [decision_of(play) for play in plays]):
            with engine.begin() as connection:
                dialect_of(connection).take_turn(connection)
                outcomes = run_batch(connection, requests)
                log.catch_up(connection)
        assert isinstance(outcomes[-1], StoredVerdict)
        if first % VACUUM_EVERY == 0:
            forget_deleted(url)
    engine.dispose()


def forget_deleted(url: str) -> None:
    """Give back the room of tickets that are gone, as PostgreSQL does by itself every minute.

    A made-up ledger takes months of plays in minutes, so it has to be told.
    """
    engine = open_writer(url)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in (tickets, reservations, network_reservations, source_days, tally):
                connection.execute(text(f"VACUUM {table.name}"))
    engine.dispose()


def state_bytes(url: str) -> int:
    """Return what the ledger takes on the disk, what was deleted given back, the log of changes
    not counted."""
    engine = open_writer(url)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        path = make_url(url).database
        assert path is not None
        size = Path(path).stat().st_size
    else:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))
            tables = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r'"
            found = connection.execute(text(f"{tables} AND relnamespace = 'public'::regnamespace"))
            size = int(found.scalar_one())
    engine.dispose()
    return size


@dataclass(frozen=True)
class LedgerPath:
    """What was measured of one database. opens: tickets. credits: looking up and deciding."""

    opens_per_s: float
    credits_per_s: float


async def _measure(url: str, credits_: int) -> LedgerPath:
    ledger = Ledger(url, transparency_log())
    ledger.open(CAMPAIGN, lambda connection: None)
    plays = make_plays(0, credits_)
    decisions = [decision_of(play) for play in plays]

    async def credit(decision: Decision) -> Verdict:
        assert await ledger.find_play(decision.play_id) is not None
        return (await ledger.decide(decision)).status

    found: Counter[Verdict] = Counter()
    open_s = credit_s = 0.0
    for first in range(0, credits_, WAVE):
        started_s = time.perf_counter()
        await asyncio.gather(*map(ledger.open_play, plays[first : first + WAVE]))
        opened_s = time.perf_counter()
        found.update(await asyncio.gather(*map(credit, decisions[first : first + WAVE])))
        open_s += opened_s - started_s
        credit_s += time.perf_counter() - opened_s
    ledger.close()
    assert found == {Verdict.CREDITED: credits_}, f"got {found}"
    return LedgerPath(credits_ / open_s, credits_ / credit_s)


def measure_path(url: str, credits_: int = CREDITS) -> LedgerPath:
    """Measure the ledger path over an empty database."""
    prepare(url)
    return asyncio.run(_measure(url, credits_))


@contextmanager
def sqlite_url() -> Generator[str]:
    """Yield the address of an SQLite file that is removed afterwards."""
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/ledger.sqlite3"


@contextmanager
def postgres_url() -> Generator[str]:
    """Yield the address of a database of a PostgreSQL whose commits wait for the disk."""
    postgres = Postgres(is_durable=True)
    try:
        yield postgres.new_database()
    finally:
        postgres.remove()


DATABASES = {"sqlite": sqlite_url, "postgresql": postgres_url}


def measure() -> list[Figure]:
    """Return the figures of both databases."""
    figures: list[Figure] = []
    for name, open_database in DATABASES.items():
        with open_database() as url:
            bare = rows_per_s(url.replace("ledger.sqlite3", "bare.sqlite3"))
            path = measure_path(url)
        figures += [
            Figure(f"ledger_tickets_per_s_{name}", path.opens_per_s, "1/s"),
            Figure(
                f"ledger_credits_per_s_{name}",
                path.credits_per_s,
                "1/s",
                at_least(CREDITS_PER_S_MIN[name]),
                bare,
            ),
        ]
    return figures
