"""The one way into the log of entries, and the way out of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from server.ledger.dialect import dialect_of
from server.ledger.records import Entry, EntryKind, TaskKey
from server.ledger.tables import entries, tasks

ACCOUNTS_OF_KIND = {
    EntryKind.PLEDGE: ("sponsor", "pledge"),
    EntryKind.CREDIT: ("pledge", "released"),
    EntryKind.PAYOUT: ("released", "paid"),
}
# Column `kind` numbers them from 1; a correction has the number of what it takes back, negative.
KINDS = dict(enumerate(ACCOUNTS_OF_KIND, 1)) | dict.fromkeys((-1, -2, -3), EntryKind.CORRECTION)
ACCOUNTS = dict(enumerate(ACCOUNTS_OF_KIND.values(), 1)) | {
    -number: (to, whence) for number, (whence, to) in enumerate(ACCOUNTS_OF_KIND.values(), 1)
}
NUMBERS = {accounts: number for number, accounts in ACCOUNTS.items()}

SELECT_ENTRIES = select(entries, tasks.c.campaign, tasks.c.task).join_from(
    entries, tasks, tasks.c.task_no == entries.c.task_no
)
_FROM_INDEX = (
    SELECT_ENTRIES.where(entries.c.entry_index >= bindparam("first"))
    .order_by(entries.c.entry_index)
    .limit(bindparam("at_most"))
)
_NEWEST_CREDITS = (
    SELECT_ENTRIES.where(entries.c.kind == NUMBERS[ACCOUNTS_OF_KIND[EntryKind.CREDIT]])
    .order_by(entries.c.entry_index.desc())
    .limit(bindparam("at_most"))
)
_NEXT_INDEX = select(func.coalesce(func.max(entries.c.entry_index) + 1, 0))


def entry_of(row: Row[*tuple[Any, ...]]) -> Entry:
    """Return the record of a row of SELECT_ENTRIES. By place: names would take twice as long."""
    index, amount_fen, at_ms, number, kind, _, participant, play_id, trace, corrects, *rest = row
    reference, campaign, task = rest
    whence, to = ACCOUNTS[kind]
    return Entry(
        index,
        KINDS[kind],
        campaign,
        task,
        whence,
        to,
        amount_fen,
        at_ms,
        number,
        participant,
        play_id,
        trace,
        reference,
        corrects,
    )


def credit_entry(
    key: TaskKey,
    *,
    index: int,
    number: int,
    amount_fen: int,
    at_ms: int,
    participant: str,
    play_id: str,
    trace: str,
) -> Entry:
    """Return the entry of a play's credit. number: among the credits of its task, from 1."""
    whence, to = ACCOUNTS_OF_KIND[EntryKind.CREDIT]
    return Entry(
        index,
        EntryKind.CREDIT,
        key.campaign,
        key.task,
        whence,
        to,
        amount_fen,
        at_ms,
        number,
        participant,
        play_id,
        trace,
    )


def next_index(connection: Connection) -> int:
    """Return the index of the entry that comes next: how many there are."""
    return connection.execute(_NEXT_INDEX).scalar_one()


def append(
    connection: Connection, added: Sequence[Entry], task_numbers: Mapping[TaskKey, int]
) -> None:
    """Append entries whose indexes follow the last one's. The caller has its turn.

    IntegrityError: what the database refuses, a pledge overdrawn for one.
    """
    if not added:
        return
    numbers = {(campaign, task): number for (campaign, task), number in task_numbers.items()}
    rows = [
        (
            entry.index,
            entry.amount_fen,
            entry.at_ms,
            entry.number,
            NUMBERS[entry.from_account, entry.to_account],
            numbers[entry.campaign, entry.task],
            entry.participant,
            entry.play_id,
            entry.trace,
            entry.corrects,
            entry.reference,
        )
        for entry in added
    ]
    dialect_of(connection).insert_rows(connection, entries, rows)


def read_entries(connection: Connection, first: int, at_most: int) -> list[Entry]:
    """Return entries from index `first` on, in order."""
    # All at once: row by row takes twice as long.
    rows = connection.execute(_FROM_INDEX, {"first": first, "at_most": at_most}).all()
    return [entry_of(row) for row in rows]


def newest_credits(connection: Connection, at_most: int) -> list[Entry]:
    """Return the last credits, the newest first."""
    return [entry_of(row) for row in connection.execute(_NEWEST_CREDITS, {"at_most": at_most})]
