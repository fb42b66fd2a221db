"""What goes into the ledger and comes out of it, as typed records."""

from dataclasses import dataclass

from server.verdicts import Verdict


@dataclass(frozen=True)
class NewPlay:
    """A play as its ticket is issued."""

    play_id: str
    participant: str
    effect: str
    task: str
    release: str
    mode: str
    fen_per_play: int
    issued_at_ms: int
    deliver_until_ms: int


@dataclass(frozen=True)
class Credit:
    """What a play released; number counts the credits of its task from 1."""

    number: int
    amount_fen: int
    at_ms: int


@dataclass(frozen=True)
class Decision:
    """A final verdict about one completion of a play, before the pledge has been looked at.

    completion_sha256: of the delivered bytes, to know the same completion again.
    """

    play_id: str
    status: Verdict
    reason: str
    completion_sha256: str
    ticks: int
    decided_at_ms: int


@dataclass(frozen=True)
class StoredVerdict:
    """A verdict as the ledger keeps it for ever; credit is there when it is `credited`."""

    status: Verdict
    reason: str
    completion_sha256: str
    credit: Credit | None


@dataclass(frozen=True)
class StoredPlay:
    """A play as the ledger knows it. closed_at_ms: when a newer ticket was asked for, if ever."""

    play_id: str
    participant: str
    task: str
    fen_per_play: int
    closed_at_ms: int | None
    verdict: StoredVerdict | None


@dataclass(frozen=True)
class Totals:
    """What one task has received. newcomers: participants whose first task it was."""

    task: str
    pledged_fen: int
    released_fen: int
    credited_plays: int
    participants: int
    newcomers: int
