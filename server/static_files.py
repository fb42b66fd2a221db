"""Static files: the built pages, releases and models, precompressed and cached for ever."""

import gzip
import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from server.brotli_encoding import compress_brotli
from server.errors import ApiError, echo
from server.languages import language_of
from server.link_previews import fill_page, origin_of, preview_of, site_words
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
AUTHORS_FOLDER = "studio"  # Served by `kindlens dev` and `kindlens play` only: server/studio.
COMPRESSED = (".br", ".gz")  # Served in place of their originals, never by themselves.
PAGE_QUALITY = 5  # Of brotli, for a page that is filled while somebody waits.
TAG_DIGITS = 32
RELEASE_FILE = re.compile(r"([0-9a-f]{64})\.json")
RELEASE_MODEL = re.compile(r"([0-9a-f]{64})\.glb")


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
    """Return the one page of the app, with what a link to this address shows in its head."""
    services = request.app[SERVICES]
    path = _index_path(request)
    words = site_words(services.settings.web_dir)
    if words is None:
        return send_file(path, ASK_FIRST)
    language = language_of(request)
    preview = preview_of(services, request.path, words)
    origin = origin_of(request, services.settings)
    html = fill_page(path.read_text("utf-8"), preview, words, language, origin)
    return _send_filled(request, html)


def _send_filled(request: web.Request, html: str) -> web.Response:
    """Return a page that was put together for this request, compressed, with an ETag of its own."""
    encoding = _encoding_of(request)
    body, tag = _encode(html, encoding)
    headers = {"Cache-Control": ASK_FIRST, "Vary": "Accept-Encoding, Accept-Language"}
    known = request.if_none_match or ()
    if any(etag.value in (tag, "*") for etag in known):
        response = web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    else:
        if encoding:
            headers["Content-Encoding"] = encoding
        headers["Content-Type"] = MEDIA_TYPES[".html"]
        response = web.Response(body=body, headers=headers)
    response.etag = tag
    return response


def _encoding_of(request: web.Request) -> str:
    """Return the compression that the browser takes: br, gzip or none."""
    parts = request.headers.get("Accept-Encoding", "").lower().split(",")
    taken = {
        name.strip()
        for name, _, weight in (part.partition(";q=") for part in parts)
        if weight.strip() not in ("0", "0.0", "0.00", "0.000")
    }
    return next((encoding for encoding in ("br", "gzip") if encoding in taken), "")


@lru_cache(maxsize=64)
def _encode(html: str, encoding: str) -> tuple[bytes, str]:
    """Return a page compressed, with its ETag; kept, since few differ."""
    body = html.encode()
    tag = hashlib.sha256(body).hexdigest()[:TAG_DIGITS]
    if encoding == "br":
        return compress_brotli(body, PAGE_QUALITY), f"{tag}-br"
    if encoding == "gzip":
        return gzip.compress(body, mtime=0), f"{tag}-gz"
    return body, tag


def _index_path(request: web.Request) -> Path:
    """Return where the built page lies. Raises ApiError before it is built."""
    path = request.app[SERVICES].settings.web_dir / "index.html"
    if not path.is_file():
        raise ApiError(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "pages_not_built",
            got=f"no {path}",
            expected="the built pages",
            todo="run `make build` (with `make dev`, open the address that Vite prints)",
        )
    return path


async def get_built_file(request: web.Request) -> web.StreamResponse:
    """Return a file of the build; for any other address that a person opened, the page with 404."""
    folder = request.app[SERVICES].settings.web_dir.resolve()
    path = find_inside(folder, request.match_info["path"])
    if path is None or path.is_relative_to(folder / AUTHORS_FOLDER):
        if "text/html" in request.headers.get("Accept", ""):
            return send_file(_index_path(request), ASK_FIRST, HTTPStatus.NOT_FOUND)
        raise web.HTTPNotFound
    top = path.relative_to(folder).parts[0]
    is_hashed = top in IMMUTABLE_FOLDERS or re.fullmatch(r"workbox-[\w-]+\.js", top)
    return send_file(path, FOR_EVER if is_hashed else ASK_FIRST)


async def get_release(request: web.Request) -> web.StreamResponse:
    """Return the document of a release that is kept."""
    releases = request.app[SERVICES].releases
    return _send_kept(request, RELEASE_FILE, releases.path, "a release of GET /api/effects")


async def get_release_model(request: web.Request) -> web.StreamResponse:
    """Return a model that a kept release names."""
    releases = request.app[SERVICES].releases
    return _send_kept(request, RELEASE_MODEL, releases.model_path, "a model of a kept release")


def _send_kept(
    request: web.Request, pattern: re.Pattern[str], path_of: Callable[[str], Path], expected: str
) -> web.StreamResponse:
    """Return a file of a release. pattern: of its name, with its hash in a group."""
    match = pattern.fullmatch(request.match_info["file"])
    path = path_of(match[1]) if match else None
    if path is None or not path.is_file():
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "release_unknown",
            got=echo(request.match_info["file"]),
            expected=expected,
            todo="fetch GET /api/effects and its release again",
        )
    return send_file(path, FOR_EVER)


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
