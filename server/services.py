"""Everything a request may need, put together once."""

from dataclasses import dataclass

from aiohttp import web

from models.catalogue import Model
from server.campaigns import Campaigns
from server.clock import Clock
from server.edge.crew import Crew
from server.flushed_counts import FlushedCounts
from server.impact import Impact
from server.judge import Judge
from server.keys import Keys
from server.kiosk.kiosk import Kiosk
from server.kiosks.kiosks import Kiosks
from server.ledger.ledger import Ledger
from server.ledger.tree_head import HeadSigner
from server.live import LiveTotals
from server.networks import Networks
from server.offline.offline import Offline
from server.operator.desk import Desk
from server.releases import ReleaseStore
from server.replay.pool import ReplayPool
from server.settings import Settings
from server.sketches import SharedHistory
from server.tickets import TicketOffice
from server.tls.front import TlsFront


@dataclass(frozen=True)
class Services:
    """The parts of a running server.

    tls: None without https of its own. offline: None unless it is paired with a central server.
    edge: None where visitors are tracked on their own devices alone.
    """

    settings: Settings
    models: tuple[Model, ...]
    campaigns: Campaigns
    clock: Clock
    keys: Keys
    tickets: TicketOffice
    releases: ReleaseStore
    pool: ReplayPool
    ledger: Ledger
    signer: HeadSigner
    live: LiveTotals
    networks: Networks
    impact: Impact
    history: SharedHistory
    undecided: FlushedCounts
    judge: Judge
    desk: Desk
    kiosks: Kiosks
    tls: TlsFront | None = None
    offline: Offline | None = None
    kiosk: Kiosk | None = None
    edge: Crew | None = None


SERVICES = web.AppKey("services", Services)
