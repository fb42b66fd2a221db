"""Handing a kept picture or video over: the kiosk's page brings it, by the visitor's act alone."""

import asyncio
import secrets
from http import HTTPStatus

from aiohttp import web

from server.errors import ApiError, echo
from server.kiosk.bodies import HandoverAnswer, HandoverRequest
from server.kiosk.handovers import PIECE_BYTES_MAX, PIECES, SIGNATURES, Handover, NoRoomError, Piece
from server.kiosk.kiosk import Kiosk
from server.public_facts import fresh_json
from server.request_body import read_body

BODY_BYTES_MAX = 1024
CHUNK_BYTES = 256 * 1024
ARRIVES_S_MAX = 60


async def open_handover(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Make an empty place under an address that nobody can guess."""
    asked = await read_body(request, HandoverRequest, BODY_BYTES_MAX)
    try:
        token = kiosk.handovers.begin(asked.effect)
    except NoRoomError as error:
        raise _no_room() from error
    response = fresh_json(
        HandoverAnswer(token=token, link=None, seconds_left=kiosk.handovers.life_ms // 1000)
    )
    response.set_status(HTTPStatus.CREATED)
    return response


async def put_piece(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Take a picture or a video in."""
    token, handover = _find(request, kiosk)
    name, media_type = request.match_info["piece"], request.content_type
    if name not in PIECES:
        raise _unfit(HTTPStatus.NOT_FOUND, echo(name), " or ".join(PIECES))
    is_such = SIGNATURES.get(media_type)
    if is_such is None:
        raise _unfit(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, echo(media_type), ", ".join(SIGNATURES))
    data = await _read(request)
    if not is_such(data):
        raise _unfit(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{len(data)} bytes of another type", media_type
        )
    try:
        kiosk.handovers.add(token, name, Piece(media_type, data))
    except KeyError as error:
        raise _gone() from error
    except NoRoomError as error:
        raise _no_room() from error
    return await _answer(kiosk, token, handover)


async def get_handover(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Say whether a phone can open it now, and for how long."""
    return await _answer(kiosk, *_find(request, kiosk))


async def end_handover(request: web.Request, kiosk: Kiosk) -> web.Response:
    """Forget it before its time."""
    token, _ = _find(request, kiosk)
    kiosk.handovers.end(token)
    return fresh_json(HandoverAnswer(token=token, link=None, seconds_left=0))


async def _answer(kiosk: Kiosk, token: str, handover: Handover) -> web.Response:
    link = await kiosk.link.of(token) if handover.pieces else None
    return fresh_json(
        HandoverAnswer(token=token, link=link, seconds_left=kiosk.handovers.seconds_left(handover))
    )


def _find(request: web.Request, kiosk: Kiosk) -> tuple[str, Handover]:
    token = request.match_info["token"]
    handover = kiosk.handovers.find(token)
    if handover is None:
        raise _gone()
    return token, handover


async def _read(request: web.Request) -> bytes:
    """Return the body, whatever its announced length, up to the largest. Raises ApiError."""
    if (request.content_length or 0) > PIECE_BYTES_MAX:
        raise _too_large()
    data = bytearray()
    try:
        async with asyncio.timeout(ARRIVES_S_MAX):
            async for chunk in request.content.iter_chunked(CHUNK_BYTES):
                data += chunk
                if len(data) > PIECE_BYTES_MAX:
                    raise _too_large()
    except TimeoutError as error:
        raise _unfit(HTTPStatus.REQUEST_TIMEOUT, "a body that trickles in", "all of it") from error
    return bytes(data)


def _unfit(status: HTTPStatus, got: str, expected: str) -> ApiError:
    return ApiError(
        status, "piece_unfit", got=got, expected=expected, todo="bring a picture or video of a play"
    )


def _too_large() -> ApiError:
    return ApiError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "piece_too_large",
        got="a picture or video that is larger",
        expected=f"at most {PIECE_BYTES_MAX} bytes",
        todo="hand over the picture without the video",
    )


def _gone() -> ApiError:
    return ApiError(
        HTTPStatus.NOT_FOUND,
        "handover_gone",
        got="a handover that has ended, or none",
        expected="one that is open",
        todo="begin a new one while the visitor is there",
    )


def _no_room() -> ApiError:
    return ApiError(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "handovers_full",
        got="as many pictures as fit into memory",
        expected="room for another",
        todo="try again in a minute, when the first ones have gone",
        retry_after_s=30 + secrets.randbelow(30),
    )
