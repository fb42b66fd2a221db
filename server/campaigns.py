"""The campaign that runs now, as the database has it. Who needs it asks anew each time.

The campaign file is imported on the first start, and only then; afterwards the operator's desk
changes the database, and every process of the server looks there twice a second.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from server.campaign import Campaign, CampaignError, read_campaign
from server.clock import Clock
from server.ledger.bookings import book_pledges
from server.ledger.ledger import Ledger, LedgerUnavailableError
from server.operator.acts import SERVER, changed
from server.operator.campaign_versions import (
    Stamp,
    Version,
    find_newest,
    find_running,
    list_newest,
    run_campaign,
    save_version,
    stamp_campaigns,
)

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.4
DIFFERENCES_MAX = 8  # Named in the start log.


@dataclass(frozen=True)
class CampaignFile:
    """Where campaigns come from at first. is_followed: with `kindlens dev`, at every start.

    path: None at a kiosk that has its campaign from the central server.
    """

    path: Path | None
    is_followed: bool = False


def campaign_id_of(path: Path) -> str:
    """Return the id of the campaign in a file, "" where it cannot be read."""
    try:
        return read_campaign(path).id
    except CampaignError:
        return ""


@dataclass(frozen=True)
class _Known:
    """All campaigns at one moment. stamp: tells another moment by."""

    stamp: Stamp
    running: Version
    by_id: dict[str, Campaign]


class Campaigns:
    """Holds the newest version of every campaign and tells who listens when one changes."""

    def __init__(self, file: CampaignFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock
        self._known: _Known | None = None
        self._listeners: list[Callable[[], None]] = []

    def current(self) -> Campaign:
        """Return the running campaign as it is now."""
        return self.version().campaign

    def version(self) -> Version:
        """Return the version that runs now."""
        assert self._known is not None, "current() before open()"
        return self._known.running

    def find(self, campaign_id: str) -> Campaign | None:
        """Return a campaign as it is now, whether it runs or not."""
        assert self._known is not None, "find() before open()"
        return self._known.by_id.get(campaign_id)

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call this, in the event loop, after each change."""
        self._listeners.append(listener)

    def open(self, connection: Connection) -> None:
        """Read all campaigns; on the first start, import the file and book its pledges.

        Raises CampaignError where the file is needed and cannot be used.
        """
        running = find_running(connection)
        if running is None or self._file.is_followed:
            self._import(connection)
        else:
            self._compare(running.campaign)
        self._known = _read(connection)

    async def watch(self, ledger: Ledger) -> None:
        """Look for changes that other processes made, for ever."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                await self.refresh(ledger)
            except LedgerUnavailableError as error:
                log.warning("campaigns could not be looked up: %s", error)

    async def refresh(self, ledger: Ledger) -> None:
        """Take what the database has now."""
        assert self._known is not None, "refresh() before open()"
        if await ledger.read(stamp_campaigns) == self._known.stamp:
            return
        self._known = await ledger.read(_read)
        running = self._known.running
        log.info("campaign %s, version %d, runs", running.campaign.id, running.version)
        for listener in self._listeners:
            listener()

    def _import(self, connection: Connection) -> None:
        if self._file.path is None:
            raise CampaignError(
                "campaign: got a ledger without one, expected the central server's; "
                "to do: pair this kiosk again"
            )
        campaign = read_campaign(self._file.path)
        now_ms = self._clock()
        pledged_fen = {task.id: task.pledged_fen for task in campaign.tasks if task.pledged_fen}
        book_pledges(connection, campaign.id, pledged_fen, now_ms)
        known = find_newest(connection, campaign.id)
        save_version(
            connection,
            campaign.without_pledges(),
            known.version if known else 0,
            SERVER,
            now_ms,
            kind="campaign_imported",
        )
        run_campaign(connection, campaign.id, SERVER, now_ms)

    def _compare(self, running: Campaign) -> None:
        """Say in the log where the file says something else than the database, which counts."""
        if self._file.path is None:
            return
        try:
            file = read_campaign(self._file.path)
        except CampaignError as error:
            log.warning("the campaign of the database runs; its file is of no use: %s", error)
            return
        before, after = changed(
            file.without_pledges().model_dump(mode="json"), running.model_dump(mode="json")
        )
        paths = sorted({*before, *after})
        if paths:
            named = ", ".join(paths[:DIFFERENCES_MAX])
            more = f" and {len(paths) - DIFFERENCES_MAX} more" if paths[DIFFERENCES_MAX:] else ""
            log.warning(
                "campaign %s runs as the database has it, not as %s, in %s%s; "
                "change it at /operator",
                running.id,
                self._file.path,
                named,
                more,
            )


def _read(connection: Connection) -> _Known:
    running = find_running(connection)
    assert running is not None, "a database without a running campaign"
    by_id = {version.campaign.id: version.campaign for version in list_newest(connection)}
    return _Known(stamp_campaigns(connection), running, by_id)
