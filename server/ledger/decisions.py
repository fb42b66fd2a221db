"""Verdicts: a set of decisions weighed against pledge and limits, and stored at once."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, select

from server.clock import DAY_MS, HOUR_MS
from server.ledger import entries as log
from server.ledger.dialect import dialect_of
from server.ledger.people import People
from server.ledger.plays import find_verdicts, verdict_of
from server.ledger.records import Decision, Entry, StoredVerdict
from server.ledger.reservations import Reservations
from server.ledger.sources import KIOSK, Sources, sources_of
from server.ledger.sums import read_totals, task_numbers
from server.ledger.tables import tally, tickets, verdicts
from server.verdicts import Verdict


class _Ticket(NamedTuple):
    """What a decision needs of an open ticket; a tuple, since reading a row takes longer."""

    play_id: str
    participant: str
    task_no: int
    fen_per_play: int
    reserved_until_ms: int | None
    network: bytes | None
    kiosk: str | None


_TICKETS = select(*(tickets.c[name] for name in _Ticket._fields))

# Verdicts that bring a credit, now or after a review.
HOPEFUL = (Verdict.CREDITED, Verdict.HELD)

OnDecided = Callable[[Connection, Decision, Verdict], None]


def decide_plays(
    connection: Connection, decisions: Sequence[Decision], on_decided: Sequence[OnDecided] = ()
) -> list[StoredVerdict | KeyError]:
    """Store the verdicts on plays, with their credits, and return what is stored.

    A play that has a verdict keeps it: then that one is returned, whatever the decision says. A
    `credited` that the pledge or the limits have no room for is stored as `unfunded` or `capped`,
    and so is a `held`: where nothing can be credited, nobody need look.
    KeyError: no such play. The caller has its turn. on_decided: called for each play decided anew,
    in the same transaction, while its ticket is still there.
    """
    is_asked = dialect_of(connection).is_among(
        tickets.c.play_id, {one.play_id for one in decisions}
    )
    rows = connection.execute(_TICKETS.where(is_asked)).all()
    open_tickets = {row.play_id: _Ticket(*row) for row in rows}
    stored = find_verdicts(
        connection, [one.play_id for one in decisions if one.play_id not in open_tickets]
    )
    sitting = _Sitting(connection, decisions, open_tickets)
    outcomes: list[StoredVerdict | KeyError] = []
    for decision in decisions:
        play_id = decision.play_id
        if play_id not in stored:
            ticket = open_tickets.get(play_id)
            if ticket is None:
                outcomes.append(KeyError(play_id))
                continue
            stored[play_id] = sitting.decide(decision, ticket)
            for tell in on_decided:
                tell(connection, decision, stored[play_id].status)
        outcomes.append(stored[play_id])
    sitting.write()
    return outcomes


class _Sitting:
    """What one set of decisions reads before, changes on the way, and writes at its end."""

    def __init__(
        self,
        connection: Connection,
        decisions: Sequence[Decision],
        open_tickets: dict[str, _Ticket],
    ) -> None:
        self._connection = connection
        self._numbers = task_numbers(connection)
        self._keys = {number: key for key, number in self._numbers.items()}
        before = read_totals(connection)
        self._size = before.size
        self._totals = {number: before.by_task[key] for key, number in self._numbers.items()}
        self._released = {no: total.released_fen for no, total in self._totals.items()}
        self._credits = {no: total.credited_plays for no, total in self._totals.items()}
        self._held = Reservations(connection, max(one.decided_at_ms for one in decisions))
        hopeful = [
            (decision.decided_at_ms, open_tickets[decision.play_id])
            for decision in decisions
            if decision.status in HOPEFUL and decision.play_id in open_tickets
        ]
        self._people = People(
            connection, ((at_ms, ticket.participant) for at_ms, ticket in hopeful)
        )
        self._sources_of = {
            ticket.play_id: sources_of(at_ms, ticket.kiosk, ticket.network)
            for at_ms, ticket in hopeful
        }
        self._sources = Sources(connection, chain.from_iterable(self._sources_of.values()))
        are_tasks_limited = any(one.limits.per_task is not None for one in decisions)
        self._task_days = _task_days(
            connection, {at_ms // DAY_MS for at_ms, _ in hopeful} if are_tasks_limited else set()
        )
        self._entries: list[Entry] = []
        self._verdicts: list[tuple[Any, ...]] = []
        self._decided: list[str] = []
        self._tally: defaultdict[tuple[int, int, str], list[int]] = defaultdict(lambda: [0, 0])

    def decide(self, decision: Decision, ticket: _Ticket) -> StoredVerdict:
        """Weigh one decision about an open ticket."""
        status, reason = decision.status, decision.reason
        if status in HOPEFUL:
            status, reason = self._weigh(decision, ticket)
        self._held.give_back(
            ticket.task_no, ticket.fen_per_play, ticket.network, ticket.reserved_until_ms
        )
        self._decided.append(ticket.play_id)
        counted = self._tally[decision.decided_at_ms // HOUR_MS, ticket.task_no, status.value]
        counted[0] += 1
        if status in HOPEFUL:
            for source in self._sources_of[ticket.play_id]:
                self._sources.count(source)
        if status is Verdict.CREDITED:
            counted[1] += ticket.fen_per_play
            return verdict_of(self._credit(decision, ticket))
        is_held = status is Verdict.HELD
        has_place = is_held and self._take_place(decision, ticket)
        self._verdicts.append(
            (
                ticket.play_id,
                decision.decided_at_ms,
                None,
                ticket.fen_per_play if is_held else None,
                ticket.task_no,
                decision.trace,
                ticket.participant if is_held else None,
                status.value,
                reason,
                has_place or None,
            )
        )
        return StoredVerdict(status, reason, decision.trace, decision.decided_at_ms)

    def _take_place(self, decision: Decision, ticket: _Ticket) -> bool:
        """Keep a held play's place in the pledge, if there is one; a kiosk brings its own."""
        task_no, fen = ticket.task_no, ticket.fen_per_play
        if decision.is_set_aside:
            self._held.keep_for_review(task_no, fen)
            return True
        left_fen = self._totals[task_no].pledged_fen - self._released[task_no]
        return self._held.take_for_review(task_no, fen, left_fen)

    def _weigh(self, decision: Decision, ticket: _Ticket) -> tuple[Verdict, str]:
        """Return what openness, limits and the pledge make of a play that deserves its credit.

        What the decision says stands where they leave room for it.
        """
        wanted_fen = self._released[ticket.task_no] + ticket.fen_per_play
        if decision.is_set_aside:
            assert wanted_fen <= self._totals[ticket.task_no].pledged_fen, "set aside, and gone"
            return decision.status, decision.reason
        if not decision.is_open:
            return Verdict.UNFUNDED, "not_open"
        at_ms, limits = decision.decided_at_ms, decision.limits
        if self._people.today(at_ms, ticket.participant) >= limits.per_participant:
            return Verdict.CAPPED, "participant_day"
        for source in self._sources_of[ticket.play_id]:
            limit = limits.per_kiosk if source.kind == KIOSK else limits.per_network
            if self._sources.today(source) >= limit:
                return Verdict.CAPPED, f"{source.kind}_day"
        of_task = self._task_days[at_ms // DAY_MS, ticket.task_no]
        if limits.per_task is not None and of_task >= limits.per_task:
            return Verdict.CAPPED, "task_day"
        # Who holds a place needs no room beyond it; others find what is not held.
        wanted_fen += self._held.set_aside_fen(ticket.task_no)
        if not self._held.is_held(ticket.reserved_until_ms):
            wanted_fen += self._held.held_fen(ticket.task_no)
        if wanted_fen > self._totals[ticket.task_no].pledged_fen:
            return Verdict.UNFUNDED, "pledge_released"
        return decision.status, decision.reason

    def _credit(self, decision: Decision, ticket: _Ticket) -> Entry:
        """Book a play's part of the pledge."""
        task_no, at_ms = ticket.task_no, decision.decided_at_ms
        self._released[task_no] += ticket.fen_per_play
        self._credits[task_no] += 1
        self._task_days[at_ms // DAY_MS, task_no] += 1
        self._people.count(at_ms, ticket.participant, task_no)
        entry = log.credit_entry(
            self._keys[task_no],
            index=self._size,
            number=self._credits[task_no],
            amount_fen=ticket.fen_per_play,
            at_ms=at_ms,
            participant=ticket.participant,
            play_id=ticket.play_id,
            trace=decision.trace,
        )
        self._size += 1
        self._entries.append(entry)
        return entry

    def write(self) -> None:
        """Write everything down."""
        connection, dialect = self._connection, dialect_of(self._connection)
        if not self._decided:
            return
        log.append(connection, self._entries, self._numbers)
        self._people.write(connection)
        dialect.insert_rows(connection, verdicts, self._verdicts)
        connection.execute(
            delete(tickets).where(dialect.is_among(tickets.c.play_id, self._decided))
        )
        self._held.write()
        self._sources.write(connection)
        dialect.add_up(connection, tally, dict(self._tally))


def _task_days(connection: Connection, days: set[int]) -> Counter[tuple[int, int]]:
    """Return how many credits each task has had on these days."""
    counted: Counter[tuple[int, int]] = Counter()
    for day in days:
        rows = connection.execute(
            select(tally.c.task_no, func.sum(tally.c.count))
            .where(
                tally.c.hour.between(day * 24, day * 24 + 23),
                tally.c.status == Verdict.CREDITED.value,
            )
            .group_by(tally.c.task_no)
        )
        for task_no, count in rows:
            counted[day, task_no] = int(count)
    return counted
