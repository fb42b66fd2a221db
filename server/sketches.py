"""The sketches of the newest camera plays: shared by all processes, and kept over a restart.

They are compared in memory; the database has them for the other processes and for the next start.
A row is a play's id and the signs of its bends (server/plausibility/sketch.py), and goes when
PLAYS_MAX newer ones have come.
"""

import asyncio
from collections.abc import Sequence
from functools import partial

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    LargeBinary,
    String,
    Table,
    delete,
    func,
    select,
)

from server.ledger.dialect import dialect_of
from server.ledger.ledger import Ledger
from server.ledger.tables import Id, metadata
from server.plausibility.finding import Finding
from server.plausibility.history import PLAYS_MAX, History
from server.plausibility.kept import Kept, keep, read_kept
from server.plausibility.sketch import Sketch

sketches = Table(
    "sketches",
    metadata,
    Column("sketch_no", BigInteger, primary_key=True, autoincrement=False),
    Column("play_id", Id, nullable=False),
    Column("effect", String(64), nullable=False),
    Column("sketch", LargeBinary, nullable=False),
)

NumberedSketch = tuple[int, str, str, Kept]
"""Its number, play and effect, and what is kept of it."""


class SharedHistory:
    """Remembers plays for all processes, and finds copies of them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._history = History()
        self._known_no = -1  # The newest that this process has in memory.
        self._turn = asyncio.Lock()

    def open(self, connection: Connection) -> None:
        """Read what was kept, before the first play is judged."""
        self._remember(read_sketches(connection, self._known_no))

    async def find_copied(self, play_id: str, effect: str, sketch: Sketch) -> Finding | None:
        """Remember a play, and return of which earlier one it is a copy, if of any.

        It is written down before it is compared: of two copies that come to two processes at once,
        the one with the later number finds the other. Raises LedgerUnavailableError.
        """
        kept = keep(sketch)
        if kept is None:
            return None
        number = await self._ledger.write_in_set(add_sketches, (play_id, effect, kept))
        async with self._turn:
            if number > self._known_no + 1:  # Other processes have written some.
                read = partial(read_sketches, after_no=self._known_no, before_no=number)
                self._remember(await self._ledger.read(read))
            copied = self._history.find_copied(play_id, effect, sketch)
            self._remember([(number, play_id, effect, kept)])
            return copied

    def _remember(self, numbered: Sequence[NumberedSketch]) -> None:
        for number, play_id, effect, kept in numbered:
            self._history.remember(play_id, effect, kept)
            self._known_no = max(self._known_no, number)


def add_sketches(connection: Connection, new: Sequence[tuple[str, str, Kept]]) -> range:
    """Write sketches down, forget the oldest, and return their numbers. The caller has its turn.

    new: the play of each, its effect, and what is kept of it.
    """
    newest = connection.execute(select(func.max(sketches.c.sketch_no))).scalar()
    first = 0 if newest is None else newest + 1
    numbers = range(first, first + len(new))
    rows = [
        (number, play_id, effect, kept.as_bytes())
        for number, (play_id, effect, kept) in zip(numbers, new, strict=True)
    ]
    dialect_of(connection).insert_rows(connection, sketches, rows)
    connection.execute(delete(sketches).where(sketches.c.sketch_no <= numbers[-1] - PLAYS_MAX))
    return numbers


def read_sketches(
    connection: Connection, after_no: int, before_no: int | None = None
) -> list[NumberedSketch]:
    """Return those between two numbers, in order; before_no: None, to the newest."""
    asked = select(sketches).where(sketches.c.sketch_no > after_no).order_by(sketches.c.sketch_no)
    if before_no is not None:
        asked = asked.where(sketches.c.sketch_no < before_no)
    return [
        (row.sketch_no, row.play_id, row.effect, read_kept(bytes(row.sketch)))
        for row in connection.execute(asked)
    ]


def find_sketch(connection: Connection, play_id: str) -> Kept | None:
    """Return what is kept of a play; None where it is not among the newest any more."""
    asked = select(sketches.c.sketch).where(sketches.c.play_id == play_id).limit(1)
    data = connection.execute(asked).scalar()
    return None if data is None else read_kept(bytes(data))
