"""What people book: pledges, payouts, corrections. One entry each; the caller has its turn."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from server.ledger import entries as log
from server.ledger.records import Entry, EntryKind, TaskKey, Totals
from server.ledger.set_aside import read_set_aside
from server.ledger.sums import know_task, read_totals, task_numbers
from server.ledger.tables import entries

FROM_FILE = "campaign file"


class RefusedError(Exception):
    """A booking that the ledger's rules refuse; the text says why and what to do."""


def pledge(
    connection: Connection, key: TaskKey, amount_fen: int, at_ms: int, reference: str
) -> Entry:
    """Book what a sponsor promises to a task, beyond what is booked. reference: the contract."""
    _check(amount_fen, reference)
    know_task(connection, key)
    return _book(connection, EntryKind.PLEDGE, key, amount_fen, at_ms, reference)


def pay_out(
    connection: Connection, key: TaskKey, amount_fen: int, at_ms: int, reference: str
) -> Entry:
    """Book what has been paid to the charity. reference: the document's number.

    Raises RefusedError for more than has been released and not been paid yet.
    """
    _check(amount_fen, reference)
    total = _total_of(connection, key)
    left_fen = total.released_fen - total.paid_fen
    if amount_fen > left_fen:
        raise RefusedError(
            f"payout for {key.task}: got {amount_fen} fen, expected at most the {left_fen} that "
            "are released and not paid out; to do: pay out less, or wait for more plays"
        )
    return _book(connection, EntryKind.PAYOUT, key, amount_fen, at_ms, reference)


def correct(connection: Connection, index: int, at_ms: int, reference: str) -> Entry:
    """Take an entry back by its counter-entry. reference: the reason.

    Raises RefusedError where the entry is a correction, or is corrected already, or where money
    that came after it would lose its ground: a pledge that is released or set aside for kiosks, a
    credit that is paid.
    """
    _check(1, reference)
    wrong = next(iter(log.read_entries(connection, index, 1)), None) if index >= 0 else None
    if wrong is None or wrong.index != index:
        raise RefusedError(
            f"correction: got entry {index}, expected one that is there; to do: choose another"
        )
    if wrong.kind is EntryKind.CORRECTION:
        raise RefusedError(
            f"correction: got entry {index}, itself a correction, expected a pledge, credit or "
            "payout; to do: book what is right anew"
        )
    earlier = select(entries.c.entry_index).where(entries.c.corrects == index)
    if (found := connection.execute(earlier).scalar()) is not None:
        raise RefusedError(
            f"correction: got entry {index}, which entry {found} has taken back, expected one "
            "that stands; to do: nothing"
        )
    key = TaskKey(wrong.campaign, wrong.task)
    total = _total_of(connection, key)
    of_kiosks = read_set_aside(connection, at_ms).get(task_numbers(connection)[key], 0)
    room_fen = {
        EntryKind.PLEDGE: total.pledged_fen - total.released_fen - of_kiosks,
        EntryKind.CREDIT: total.released_fen - total.paid_fen,
        EntryKind.PAYOUT: total.paid_fen,
    }[wrong.kind]
    if wrong.amount_fen > room_fen:
        raise RefusedError(
            f"correction of entry {index}: got {wrong.amount_fen} fen, expected at most "
            f"{room_fen}, since the rest has gone on already; to do: correct what came after it "
            "first"
        )
    entry = Entry(
        index=log.next_index(connection),
        kind=EntryKind.CORRECTION,
        campaign=wrong.campaign,
        task=wrong.task,
        from_account=wrong.to_account,
        to_account=wrong.from_account,
        amount_fen=wrong.amount_fen,
        at_ms=at_ms,
        reference=reference,
        corrects=index,
    )
    log.append(connection, [entry], task_numbers(connection))
    return entry


def book_pledges(
    connection: Connection, campaign: str, pledged_fen: Mapping[str, int], at_ms: int
) -> None:
    """Book what the campaign file pledges beyond what is booked. pledged_fen: by task.

    Less than is booked changes nothing: a promise is taken back by a correction alone.
    """
    booked = read_totals(connection).by_task
    for task, pledged in pledged_fen.items():
        key = TaskKey(campaign, task)
        already = booked.get(key, Totals()).pledged_fen
        if pledged > already:
            pledge(connection, key, pledged - already, at_ms, FROM_FILE)


def _check(amount_fen: int, reference: str) -> None:
    if amount_fen <= 0:
        raise RefusedError(
            f"amount: got {amount_fen} fen, expected 1 or more; to do: correct the amount"
        )
    if not reference.strip():
        raise RefusedError(
            "reference: got none, expected a document, contract or reason; to do: name it"
        )


def _total_of(connection: Connection, key: TaskKey) -> Totals:
    total = read_totals(connection).by_task.get(key)
    if total is None:
        raise RefusedError(
            f"task: got {key.task} of {key.campaign}, expected one with a pledge; "
            "to do: book its pledge first"
        )
    return total


def _book(
    connection: Connection,
    kind: EntryKind,
    key: TaskKey,
    amount_fen: int,
    at_ms: int,
    reference: str,
) -> Entry:
    whence, to = log.ACCOUNTS_OF_KIND[kind]
    entry = Entry(
        index=log.next_index(connection),
        kind=kind,
        campaign=key.campaign,
        task=key.task,
        from_account=whence,
        to_account=to,
        amount_fen=amount_fen,
        at_ms=at_ms,
        reference=reference,
    )
    log.append(connection, [entry], task_numbers(connection))
    return entry
