"""The page that a visitor's phone opens to save what the kiosk kept of the play; no script in it.

An address that has ended and one that never was look the same.
"""

import json
from functools import lru_cache
from html import escape
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from server.clock import MINUTE_MS
from server.kiosk.handover_link import BOOT_HEADER, PREFIX
from server.kiosk.handovers import ENDINGS, Handover, Piece
from server.kiosk.kiosk import Kiosk
from server.languages import LANGUAGES, language_of

TEXTS = Path(__file__).parent / "texts"
STYLE = "/handover.css"  # Built with the pages, from web/public.
# Beside the policy of every answer: nothing is kept, found or embedded.
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Vary": "Accept-Language",
}


async def get_phone_page(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Return the page of a handover, with what is in it and for how long."""
    handover = kiosk.handovers.find(request.match_info["token"])
    language = language_of(request)
    if handover is None or not handover.pieces:
        return _page(kiosk, language, _gone(words(language)), HTTPStatus.NOT_FOUND)
    minutes = -(-kiosk.handovers.seconds_left(handover) * 1000 // MINUTE_MS)
    token = request.match_info["token"]
    return _page(kiosk, language, _pieces(token, handover, minutes, words(language)))


async def get_phone_file(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Return a picture or video, or the part of it that a player asks for (RFC 9110, 14)."""
    handover = kiosk.handovers.find(request.match_info["token"])
    name, _, ending = request.match_info["file"].partition(".")
    piece = handover.pieces.get(name) if handover else None
    if handover is None or piece is None or ENDINGS[piece.media_type] != ending:
        raise web.HTTPNotFound
    headers = {**HEADERS, "Content-Type": piece.media_type, "Accept-Ranges": "bytes"}
    if "save" in request.query:
        file = f"kindlens-{handover.effect}.{ending}"
        headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return _part_of(request, piece, headers)


def _part_of(request: web.Request, piece: Piece, headers: dict[str, str]) -> web.Response:
    size = len(piece.data)
    try:
        asked = request.http_range
    except ValueError:
        asked = slice(None)
    start, stop, _ = asked.indices(size)
    if asked.start is None and asked.stop is None:
        return web.Response(body=piece.data, headers=headers)
    if start >= stop:
        headers["Content-Range"] = f"bytes */{size}"
        return web.Response(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    body = piece.data[start:stop]
    return web.Response(status=HTTPStatus.PARTIAL_CONTENT, body=body, headers=headers)


@lru_cache
def words(language: str) -> dict[str, str]:
    """Return the texts of the page in one of LANGUAGES."""
    return json.loads((TEXTS / f"{language}.json").read_text("utf-8"))


def _pieces(token: str, handover: Handover, minutes: int, said: dict[str, str]) -> str:
    shown = [f"<h1>{said['title']}</h1>", f"<p class=lead>{said['lead']}</p>"]
    for name, piece in sorted(handover.pieces.items(), reverse=True):  # The video first.
        file = f"{PREFIX}{token}/{name}.{ENDINGS[piece.media_type]}"
        picture = (
            f"<video src='{file}' controls playsinline loop muted></video>"
            if piece.media_type.startswith("video/")
            else f"<img src='{file}' alt='{escape(said[f'{name}_alt'], quote=True)}'>"
        )
        save = f"<a class=save href='{file}?save' download>{said[f'save_{name}']}</a>"
        shown.append(f"<section>{picture}{save}</section>")
    left = said["minutes_left"] if minutes > 1 else said["last_minute"]
    shown.append(f"<p class=note>{left.replace('{n}', str(minutes))}</p>")
    shown.append(f"<p class=note>{said['hold']}</p>")
    return "".join(shown)


def _gone(said: dict[str, str]) -> str:
    return f"<h1>{said['gone_title']}</h1><p class=lead>{said['gone']}</p>"


def _page(
    kiosk: Kiosk, language: str, main: str, status: HTTPStatus = HTTPStatus.OK
) -> web.Response:
    said = words(language)
    other = next(one for one in LANGUAGES if one != language)
    html = (
        f"<!doctype html><html lang={language}><head><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<meta name=robots content=noindex><title>{said['title']} · Kindlens</title>"
        f"<link rel=stylesheet href={STYLE}></head><body><header><span>Kindlens</span>"
        f"<a href='?lang={other}' lang={other}>{words(other)['language']}</a></header>"
        f"<main>{main}</main></body></html>"
    )
    return web.Response(
        text=html,
        status=status,
        content_type="text/html",
        headers={**HEADERS, BOOT_HEADER: kiosk.boot},
    )
