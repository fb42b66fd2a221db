"""The studio's page and its files: a build of its own beside the visitors' pages."""

from http import HTTPStatus

from aiohttp import web

from server.errors import ApiError
from server.services import SERVICES
from server.static_files import ASK_FIRST, FOR_EVER, find_inside, send_file
from server.studio.effect_place import published_in

FOLDER = "studio"
# Isolated from other origins, a page measures time in microseconds: ticks last a few hundred.
ISOLATED = {"Cross-Origin-Embedder-Policy": "require-corp"}


async def get_studio(request: web.Request) -> web.StreamResponse:
    """Return the page of the studio."""
    published_in(request)
    path = request.app[SERVICES].settings.web_dir / FOLDER / "index.html"
    if not path.is_file():
        raise ApiError(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "pages_not_built",
            got=f"no {path}",
            expected="the built studio",
            todo="run `make build` (with `make dev`, open the address that Vite prints)",
        )
    return _isolated(send_file(path, ASK_FIRST))


async def get_studio_file(request: web.Request) -> web.StreamResponse:
    """Return a file of the studio's build."""
    folder = (request.app[SERVICES].settings.web_dir / FOLDER / "assets").resolve()
    path = find_inside(folder, request.match_info["file"])
    if path is None:
        raise web.HTTPNotFound
    return _isolated(send_file(path, FOR_EVER))


def _isolated(response: web.FileResponse) -> web.FileResponse:
    response.headers.update(ISOLATED)
    return response
