"""What the host sees and orders, after giving the code."""

from functools import partial
from http import HTTPStatus

from aiohttp import web

from server.clock import iso_utc
from server.cookies import drop_cookie, set_cookie
from server.errors import ApiError
from server.https import is_secure
from server.kiosk.bodies import (
    HostAnswer,
    HostCodeRequest,
    HostOrderRequest,
    HostSessionAnswer,
)
from server.kiosk.device import address_of
from server.kiosk.host_access import COOKIE, DEVICE_AGE_S, DEVICE_COOKIE
from server.kiosk.kiosk import Kiosk
from server.operator.attempts import count_attempts, forget
from server.public_facts import fresh_json
from server.request_body import read_body
from server.services import SERVICES

BODY_BYTES_MAX = 1024


async def get_host_session(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Say whether this browser is the host's; that it is not is no error."""
    return fresh_json(HostSessionAnswer(is_host=kiosk.access.is_host(request)))


async def begin_host_session(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Check the code and begin a session of a few hours."""
    asked = await read_body(request, HostCodeRequest, BODY_BYTES_MAX)
    services = request.app[SERVICES]
    attempts = kiosk.access.attempts(address_of(request))
    if refused_s := await count_attempts(services.ledger, attempts, services.clock()):
        raise _too_many_attempts(refused_s)
    if not kiosk.access.is_right(asked.code):
        raise _wrong_code()
    await services.ledger.write(partial(forget, attempt=attempts[0]))
    response = fresh_json(HostSessionAnswer(is_host=True))
    response.set_status(HTTPStatus.CREATED)
    set_cookie(response, COOKIE, kiosk.access.begin(), is_secure=is_secure(request))
    return response


async def end_host_session(request: web.Request, kiosk: Kiosk) -> web.Response:
    """End the session."""
    kiosk.access.end(request)
    response = fresh_json(HostSessionAnswer(is_host=False))
    drop_cookie(response, COOKIE, is_secure=is_secure(request))
    return response


async def mark_device(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Let this browser be the kiosk's own, where the server runs on another machine."""
    response = fresh_json(HostSessionAnswer(is_host=True))
    set_cookie(
        response,
        DEVICE_COOKIE,
        kiosk.access.device_cookie(),
        is_secure=is_secure(request),
        age_s=DEVICE_AGE_S,
    )
    return response


async def get_standing(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Return how the kiosk is."""
    health = kiosk.health
    offline = request.app[SERVICES].offline
    return fresh_json(
        HostAnswer(
            name=kiosk.name,
            started_at=iso_utc(health.started_ms),
            page=health.page(),
            plays=health.plays,
            page_loads=health.page_loads,
            handovers=len(kiosk.handovers),
            errors=health.errors(),
            browser=health.browser,
            queue=None if offline is None else await offline.report(),
            orders=kiosk.orders.facts,
        )
    )


async def take_order(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Do what the host wants, and return how the kiosk is."""
    asked = await read_body(request, HostOrderRequest, BODY_BYTES_MAX)
    match asked.order:
        case "pause" | "open":
            kiosk.orders.pause(asked.order == "pause")
        case "end_visit":
            kiosk.orders.end_visit()
        case "reload_page":
            kiosk.orders.reload_page()
        case "cap_volume":
            if asked.volume_percent_max is None:
                raise _volume_missing()
            kiosk.orders.cap_volume(asked.volume_percent_max)
        case "restart_browser":
            if not kiosk.restart.ask():
                raise _browser_not_kept()
    return await get_standing(request, kiosk)


def _too_many_attempts(refused_s: int) -> ApiError:
    return ApiError(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too_many_attempts",
        got="too many wrong codes",
        expected="a few",
        todo=f"wait {refused_s} seconds, then give the code that `kindlens kiosk` printed",
        retry_after_s=refused_s,
    )


def _wrong_code() -> ApiError:
    return ApiError(
        HTTPStatus.FORBIDDEN,
        "wrong_code",
        got="another code",
        expected="the host's code",
        todo="look at what `kindlens kiosk` printed when it started",
    )


def _volume_missing() -> ApiError:
    return ApiError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid_field",
        got="cap_volume without volume_percent_max",
        expected="0 to 100",
        todo="say how loud the kiosk may be",
    )


def _browser_not_kept() -> ApiError:
    return ApiError(
        HTTPStatus.CONFLICT,
        "browser_not_kept",
        got="an order to restart the browser",
        expected="a browser that this server started (`kindlens kiosk --browser`)",
        todo='load the page anew with the order "reload_page", or restart the browser by hand',
    )
