"""POST /api/plays/{play_id}/completion: a ticket and a trace, answered with a verdict."""

import base64
import binascii
import hmac
from http import HTTPStatus

from aiohttp import web

from server.clock import HOUR_MS, iso_utc
from server.errors import ApiError, echo
from server.judge import Judgement
from server.kiosk.device import is_device
from server.ledger.leaf import leaf_line
from server.participants import participant_of, read_cookie
from server.replay.pool import PoolFullError, ReplayUnavailableError
from server.request_body import read_body
from server.schemas import CompletionAnswer, CompletionRequest, Receipt
from server.services import SERVICES, Services
from server.tickets import Ticket, TicketError
from server.unavailable import queue_full, replay_unavailable
from server.verdicts import Verdict


async def complete_play(request: web.Request) -> web.Response:
    """Judge a delivered play. The same delivery again gets the same answer."""
    services = request.app[SERVICES]
    body = await read_body(request, CompletionRequest, services.settings.body_bytes_max)
    trace = decode_trace(body.trace)
    try:
        ticket = services.tickets.read(body.ticket)
    except TicketError:
        return _answer(services, None, Judgement(Verdict.TAMPERED, "ticket_forged"))
    if ticket.play_id != request.match_info["play_id"]:
        return _answer(services, ticket, Judgement(Verdict.TAMPERED, "ticket_of_another_play"))
    if not _is_of_participant(request, services, ticket):
        return _answer(
            services, ticket, Judgement(Verdict.TAMPERED, "ticket_of_another_participant")
        )
    try:
        judgement = await services.judge.judge(ticket, trace)
    except PoolFullError as error:
        raise queue_full() from error
    except ReplayUnavailableError as error:
        raise replay_unavailable() from error
    return _answer(services, ticket, judgement)


def decode_trace(text: str) -> bytes:
    """Return the bytes of base64 (RFC 4648, section 4). Raises ApiError."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ApiError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "invalid_field",
            got=f"trace: {echo(text)}",
            expected=f"base64 of the deflated trace ({error})",
            todo="encode the bytes of the trace with the standard alphabet and padding",
        ) from error


def _is_of_participant(request: web.Request, services: Services, ticket: Ticket) -> bool:
    """Return whether the ticket was given to who delivers it. Raises ApiError without a cookie.

    A kiosk delivers for its visitors, whose cookies end with their visit or with the browser.
    """
    if services.kiosk is not None and is_device(request, services.kiosk):
        return True
    cookie = read_cookie(request)
    if cookie is None:
        raise ApiError(
            HTTPStatus.FORBIDDEN,
            "participant_missing",
            got="no participant cookie",
            expected="the cookie that came with the ticket",
            todo="allow cookies for this site and play again",
        )
    participant = participant_of(cookie, services.keys.participant, ticket.campaign)
    return hmac.compare_digest(participant, ticket.participant)


def _answer(services: Services, ticket: Ticket | None, judgement: Judgement) -> web.Response:
    if judgement.decided_at_ms is None:  # No row of the ledger's has it.
        campaign = ticket.campaign if ticket else services.campaigns.current().id
        services.undecided.count((campaign, judgement.status.value))
    receipt, decided_by = None, None
    entry = judgement.entry
    if ticket is not None and entry is not None and entry.number is not None:
        receipt = Receipt(
            play_id=ticket.play_id,
            number=entry.number,
            task=ticket.task,
            effect=ticket.effect,
            amount_fen=entry.amount_fen,
            currency="CNY",
            credited_at=iso_utc(entry.at_ms),
            entry=entry.index,
            leaf=leaf_line(entry).decode(),
        )
    if judgement.status is Verdict.HELD and judgement.decided_at_ms is not None:
        decided_by = iso_utc(judgement.decided_at_ms + services.settings.review_hours * HOUR_MS)
    answer = CompletionAnswer(
        status=judgement.status, reason=judgement.reason, receipt=receipt, decided_by=decided_by
    )
    return web.json_response(text=answer.model_dump_json(), headers={"Cache-Control": "no-store"})
