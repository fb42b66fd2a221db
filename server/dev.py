"""`kindlens dev` and `play`: release an effect anew when its files change, and tell open pages.

With `dev`, a change of the server's own code or of the campaign file starts the server again.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from aiohttp import web
from watchfiles import awatch  # pyright: ignore[reportUnknownVariableType]

from effects.place import EffectPlace
from server.live import INCOMING_BYTES_MAX, PING_S
from server.releases import ReleaseError, ReleaseStore
from server.route import Route
from server.services import SERVICES
from server.settings import Settings

log = logging.getLogger(__name__)

SERVER_FOLDER = Path(__file__).resolve().parent


class Workshop:
    """The open pages of authors, and whether the server is to start again.

    restarting: files and folders whose change starts the server again.
    """

    def __init__(self, restarting: tuple[Path, ...]) -> None:
        self.restarting = restarting
        self.pages: set[web.WebSocketResponse] = set()
        self.is_restart_wanted = False

    async def tell(self, news: dict[str, str]) -> None:
        """Tell every open page what became of an effect: see publish_changed."""
        text = json.dumps(news)
        for page in list(self.pages):
            with suppress(ConnectionError):
                await page.send_str(text)


WORKSHOP = web.AppKey("workshop", Workshop)


async def get_dev(request: web.Request) -> web.StreamResponse:
    """Send {"effect", "release"} whenever an effect's files have changed, or {"effect", "problem"}
    where they cannot be released as they are."""
    workshop = request.app[WORKSHOP]
    socket = web.WebSocketResponse(heartbeat=PING_S, max_msg_size=INCOMING_BYTES_MAX)
    if not socket.can_prepare(request):
        raise web.HTTPUpgradeRequired
    await socket.prepare(request)
    workshop.pages.add(socket)
    try:
        async for _ in socket:
            pass
    finally:
        workshop.pages.discard(socket)
    return socket


DEV_ROUTES = (
    Route(
        "GET",
        "/api/dev",
        get_dev,
        "WebSocket, with `kindlens dev` and `play` only: effects that have a new release",
        status=HTTPStatus.SWITCHING_PROTOCOLS,
    ),
)


def own_files(settings: Settings) -> tuple[Path, ...]:
    """Return the server's own code and its campaign: what `dev` starts again for."""
    return (SERVER_FOLDER, settings.campaign.resolve())


def open_workshop(app: web.Application, restarting: tuple[Path, ...] = ()) -> None:
    """Let a server watch the files of effects while it runs, and those it starts again for."""
    app[WORKSHOP] = Workshop(restarting)
    app.cleanup_ctx.append(_keep_watching)
    app.on_shutdown.append(_close_pages)


def restart_if_wanted(app: web.Application) -> None:
    """Become a fresh server, in this very process, when the code has changed."""
    if app[WORKSHOP].is_restart_wanted:
        log.info("starting again")
        os.execv(sys.executable, [sys.executable, "-m", "server", "dev"])  # noqa: S606


async def _keep_watching(app: web.Application) -> AsyncIterator[None]:
    watching = asyncio.ensure_future(_watch(app))
    yield
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching


async def _close_pages(app: web.Application) -> None:
    for page in list(app[WORKSHOP].pages):
        await page.close(code=1001, message=b"the server ends")


async def _watch(app: web.Application) -> None:
    releases, workshop = app[SERVICES].releases, app[WORKSHOP]
    async for changes in awatch(*watched_paths(releases), *workshop.restarting):
        paths = {Path(path) for _, path in changes}
        if any(_is_in(path, workshop.restarting) for path in paths):
            workshop.is_restart_wanted = True
            signal.raise_signal(signal.SIGTERM)
            return
        for news in publish_changed(releases, paths):
            await workshop.tell(news)


def _is_in(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def watched_paths(releases: ReleaseStore) -> tuple[Path, ...]:
    """Return the folders of the engine and of all effects."""
    return (releases.root, *releases.package_folders())


def publish_changed(releases: ReleaseStore, paths: set[Path]) -> list[dict[str, str]]:
    """Release the effects that own these files; return {"effect", "release"} of each that is new.

    What cannot be released (a file saved half-way) is said in the log and returned as {"effect",
    "problem"}; the old release stays.
    """
    news: list[dict[str, str]] = []
    for place in releases.places().values():
        if not any(_is_in(path, _files_of(place)) for path in paths):
            continue
        before = releases.current.get(place.id)
        try:
            published = releases.publish(place.id)
        except ReleaseError as error:
            log.warning("not released: %s", error)
            news.append({"effect": place.id, "problem": str(error)})
            continue
        if before is None or before.hash != published.hash:
            news.append({"effect": place.id, "release": published.hash})
    return news


def _files_of(place: EffectPlace) -> tuple[Path, ...]:
    """Return what a change of is one of this effect: its folder, and the engine."""
    return (place.folder, place.root / "engine", place.root / "__init__.py")
