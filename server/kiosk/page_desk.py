"""What the kiosk's own page asks: what to be, how it is, and a clean start for the next one."""

from aiohttp import web

from server.cookies import drop_cookie
from server.https import is_secure
from server.kiosk.bodies import (
    HeartbeatAnswer,
    HeartbeatRequest,
    KioskFacts,
    KioskStateAnswer,
    VisitEndAnswer,
)
from server.kiosk.device import is_device
from server.kiosk.host_access import COOKIE as HOST_COOKIE
from server.kiosk.kiosk import Kiosk
from server.participants import COOKIE as PARTICIPANT_COOKIE
from server.public_facts import fresh_json
from server.request_body import read_body
from server.services import SERVICES

BODY_BYTES_MAX = 4096


async def get_state(request: web.Request) -> web.Response:
    """Say whether this server is a kiosk, and whether the browser that asks is its own."""
    kiosk = request.app[SERVICES].kiosk
    if kiosk is None:
        return fresh_json(KioskStateAnswer(kiosk=None))
    facts = KioskFacts(
        name=kiosk.name,
        boot=kiosk.boot,
        is_device=is_device(request, kiosk),
        idle_s=kiosk.idle_s,
        handover_s=kiosk.handovers.life_ms // 1000,
        orders=kiosk.orders.facts,
    )
    return fresh_json(KioskStateAnswer(kiosk=facts))


async def take_heartbeat(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Note how the page is; tell it what the host wants."""
    kiosk.health.take(await read_body(request, HeartbeatRequest, BODY_BYTES_MAX))
    offline = request.app[SERVICES].offline
    return fresh_json(
        HeartbeatAnswer(
            boot=kiosk.boot,
            orders=kiosk.orders.facts,
            campaign=None if offline is None else await offline.campaign(),
        )
    )


async def end_visit(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Take the visitor's cookie back, so that the next one is another participant.

    Whoever was the host on this screen is so no longer, too.
    """
    kiosk.access.end(request)
    response = fresh_json(VisitEndAnswer(is_ended=True))
    for cookie in (PARTICIPANT_COOKIE, HOST_COOKIE):
        drop_cookie(response, cookie, is_secure=is_secure(request))
    return response
