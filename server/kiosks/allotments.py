"""Allotments: setting money of a pledge aside for a kiosk, and giving it back."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from server.ledger.bookings import RefusedError
from server.ledger.records import TaskKey, Totals
from server.ledger.reservations import Reservations
from server.ledger.sums import know_task, read_totals
from server.ledger.tables import allotments, allotted_plays, tasks


@dataclass(frozen=True)
class Allotted:
    """What a kiosk has of one task's pledge. plays: that were taken over, held ones included."""

    key: TaskKey
    allotted_fen: int
    used_fen: int
    until_ms: int
    plays: int


def list_allotted(connection: Connection, kiosk: str) -> list[Allotted]:
    """Return a kiosk's allotments."""
    plays = (
        select(func.count())
        .select_from(allotted_plays)
        .where(
            allotted_plays.c.kiosk == allotments.c.kiosk,
            allotted_plays.c.task_no == allotments.c.task_no,
        )
        .scalar_subquery()
    )
    rows = connection.execute(
        select(allotments, tasks.c.campaign, tasks.c.task, plays.label("plays"))
        .join_from(allotments, tasks, tasks.c.task_no == allotments.c.task_no)
        .where(allotments.c.kiosk == kiosk)
        .order_by(allotments.c.task_no)
    )
    return [
        Allotted(
            TaskKey(row.campaign, row.task),
            row.allotted_fen,
            row.used_fen,
            row.until_ms,
            row.plays,
        )
        for row in rows
    ]


def allot(
    connection: Connection,
    kiosk: str,
    added_fen: Mapping[TaskKey, int],
    until_ms: int,
    now_ms: int,
) -> None:
    """Set money aside until a moment: what is added, and the rest of what the kiosk has already.

    Raises RefusedError where a pledge has not that much that is free. The caller has its turn.
    """
    had = {one.key: one for one in list_allotted(connection, kiosk)}
    for key in {*had, *added_fen}:
        before, more_fen = had.get(key), added_fen.get(key, 0)
        task_no = know_task(connection, key)[key]
        wanted_fen = more_fen
        if before is not None and before.until_ms <= now_ms:  # Its rest was given back.
            wanted_fen += before.allotted_fen - before.used_fen
        free_fen = _free_fen(connection, key, task_no, now_ms)
        if wanted_fen > free_fen:
            raise RefusedError(
                f"allotment of {key.task} to {kiosk}: got {wanted_fen} fen, expected at most the "
                f"{free_fen} of its pledge that are neither released, held nor set aside; "
                "to do: allot less, or book another pledge first"
            )
        if before is None:
            connection.execute(
                insert(allotments).values(
                    kiosk=kiosk,
                    task_no=task_no,
                    allotted_fen=more_fen,
                    used_fen=0,
                    until_ms=until_ms,
                )
            )
            continue
        connection.execute(
            update(allotments)
            .where(allotments.c.kiosk == kiosk, allotments.c.task_no == task_no)
            .values(allotted_fen=before.allotted_fen + more_fen, until_ms=until_ms)
        )


def give_back(connection: Connection, kiosk: str, now_ms: int) -> None:
    """Let the pledges have back what a kiosk has not used."""
    connection.execute(
        update(allotments)
        .where(allotments.c.kiosk == kiosk, allotments.c.until_ms > now_ms)
        .values(until_ms=now_ms)
    )


def _free_fen(connection: Connection, key: TaskKey, task_no: int, now_ms: int) -> int:
    total = read_totals(connection).by_task.get(key, Totals())
    held = Reservations(connection, now_ms)
    taken_fen = held.held_fen(task_no) + held.set_aside_fen(task_no)
    return total.pledged_fen - total.released_fen - taken_fen
