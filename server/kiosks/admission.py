"""Adding, renewing and revoking kiosks: credential, allotment and act in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from server.campaign import Campaign
from server.clock import DAY_MS, iso_utc
from server.kiosks.allotments import allot, give_back
from server.kiosks.credentials import Kiosk, find_kiosk, issue, revoke
from server.ledger.bookings import RefusedError
from server.ledger.records import TaskKey
from server.operator.acts import Act, record


class KioskUnknownError(Exception):
    """There is no kiosk of this name."""


class KioskExistsError(Exception):
    """There is a kiosk of this name already."""


@dataclass(frozen=True)
class Terms:
    """What a kiosk may. days: from now on. plays: set aside for each task, beyond what it has.

    grace_days: how long after its end it may deliver.
    """

    days: int
    plays_per_day: int
    plays: Mapping[str, int]
    grace_days: int


def add_kiosk(
    connection: Connection,
    name: str,
    campaign: Campaign,
    terms: Terms,
    operator: str,
    now_ms: int,
) -> str:
    """Let a new kiosk in; return its credential, which is kept nowhere.

    Raises KioskExistsError, or RefusedError where a pledge has not that much left.
    """
    if find_kiosk(connection, name) is not None:
        raise KioskExistsError(name)
    return _let_in(connection, name, campaign, terms, Act("kiosk_added", name), operator, now_ms)


def renew_kiosk(
    connection: Connection,
    name: str,
    campaign: Campaign,
    terms: Terms,
    operator: str,
    now_ms: int,
) -> str:
    """Give a kiosk a new credential, which ends the old one, more time and more plays.

    Raises KioskUnknownError or RefusedError.
    """
    kiosk = _known(connection, name)
    before = {
        "plays_until": iso_utc(kiosk.plays_until_ms),
        "plays_per_day": kiosk.plays_per_day,
        "is_revoked": kiosk.is_revoked,
    }
    act = Act("kiosk_renewed", name, before)
    return _let_in(connection, name, campaign, terms, act, operator, now_ms)


def revoke_kiosk(connection: Connection, name: str, operator: str, note: str, now_ms: int) -> None:
    """End a kiosk's credential and give back what it has not used. Raises KioskUnknownError."""
    _known(connection, name)
    revoke(connection, name)
    give_back(connection, name, now_ms)
    record(connection, operator, Act("kiosk_revoked", name, note=note), now_ms)


def _known(connection: Connection, name: str) -> Kiosk:
    kiosk = find_kiosk(connection, name)
    if kiosk is None:
        raise KioskUnknownError(name)
    return kiosk


def _let_in(
    connection: Connection,
    name: str,
    campaign: Campaign,
    terms: Terms,
    act: Act,
    operator: str,
    now_ms: int,
) -> str:
    plays_until_ms = now_ms + terms.days * DAY_MS
    credential = issue(connection, name, plays_until_ms, terms.plays_per_day, now_ms)
    added_fen = {
        TaskKey(campaign.id, task): plays * _rate(campaign, task)
        for task, plays in terms.plays.items()
        if plays
    }
    until_ms = plays_until_ms + terms.grace_days * DAY_MS
    allot(connection, name, added_fen, until_ms, now_ms)
    after = {
        "plays_until": iso_utc(plays_until_ms),
        "plays_per_day": terms.plays_per_day,
        "added_fen": {key.task: fen for key, fen in added_fen.items()},
    }
    record(connection, operator, Act(act.kind, name, act.before, after), now_ms)
    return credential


def _rate(campaign: Campaign, task_id: str) -> int:
    for task in campaign.tasks:
        if task.id == task_id:
            return task.fen_per_play
    raise RefusedError(
        f"task: got {task_id[:64]!r}, expected one of "
        f"{', '.join(task.id for task in campaign.tasks)}; to do: choose one of those"
    )
