"""How often a password may be tried: allowances that fill again, so nobody is locked out for ever.

Counted in the database, so that all server processes count together and a restart forgives nothing.
A row is there only while an allowance is not whole. It has no name, of a person or a network: what
people type into the field of the name may be a password.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, delete, insert, select

from server.ledger.ledger import Ledger
from server.operator.tables import sign_in_attempts as table


@dataclass(frozen=True)
class Allowance:
    """So many attempts at once, and a new one each `refill_s` seconds."""

    burst: int
    refill_s: int


@dataclass(frozen=True)
class Attempt:
    """A password that is tried. whose: any words that say whose allowance it is taken from."""

    whose: str
    allowance: Allowance

    @property
    def mark(self) -> bytes:
        """What the database knows it by."""
        return hashlib.sha256(self.whose.encode()).digest()


async def count_attempts(ledger: Ledger, attempts: Sequence[Attempt], now_ms: int) -> int:
    """Count an attempt against all, where all allow it; return what `wait_s` does.

    A flood is turned away by a reader: writing would take others' turns.
    """
    asked = {"attempts": attempts, "now_ms": now_ms}
    refused_s = await ledger.read(partial(wait_s, **asked))
    return refused_s or await ledger.write(partial(take, **asked))


def wait_s(connection: Connection, attempts: Sequence[Attempt], now_ms: int) -> int:
    """Return 0 when all allow an attempt now, else in how many seconds they will."""
    return max(_wait_s(_full_again_ms(connection, one), one.allowance, now_ms) for one in attempts)


def take(connection: Connection, attempts: Sequence[Attempt], now_ms: int) -> int:
    """Count an attempt against all, where all allow it; return what `wait_s` does.

    The caller has its turn.
    """
    connection.execute(delete(table).where(table.c.full_again_ms <= now_ms))
    if refused_s := wait_s(connection, attempts, now_ms):
        return refused_s
    for one in attempts:
        full_again_ms = _full_again_ms(connection, one)
        forget(connection, one)
        taken_ms = one.allowance.refill_s * 1000
        connection.execute(
            insert(table).values(
                whose=one.mark, full_again_ms=max(now_ms, full_again_ms) + taken_ms
            )
        )
    return 0


def forget(connection: Connection, attempt: Attempt) -> None:
    """Let an allowance be whole again."""
    connection.execute(delete(table).where(table.c.whose == attempt.mark))


def _full_again_ms(connection: Connection, attempt: Attempt) -> int:
    asked = select(table.c.full_again_ms).where(table.c.whose == attempt.mark)
    return connection.execute(asked).scalar() or 0


def _wait_s(full_again_ms: int, allowance: Allowance, now_ms: int) -> int:
    spent_ms = full_again_ms - now_ms
    room_ms = (allowance.burst - 1) * allowance.refill_s * 1000
    return 0 if spent_ms <= room_ms else -(-(spent_ms - room_ms) // 1000)
