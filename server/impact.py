"""GET /api/impact and /api/impact/recent: what the money has come to, kept in memory.

However many ask, the ledger is read once for all of them and at most once a second. Both answers
are of one snapshot of the ledger, so they never run ahead of it.
"""

import asyncio
import time
from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from server.campaign import Campaign, Task
from server.clock import HOUR_MS, Clock, iso_utc
from server.course import CourseSums
from server.ledger.entries import newest_credits
from server.ledger.ledger import Ledger
from server.ledger.records import Entry, LedgerTotals, TaskKey, Totals
from server.ledger.sums import read_tallies, read_totals
from server.schemas import Can, ImpactAnswer, RecentAnswer, RecentCredit, TaskImpact
from server.standing import state_of
from server.undecided import read_undecided
from server.verdicts import Verdict

FRESH_S = 1.0
RECENT_MAX = 20
MOVING_HOURS = 2  # Verdicts come into these; only a review changes an older hour,
OLD_HOURS_EVERY_S = 600.0  # so those are read this often.
NEVER_S = -float("inf")


class Impact:
    """Holds both answers as text. campaign: returns the one that runs now."""

    def __init__(self, ledger: Ledger, campaign: Callable[[], Campaign], clock: Clock) -> None:
        self._ledger = ledger
        self._campaign = campaign
        self._clock = clock
        self._turn = asyncio.Lock()
        self._made_at_s = NEVER_S
        self._made_for: Campaign | None = None
        self._old = CourseSums()
        self._old_until_hour = 0
        self._old_read_at_s = NEVER_S
        self._impact = ""
        self._recent = ""

    async def impact(self) -> str:
        """Return the ImpactAnswer as JSON. Raises LedgerUnavailableError."""
        await self._refresh()
        return self._impact

    async def recent(self) -> str:
        """Return the RecentAnswer as JSON. Raises LedgerUnavailableError."""
        await self._refresh()
        return self._recent

    async def _refresh(self) -> None:
        async with self._turn:
            campaign = self._campaign()
            is_same = campaign == self._made_for
            if is_same and time.monotonic() - self._made_at_s < FRESH_S:
                return
            if not is_same:
                self._old_read_at_s = NEVER_S
            began_at_s = time.monotonic()
            self._impact, self._recent = await self._ledger.read(
                lambda connection: self._answers(connection, campaign)
            )
            self._made_at_s, self._made_for = began_at_s, campaign

    def _answers(self, connection: Connection, campaign: Campaign) -> tuple[str, str]:
        """Return both answers from one snapshot. Runs in a thread; `_refresh` takes turns."""
        now_ms = self._clock()
        sums = self._sums(connection, campaign.id, now_ms // HOUR_MS)
        undecided = read_undecided(connection, campaign.id)
        impact = impact_answer(campaign, read_totals(connection), sums, undecided, now_ms)
        recent = recent_answer(campaign, newest_credits(connection, RECENT_MAX))
        return impact.model_dump_json(), recent.model_dump_json()

    def _sums(self, connection: Connection, campaign_id: str, now_hour: int) -> CourseSums:
        """Return the campaign's tallies added up; the old ones are kept from last time."""
        is_due = time.monotonic() - self._old_read_at_s >= OLD_HOURS_EVERY_S
        tallies = [
            tally
            for tally in read_tallies(connection, 0 if is_due else self._old_until_hour)
            if tally.campaign == campaign_id
        ]
        if is_due:
            until = now_hour - MOVING_HOURS
            self._old = CourseSums()
            self._old.add(tally for tally in tallies if tally.hour < until)
            self._old_until_hour = until
            self._old_read_at_s = time.monotonic()
        sums = self._old.copy()
        sums.add(tally for tally in tallies if tally.hour >= self._old_until_hour)
        return sums


def impact_answer(
    campaign: Campaign,
    totals: LedgerTotals,
    sums: CourseSums,
    undecided: dict[Verdict, int],
    now_ms: int,
) -> ImpactAnswer:
    """Return what a campaign has come to."""
    ids = [task.id for task in campaign.tasks]
    own = {task_id: totals.by_task.get(TaskKey(campaign.id, task_id), Totals()) for task_id in ids}
    return ImpactAnswer(
        as_of=iso_utc(now_ms),
        entries=totals.size,
        participants=sum(total.newcomers for total in own.values()),
        tasks=[_task_impact(campaign, task, own[task.id], sums, now_ms) for task in campaign.tasks],
        undecided=undecided,
        by_hour=sums.by_hour(ids, now_ms // HOUR_MS),
        by_day=sums.by_day(ids, now_ms // HOUR_MS),
    )


def _task_impact(
    campaign: Campaign, task: Task, total: Totals, sums: CourseSums, now_ms: int
) -> TaskImpact:
    return TaskImpact(
        id=task.id,
        state=state_of(campaign, task, total, now_ms),
        pledged_fen=total.pledged_fen,
        released_fen=total.released_fen,
        paid_fen=total.paid_fen,
        credited_plays=total.credited_plays,
        participants=total.participants,
        verdicts=sums.verdicts(task.id),
        can=Can(
            units=total.released_fen // task.meaning.fen_per_unit,
            unit=task.meaning.unit,
            fen_per_unit=task.meaning.fen_per_unit,
            source=task.meaning.source,
        ),
    )


def recent_answer(campaign: Campaign, newest: Sequence[Entry]) -> RecentAnswer:
    """Return a campaign's newest credits, without anything about who played."""
    return RecentAnswer(
        credits=[
            RecentCredit(
                entry=entry.index,
                task=entry.task,
                number=entry.number,
                amount_fen=entry.amount_fen,
                credited_at=iso_utc(entry.at_ms),
            )
            for entry in newest
            if entry.campaign == campaign.id and entry.number is not None
        ]
    )
