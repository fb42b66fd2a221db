"""The way from plain http to https: other devices are led to a page that explains it.

The machine itself is left alone: browsers trust `localhost` with a camera as it is.
"""

from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from server import static_files
from server.clock import iso_utc
from server.errors import ApiError, Handler
from server.lan import LOOPBACK_HOSTS, lan_origin
from server.route import Route
from server.schemas import AuthorityEntry, TlsAnswer
from server.security_headers import POLICY
from server.services import SERVICES

CERTIFICATE_TYPE = "application/x-x509-ca-cert"
GUIDE = "/https"
NEVER_KEPT = {"Cache-Control": "no-store"}


@web.middleware
async def lead_to_https(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Send who asks for a page by plain http to the guide; everything else goes on."""
    is_page = request.match_info.handler is static_files.get_page
    is_plain = not request.secure and host_of(request) not in LOOPBACK_HOSTS
    if is_page and is_plain and request.app[SERVICES].tls is not None:
        query = urlencode({"to": request.path_qs})
        raise web.HTTPTemporaryRedirect(f"{GUIDE}?{query}", headers=NEVER_KEPT)
    return await handler(request)


def host_of(request: web.Request) -> str:
    """Return the host that the visitor typed, without port; "" where there is no sense in it."""
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return ""


async def get_guide(request: web.Request) -> web.StreamResponse:
    """Return the page that explains https here; it may try whether this device trusts it."""
    response = await static_files.get_page(request)
    tls = request.app[SERVICES].tls
    origin = tls.origin_for(host_of(request)) if tls is not None else None
    if origin is not None:
        own = "connect-src 'self'"
        response.headers["Content-Security-Policy"] = POLICY.replace(own, f"{own} {origin}")
    return response


async def get_tls(request: web.Request) -> web.Response:
    """Return where https is, and which authority vouches for it."""
    tls = request.app[SERVICES].tls
    authority = tls.authority if tls is not None else None
    answer = TlsAnswer(
        origin=tls.origin_for(host_of(request)) if tls is not None else None,
        plain_origin=lan_origin(request.app[SERVICES].settings),
        authority=None
        if authority is None
        else AuthorityEntry(
            name=authority.name,
            sha256=authority.sha256,
            ends_at=iso_utc(round(authority.certificate.not_valid_after_utc.timestamp()) * 1000),
            url="/api/tls/kindlens.crt",
        ),
    )
    return web.json_response(text=answer.model_dump_json(), headers=NEVER_KEPT)


async def get_authority(request: web.Request) -> web.Response:
    """Return the authority's certificate, for the settings of a device."""
    tls = request.app[SERVICES].tls
    if tls is None or tls.authority is None:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "no_authority",
            got="a server without a certificate authority of its own",
            expected="one with TLS_PORT and without TLS_CERTIFICATE",
            todo="ask the host which address to open",
        )
    # As no attachment: iPhones and Firefox then offer to trust it at once.
    return web.Response(body=tls.authority.der, content_type=CERTIFICATE_TYPE, headers=NEVER_KEPT)


async def get_reached(request: web.Request) -> web.Response:
    """Answer with nothing: what counts is that it was reached, over https, from the guide."""
    # The guide is another origin's page to https: without this it would see an error either way.
    headers = {"Cross-Origin-Resource-Policy": "cross-origin", **NEVER_KEPT}
    return web.Response(status=HTTPStatus.NO_CONTENT, headers=headers)


TLS_ROUTES = (
    Route(
        "GET",
        "/api/tls",
        get_tls,
        "Where this server speaks https on the local network, and which authority vouches for it",
        answer=TlsAnswer,
    ),
    Route(
        "GET",
        "/api/tls/kindlens.crt",
        get_authority,
        "The local authority's certificate, for devices that are to trust it",
        media_type=CERTIFICATE_TYPE,
        errors={HTTPStatus.NOT_FOUND: "This server has no authority of its own."},
    ),
    Route(
        "GET",
        "/api/tls/reached",
        get_reached,
        "Nothing: a device that gets it over https trusts this server",
        status=HTTPStatus.NO_CONTENT,
    ),
    Route("GET", GUIDE, get_guide, "The app", is_described=False),
)
