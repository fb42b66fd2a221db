"""Plays that begin: a set of them written down at once, each told what the pledge has for it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from server.ledger.dialect import dialect_of
from server.ledger.funding import Funding
from server.ledger.records import NewPlay, TaskKey, Totals
from server.ledger.reservations import SHARE, Reservations, end_of_hold_ms
from server.ledger.sums import know_task, read_totals, task_numbers
from server.ledger.tables import tickets

_CLOSE = (
    update(tickets)
    .where(tickets.c.play_id == bindparam("of_play_id"))
    .values(closed_at_ms=bindparam("at_ms"), reserved_until_ms=None)
)


def open_plays(connection: Connection, plays: Sequence[NewPlay]) -> list[Funding]:
    """Write down new plays, each of which closes its participant's earlier ticket.

    The caller has its turn. IntegrityError: a play id that is there already.
    """
    numbers = task_numbers(connection)
    for key in {TaskKey(play.campaign, play.task) for play in plays} - numbers.keys():
        numbers = know_task(connection, key)  # Nobody has pledged anything for it yet.
    totals = read_totals(connection).by_task
    held = Reservations(connection, max(play.issued_at_ms for play in plays))
    held.know_networks(play.network for play in plays if play.network is not None)
    earlier = _open_tickets(connection, {play.participant for play in plays})
    closings: list[dict[str, Any]] = []
    for row in earlier.values():
        held.give_back(row.task_no, row.fen_per_play, row.network, row.reserved_until_ms)
    newest = {play.participant: place for place, play in enumerate(plays)}
    rows: list[tuple[Any, ...]] = []
    fundings: list[Funding] = []
    for place, play in enumerate(plays):
        task_no = numbers[TaskKey(play.campaign, play.task)]
        if (row := earlier.pop(play.participant, None)) is not None:
            closings.append({"of_play_id": row.play_id, "at_ms": play.issued_at_ms})
        later = newest[play.participant]
        is_newest = later == place
        funding = _fund(play, task_no, totals[TaskKey(play.campaign, play.task)], held)
        if funding is Funding.RESERVED and not is_newest:
            funding = Funding.IF_PLEDGE_LASTS  # The place is the newer ticket's of the same batch.
        reserved_until_ms = None
        if funding is Funding.RESERVED:
            reserved_until_ms = end_of_hold_ms(play.issued_at_ms)
            held.take(task_no, play.fen_per_play, play.network, reserved_until_ms)
        fundings.append(funding)
        rows.append(
            (
                play.play_id,
                play.fen_per_play,
                play.issued_at_ms,
                play.deliver_until_ms,
                None if is_newest else plays[later].issued_at_ms,
                reserved_until_ms,
                task_no,
                play.participant,
                play.network,
                play.kiosk,
                play.effect,
                play.release,
                play.mode,
            )
        )
    if closings:
        connection.execute(_CLOSE, closings)
    dialect_of(connection).insert_rows(connection, tickets, rows)
    held.write()
    return fundings


def _fund(play: NewPlay, task_no: int, total: Totals, held: Reservations) -> Funding:
    """Return what the pledge has for a play."""
    if not play.is_open:
        return Funding.NOT_OPEN
    left_fen = total.pledged_fen - total.released_fen - held.set_aside_fen(task_no)
    wanted_fen = held.held_fen(task_no) + play.fen_per_play
    if wanted_fen > left_fen:
        return Funding.FULLY_FUNDED
    if held.under_way_fen(task_no) + play.fen_per_play > left_fen // SHARE:
        return Funding.IF_PLEDGE_LASTS
    if held.count_of(play.network) >= play.reservations_per_network:
        return Funding.IF_PLEDGE_LASTS
    return Funding.RESERVED


def _open_tickets(connection: Connection, participants: set[str]) -> dict[str, Row[Any]]:
    """Return the open tickets of these participants."""
    rows = connection.execute(
        select(tickets).where(
            dialect_of(connection).is_among(tickets.c.participant, participants),
            tickets.c.closed_at_ms.is_(None),
        )
    )
    return {row.participant: row for row in rows}
