"""Held plays: waiting for a person to look at them, resolved once."""

from sqlalchemy import Connection, bindparam, select, update

from server.clock import HOUR_MS
from server.ledger import entries as log
from server.ledger.bookings import RefusedError
from server.ledger.dialect import dialect_of
from server.ledger.people import People
from server.ledger.plays import verdict_of
from server.ledger.records import StoredVerdict
from server.ledger.reservations import Reservations
from server.ledger.set_aside import give_back_allotted
from server.ledger.sums import read_totals, task_numbers
from server.ledger.tables import tally, verdicts
from server.verdicts import Verdict

_RESOLVE = (
    update(verdicts)
    .where(verdicts.c.play_id == bindparam("of_play_id"))
    .values(
        status=bindparam("to_status"), reason=bindparam("why"), resolved_at_ms=bindparam("at_ms")
    )
)


def resolve(
    connection: Connection, play_id: str, *, is_credited: bool, at_ms: int
) -> StoredVerdict:
    """Decide a held play: credit it as far as the pledge lasts, or refuse it.

    A play that has kept its place finds room there. The limits of the day were looked at when it
    was held. Raises RefusedError for a play that is not held. The caller has its turn.
    """
    row = connection.execute(select(verdicts).where(verdicts.c.play_id == play_id)).one_or_none()
    if row is None or row.status != Verdict.HELD.value:
        got = "no such play" if row is None else f"a play that is {row.status}"
        raise RefusedError(
            f"review of {play_id}: got {got}, expected one that is held; to do: reload the queue"
        )
    status, reason = Verdict.IMPLAUSIBLE, "refused_by_review"
    numbers = task_numbers(connection)
    totals = read_totals(connection)
    key = next(key for key, number in numbers.items() if number == row.task_no)
    places = Reservations(connection, at_ms)
    if row.has_place:
        places.give_back_reviewed(row.task_no, row.amount_fen)
        places.write()
    if is_credited:
        status, reason = Verdict.CREDITED, ""
        total = totals.by_task[key]
        taken_fen = places.held_fen(row.task_no) + places.set_aside_fen(row.task_no)
        if total.released_fen + taken_fen + row.amount_fen > total.pledged_fen:
            status, reason = Verdict.UNFUNDED, "pledge_released"
    connection.execute(
        _RESOLVE,
        {"of_play_id": play_id, "to_status": status.value, "why": reason, "at_ms": at_ms},
    )
    fen = row.amount_fen if status is Verdict.CREDITED else 0
    dialect_of(connection).add_up(
        connection,
        tally,
        {
            (row.decided_at_ms // HOUR_MS, row.task_no, Verdict.HELD.value): (-1, 0),
            (at_ms // HOUR_MS, row.task_no, status.value): (1, fen),
        },
    )
    if status is not Verdict.CREDITED:
        give_back_allotted(connection, play_id)
        return StoredVerdict(status, reason, row.trace, at_ms)
    people = People(connection, [(at_ms, row.participant)])
    people.count(at_ms, row.participant, row.task_no)
    entry = log.credit_entry(
        key,
        index=totals.size,
        number=totals.by_task[key].credited_plays + 1,
        amount_fen=row.amount_fen,
        at_ms=at_ms,
        participant=row.participant,
        play_id=play_id,
        trace=row.trace,
    )
    log.append(connection, [entry], numbers)
    people.write(connection)
    return verdict_of(entry)
