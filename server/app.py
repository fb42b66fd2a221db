"""Puts the server together: its parts, their start and end, and the web application."""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection

from aiohttp import web
from sqlalchemy import Connection

from effects.place import EffectPlace
from models.catalogue import read_catalogue
from server.brotli_encoding import BEST
from server.campaigns import CampaignFile, Campaigns, campaign_id_of
from server.clock import DAY_MS, Clock, system_clock_ms
from server.cross_site import refuse_cross_site
from server.edge.crew import Crew, require_tracker
from server.edge.visit import VISITS, end_visits
from server.effect_packages import usable_packages
from server.errors import answer_errors
from server.exports import EXPORT_SLOTS, EXPORTS_MAX
from server.flushed_counts import FlushedCounts
from server.impact import Impact
from server.judge import Judge
from server.keys import load_keys
from server.kiosk.kiosk import open_kiosk
from server.kiosks.credentials import releases_of_kiosks
from server.kiosks.kiosks import Kiosks
from server.ledger.ledger import Ledger, LedgerUnavailableError
from server.ledger.log import TransparencyLog
from server.ledger.tables import undecided_answers
from server.ledger.tree_head import HeadSigner
from server.live import LiveTotals
from server.networks import Networks
from server.offline.offline import Offline
from server.offline.outbox import keep_play, waiting_releases
from server.offline.pairing import read_pairing
from server.operator.desk import create_desk, first_account_text, make_first_account
from server.operator.reviews import ReviewQueue, releases_in_review
from server.public_facts import list_effects
from server.releases import ReleaseStore
from server.replay.pool import ReplayPool
from server.route import Route
from server.routes import ROUTES, add_routes
from server.security_headers import add_security_headers
from server.services import SERVICES, Services
from server.settings import Settings
from server.sketches import SharedHistory
from server.tickets import TicketOffice
from server.tls.door import lead_to_https
from server.tls.front import open_tls
from server.unavailable import answer_unavailable_ledger

log = logging.getLogger(__name__)

HOUSEKEEPING_EVERY_S = 3600
GRACE_MS = DAY_MS  # Tickets of undelivered plays stay a day longer than they need to.


