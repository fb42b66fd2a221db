"""Taking plays over from a kiosk: those that were replayed here, into the ledger, at once.

A play is known by its id, so it may come any number of times and gets the same answer.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from server.judge import Judgement
from server.kiosks.allotments import list_allotted
from server.kiosks.credentials import Kiosk
from server.kiosks.messages import Answer
from server.kiosks.tables import kiosk_refusals
from server.ledger.decisions import OnDecided, decide_plays
from server.ledger.dialect import dialect_of
from server.ledger.openings import open_plays
from server.ledger.plays import find_verdicts
from server.ledger.records import Decision, HeldPlay, NewPlay, StoredVerdict, TaskKey
from server.ledger.sums import task_numbers
from server.ledger.tables import allotted_plays, tickets
from server.tickets import Ticket
from server.verdicts import Verdict

OFFLINE = "offline"  # In place of the mode that a ticket was asked for.
REFUSALS_KEPT = 1000  # Of one kiosk: enough to look into, and no way to fill a disk.


@dataclass(frozen=True)
class Delivered:
    """A play of a kiosk, checked and replayed. ticket: with its times set right and a pseudonym.

    mark: what the ledger knows its trace by. day: on which its kiosk's cap counts it.
    trace: kept if it is held. judgement: what the replay came to.
    """

    ticket: Ticket
    mark: str
    day: int
    trace: bytes
    judgement: Judgement


def find_answers(connection: Connection, kiosk: str, marks: dict[str, str]) -> dict[str, Answer]:
    """Return the answers to plays that are decided already. marks: of the traces, by play id."""
    if not marks:
        return {}
    dialect = dialect_of(connection)
    begun = connection.execute(
        select(tickets.c.play_id).where(dialect.is_among(tickets.c.play_id, list(marks)))
    ).scalars()
    answers = {play_id: Answer(status="refused", reason="play_of_another") for play_id in begun}
    stored = find_verdicts(connection, [one for one in marks if one not in answers])
    owners = dict(
        connection.execute(
            select(allotted_plays.c.play_id, allotted_plays.c.kiosk).where(
                dialect.is_among(allotted_plays.c.play_id, list(stored))
            )
        ).all()
    )
    return answers | {
        play_id: _answer_again(verdict, owners.get(play_id) == kiosk, marks[play_id])
        for play_id, verdict in stored.items()
    }


def _answer_again(stored: StoredVerdict, is_own: bool, mark: str) -> Answer:
    if not is_own:
        return Answer(status="refused", reason="play_of_another")
    if stored.trace != mark:
        return Answer(status="refused", reason="already_decided")
    return _answer_of(stored)


def _answer_of(stored: StoredVerdict) -> Answer:
    if stored.status is Verdict.CREDITED:
        return Answer(status="credited", reason="")
    if stored.status is Verdict.HELD:
        return Answer(status="later", reason="held")
    return Answer(status="refused", reason=stored.reason or stored.status.value)


def take_over(
    connection: Connection,
    kiosk: Kiosk,
    delivered: Sequence[Delivered],
    now_ms: int,
    on_decided: Sequence[OnDecided],
) -> dict[str, Answer]:
    """Book what is to be credited, within the kiosk's allotment and cap; answer by play id.

    The caller has its turn, and has looked at the kiosk's credential in this transaction.
    """
    answers = find_answers(
        connection, kiosk.name, {one.ticket.play_id: one.mark for one in delivered}
    )
    caps = _Caps(connection, kiosk, {one.day for one in delivered})
    taken: dict[str, Delivered] = {}
    for one in delivered:
        play_id = one.ticket.play_id
        if play_id in answers or play_id in taken:
            continue
        reason = caps.refusal_of(one)
        if reason:
            answers[play_id] = Answer(status="refused", reason=reason)
        else:
            taken[play_id] = one
    answers |= _book(connection, kiosk.name, list(taken.values()), now_ms, on_decided)
    return answers


class _Caps:
    """What a kiosk may still have credited, as a batch goes on."""

    def __init__(self, connection: Connection, kiosk: Kiosk, days: Collection[int]) -> None:
        self._per_day = kiosk.plays_per_day
        self._numbers = task_numbers(connection)
        self._left_fen = {
            one.key: one.allotted_fen - one.used_fen
            for one in list_allotted(connection, kiosk.name)
        }
        rows = connection.execute(
            select(allotted_plays.c.task_no, allotted_plays.c.day, func.count())
            .where(
                allotted_plays.c.kiosk == kiosk.name,
                allotted_plays.c.day.in_(sorted(days)),
            )
            .group_by(allotted_plays.c.task_no, allotted_plays.c.day)
        )
        self._today = Counter({(task_no, day): count for task_no, day, count in rows})

    def refusal_of(self, one: Delivered) -> str:
        """Return why a play cannot be taken over; "" where it can, and then it is counted."""
        if one.judgement.status not in (Verdict.CREDITED, Verdict.HELD):
            return one.judgement.reason or one.judgement.status.value
        key = TaskKey(one.ticket.campaign, one.ticket.task)
        if self._left_fen.get(key, 0) < one.ticket.fen_per_play:
            return "allotment_used"
        today = self._numbers[key], one.day
        if self._today[today] >= self._per_day:
            return "kiosk_day"
        self._today[today] += 1
        self._left_fen[key] -= one.ticket.fen_per_play
        return ""


def _book(
    connection: Connection,
    kiosk: str,
    taken: Sequence[Delivered],
    now_ms: int,
    on_decided: Sequence[OnDecided],
) -> dict[str, Answer]:
    """Write tickets, verdicts and what counts against the allotment."""
    if not taken:
        return {}
    open_plays(connection, [_new_play(one.ticket, kiosk) for one in taken])
    outcomes = decide_plays(connection, [_decision(one, now_ms) for one in taken], on_decided)
    numbers = task_numbers(connection)
    answers: dict[str, Answer] = {}
    rows: list[tuple[object, ...]] = []
    for one, outcome in zip(taken, outcomes, strict=True):
        assert isinstance(outcome, StoredVerdict), "a play without the ticket it just got"
        ticket = one.ticket
        answers[ticket.play_id] = _answer_of(outcome)
        number = numbers[TaskKey(ticket.campaign, ticket.task)]
        rows.append((ticket.play_id, ticket.fen_per_play, one.day, number, kiosk))
    dialect_of(connection).insert_rows(connection, allotted_plays, rows)
    return answers


def _new_play(ticket: Ticket, kiosk: str) -> NewPlay:
    return NewPlay(
        play_id=ticket.play_id,
        participant=ticket.participant,
        campaign=ticket.campaign,
        task=ticket.task,
        effect=ticket.effect,
        release=ticket.release,
        mode=OFFLINE,
        fen_per_play=ticket.fen_per_play,
        issued_at_ms=ticket.issued_at_ms,
        deliver_until_ms=ticket.deliver_until_ms,
        is_open=False,  # It needs no place in the pledge: it has its allotment.
        kiosk=kiosk,
    )


def _decision(one: Delivered, now_ms: int) -> Decision:
    finding = one.judgement.finding
    return Decision(
        one.ticket.play_id,
        one.judgement.status,
        one.judgement.reason,
        one.mark,
        now_ms,
        held=HeldPlay(finding.as_json(), one.trace, one.ticket.release) if finding else None,
        is_set_aside=True,
    )


def note_refusals(
    connection: Connection, kiosk: str, refused: Sequence[tuple[str, str, str]], now_ms: int
) -> None:
    """Keep what was refused, the newest of it. refused: play, task and reason of each."""
    if not refused:
        return
    is_kiosk = kiosk_refusals.c.kiosk == kiosk
    of_plays = dialect_of(connection).is_among(
        kiosk_refusals.c.play_id, [play_id for play_id, _, _ in refused]
    )
    connection.execute(delete(kiosk_refusals).where(is_kiosk, of_plays))
    rows = [(kiosk, play_id, task, reason, now_ms) for play_id, task, reason in refused]
    dialect_of(connection).insert_rows(connection, kiosk_refusals, rows)
    oldest_kept = connection.execute(
        select(kiosk_refusals.c.at_ms)
        .where(is_kiosk)
        .order_by(kiosk_refusals.c.at_ms.desc())
        .offset(REFUSALS_KEPT)
        .limit(1)
    ).scalar()
    if oldest_kept is not None:
        connection.execute(
            delete(kiosk_refusals).where(is_kiosk, kiosk_refusals.c.at_ms <= oldest_kept)
        )


@dataclass(frozen=True)
class Refusal:
    """A play that was not credited."""

    play_id: str
    task: str
    reason: str
    at_ms: int


def list_refusals(connection: Connection, kiosk: str, limit: int) -> list[Refusal]:
    """Return what was refused to a kiosk, the newest first."""
    rows = connection.execute(
        select(kiosk_refusals)
        .where(kiosk_refusals.c.kiosk == kiosk)
        .order_by(kiosk_refusals.c.at_ms.desc(), kiosk_refusals.c.play_id)
        .limit(limit)
    )
    return [Refusal(row.play_id, row.task, row.reason, row.at_ms) for row in rows]
