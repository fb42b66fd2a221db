"""The durable queue: plays that this kiosk credited or held, until the central server has answered.

A play gets into it in the transaction of its verdict, and out of it in the transaction that writes
the answer down; nothing can be lost in between, and what is sent twice is known by its id.
"""

import base64
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from server.kiosks.messages import BATCH_PLAYS_MAX, Answer, OfflinePlay
from server.ledger.bookings import RefusedError, correct
from server.ledger.plays import find_verdicts
from server.ledger.records import Decision, StoredVerdict
from server.ledger.tables import tasks, tickets
from server.offline.tables import offline_plays
from server.operator.reviews import decide
from server.verdicts import Verdict

log = logging.getLogger(__name__)

WAITING, CREDITED, REFUSED = "waiting", "credited", "refused"
CENTRAL = "central"  # Who acts where the central server decides.
BATCH_CHARACTERS_MAX = 512 * 1024  # Half of what a message may have.
# How long a play waits before it is sent again, by the reason for which it has to.
AGAIN_AFTER_S = {"busy": 2, "paused": 30, "held": 120}
AGAIN_AFTER_S_DEFAULT = 60


@dataclass(frozen=True)
class Refused:
    """A play that the central server did not credit."""

    play_id: str
    task: str
    reason: str
    answered_at_ms: int


@dataclass(frozen=True)
class Counts:
    """How many plays of this kiosk stand how."""

    waiting: int
    credited: int
    refused: int


def keep_play(connection: Connection, decision: Decision, status: Verdict) -> None:
    """Put a play into the queue if it was credited or held; called as its verdict is written."""
    if status not in (Verdict.CREDITED, Verdict.HELD):
        return
    assert decision.kept is not None, "a kiosk's judge keeps plays"
    ticket = connection.execute(
        select(tickets, tasks.c.campaign, tasks.c.task)
        .join_from(tickets, tasks, tasks.c.task_no == tickets.c.task_no)
        .where(tickets.c.play_id == decision.play_id)
    ).one()
    connection.execute(
        insert(offline_plays).values(
            play_id=decision.play_id,
            campaign=ticket.campaign,
            task=ticket.task,
            effect=ticket.effect,
            release=ticket.release,
            seed=decision.kept.seed,
            participant=ticket.participant,
            fen_per_play=ticket.fen_per_play,
            issued_at_ms=ticket.issued_at_ms,
            decided_at_ms=decision.decided_at_ms,
            trace=decision.kept.trace,
            status=WAITING,
            reason="",
            due_at_ms=decision.decided_at_ms,
        )
    )


def due_plays(connection: Connection, now_ms: int) -> list[OfflinePlay]:
    """Return the next plays to be sent, the oldest first, as many as a message takes."""
    rows = connection.execute(
        select(offline_plays)
        .where(offline_plays.c.status == WAITING, offline_plays.c.due_at_ms <= now_ms)
        .order_by(offline_plays.c.play_no)
        .limit(BATCH_PLAYS_MAX)
    )
    found: list[OfflinePlay] = []
    characters = 0
    for row in rows:
        play = OfflinePlay(
            play_id=row.play_id,
            campaign=row.campaign,
            task=row.task,
            effect=row.effect,
            release=row.release,
            seed=row.seed,
            participant=row.participant,
            fen_per_play=row.fen_per_play,
            issued_at_ms=row.issued_at_ms,
            decided_at_ms=row.decided_at_ms,
            trace=base64.b64encode(row.trace).decode(),
        )
        characters += len(play.trace)
        if found and characters > BATCH_CHARACTERS_MAX:
            break
        found.append(play)
    return found


def settle(connection: Connection, answered: Sequence[tuple[str, Answer]], now_ms: int) -> None:
    """Write answers down. What was refused is taken back in this kiosk's own ledger.

    answered: by play id. The caller has its turn.
    """
    stored = find_verdicts(connection, [play_id for play_id, _ in answered])
    for play_id, answer in answered:
        values: dict[str, object] = {"reason": answer.reason}
        if answer.status == "later":
            after_s = AGAIN_AFTER_S.get(answer.reason, AGAIN_AFTER_S_DEFAULT)
            values["due_at_ms"] = now_ms + after_s * 1000
        else:
            values |= {"status": answer.status, "answered_at_ms": now_ms, "trace": None}
        changed = connection.execute(
            update(offline_plays)
            .where(offline_plays.c.play_id == play_id, offline_plays.c.status == WAITING)
            .values(values)
        ).rowcount
        if changed and answer.status != "later":
            _follow(connection, play_id, stored.get(play_id), answer, now_ms)


def _follow(
    connection: Connection,
    play_id: str,
    stored: StoredVerdict | None,
    answer: Answer,
    now_ms: int,
) -> None:
    """Let this kiosk's own ledger say what the central one says."""
    if stored is None:
        return
    is_credited = answer.status == CREDITED
    note = f"the central server: {answer.reason or answer.status}"
    try:
        if stored.status is Verdict.HELD:
            decide(
                connection,
                play_id,
                is_accepted=is_credited,
                operator=CENTRAL,
                note=note,
                now_ms=now_ms,
            )
        elif stored.entry is not None and not is_credited:
            correct(connection, stored.entry.index, now_ms, note)
    except RefusedError as error:
        log.warning("play %s: %s", play_id, error)


def count_plays(connection: Connection) -> Counts:
    """Return how many plays stand how."""
    rows = connection.execute(
        select(offline_plays.c.status, func.count()).group_by(offline_plays.c.status)
    )
    counted = dict(rows.all())
    return Counts(*(counted.get(status, 0) for status in (WAITING, CREDITED, REFUSED)))


def count_waiting(connection: Connection) -> int:
    """Return how many plays the central server has not answered for good."""
    return connection.execute(
        select(func.count()).where(offline_plays.c.status == WAITING)
    ).scalar_one()


def list_refused(connection: Connection, limit: int) -> list[Refused]:
    """Return what was refused, the newest first."""
    rows = connection.execute(
        select(offline_plays)
        .where(offline_plays.c.status == REFUSED)
        .order_by(offline_plays.c.answered_at_ms.desc(), offline_plays.c.play_no.desc())
        .limit(limit)
    )
    return [Refused(row.play_id, row.task, row.reason, row.answered_at_ms) for row in rows]


def credited_fen(connection: Connection, campaign: str) -> dict[str, int]:
    """Return what the central server has credited this queue's plays with, by task."""
    rows = connection.execute(
        select(offline_plays.c.task, func.sum(offline_plays.c.fen_per_play))
        .where(offline_plays.c.status == CREDITED, offline_plays.c.campaign == campaign)
        .group_by(offline_plays.c.task)
    )
    return {task: int(fen) for task, fen in rows}


def waiting_releases(connection: Connection) -> set[str]:
    """Return the releases of plays that have not been answered."""
    return set(
        connection.execute(
            select(offline_plays.c.release).distinct().where(offline_plays.c.status == WAITING)
        ).scalars()
    )
