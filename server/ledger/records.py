"""What goes into the ledger and comes out of it, as typed records.

Ids (plays, participants, traces) are 32 hexadecimal digits here and 16 bytes in the database.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from server.campaign import Limits
from server.verdicts import Verdict

DEFAULT_LIMITS = Limits()


class TaskKey(NamedTuple):
    """A task of a campaign, as words."""

    campaign: str
    task: str


class EntryKind(StrEnum):
    """What an entry books."""

    PLEDGE = "pledge"  # The sponsor promises: sponsor -> pledge.
    CREDIT = "credit"  # A completed play releases its part: pledge -> released.
    PAYOUT = "payout"  # The operator has paid the charity: released -> paid.
    CORRECTION = "correction"  # Takes an earlier entry back: its accounts, swapped.


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ledger. index counts all entries from 0 without a gap.

    number: of a credit, counts those of its task from 1. trace: the first 16 bytes of the SHA-256
    of what was delivered, to know the same completion again. reference: of a payout its document,
    of a pledge its contract, of a correction its reason. corrects: index of the entry taken back.
    """

    index: int
    kind: EntryKind
    campaign: str
    task: str
    from_account: str
    to_account: str
    amount_fen: int
    at_ms: int
    number: int | None = None
    participant: str | None = None
    play_id: str | None = None
    trace: str | None = None
    reference: str | None = None
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class NewPlay:
    """A play as its ticket is issued.

    network, kiosk: where it is played, as far as known (server/networks.py). is_open: whether the
    campaign takes plays now. reservations_per_network: how many it may hold for one network.
    """

    play_id: str
    participant: str
    campaign: str
    task: str
    effect: str
    release: str
    mode: str
    fen_per_play: int
    issued_at_ms: int
    deliver_until_ms: int
    is_open: bool = True
    network: bytes | None = None
    kiosk: str | None = None
    reservations_per_network: int = DEFAULT_LIMITS.reservations_per_network


@dataclass(frozen=True, slots=True)
class HeldPlay:
    """What whoever reviews a play needs: what was found, the delivered bytes, what they played."""

    finding: str
    trace: bytes
    release: str


@dataclass(frozen=True, slots=True)
class KeptPlay:
    """What a kiosk keeps of a play for the central server, which replays it again."""

    seed: str
    trace: bytes


@dataclass(frozen=True, slots=True)
class Decision:
    """A final verdict about one completion of a play, before pledge and limits are looked at.

    is_open: whether the campaign takes this play. limits: those of now. held: of a play to be held.
    kept: of a play at a kiosk. is_set_aside: its money was set aside for its kiosk, whose own caps
    have been looked at in place of the limits.
    """

    play_id: str
    status: Verdict
    reason: str
    trace: str
    decided_at_ms: int
    is_open: bool = True
    limits: Limits = DEFAULT_LIMITS
    held: HeldPlay | None = None
    kept: KeptPlay | None = None
    is_set_aside: bool = False


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A verdict as the ledger keeps it; entry is there when it is `credited`."""

    status: Verdict
    reason: str
    trace: str
    decided_at_ms: int
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class StoredPlay:
    """A play as the ledger knows it. closed_at_ms: when a newer ticket was asked for, if ever.

    verdict: null while the ticket is open; a decided play has no ticket any more.
    """

    play_id: str
    closed_at_ms: int | None
    verdict: StoredVerdict | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What one task has received. released_fen and paid_fen: of all time, corrections taken off.

    credited_plays: how many credits have been booked. newcomers: participants whose first task
    of the campaign it was.
    """

    pledged_fen: int = 0
    released_fen: int = 0
    paid_fen: int = 0
    credited_plays: int = 0
    participants: int = 0
    newcomers: int = 0


@dataclass(frozen=True, slots=True)
class LedgerTotals:
    """The totals of all tasks when the ledger had `size` entries."""

    size: int
    by_task: dict[TaskKey, Totals]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many plays of a task came to a verdict in an hour (of UTC, since 1970). fen: credited."""

    campaign: str
    task: str
    hour: int
    status: Verdict
    count: int
    fen: int
