"""Puts the server together: its parts, their start and end, and the web application."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

from aiohttp import web

from models.catalogue import read_catalogue
from server.brotli_encoding import BEST
from server.campaign import read_campaign
from server.campaigns import Campaigns
from server.clock import Clock, system_clock_ms
from server.cross_site import refuse_cross_site
from server.errors import answer_errors
from server.exports import EXPORT_SLOTS, EXPORTS_MAX
from server.impact import Impact
from server.judge import Judge
from server.keys import load_keys
from server.ledger.bookings import book_pledges
from server.ledger.ledger import Ledger, LedgerUnavailableError
from server.ledger.log import TransparencyLog
from server.ledger.tree_head import HeadSigner
from server.live import LiveTotals
from server.networks import Networks
from server.public_facts import list_effects
from server.releases import ReleaseStore
from server.replay.pool import ReplayPool
from server.route import Route
from server.routes import ROUTES, add_routes
from server.security_headers import add_security_headers
from server.services import SERVICES, Services
from server.settings import Settings
from server.tickets import TicketOffice

log = logging.getLogger(__name__)

HOUSEKEEPING_EVERY_S = 3600
GRACE_MS = 24 * 3_600_000  # Tickets of undelivered plays stay a day longer than they need to.


def create_services(
    settings: Settings, clock: Clock = system_clock_ms, release_quality: int = BEST
) -> Services:
    """Return all parts, not yet started. Raises CampaignError, KeyFileError or ReleaseError."""
    campaigns = Campaigns(read_campaign(settings.campaign))
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    keys = load_keys(settings.keys_dir)
    releases = ReleaseStore(settings.releases_dir, settings.effects_dir, release_quality)
    releases.publish_all()
    live = LiveTotals(campaigns.current, clock)
    campaigns.subscribe(live.rewrite)
    signer = HeadSigner(keys.log)
    ledger = Ledger(settings.ledger_url, TransparencyLog(signer, clock))
    ledger.subscribe(live.publish)
    pool = ReplayPool(
        settings.releases_dir,
        workers=settings.replay_workers,
        queue_max=settings.replay_queue_max,
        cpu_ms_max=settings.replay_cpu_ms_max,
    )
    services = Services(
        settings=settings,
        models=tuple(read_catalogue().models.values()),
        campaigns=campaigns,
        clock=clock,
        keys=keys,
        tickets=TicketOffice(keys.ticket),
        releases=releases,
        pool=pool,
        ledger=ledger,
        signer=signer,
        live=live,
        impact=Impact(ledger, campaigns.current, clock),
        networks=Networks(ledger, clock, settings.trusted_proxies),
        judge=Judge(ledger, campaigns, pool, clock, settings.early_tolerance_ms),
    )
    list_effects(services)  # So that what is missing in the campaign is said now, not to a visitor.
    return services


def create_app(services: Services, more_routes: tuple[Route, ...] = ()) -> web.Application:
    """Return the web application over these parts; it starts and ends them."""
    app = web.Application(
        middlewares=[answer_errors, refuse_cross_site],
        client_max_size=services.settings.body_bytes_max,
    )
    app[SERVICES] = services
    app[EXPORT_SLOTS] = asyncio.Semaphore(EXPORTS_MAX)
    app.on_response_prepare.append(add_security_headers)
    app.on_shutdown.append(_end_listening)
    app.cleanup_ctx.append(_run_services)
    add_routes(app, (*more_routes, *ROUTES))
    return app


async def _run_services(app: web.Application) -> AsyncIterator[None]:
    """Start the parts before the first request, end them after the last."""
    services = app[SERVICES]
    campaign = services.campaigns.current()
    pledged = {task.id: task.pledged_fen for task in campaign.tasks}
    totals = services.ledger.open(
        campaign.id,
        lambda connection: book_pledges(connection, campaign.id, pledged, services.clock()),
    )
    services.live.start(totals)
    await services.pool.start()
    housekeeping = asyncio.ensure_future(_keep_house(services))
    yield
    housekeeping.cancel()
    with suppress(asyncio.CancelledError):
        await housekeeping
    await services.pool.stop()
    services.ledger.close()


async def _end_listening(app: web.Application) -> None:
    """Close the WebSockets first: they would keep the server open for ever."""
    await app[SERVICES].live.stop()


async def _keep_house(services: Services) -> None:
    """Forget, now and every hour, what no ticket can need any more."""
    while True:
        try:
            now_ms = services.clock()
            plays = await services.ledger.purge(now_ms, now_ms - GRACE_MS)
            needed = await services.ledger.open_releases(now_ms)
            gone = services.releases.forget_unneeded(needed)
        except LedgerUnavailableError as error:
            log.warning("housekeeping has to wait: %s", error)
        else:
            log.debug("forgot %d undelivered plays, releases %s", plays, gone)
        await asyncio.sleep(HOUSEKEEPING_EVERY_S)
