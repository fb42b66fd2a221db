"""The judge: from a delivered completion to its verdict. Which verdicts are final: DECISIONS.md."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from weakref import WeakValueDictionary

from server.campaigns import Campaigns
from server.clock import Clock
from server.ledger.ledger import Ledger
from server.ledger.records import Decision, Entry, HeldPlay, KeptPlay, StoredVerdict
from server.plausibility.finding import Finding
from server.replay.job import ReplayJob, ReplayResult
from server.replay.pool import ReplayPool
from server.sketches import SharedHistory
from server.tickets import Ticket
from server.verdicts import Verdict

TRACE_DIGITS = 32  # 128 bits of a completion's hash are plenty to know it again.


@dataclass(frozen=True)
class Judgement:
    """What the visitor is told. reason: a word for programs, "" where there is nothing to add.

    decided_at_ms: when the ledger stored it; None: it did not.
    finding: why a play is held; for who reviews it, not for the visitor.
    """

    status: Verdict
    reason: str
    entry: Entry | None = None
    decided_at_ms: int | None = None
    finding: Finding | None = None


def mark_of(trace: bytes) -> str:
    """Return what the ledger knows a delivered trace by."""
    return hashlib.sha256(trace).hexdigest()[:TRACE_DIGITS]


def _judgement_of(stored: StoredVerdict) -> Judgement:
    return Judgement(stored.status, stored.reason, stored.entry, stored.decided_at_ms)


class Judge:
    """Decides completions: each play once, whatever comes how often and at the same time.

    keeps_plays: a kiosk's, whose plays the central server decides again.
    """

    def __init__(
        self,
        ledger: Ledger,
        campaigns: Campaigns,
        pool: ReplayPool,
        history: SharedHistory,
        clock: Clock,
        early_tolerance_ms: int,
        *,
        keeps_plays: bool = False,
    ) -> None:
        self._ledger = ledger
        self._campaigns = campaigns
        self._pool = pool
        self._clock = clock
        self._early_tolerance_ms = early_tolerance_ms
        self._keeps_plays = keeps_plays
        self._history = history
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def judge(self, ticket: Ticket, trace: bytes) -> Judgement:
        """Return the verdict on a deflated trace that came with this (own, verified) ticket.

        Raises PoolFullError, ReplayUnavailableError or LedgerUnavailableError where the page must
        deliver again; the ticket is then as good as before.
        """
        received_at_ms = self._clock()
        mark = mark_of(trace)
        async with self._turn(ticket.play_id):
            play = await self._ledger.find_play(ticket.play_id)
            if play is not None and play.verdict is not None:
                stored = play.verdict
                if stored.trace != mark:
                    return Judgement(Verdict.DUPLICATE, "already_decided")
                return _judgement_of(stored)
            if received_at_ms > ticket.deliver_until_ms:
                return Judgement(Verdict.EXPIRED, "too_late")
            if play is None:  # Only a ledger older than the ticket (a backup) lacks it.
                return Judgement(Verdict.EXPIRED, "play_unknown")
            verdict = await self.weigh(ticket, trace, received_at_ms, play.closed_at_ms)
            if verdict.status is Verdict.UPDATE_NEEDED:
                return verdict
            campaign = self._campaigns.find(ticket.campaign) or self._campaigns.current()
            stored = await self._ledger.decide(
                Decision(
                    ticket.play_id,
                    verdict.status,
                    verdict.reason,
                    mark,
                    self._clock(),
                    # A play counts for the campaign it began in, whichever runs now.
                    is_open=ticket.campaign == campaign.id
                    and campaign.takes_play(ticket.task, ticket.issued_at_ms),
                    limits=campaign.limits,
                    held=HeldPlay(verdict.finding.as_json(), trace, ticket.release)
                    if verdict.finding
                    else None,
                    kept=KeptPlay(ticket.seed, trace) if self._keeps_plays else None,
                )
            )
            return _judgement_of(stored)

    async def weigh(
        self, ticket: Ticket, trace: bytes, received_at_ms: int, closed_at_ms: int | None
    ) -> Judgement:
        """Return what replay and wall clock make of a play, before pledge and limits.

        closed_at_ms: when a newer ticket was asked for. Raises PoolFullError or
        ReplayUnavailableError.
        """
        result = await self._pool.replay(
            ReplayJob(ticket.release, ticket.play_id, ticket.effect, ticket.seed, trace)
        )
        if result.status != "completed":
            return Judgement(Verdict(result.status), result.reason)
        needed_ms = result.played_ms - self._early_tolerance_ms
        if received_at_ms - ticket.issued_at_ms < needed_ms:
            return Judgement(Verdict.IMPLAUSIBLE, "too_early")
        # A newer ticket ends the time in which this one can have been played.
        if closed_at_ms is not None and closed_at_ms - ticket.issued_at_ms < needed_ms:
            return Judgement(Verdict.EXPIRED, "superseded")
        finding = await self._examine(ticket, result)
        if finding is not None:
            return Judgement(Verdict.HELD, finding.kind, finding=finding)
        return Judgement(Verdict.CREDITED, "")

    async def _examine(self, ticket: Ticket, result: ReplayResult) -> Finding | None:
        """Return what speaks against a camera play, by itself or beside earlier ones."""
        if result.sketch is None:
            return None
        copied = await self._history.find_copied(ticket.play_id, ticket.effect, result.sketch)
        return result.finding or copied

    @asynccontextmanager
    async def _turn(self, play_id: str) -> AsyncGenerator[None]:
        """Let one completion of a play be judged at a time, so that none is replayed twice."""
        lock = self._turns.get(play_id)
        if lock is None:
            self._turns[play_id] = lock = asyncio.Lock()
        async with lock:
            yield
