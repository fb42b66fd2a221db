"""Counts kept in memory and added to a table of sums every few seconds.

However many there are, they cost the database one row a sum. What a crash finds in memory is lost:
for figures that move no money.
"""

import asyncio
import logging
from collections import Counter

from sqlalchemy import Table

from server.ledger.dialect import Row, dialect_of
from server.ledger.ledger import Ledger, LedgerUnavailableError

log = logging.getLogger(__name__)

FLUSH_EVERY_S = 5


class FlushedCounts:
    """Counts by the primary key of a table whose one other column is the sum."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._counts: Counter[Row] = Counter()

    def count(self, key: Row) -> None:
        """Count one more."""
        self._counts[key] += 1

    async def keep_flushing(self, ledger: Ledger) -> None:
        """Write every few seconds, for ever."""
        while True:
            await asyncio.sleep(FLUSH_EVERY_S)
            await self.flush(ledger)

    async def flush(self, ledger: Ledger) -> None:
        """Write what has been counted; what cannot be written is kept for the next time."""
        counts, self._counts = self._counts, Counter()
        if not counts:
            return
        sums = {key: (count,) for key, count in counts.items()}
        try:
            await ledger.write(
                lambda connection: dialect_of(connection).add_up(connection, self._table, sums)
            )
        except LedgerUnavailableError as error:
            self._counts.update(counts)
            log.warning("counts for %s have to wait: %s", self._table.name, error)
