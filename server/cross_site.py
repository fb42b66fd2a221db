"""Refuses requests that another site's page makes in a visitor's name."""

from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import web

from server.errors import ApiError, Handler, echo
from server.services import SERVICES

READING = ("GET", "HEAD")
OWN_SITES = ("same-origin", "none")


@web.middleware
async def refuse_cross_site(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let through reading, and writing (and WebSockets) of our own pages or of no page at all."""
    is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
    if (request.method not in READING or is_socket) and not _is_own(request):
        raise ApiError(
            HTTPStatus.FORBIDDEN,
            "cross_site",
            got=f"a request of {echo(request.headers.get('Origin', 'another site'))}",
            expected="one of this site's own pages",
            todo="open this site itself; behind a proxy, set PUBLIC_ORIGIN to what visitors type",
        )
    return await handler(request)


def _is_own(request: web.Request) -> bool:
    """Return whether the browser says that our own page asks; programs that say nothing may."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in OWN_SITES:
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    public = request.app[SERVICES].settings.public_origin
    return origin == public if public else urlsplit(origin).netloc == request.host
