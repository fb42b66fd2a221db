"""Static files: the built pages, releases and models, precompressed and cached for ever."""

import re
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from server.errors import ApiError, echo
from server.public_facts import file_of_model
from server.services import SERVICES

# Named by us: the machine's own table differs from one to the next.
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".glb": "model/gltf-binary",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".task": "application/octet-stream",
    ".tflite": "application/octet-stream",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"  # May be kept, but asked for anew: the ETag saves the transfer.
IMMUTABLE_FOLDERS = ("assets", "wasm")  # The build puts a hash or version into every name there.
COMPRESSED = (".br", ".gz")  # Served in place of their originals, never by themselves.
RELEASE_FILE = re.compile(r"([0-9a-f]{64})\.json")


def send_file(
    path: Path, cache_control: str, status: HTTPStatus = HTTPStatus.OK
) -> web.FileResponse:
    """Return a file, or the .br or .gz beside it where the browser takes that.

    Etag, ranges and conditional requests are aiohttp's.
    """
    headers = {
        "Content-Type": MEDIA_TYPES.get(path.suffix, "application/octet-stream"),
        "Cache-Control": cache_control,
        "Vary": "Accept-Encoding",
    }
    return web.FileResponse(path, status=status, headers=headers)


async def get_page(request: web.Request) -> web.StreamResponse:
    """Return the one page of the app; its script shows what the address says."""
    return _index(request, HTTPStatus.OK)


def _index(request: web.Request, status: HTTPStatus) -> web.StreamResponse:
    path = request.app[SERVICES].settings.web_dir / "index.html"
    if not path.is_file():
        raise ApiError(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "pages_not_built",
            got=f"no {path}",
            expected="the built pages",
            todo="run `make build` (with `make dev`, open the address that Vite prints)",
        )
    return send_file(path, ASK_FIRST, status)


async def get_built_file(request: web.Request) -> web.StreamResponse:
    """Return a file of the build; for any other address that a person opened, the page with 404."""
    folder = request.app[SERVICES].settings.web_dir.resolve()
    path = find_inside(folder, request.match_info["path"])
    if path is None:
        if "text/html" in request.headers.get("Accept", ""):
            return _index(request, HTTPStatus.NOT_FOUND)
        raise web.HTTPNotFound
    top = path.relative_to(folder).parts[0]
    is_hashed = top in IMMUTABLE_FOLDERS or re.fullmatch(r"workbox-[\w-]+\.js", top)
    return send_file(path, FOR_EVER if is_hashed else ASK_FIRST)


async def get_release(request: web.Request) -> web.StreamResponse:
    """Return the document of a release that is kept."""
    match = RELEASE_FILE.fullmatch(request.match_info["file"])
    releases = request.app[SERVICES].releases
    if match is None or not releases.has(match[1]):
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "release_unknown",
            got=echo(request.match_info["file"]),
            expected="a release of GET /api/effects",
            todo="fetch GET /api/effects again",
        )
    return send_file(releases.path(match[1]), FOR_EVER)


async def get_model(request: web.Request) -> web.StreamResponse:
    """Return a tracking model under its address of GET /api/models."""
    services = request.app[SERVICES]
    for model in services.models:
        path = services.settings.models_dir / model.file
        if request.match_info["file"] == file_of_model(model) and path.is_file():
            return send_file(path, FOR_EVER)
    raise ApiError(
        HTTPStatus.NOT_FOUND,
        "model_missing",
        got=echo(request.match_info["file"]),
        expected="a model of GET /api/models",
        todo="run `python -m models.fetch` on the server, then load the page again",
    )


def find_inside(folder: Path, relative: str) -> Path | None:
    """Return a file below a (resolved) folder, None for anything else, whatever the path tries."""
    try:
        path = (folder / relative.lstrip("/")).resolve()
        is_served = path.is_relative_to(folder) and path.is_file()
    except (OSError, ValueError):  # Too long a name, a NUL in it, a surrogate.
        return None
    return path if is_served and path.suffix not in COMPRESSED else None
