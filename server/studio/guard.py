"""Lets only the author in: a page of this very machine, asked for by this machine's own name.

The studio writes into effects' folders, so nobody on the network may reach it, nor a page of
another site that has its name point here (DNS rebinding); `server.cross_site` refuses the rest.
"""

from functools import wraps
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

from server.errors import ApiError, Handler, echo

OWN_NAMES = ("localhost", "127.0.0.1", "::1")


def author_only(handler: Handler) -> Handler:
    """Return the handler, for whoever sits at this machine."""

    @wraps(handler)
    async def guarded(request: web.Request) -> web.StreamResponse:
        name = urlsplit(f"//{request.host}").hostname
        if not _is_loopback(request.remote) or name not in OWN_NAMES:
            raise ApiError(
                HTTPStatus.FORBIDDEN,
                "studio_is_local",
                got=f"a request from {echo(request.remote)} for {echo(request.host)}",
                expected="one from this machine, for localhost",
                todo="open the studio on the machine that runs it, at http://localhost",
            )
        return await handler(request)

    return guarded


def _is_loopback(remote: str | None) -> bool:
    try:
        return ip_address(remote or "").is_loopback
    except ValueError:
        return False
