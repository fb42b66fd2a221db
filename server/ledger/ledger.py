"""The ledger as the server uses it: one writer, readers in threads, both off the event loop."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from server.ledger import journal
from server.ledger.database import open_reader, open_writer
from server.ledger.migrate import migrate
from server.ledger.records import Decision, NewPlay, StoredPlay, StoredVerdict, Totals
from server.ledger.writer import LedgerWriter

Result = TypeVar("Result")
READERS = 2


class Ledger:
    """Plays, verdicts and credits over one database.

    on_totals: called in the writer's thread after each commit, with the totals on disk.
    """

    def __init__(self, url: str, on_totals: Callable[[dict[str, Totals]], None]) -> None:
        self._writing = open_writer(url)
        self._reading = open_reader(url)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="ledger-reader")
        self._writer = LedgerWriter(self._writing, on_totals)

    def open(self, pledged_fen: Mapping[str, int], now_ms: int) -> dict[str, Totals]:
        """Bring the schema up to date, book the pledges, start writing; return the totals.

        Raises PledgeLoweredError, and SchemaError for a database of a newer server.
        """
        migrate(self._writing)
        with self._writing.begin() as connection:
            journal.book_pledges(connection, pledged_fen, now_ms)
            totals = journal.read_totals(connection)
        self._writer.start()
        return totals

    def close(self) -> None:
        """Commit what has come in and let the database go. Blocks."""
        self._writer.stop()
        self._readers.shutdown()
        self._reading.dispose()
        self._writing.dispose()

    async def open_play(self, play: NewPlay) -> None:
        """Write down a new play, which closes the participant's earlier ticket."""
        await self._writer.submit(partial(journal.open_play, play=play))

    async def decide(self, decision: Decision) -> StoredVerdict:
        """Store a verdict, or return the one that is stored already; see journal.decide."""
        return await self._writer.submit(partial(journal.decide, decision=decision))

    async def purge_undelivered(self, before_ms: int) -> int:
        """Forget plays that may not be delivered any more; return how many."""
        return await self._writer.submit(partial(journal.purge_undelivered, before_ms=before_ms))

    async def find_play(self, play_id: str) -> StoredPlay | None:
        """Return a play as it is on disk."""
        return await self._read(partial(journal.find_play, play_id=play_id))

    async def open_releases(self, now_ms: int) -> set[str]:
        """Return the releases of plays that may still be delivered."""
        return await self._read(partial(journal.open_releases, now_ms=now_ms))

    async def _read(self, run: Callable[[Connection], Result]) -> Result:
        def with_connection() -> Result:
            with self._reading.begin() as connection:
                return run(connection)

        return await asyncio.get_running_loop().run_in_executor(self._readers, with_connection)
