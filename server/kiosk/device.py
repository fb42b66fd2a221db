"""Whether the kiosk's own browser asks: from this very machine, or marked by the host."""

import hmac
from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus

from aiohttp import web

from server.addresses import parse_networks, visitor_address
from server.errors import ApiError, Handler, echo
from server.kiosk.host_access import DEVICE_COOKIE
from server.kiosk.kiosk import Kiosk
from server.services import SERVICES

KioskHandler = Callable[[web.Request, Kiosk], Awaitable[web.StreamResponse]]


def address_of(request: web.Request) -> str:
    """Return the address that asks, "" where it cannot be known."""
    peer = request.transport.get_extra_info("peername") if request.transport else None
    address = visitor_address(
        peer[0] if peer else None,
        request.headers.getall("X-Forwarded-For", []),
        parse_networks(request.app[SERVICES].settings.trusted_proxies),
    )
    return "" if address is None else str(address)


def is_device(request: web.Request, kiosk: Kiosk) -> bool:
    """Return whether the kiosk itself asks, and no phone or other machine of its network."""
    if address_of(request) in ("127.0.0.1", "::1"):
        return True
    cookie = request.cookies.get(DEVICE_COOKIE, "")
    return hmac.compare_digest(cookie.encode(), kiosk.access.device_cookie().encode())


def at_kiosk(handler: KioskHandler) -> Handler:
    """Let a handler answer where the server is a kiosk."""

    @wraps(handler)
    async def guarded(request: web.Request) -> web.StreamResponse:
        kiosk = request.app[SERVICES].kiosk
        if kiosk is None:
            raise ApiError(
                HTTPStatus.NOT_FOUND,
                "no_kiosk",
                got=echo(request.path),
                expected="a server that is a kiosk",
                todo="start one with `kindlens kiosk`, or with KIOSK_NAME set",
            )
        return await handler(request, kiosk)

    return guarded


def for_device(handler: KioskHandler) -> Handler:
    """Let in the kiosk's own browser alone."""

    async def checked(request: web.Request, kiosk: Kiosk) -> web.StreamResponse:
        if not is_device(request, kiosk):
            raise ApiError(
                HTTPStatus.FORBIDDEN,
                "not_the_kiosk",
                got="a request of another device",
                expected="one of the kiosk's own browser",
                todo="open /kiosk on the kiosk itself, or mark this screen as the kiosk at "
                "/kiosk/host",
            )
        return await handler(request, kiosk)

    return at_kiosk(wraps(handler)(checked))


def for_host(handler: KioskHandler) -> Handler:
    """Let in who has given the host's code."""

    async def checked(request: web.Request, kiosk: Kiosk) -> web.StreamResponse:
        if not kiosk.access.is_host(request):
            raise ApiError(
                HTTPStatus.UNAUTHORIZED,
                "not_the_host",
                got="no session of the host, or one that has ended",
                expected="the cookie of POST /api/kiosk/host/session",
                todo="give the code that `kindlens kiosk` printed",
            )
        return await handler(request, kiosk)

    return at_kiosk(wraps(handler)(checked))
