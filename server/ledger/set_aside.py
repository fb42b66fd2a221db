"""What of a pledge is set aside for kiosks that credit offline: theirs until they have used it or
cannot deliver any more, whoever else plays. So what a kiosk credited by its own ledger is there
when it delivers.
"""

from sqlalchemy import Connection, bindparam, func, select, update

from server.ledger.tables import allotments, allotted_plays

_SET_ASIDE = (
    select(allotments.c.task_no, func.sum(allotments.c.allotted_fen - allotments.c.used_fen))
    .where(allotments.c.until_ms > bindparam("now_ms"))
    .group_by(allotments.c.task_no)
)


def read_set_aside(connection: Connection, now_ms: int) -> dict[int, int]:
    """Return the fen set aside, by the number of the task."""
    rows = connection.execute(_SET_ASIDE, {"now_ms": now_ms})
    return {task_no: int(fen) for task_no, fen in rows}


def give_back_allotted(connection: Connection, play_id: str) -> None:
    """Let a kiosk have back what a held play of its was to bring, since it brings nothing."""
    row = connection.execute(
        select(allotted_plays).where(allotted_plays.c.play_id == play_id)
    ).one_or_none()
    if row is None:
        return
    connection.execute(
        update(allotments)
        .where(allotments.c.kiosk == row.kiosk, allotments.c.task_no == row.task_no)
        .values(used_fen=allotments.c.used_fen - row.fen)
    )
