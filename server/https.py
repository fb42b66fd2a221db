"""Whether a browser speaks https to this server, itself or through a proxy that ends TLS."""

from aiohttp import web

from server.services import SERVICES


def is_secure(request: web.Request) -> bool:
    """Return whether cookies of this answer may be marked Secure."""
    origin = request.app[SERVICES].settings.public_origin
    return request.secure or origin.startswith("https:")
