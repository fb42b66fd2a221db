"""Reading what the ledger has summed up: totals and tallies."""

from sqlalchemy import Connection, func, select

from server.ledger.dialect import dialect_of
from server.ledger.records import LedgerTotals, Tally, TaskKey, Totals
from server.ledger.tables import entries, tally, tasks, totals
from server.verdicts import Verdict

# One statement, so that size and sums are of the same moment.
_READ_TOTALS = select(
    tasks.c.task_no,
    tasks.c.campaign,
    tasks.c.task,
    totals.c.pledged_fen,
    totals.c.released_fen,
    totals.c.paid_fen,
    totals.c.credited_plays,
    totals.c.participants,
    totals.c.newcomers,
    select(func.coalesce(func.max(entries.c.entry_index) + 1, 0)).scalar_subquery().label("size"),
).join_from(tasks, totals, totals.c.task_no == tasks.c.task_no)


def read_totals(connection: Connection) -> LedgerTotals:
    """Return what each task has received."""
    rows = connection.execute(_READ_TOTALS).all()
    return LedgerTotals(
        size=rows[0].size if rows else 0,
        by_task={
            TaskKey(row.campaign, row.task): Totals(
                row.pledged_fen,
                row.released_fen,
                row.paid_fen,
                row.credited_plays,
                row.participants,
                row.newcomers,
            )
            for row in rows
        },
    )


def task_numbers(connection: Connection) -> dict[TaskKey, int]:
    """Return the numbers of the tasks that the ledger knows."""
    rows = connection.execute(select(tasks.c.campaign, tasks.c.task, tasks.c.task_no))
    return {TaskKey(campaign, task): number for campaign, task, number in rows}


def know_task(connection: Connection, key: TaskKey) -> dict[TaskKey, int]:
    """Return the numbers of all tasks, with one for `key`, which may be new."""
    known = task_numbers(connection)
    if key not in known:
        number = max(known.values(), default=0) + 1
        dialect = dialect_of(connection)
        dialect.insert_rows(connection, tasks, [(number, *key)])
        dialect.insert_rows(connection, totals, [(number, 0, 0, 0, 0, 0, 0)])
        known[key] = number
    return known


def read_tallies(connection: Connection, since_hour: int) -> list[Tally]:
    """Return the verdicts by hour, oldest first, from an hour (of UTC, since 1970) on."""
    rows = connection.execute(
        select(
            tasks.c.campaign, tasks.c.task, tally.c.hour, tally.c.status, tally.c.count, tally.c.fen
        )
        .join_from(tally, tasks, tasks.c.task_no == tally.c.task_no)
        .where(tally.c.hour >= since_hour)
        .order_by(tally.c.hour, tally.c.task_no, tally.c.status)
    )
    return [
        Tally(campaign, task, hour, Verdict(status), count, fen)
        for campaign, task, hour, status, count, fen in rows
    ]
