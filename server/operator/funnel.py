"""The funnel: how many pages came how far, by the channel word of the link they were opened by.

Pages say each step once. A step is added to a number and forgotten: no cookie, no address, no play.
Counted in memory and written every few seconds, so that a crowd costs the database one row a sum.
"""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Table, func, select

from server.clock import Clock
from server.ledger.dialect import dialect_of
from server.ledger.ledger import Ledger, LedgerUnavailableError
from server.operator.tables import funnel

log = logging.getLogger(__name__)

FLUSH_EVERY_S = 5
CHANNELS_MAX = 200  # A day; made-up words beyond are counted together.
OTHER = "~"  # No link can carry it.


class Place(NamedTuple):
    """What is counted together. day: UTC, for instance 2026-05-01."""

    campaign: str
    day: str
    channel: str
    task: str
    step: str


class Funnel:
    """Counts steps until they are written."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counts: Counter[Place] = Counter()
        self._day = ""
        self._channels: set[str] = set()

    def count(self, campaign: str, channel: str, task: str, step: str) -> None:
        """Count one page that came to a step. task: "" before one is chosen."""
        day = day_of(self._clock())
        if day != self._day:
            self._day, self._channels = day, set()
        if channel not in self._channels and len(self._channels) >= CHANNELS_MAX:
            channel = OTHER
        self._channels.add(channel)
        self._counts[Place(campaign, day, channel, task, step)] += 1

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
        try:
            await ledger.write(lambda connection: add_counts(connection, counts))
        except LedgerUnavailableError as error:
            self._counts.update(counts)
            log.warning("the funnel has to wait: %s", error)


@dataclass(frozen=True)
class StepCount:
    """How many pages of a channel and a task came to a step."""

    channel: str
    task: str
    step: str
    count: int


def day_of(at_ms: int) -> str:
    """Return the day in UTC."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).date().isoformat()


def add_counts(connection: Connection, counts: Counter[Place]) -> None:
    """Add to what is there."""
    sums = {tuple(place): (count,) for place, count in counts.items()}
    dialect_of(connection).add_up(connection, funnel, sums)


def sum_steps(connection: Connection, campaign: str, from_day: str, to_day: str) -> list[StepCount]:
    """Return the sums of some days, both included."""
    table: Table = funnel
    rows = connection.execute(
        select(
            table.c.channel, table.c.task, table.c.step, func.sum(table.c["count"]).label("total")
        )
        .where(table.c.campaign == campaign, table.c.day >= from_day, table.c.day <= to_day)
        .group_by(table.c.channel, table.c.task, table.c.step)
    )
    return [StepCount(row.channel, row.task, row.step, int(row.total)) for row in rows]


def list_days(
    connection: Connection, campaign: str, from_day: str, to_day: str
) -> list[tuple[str, StepCount]]:
    """Return each day's counts, in order."""
    rows = connection.execute(
        select(funnel)
        .where(funnel.c.campaign == campaign, funnel.c.day >= from_day, funnel.c.day <= to_day)
        .order_by(funnel.c.day, funnel.c.channel, funnel.c.task, funnel.c.step)
    ).mappings()
    return [
        (row["day"], StepCount(row["channel"], row["task"], row["step"], row["count"]))
        for row in rows
    ]
