"""`kindlens dev`: releases an effect anew when its files change, and tells the open pages at once.

A change of the server's own code or of the campaign file starts the server again.
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

from effects.release import effect_ids
from server.live import INCOMING_BYTES_MAX, PING_S
from server.releases import ReleaseError, ReleaseStore
from server.route import Route
from server.services import SERVICES
from server.settings import Settings

log = logging.getLogger(__name__)

SERVER_FOLDER = Path(__file__).resolve().parent
SHARED_PARTS = ("engine", "__init__.py")  # Below effects/: a change there is one of every effect.


class Workshop:
    """The open pages of authors, and whether the server is to start again."""

    def __init__(self) -> None:
        self.pages: set[web.WebSocketResponse] = set()
        self.is_restart_wanted = False

    async def tell(self, effect: str, release: str) -> None:
        """Tell every open page that an effect has a new release."""
        text = json.dumps({"effect": effect, "release": release})
        for page in list(self.pages):
            with suppress(ConnectionError):
                await page.send_str(text)


WORKSHOP = web.AppKey("workshop", Workshop)


async def get_dev(request: web.Request) -> web.StreamResponse:
    """Send {"effect", "release"} whenever an effect's files have changed."""
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
        "WebSocket, with `kindlens dev` only: effects that have a new release",
        status=HTTPStatus.SWITCHING_PROTOCOLS,
    ),
)


def open_workshop(app: web.Application) -> None:
    """Let a server watch the files of effects while it runs."""
    app[WORKSHOP] = Workshop()
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
    services, workshop = app[SERVICES], app[WORKSHOP]
    effects_root = services.settings.effects_dir.resolve()
    async for changes in awatch(*watched_paths(services.settings)):
        paths = {Path(path) for _, path in changes}
        if any(not path.is_relative_to(effects_root) for path in paths):
            workshop.is_restart_wanted = True
            signal.raise_signal(signal.SIGTERM)
            return
        for effect, release in publish_changed(services.releases, effects_root, paths):
            await workshop.tell(effect, release)


def watched_paths(settings: Settings) -> tuple[Path, ...]:
    """Return what a change of means something."""
    return (settings.effects_dir.resolve(), SERVER_FOLDER, settings.campaign.resolve())


def publish_changed(
    releases: ReleaseStore, effects_root: Path, paths: set[Path]
) -> list[tuple[str, str]]:
    """Release the effects that own these files; return (effect, release) of each that is new.

    What cannot be released (a file saved half-way) is said in the log; the old release stays.
    """
    parts = {path.relative_to(effects_root).parts[0] for path in paths if path != effects_root}
    fresh: list[tuple[str, str]] = []
    for effect in effect_ids(effects_root):
        if effect not in parts and parts.isdisjoint(SHARED_PARTS):
            continue
        before = releases.current.get(effect)
        try:
            published = releases.publish(effect)
        except ReleaseError as error:
            log.warning("not released: %s", error)
            continue
        if before is None or before.hash != published.hash:
            fresh.append((effect, published.hash))
    return fresh
