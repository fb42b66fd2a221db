"""A paired kiosk: brings what it has credited to the central server, and takes over what is new."""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from server.clock import Clock, iso_utc
from server.kiosks.messages import News
from server.ledger.ledger import Ledger, LedgerUnavailableError
from server.ledger.records import LedgerTotals
from server.offline.client import (
    BackOff,
    CentralServer,
    NotLetInError,
    NotReachedError,
    open_connection,
)
from server.offline.outbox import (
    Counts,
    Refused,
    count_plays,
    count_waiting,
    due_plays,
    list_refused,
    settle,
    waiting_releases,
)
from server.offline.pairing import Pairing
from server.offline.report import CampaignAsSaid, OfflineReport, RefusedPlay
from server.offline.takeover import pause, read_heard_ms, read_news, take_over
from server.releases import ReleaseStore

log = logging.getLogger(__name__)

LOOK_EVERY_S = 2.0  # For plays that are due again; new ones are noticed at once.
REFUSED_SHOWN = 50


@dataclass
class _Standing:
    """How the last attempts went."""

    is_online: bool = False
    last_contact_ms: int | None = None
    last_error: str = ""


@dataclass
class Offline:
    """Holds the connection, in the background, as long as the server runs."""

    pairing: Pairing
    ledger: Ledger
    releases: ReleaseStore
    clock: Clock
    _standing: _Standing = field(default_factory=_Standing)
    _stir: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Deliver and take over, for ever."""
        self._listen()
        back_off = BackOff()
        while True:
            try:
                await self._meet(back_off)
            except NotLetInError as error:
                await self._stop_crediting()
                self._note(error)
            except (NotReachedError, LedgerUnavailableError) as error:
                self._note(error)
            self._standing.is_online = False
            await asyncio.sleep(back_off.next_s())

    async def report(self) -> OfflineReport:
        """Return how this kiosk and the central server stand with each other."""
        counts, refused, news = await self.ledger.read(
            lambda connection: (
                count_plays(connection),
                list_refused(connection, REFUSED_SHOWN),
                read_news(connection),
            )
        )
        return self._report(counts, refused, news)

    async def campaign(self) -> CampaignAsSaid | None:
        """Return the campaign's totals; None before the first contact."""
        news, heard_ms, waiting = await self.ledger.read(
            lambda connection: (
                read_news(connection),
                read_heard_ms(connection),
                count_waiting(connection),
            )
        )
        if news is None:
            return None
        return CampaignAsSaid(
            totals=news.totals,
            said_at=iso_utc(max(heard_ms, self._standing.last_contact_ms or 0)),
            is_online=self._standing.is_online,
            waiting=waiting,
        )

    def _listen(self) -> None:
        """Notice credits as they are booked."""
        loop = asyncio.get_running_loop()

        def notice(totals: LedgerTotals) -> None:
            del totals
            with suppress(RuntimeError):  # The loop has closed.
                loop.call_soon_threadsafe(self._stir.set)

        self.ledger.subscribe(notice)

    async def _meet(self, back_off: BackOff) -> None:
        """Hold one connection until it ends."""
        waiting, of_waiting = await self.ledger.read(
            lambda connection: (count_waiting(connection), waiting_releases(connection))
        )
        current = {published.hash for published in self.releases.current.values()}
        async with open_connection(self.pairing) as central:
            await self._take(
                await central.greet(self.clock(), sorted(current | of_waiting), waiting)
            )
            back_off.reset()
            if not self._standing.is_online:
                log.info("connected to %s as %s", self.pairing.central, self.pairing.kiosk)
            self._standing.is_online, self._standing.last_error = True, ""
            await _first_of(central.listen(self._take), self._keep_delivering(central))

    async def _keep_delivering(self, central: CentralServer) -> None:
        """Send what is due, in batches, and write the answers down."""
        while True:
            self._stir.clear()
            plays, waiting = await self.ledger.read(
                lambda connection: (
                    due_plays(connection, self.clock()),
                    count_waiting(connection),
                )
            )
            if not plays:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stir.wait(), LOOK_EVERY_S)
                continue
            answers = await central.deliver(plays, self.clock(), waiting)
            answered = [(play.play_id, answer) for play, answer in zip(plays, answers, strict=True)]
            await self.ledger.write(partial(settle, answered=answered, now_ms=self.clock()))
            self._standing.last_contact_ms = self.clock()

    async def _take(self, news: News) -> None:
        """Take over what the central server says."""
        await self.ledger.write(partial(take_over, news=news, now_ms=self.clock()))
        self._standing.last_contact_ms = self.clock()

    async def _stop_crediting(self) -> None:
        """Let the campaign pause here, since what would be credited could not be delivered."""
        with suppress(LedgerUnavailableError):  # Tried again at the next refusal.
            await self.ledger.write(partial(pause, now_ms=self.clock()))

    def _note(self, error: NotReachedError | LedgerUnavailableError) -> None:
        word = error.word if isinstance(error, NotReachedError) else "ledger_unavailable"
        if word != self._standing.last_error:  # Once, not at every attempt of a day offline.
            log.warning("%s: %s", self.pairing.central, error)
        self._standing.last_error = word

    def _report(self, counts: Counts, refused: list[Refused], news: News | None) -> OfflineReport:
        standing = self._standing
        known = set(news.releases.values()) if news else set[str]()
        return OfflineReport(
            kiosk=self.pairing.kiosk,
            central=self.pairing.central,
            is_online=standing.is_online,
            last_contact_at=(
                None if standing.last_contact_ms is None else iso_utc(standing.last_contact_ms)
            ),
            last_error=standing.last_error,
            waiting=counts.waiting,
            credited=counts.credited,
            refused=counts.refused,
            newest_refused=[
                RefusedPlay(
                    play_id=one.play_id,
                    task=one.task,
                    reason=one.reason,
                    at=iso_utc(one.answered_at_ms),
                )
                for one in refused
            ],
            plays_until=news.plays_until if news else None,
            plays_per_day=news.plays_per_day if news else None,
            allotments=news.allotments if news else [],
            unknown_releases=sorted(
                effect
                for effect, published in self.releases.current.items()
                if news is not None and published.hash not in known
            ),
        )


async def _first_of(*running: Coroutine[Any, Any, None]) -> None:
    """Run all until one of them ends, and end the others; raise what it raised."""
    tasks = [asyncio.ensure_future(one) for one in running]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
