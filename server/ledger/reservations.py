"""Places held in the pledge: by plays under way, and by held plays until a person has looked.

A play under way holds one for ten minutes, to the end of the minute, so that who started while
funded is credited; one a participant, so many a network. A held play keeps its place until it is
resolved. Of either kind a task has places for a tenth of what the pledge has left; a kiosk's play
brings its own. They are open business, outside the log.
"""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, func, select, update

from server.clock import MINUTE_MS
from server.ledger.dialect import dialect_of
from server.ledger.set_aside import read_set_aside
from server.ledger.tables import network_reservations, reservations, review_places, tickets

HOLD_MINUTES = 10
SHARE = 10  # A tenth of what is left may be held; the rest stays first come, first served.

_HELD = (
    select(reservations.c.task_no, func.sum(reservations.c.fen))
    .where(reservations.c.minute > bindparam("minute"))
    .group_by(reservations.c.task_no)
)


def end_of_hold_ms(now_ms: int) -> int:
    """Return until when a place is held that is taken now."""
    return (now_ms // MINUTE_MS + 1 + HOLD_MINUTES) * MINUTE_MS


class Reservations:
    """The places held at a moment, as a batch reads, changes and writes them."""

    def __init__(self, connection: Connection, now_ms: int) -> None:
        self._connection = connection
        self._minute = now_ms // MINUTE_MS
        self._held = dict(connection.execute(_HELD, {"minute": self._minute}).all())
        self._in_review = dict(
            connection.execute(select(review_places.c.task_no, review_places.c.fen)).all()
        )
        self._review_changes: defaultdict[int, int] = defaultdict(int)
        self._set_aside = read_set_aside(connection, now_ms)
        self._of_network: dict[bytes, int] = {}
        self._changes: defaultdict[tuple[int, int], int] = defaultdict(int)
        self._network_changes: defaultdict[tuple[int, bytes], int] = defaultdict(int)

    def know_networks(self, networks: Iterable[bytes]) -> None:
        """Read how many places these networks hold."""
        asked = list(set(networks))
        if not asked:
            return
        rows = self._connection.execute(
            select(network_reservations.c.network, func.sum(network_reservations.c.count))
            .where(
                network_reservations.c.minute > bindparam("minute"),
                dialect_of(self._connection).is_among(network_reservations.c.network, asked),
            )
            .group_by(network_reservations.c.network),
            {"minute": self._minute},
        )
        self._of_network = {bytes(network): int(count) for network, count in rows}

    def held_fen(self, task_no: int) -> int:
        """Return what plays of a task hold, under way or in review."""
        return self.under_way_fen(task_no) + self.in_review_fen(task_no)

    def under_way_fen(self, task_no: int) -> int:
        """Return what plays of a task hold that have not been delivered."""
        return int(self._held.get(task_no, 0))

    def in_review_fen(self, task_no: int) -> int:
        """Return what held plays of a task keep until they are resolved."""
        return int(self._in_review.get(task_no, 0))

    def set_aside_fen(self, task_no: int) -> int:
        """Return what of a task's pledge belongs to kiosks that credit offline."""
        return self._set_aside.get(task_no, 0)

    def count_of(self, network: bytes | None) -> int:
        """Return how many places a network holds."""
        return 0 if network is None else self._of_network.get(network, 0)

    def is_held(self, until_ms: int | None) -> bool:
        """Return whether a place is still held."""
        return until_ms is not None and until_ms // MINUTE_MS > self._minute

    def take(self, task_no: int, fen: int, network: bytes | None, until_ms: int) -> None:
        """Hold a place."""
        self._change(task_no, fen, network, until_ms, 1)

    def give_back(
        self, task_no: int, fen: int, network: bytes | None, until_ms: int | None
    ) -> None:
        """Let a place go, if it is held at all."""
        if until_ms is not None and self.is_held(until_ms):
            self._change(task_no, fen, network, until_ms, -1)

    def take_for_review(self, task_no: int, fen: int, left_fen: int) -> bool:
        """Keep a place for a held play; False where such plays have all that they may.

        left_fen: of the pledge, not released.
        """
        free_fen = left_fen - self.set_aside_fen(task_no)
        if self.in_review_fen(task_no) + fen > free_fen // SHARE:
            return False
        self.keep_for_review(task_no, fen)
        return True

    def keep_for_review(self, task_no: int, fen: int) -> None:
        """Keep a place for a held play, whatever others keep: its money was set aside."""
        self._change_in_review(task_no, fen)

    def give_back_reviewed(self, task_no: int, fen: int) -> None:
        """Let the place of a held play go."""
        self._change_in_review(task_no, -fen)

    def _change_in_review(self, task_no: int, fen: int) -> None:
        self._in_review[task_no] = self.in_review_fen(task_no) + fen
        self._review_changes[task_no] += fen

    def _change(
        self, task_no: int, fen: int, network: bytes | None, until_ms: int, sign: int
    ) -> None:
        minute = until_ms // MINUTE_MS
        self._held[task_no] = self.under_way_fen(task_no) + sign * fen
        self._changes[minute, task_no] += sign * fen
        if network is not None:
            self._of_network[network] = self.count_of(network) + sign
            self._network_changes[minute, network] += sign

    def write(self) -> None:
        """Write down what has changed."""
        dialect = dialect_of(self._connection)
        changes = {key: (fen,) for key, fen in self._changes.items() if fen}
        dialect.add_up(self._connection, reservations, changes)
        counts = {key: (count,) for key, count in self._network_changes.items() if count}
        dialect.add_up(self._connection, network_reservations, counts)
        kept = {(task_no,): (fen,) for task_no, fen in self._review_changes.items() if fen}
        dialect.add_up(self._connection, review_places, kept)


def forget_past(connection: Connection, now_ms: int) -> None:
    """Forget the sums of minutes that are over, and that tickets held a place in them.

    Both, so that a clock that goes back after this lets nobody give back what is not counted.
    """
    minute = now_ms // MINUTE_MS
    for table in (reservations, network_reservations):
        connection.execute(delete(table).where(table.c.minute <= minute))
    connection.execute(
        update(tickets)
        .where(tickets.c.reserved_until_ms < (minute + 1) * MINUTE_MS)
        .values(reserved_until_ms=None)
    )
