"""The ledger as the server uses it: sets of writes and reads, both off the event loop."""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from server.ledger import plays, reservations, sources, sums
from server.ledger.batch import OfSet, Request, run_batch
from server.ledger.database import open_reader, open_writer, reach
from server.ledger.decisions import OnDecided
from server.ledger.dialect import dialect_of
from server.ledger.funding import Funding
from server.ledger.gatherer import Gatherer
from server.ledger.listen import TotalsListener
from server.ledger.log import TransparencyLog
from server.ledger.migrate import migrate
from server.ledger.records import (
    Decision,
    LedgerTotals,
    NewPlay,
    StoredPlay,
    StoredVerdict,
)

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")
READERS = 2
OnTotals = Callable[[LedgerTotals], None]


class LedgerUnavailableError(Exception):
    """The ledger could not commit or read (disk full, locked for long, database gone).

    Nothing of the batch was acknowledged; the same may be sent again.
    """


class Ledger:
    """Plays, verdicts and money over one database, which other processes may share.

    log: the transparency log that takes in each entry. on_decided: called for each play that gets
    its verdict, in the same transaction.
    """

    def __init__(
        self, url: str, log: TransparencyLog, on_decided: Sequence[OnDecided] = ()
    ) -> None:
        self._log = log
        self._on_decided = on_decided
        self._writing = open_writer(url)
        self._reading = open_reader(url)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="ledger-reader")
        self._writer = Gatherer("ledger-writer", self._write_batch)
        self._finder = Gatherer("ledger-finder", self._find_batch)
        self._listener = TotalsListener(url, self._reread)
        self._subscribers: list[OnTotals] = []
        self._news = threading.Lock()
        self._size = -1

    def open(self, campaign: str, prepare: Callable[[Connection], None]) -> LedgerTotals:
        """Bring the schema up to date, prepare, start working; return the totals.

        campaign: whose an older ledger was; see migrate. prepare: runs in a transaction of its
        own turn, and may raise. Raises SchemaError for a database of a newer server, DatabaseError
        where none answers.
        """
        reach(self._writing)
        migrate(self._writing, campaign)
        with self._writing.begin() as connection:
            dialect_of(connection).take_turn(connection)
            prepare(connection)
            self._log.catch_up(connection)
            totals = sums.read_totals(connection)
        self._size = totals.size
        self._writer.start()
        self._finder.start()
        self._listener.start()
        return totals

    def close(self) -> None:
        """Commit what has come in and let the database go. Blocks."""
        self._writer.stop()
        self._finder.stop()
        self._listener.stop()
        self._readers.shutdown()
        self._reading.dispose()
        self._writing.dispose()

    def subscribe(self, on_totals: OnTotals) -> None:
        """Call a function, in any thread, with the totals on disk whenever they have changed."""
        self._subscribers.append(on_totals)

    # --- plays ---------------------------------------------------------------------------------

    async def open_play(self, play: NewPlay) -> Funding:
        """Write down a new play, which closes the participant's earlier ticket."""
        return await self._writer.ask(play)

    async def find_play(self, play_id: str) -> StoredPlay | None:
        """Return a play as it is on disk."""
        return await self._finder.ask(play_id)

    async def decide(self, decision: Decision) -> StoredVerdict:
        """Store a verdict, or return the one that is stored already; see decide_plays."""
        return await self._writer.ask(decision)

    # --- reading -------------------------------------------------------------------------------

    async def check(self) -> None:
        """Return when the database answers. Raises LedgerUnavailableError."""
        await self.read(lambda connection: connection.exec_driver_sql("SELECT 1").scalar())

    # --- housekeeping --------------------------------------------------------------------------

    async def purge(self, now_ms: int, undelivered_before_ms: int) -> int:
        """Forget what is over: tickets, reservations, days of networks; return how many tickets."""

        def run(connection: Connection) -> int:
            reservations.forget_past(connection, now_ms)
            sources.forget_old_days(connection, now_ms)
            return plays.purge_undelivered(connection, undelivered_before_ms)

        return await self.write(run)

    async def open_releases(self, now_ms: int) -> set[str]:
        """Return the releases of plays that may still be delivered."""
        return await self.read(partial(plays.open_releases, now_ms=now_ms))

    async def network_key(self, day: int, new_key: bytes) -> bytes:
        """Return the key of a day's networks; the first who asks for it brings it."""
        return await self.write(partial(sources.network_key, day=day, new_key=new_key))

    # --- transactions --------------------------------------------------------------------------

    async def write(self, run: Callable[[Connection], Result]) -> Result:
        """Run a function in the next transaction; return its result once it is on disk.

        It has its turn: no other process writes meanwhile. What it raises is raised here, and
        what it had written is taken back. Raises LedgerUnavailableError when the commit fails.
        """
        return await self._writer.ask(run)

    async def write_in_set(
        self, run_set: Callable[[Connection, Sequence[Item]], Sequence[Result]], item: Item
    ) -> Result:
        """Let a function write an item in the next transaction, with all others of its kind.

        run_set: is given those that have come in by then, in order; returns a result for each.
        Where one of them makes it raise, it is given each alone. See `write` for all else.
        """
        return await self._writer.ask(OfSet(run_set, item))

    async def read(self, run: Callable[[Connection], Result]) -> Result:
        """Run a function over one moment of the database, which it cannot change."""

        def with_connection() -> Result:
            try:
                with self._reading.begin() as connection:
                    return run(connection)
            except SQLAlchemyError as error:
                raise LedgerUnavailableError(str(error)) from error

        return await asyncio.get_running_loop().run_in_executor(self._readers, with_connection)

    def _write_batch(self, requests: Sequence[Request]) -> list[Any]:
        try:
            with self._writing.begin() as connection:
                dialect = dialect_of(connection)
                dialect.take_turn(connection)
                outcomes = run_batch(connection, requests, self._on_decided)
                self._log.catch_up(connection)
                totals = sums.read_totals(connection)
                if totals.size != self._size:
                    dialect.tell_others(connection)
        except SQLAlchemyError as error:
            log.error("the ledger could not commit: %s", error)
            raise LedgerUnavailableError(str(error)) from error
        self._publish(totals)
        return outcomes

    def _find_batch(self, play_ids: Sequence[str]) -> list[Any]:
        try:
            with self._reading.begin() as connection:
                return list(plays.find_plays(connection, play_ids))
        except SQLAlchemyError as error:
            raise LedgerUnavailableError(str(error)) from error

    def _reread(self) -> None:
        """Publish the totals that another process has changed."""
        with self._reading.begin() as connection:
            totals = sums.read_totals(connection)
        self._publish(totals)

    def _publish(self, totals: LedgerTotals) -> None:
        """Hand out totals, unless newer ones have been handed out already."""
        with self._news:
            if totals.size <= self._size:
                return
            self._size = totals.size
            for on_totals in self._subscribers:
                on_totals(totals)
