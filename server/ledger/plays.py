"""Finding plays: what became of them, or their open tickets."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select

from server.ledger.dialect import dialect_of
from server.ledger.entries import SELECT_ENTRIES, entry_of
from server.ledger.records import Entry, StoredPlay, StoredVerdict
from server.ledger.tables import entries, tickets, verdicts
from server.verdicts import Verdict


def find_verdicts(connection: Connection, play_ids: Sequence[str]) -> dict[str, StoredVerdict]:
    """Return the verdicts of those plays that have one."""
    if not play_ids:
        return {}
    dialect = dialect_of(connection)
    found = {
        row.play_id: StoredVerdict(
            Verdict(row.status), row.reason, row.trace, row.resolved_at_ms or row.decided_at_ms
        )
        for row in connection.execute(
            select(verdicts).where(dialect.is_among(verdicts.c.play_id, play_ids))
        )
    }
    for row in connection.execute(
        SELECT_ENTRIES.where(dialect.is_among(entries.c.play_id, play_ids))
    ):
        found[row.play_id] = verdict_of(entry_of(row))
    return found


def verdict_of(entry: Entry) -> StoredVerdict:
    """Return the verdict that a credit is."""
    assert entry.trace is not None
    return StoredVerdict(Verdict.CREDITED, "", entry.trace, entry.at_ms, entry)


def find_plays(connection: Connection, play_ids: Sequence[str]) -> list[StoredPlay | None]:
    """Return each play with its verdict, as far as there is one; None: no such play."""
    closed = dict(
        connection.execute(
            select(tickets.c.play_id, tickets.c.closed_at_ms).where(
                dialect_of(connection).is_among(tickets.c.play_id, play_ids)
            )
        ).all()
    )
    decided = find_verdicts(connection, [one for one in play_ids if one not in closed])
    return [
        StoredPlay(play_id, closed.get(play_id), decided.get(play_id))
        if play_id in closed or play_id in decided
        else None
        for play_id in play_ids
    ]


def purge_undelivered(connection: Connection, before_ms: int) -> int:
    """Forget tickets that may not be delivered any more; return how many.

    They are refused by their own date, so nothing is lost but rows.
    """
    return connection.execute(
        delete(tickets).where(tickets.c.deliver_until_ms < bindparam("before_ms")),
        {"before_ms": before_ms},
    ).rowcount


def open_releases(connection: Connection, now_ms: int) -> set[str]:
    """Return the releases of plays that may still be delivered."""
    return set(
        connection.execute(
            select(tickets.c.release).distinct().where(tickets.c.deliver_until_ms >= now_ms)
        ).scalars()
    )
