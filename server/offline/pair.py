"""Pairing a device with its central server: once, online, before the kiosk starts."""

from dataclasses import replace

from sqlalchemy import Connection, Engine

from server.clock import Clock
from server.kiosks.messages import News
from server.ledger.dialect import dialect_of
from server.ledger.records import TaskKey
from server.ledger.sums import read_totals
from server.offline.client import NotReachedError, open_connection
from server.offline.outbox import count_waiting
from server.offline.pairing import Pairing, PairingError, read_pairing, write_pairing
from server.offline.takeover import take_over
from server.settings import Settings


async def pair(settings: Settings, pairing: Pairing, engine: Engine, clock: Clock) -> News:
    """Ask the central server in, take over what it says, keep the credential; return its news.

    Raises PairingError. A device may be paired again with the same kiosk's new credential.
    """
    try:
        async with open_connection(pairing) as central:
            news = await central.greet(clock(), [], 0)
    except NotReachedError as error:
        raise PairingError(
            f"{pairing.central}: got {error}, expected a central server that knows this "
            "credential; to do: check address, network and credential"
        ) from error
    before = read_pairing(settings.keys_dir)
    now = replace(pairing, kiosk=news.kiosk)
    is_same = before is not None and (before.central, before.kiosk) == (now.central, now.kiosk)
    with engine.begin() as connection:
        dialect_of(connection).take_turn(connection)
        if not is_same:
            _check_folder_is_free(connection, news)
        take_over(connection, news, clock())
    write_pairing(settings.keys_dir, now)
    return news


def _check_folder_is_free(connection: Connection, news: News) -> None:
    """Raises PairingError where this folder's ledger belongs to somebody else."""
    totals = read_totals(connection).by_task
    has_pledges = any(
        key in totals and totals[key].pledged_fen
        for key in (TaskKey(news.campaign.id, task.id) for task in news.campaign.tasks)
    )
    if count_waiting(connection) or has_pledges:
        raise PairingError(
            "DATA_DIR: got the ledger of another kiosk or server, expected an empty folder or "
            "this kiosk's own; to do: set DATA_DIR to a new folder and pair there"
        )