def create_services(
    settings: Settings,
    clock: Clock = system_clock_ms,
    release_quality: int = BEST,
    *,
    follows_campaign_file: bool = False,
    packages: Collection[EffectPlace] | None = None,
    is_workshop: bool = False,
) -> Services:
    """Return all parts, not yet started.

    Raises KeyFileError, PairingError, ReleaseError or TlsError.

    follows_campaign_file: its changes are taken over at every start, not only at the first.
    packages: effects beside those of EFFECTS_DIR; None: those of installed packages.
    is_workshop: `kindlens play`: an author's package is shown as it is, faults and all.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    keys = load_keys(settings.keys_dir)
    if packages is None:
        packages = usable_packages(settings)
    releases = ReleaseStore(
        settings.releases_dir,
        settings.effects_dir,
        release_quality,
        packages,
        looks_through=not is_workshop,
    )
    releases.publish_all()
    pairing = read_pairing(settings.keys_dir)
    file = CampaignFile(None if pairing else settings.campaign, follows_campaign_file)
    campaigns = Campaigns(file, clock)
    live = LiveTotals(campaigns.current, clock)
    campaigns.subscribe(live.rewrite)
    signer = HeadSigner(keys.log)
    on_decided = [ReviewQueue(settings.review_hours).add, *([keep_play] if pairing else [])]
    ledger = Ledger(settings.ledger_url, TransparencyLog(signer, clock), on_decided)
    ledger.subscribe(live.publish)
    history = SharedHistory(ledger)
    pool = ReplayPool(
        settings.releases_dir,
        workers=settings.replay_workers,
        queue_max=settings.replay_queue_max,
        cpu_ms_max=settings.replay_cpu_ms_max,
    )
    return Services(
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
        history=history,
        undecided=FlushedCounts(undecided_answers),
        judge=Judge(
            ledger,
            campaigns,
            pool,
            history,
            clock,
            settings.early_tolerance_ms,
            keeps_plays=pairing is not None,
        ),
        desk=create_desk(settings, keys, clock),
        kiosks=Kiosks(keys.participant, on_decided, settings.kiosk_grace_days),
        tls=open_tls(settings),
        offline=Offline(pairing, ledger, releases, clock) if pairing else None,
        kiosk=open_kiosk(settings, keys, clock),
        edge=open_crew(settings),
    )


def create_app(services: Services, more_routes: tuple[Route, ...] = ()) -> web.Application:
    """Return the web application over these parts; it starts and ends them."""
    app = web.Application(
        middlewares=[
            answer_errors,
            answer_unavailable_ledger,
            refuse_cross_site,
            lead_to_https,
        ],
        client_max_size=services.settings.body_bytes_max,
    )
    app[SERVICES] = services
    app[EXPORT_SLOTS] = asyncio.Semaphore(EXPORTS_MAX)
    app.on_response_prepare.append(add_security_headers)
    app[VISITS] = set()
    app.on_shutdown.append(_end_listening)
    app.on_shutdown.append(end_visits)
    app.cleanup_ctx.append(_run_services)
    add_routes(app, (*more_routes, *ROUTES))
    return app


def open_crew(settings: Settings) -> Crew | None:
    """Return who tracks on this machine, where the settings want it. Raises TrackerError."""
    if not settings.edge_tracking:
        return None
    require_tracker()
    return Crew(settings.edge_workers, settings.edge_visitors_max)


async def _run_services(app: web.Application) -> AsyncIterator[None]:
    """Start the parts before the first request, end them after the last."""
    services = app[SERVICES]
    first_password: list[str] = []

    def prepare(connection: Connection) -> None:
        services.campaigns.open(connection)
        services.history.open(connection)
        list_effects(services)  # What is missing in the campaign is said now, not to a visitor.
        if services.kiosk is None:  # A host takes a password for the code that they look for.
            first_password.extend(make_first_account(connection, services.clock()))

    services.live.start(services.ledger.open(campaign_id_of(services.settings.campaign), prepare))
    for password in first_password:  # Only now is its account on disk.
        services.desk.announce(first_account_text(password))
    await services.pool.start()
    counts = (services.desk.funnel.counts, services.undecided)
    loops = [
        asyncio.ensure_future(_keep_house(services)),
        asyncio.ensure_future(services.campaigns.watch(services.ledger)),
        *(asyncio.ensure_future(one.keep_flushing(services.ledger)) for one in counts),
    ]
    if services.tls is not None:
        loops.append(asyncio.ensure_future(services.tls.keep_fresh()))
    if services.offline is not None:
        loops.append(asyncio.ensure_future(services.offline.run()))
    yield
    for loop in loops:
        loop.cancel()
    await asyncio.gather(*loops, return_exceptions=True)
    for one in counts:
        await one.flush(services.ledger)
    await services.pool.stop()
    if services.edge is not None:
        await services.edge.stop()
    services.desk.passwords.close()
    services.ledger.close()


async def _end_listening(app: web.Application) -> None:
    """Close the WebSockets first: they would keep the server open for ever."""
    await app[SERVICES].live.stop()
    await app[SERVICES].kiosks.stop()


async def _keep_house(services: Services) -> None:
    """Forget, now and every hour, what no ticket can need any more."""
    while True:
        try:
            now_ms = services.clock()
            plays = await services.ledger.purge(now_ms, now_ms - GRACE_MS)
            needed = await _needed_releases(services, now_ms)
            gone = services.releases.forget_unneeded(needed)
        except LedgerUnavailableError as error:
            log.warning("housekeeping has to wait: %s", error)
        else:
            log.debug("forgot %d undelivered plays, releases %s", plays, gone)
        await asyncio.sleep(HOUSEKEEPING_EVERY_S)


async def _needed_releases(services: Services, now_ms: int) -> set[str]:
    """Return the releases of plays that may still come, from visitors or from kiosks' queues, and
    of those that wait for their review."""
    grace_ms = services.settings.kiosk_grace_days * DAY_MS
    others = await services.ledger.read(
        lambda connection: (
            releases_of_kiosks(connection, now_ms - grace_ms)
            | waiting_releases(connection)
            | releases_in_review(connection)
        )
    )
    return others | await services.ledger.open_releases(now_ms)
