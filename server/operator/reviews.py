"""Held plays: kept with what was found until a person decides, then only the decision."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from server.clock import HOUR_MS
from server.ledger.holding import resolve
from server.ledger.records import Decision, StoredVerdict
from server.ledger.tables import tasks, verdicts
from server.operator.acts import Act, record
from server.operator.tables import reviews
from server.verdicts import Verdict


@dataclass(frozen=True)
class Review:
    """A held play. finding: as server/plausibility tells it; the others null until decided."""

    play_id: str
    campaign: str
    task: str
    amount_fen: int
    finding: dict[str, Any]
    held_at_ms: int
    due_at_ms: int
    resolved_at_ms: int | None
    is_accepted: bool | None
    operator: str | None
    note: str | None


@dataclass(frozen=True)
class ReviewQueue:
    """Puts held plays into the queue, in the transaction of their verdicts."""

    review_hours: int

    def add(self, connection: Connection, decision: Decision, status: Verdict) -> None:
        """Keep a play for review if it is held."""
        if status is not Verdict.HELD:
            return
        assert decision.held is not None, "a play is held with what was found"
        connection.execute(
            insert(reviews).values(
                play_id=decision.play_id,
                finding=decision.held.finding,
                trace=decision.held.trace,
                release=decision.held.release,
                held_at_ms=decision.decided_at_ms,
                due_at_ms=decision.decided_at_ms + self.review_hours * HOUR_MS,
            )
        )


@dataclass(frozen=True)
class HeldTrace:
    """What a held play is drawn from. release: whose code reads the trace."""

    trace: bytes
    release: str
    finding: dict[str, Any]


def find_trace(connection: Connection, play_id: str) -> HeldTrace | None:
    """Return the trace of a play that waits; None for any other."""
    row = connection.execute(
        select(reviews.c.trace, reviews.c.release, reviews.c.finding).where(
            reviews.c.play_id == play_id, reviews.c.trace.is_not(None)
        )
    ).one_or_none()
    if row is None or row.release is None:
        return None
    return HeldTrace(bytes(row.trace), row.release, json.loads(row.finding))


def releases_in_review(connection: Connection) -> set[str]:
    """Return the releases whose code reads the traces of plays that wait."""
    waiting = reviews.c.resolved_at_ms.is_(None) & reviews.c.release.is_not(None)
    return set(connection.execute(select(reviews.c.release).distinct().where(waiting)).scalars())


def list_open(connection: Connection, campaign: str, limit: int) -> list[Review]:
    """Return those that wait, the one that is due first before the others."""
    query = _of(campaign).where(reviews.c.resolved_at_ms.is_(None))
    rows = connection.execute(query.order_by(reviews.c.due_at_ms, reviews.c.play_id).limit(limit))
    return [_review(row) for row in rows]


def list_resolved(connection: Connection, campaign: str, limit: int) -> list[Review]:
    """Return those that were decided last, the newest first."""
    query = _of(campaign).where(reviews.c.resolved_at_ms.is_not(None))
    rows = connection.execute(query.order_by(reviews.c.resolved_at_ms.desc()).limit(limit))
    return [_review(row) for row in rows]


def count_open(connection: Connection, campaign: str) -> tuple[int, int | None]:
    """Return how many wait, and when the first of them is due."""
    query = _of(campaign).where(reviews.c.resolved_at_ms.is_(None)).subquery()
    row = connection.execute(select(func.count(), func.min(query.c.due_at_ms))).one()
    return row[0], row[1]


def decide(
    connection: Connection,
    play_id: str,
    *,
    is_accepted: bool,
    operator: str,
    note: str,
    now_ms: int,
) -> StoredVerdict:
    """Decide a held play in the ledger, forget its trace, and write the act down.

    Raises RefusedError for a play that is not held.
    """
    verdict = resolve(connection, play_id, is_credited=is_accepted, at_ms=now_ms)
    connection.execute(
        update(reviews)
        .where(reviews.c.play_id == play_id)
        .values(
            trace=None,
            resolved_at_ms=now_ms,
            is_accepted=is_accepted,
            operator=operator,
            note=note,
        )
    )
    act = Act(
        "review_accepted" if is_accepted else "review_refused",
        play_id,
        {"status": "held"},
        {"status": verdict.status.value, "reason": verdict.reason},
        note,
    )
    record(connection, operator, act, now_ms)
    return verdict


def _of(campaign: str) -> Select[Any]:
    return (
        select(reviews, tasks.c.campaign, tasks.c.task, verdicts.c.amount_fen)
        .join(verdicts, verdicts.c.play_id == reviews.c.play_id)
        .join(tasks, tasks.c.task_no == verdicts.c.task_no)
        .where(tasks.c.campaign == campaign)
    )


def _review(row: Row[Any]) -> Review:
    return Review(
        row.play_id,
        row.campaign,
        row.task,
        row.amount_fen or 0,
        json.loads(row.finding),
        row.held_at_ms,
        row.due_at_ms,
        row.resolved_at_ms,
        row.is_accepted,
        row.operator,
        row.note,
    )
