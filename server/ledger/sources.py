"""Kiosks and networks: how many credits each has had today, for the limits of the day."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from server.clock import DAY_MS
from server.ledger.dialect import dialect_of
from server.ledger.tables import network_keys, source_days

KIOSK, NETWORK = "kiosk", "network"
DAYS_KEPT = 2


class Source(NamedTuple):
    """A kiosk (its name) or a network (its mark), on a day."""

    day: int
    kind: str
    source: bytes


def sources_of(at_ms: int, kiosk: str | None, network: bytes | None) -> list[Source]:
    """Return the sources of a play that is decided at a moment, as far as they are known."""
    found: list[Source] = []
    if kiosk is not None:
        found.append(Source(at_ms // DAY_MS, KIOSK, kiosk.encode()))
    if network is not None:
        found.append(Source(at_ms // DAY_MS, NETWORK, bytes(network)))
    return found


class Sources:
    """The day's credits of kiosks and networks, as a batch goes on.

    asked: those of plays that may get a credit.
    """

    def __init__(self, connection: Connection, asked: Iterable[Source]) -> None:
        self._today: Counter[tuple[int, str, bytes]] = Counter()
        self._added: Counter[tuple[int, str, bytes]] = Counter()
        keys = set(asked)
        if not keys:
            return
        rows = connection.execute(
            select(source_days).where(
                source_days.c.day.in_(sorted({one.day for one in keys})),
                dialect_of(connection).is_among(source_days.c.source, {one.source for one in keys}),
            )
        )
        for day, kind, source, count in rows:
            self._today[day, kind, bytes(source)] = count

    def today(self, source: Source) -> int:
        """Return the day's credits of a source."""
        return self._today[source]

    def count(self, source: Source) -> None:
        """Count one credit more."""
        self._today[source] += 1
        self._added[source] += 1

    def write(self, connection: Connection) -> None:
        """Write down what was counted."""
        sums = {key: (count,) for key, count in self._added.items()}
        dialect_of(connection).add_up(connection, source_days, sums)


def forget_old_days(connection: Connection, now_ms: int) -> None:
    """Forget counts and keys of days before yesterday."""
    first = now_ms // DAY_MS - DAYS_KEPT + 1
    for table in (source_days, network_keys):
        connection.execute(delete(table).where(table.c.day < first))


def network_key(connection: Connection, day: int, new_key: bytes) -> bytes:
    """Return the key of a day; the first who asks for it brings it."""
    asked = select(network_keys.c.key).where(network_keys.c.day == day)
    key = connection.execute(asked).scalar()
    if key is None:
        dialect_of(connection).insert_rows(connection, network_keys, [(day, new_key)])
        return new_key
    return bytes(key)
