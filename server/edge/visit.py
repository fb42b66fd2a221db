"""One visitor's connection: a picture comes, what was seen in it goes back, one at a time.

A page sends its next picture when it has the answer to the last. Who sends more is not read
meanwhile, so that their own network holds them up: the server keeps one picture a visitor.
"""

import asyncio
import logging
from http import HTTPStatus

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web
from pydantic import ValidationError

from server.edge.crew import Crew, CrewFullError, Seat, UnreadableError, WorkerEndedError
from server.edge.job import NOTHING_SEEN, PICTURE_HEAD
from server.edge.needs import EdgeNeeds
from server.errors import ApiError
from server.route import Route
from server.services import SERVICES

log = logging.getLogger(__name__)

PICTURE_BYTES_MAX = 128 * 1024  # 480 pixels wide, JPEG, about 15 KB.
QUIET_S_MAX = 20  # A place is for who sends pictures.
HELLO_S_MAX = 10
SEND_S_MAX = 10
CLOSE_S_MAX = 2  # A visitor who does not say goodbye is not waited for.
BUFFER_BYTES_MAX = 64 * 1024  # Of answers that a visitor has not read yet.
ENDED_WORKERS_MAX = 2  # Whose pictures end more workers than this is sent away.

VISITS = web.AppKey("visits", set[web.WebSocketResponse])


async def get_edge(request: web.Request) -> web.StreamResponse:
    """Follow a visitor's face and hands in the pictures that their page sends."""
    crew = request.app[SERVICES].edge
    if crew is None:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "no_edge_tracking",
            got="a request for tracking on the server",
            expected="a server whose operator has turned it on",
            todo="track in the browser; an operator sets EDGE_TRACKING=1",
        )
    socket = web.WebSocketResponse(
        timeout=CLOSE_S_MAX,
        max_msg_size=PICTURE_BYTES_MAX,
        compress=False,
        writer_limit=BUFFER_BYTES_MAX,
    )
    if not socket.can_prepare(request):
        raise web.HTTPUpgradeRequired
    await socket.prepare(request)
    visits = request.app[VISITS]
    visits.add(socket)
    try:
        await _serve(socket, crew)
    finally:
        visits.discard(socket)
    return socket


async def end_visits(app: web.Application) -> None:
    """Say goodbye to all visitors: their connections would keep the server open."""
    for socket in list(app[VISITS]):
        await socket.close(code=WSCloseCode.GOING_AWAY, message=b"the server ends")


async def _serve(socket: web.WebSocketResponse, crew: Crew) -> None:
    """Answer pictures until the visitor goes, or does what no page does."""
    needs = await _hello(socket)
    if needs is None:
        await socket.close(code=WSCloseCode.POLICY_VIOLATION, message=b"no needs")
        return
    try:
        seat = crew.sit(needs)
    except CrewFullError:
        await socket.send_str("full")
        await socket.close(code=WSCloseCode.TRY_AGAIN_LATER, message=b"full")
        return
    try:
        await socket.send_str("welcome")
        await _answer_pictures(socket, seat)
    except (ConnectionError, TimeoutError):
        log.debug("a visitor of edge tracking is gone")
    finally:
        await crew.rise(seat)


async def _hello(socket: web.WebSocketResponse) -> EdgeNeeds | None:
    """Return what the page needs; None where it does not say so."""
    message = await _receive(socket, HELLO_S_MAX)
    if message is None or message.type is not WSMsgType.TEXT:
        return None
    try:
        return EdgeNeeds.model_validate_json(message.data)
    except ValidationError:
        return None


async def _answer_pictures(socket: web.WebSocketResponse, seat: Seat) -> None:
    ended_workers = 0
    while (message := await _receive(socket, QUIET_S_MAX)) is not None:
        if message.type is not WSMsgType.BINARY or len(message.data) <= PICTURE_HEAD.size:
            await socket.close(code=WSCloseCode.UNSUPPORTED_DATA, message=b"no picture")
            return
        t_ms, resting = PICTURE_HEAD.unpack_from(message.data)
        try:
            seen = await seat.look(t_ms, resting, message.data[PICTURE_HEAD.size :])
        except UnreadableError:
            await socket.close(code=WSCloseCode.INVALID_TEXT, message=b"no picture")
            return
        except WorkerEndedError:
            ended_workers += 1
            if ended_workers > ENDED_WORKERS_MAX:
                await socket.close(code=WSCloseCode.INTERNAL_ERROR, message=b"workers end")
                return
            seen = NOTHING_SEEN
        async with asyncio.timeout(SEND_S_MAX):
            await socket.send_bytes(seen)


async def _receive(socket: web.WebSocketResponse, patience_s: float) -> WSMessage | None:
    """Return the next message; None where none comes in time, or none will come."""
    try:
        message = await socket.receive(timeout=patience_s)
    except TimeoutError:
        await socket.close(code=WSCloseCode.POLICY_VIOLATION, message=b"no picture came")
        return None
    return message if message.type in (WSMsgType.TEXT, WSMsgType.BINARY) else None


EDGE_ROUTES = (
    Route(
        "GET",
        "/api/edge",
        get_edge,
        "WebSocket, with EDGE_TRACKING=1 only: camera pictures in, faces and hands out",
        status=HTTPStatus.SWITCHING_PROTOCOLS,
        errors={
            HTTPStatus.FORBIDDEN: "Another site's page asks.",
            HTTPStatus.NOT_FOUND: "The operator has not turned it on.",
            HTTPStatus.UPGRADE_REQUIRED: "The request is not a WebSocket's.",
        },
    ),
)
