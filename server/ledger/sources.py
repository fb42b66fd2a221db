"""Kiosks and networks: how many credits each has had today, for the limits of the day."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, delete, select

from server.ledger.dialect import dialect_of
from server.ledger.people import DAY_MS
from server.ledger.tables import network_keys, source_days

KIOSK, NETWORK = "kiosk", "network"
DAYS_KEPT = 2


class Sources:
    """The day's credits of kiosks and networks, as a batch goes on.

    asked: moments, kiosks and networks of plays that may get a credit.
    """

    def __init__(
        self, connection: Connection, asked: Iterable[tuple[int, str | None, bytes | None]]
    ) -> None:
        self._today: Counter[tuple[int, str, bytes]] = Counter()
        self._added: Counter[tuple[int, str, bytes]] = Counter()
        keys = {key for one in asked for key in _keys(*one)}
        if not keys:
            return
        rows = connection.execute(
            select(source_days).where(
                source_days.c.day.in_(sorted({day for day, _, _ in keys})),
                dialect_of(connection).is_among(
                    source_days.c.source, {source for _, _, source in keys}
                ),
            )
        )
        for day, kind, source, count in rows:
            self._today[day, kind, bytes(source)] = count

    def today(self, at_ms: int, kiosk: str | None, network: bytes | None) -> dict[str, int]:
        """Return the day's credits by kind of source, as far as the source is known."""
        return {key[1]: self._today[key] for key in _keys(at_ms, kiosk, network)}

    def count(self, at_ms: int, kiosk: str | None, network: bytes | None) -> None:
        """Count one credit more."""
        for key in _keys(at_ms, kiosk, network):
            self._today[key] += 1
            self._added[key] += 1

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


def _keys(at_ms: int, kiosk: str | None, network: bytes | None) -> Iterator[tuple[int, str, bytes]]:
    day = at_ms // DAY_MS
    if kiosk is not None:
        yield day, KIOSK, kiosk.encode()
    if network is not None:
        yield day, NETWORK, bytes(network)
