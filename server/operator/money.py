"""Reads what people booked: pledges, payouts and corrections, among millions of credits."""

from dataclasses import dataclass

from sqlalchemy import Connection, literal_column, select

from server.ledger.entries import SELECT_ENTRIES, entry_of
from server.ledger.records import Entry, TaskKey, Totals
from server.ledger.sums import read_totals
from server.ledger.tables import entries, tasks

# Written out, not a parameter: only so do both databases see that the partial index serves it.
IS_BOOKED = entries.c.kind != literal_column("2")


@dataclass(frozen=True)
class Booked:
    """An entry, and the index of the one that takes it back."""

    entry: Entry
    corrected_by: int | None


def list_booked(
    connection: Connection, campaign: str, before: int | None, limit: int
) -> list[Booked]:
    """Return what people booked for a campaign, newest first. before: only older entries."""
    query = SELECT_ENTRIES.where(IS_BOOKED, tasks.c.campaign == campaign)
    query = query.order_by(entries.c.entry_index.desc())
    if before is not None:
        query = query.where(entries.c.entry_index < before)
    found = [entry_of(row) for row in connection.execute(query.limit(limit))]
    return _with_corrections(connection, found)


def find_entry(connection: Connection, index: int) -> Booked | None:
    """Return any entry of the ledger, a credit too."""
    row = connection.execute(SELECT_ENTRIES.where(entries.c.entry_index == index)).one_or_none()
    return None if row is None else _with_corrections(connection, [entry_of(row)])[0]


def read_balances(
    connection: Connection, campaign: str, task_ids: list[str]
) -> list[tuple[str, Totals]]:
    """Return what each of a campaign's tasks has received, in their order."""
    by_task = read_totals(connection).by_task
    return [(task, by_task.get(TaskKey(campaign, task), Totals())) for task in task_ids]


def _with_corrections(connection: Connection, found: list[Entry]) -> list[Booked]:
    taken_back = dict(
        connection.execute(
            select(entries.c.corrects, entries.c.entry_index).where(
                entries.c.corrects.in_([entry.index for entry in found])
            )
        ).all()
    )
    return [Booked(entry, taken_back.get(entry.index)) for entry in found]
