"""The funnel: how many pages came how far, by the channel word of the link they were opened by.

Pages say each step once. A step is added to a number and forgotten: no cookie, no address, no play.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Table, func, select

from server.clock import Clock
from server.flushed_counts import FlushedCounts
from server.operator.tables import funnel

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
    """Counts steps. counts: those that are not written yet."""

    def __init__(self, clock: Clock) -> None:
        self.counts = FlushedCounts(funnel)
        self._clock = clock
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
        self.counts.count(Place(campaign, day, channel, task, step))


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
