"""POST /api/plays: a ticket for a play that begins."""

from http import HTTPStatus
from secrets import token_hex

from aiohttp import web

from server.clock import HOUR_MS, iso_utc
from server.errors import ApiError, echo
from server.https import is_secure
from server.ledger.records import NewPlay
from server.participants import give_cookie, new_cookie, participant_of, read_cookie
from server.request_body import read_body
from server.schemas import PlayAnswer, PlayRequest
from server.services import SERVICES, Services
from server.tickets import Ticket
from server.uuid7 import uuid7_hex

SEED_BYTES = 16
NO_SEED = "0" * 32  # The one that the engine's generator cannot use.


async def open_play(request: web.Request) -> web.Response:
    """Sign a ticket, write the play down, and close the participant's earlier ticket."""
    services = request.app[SERVICES]
    asked = await read_body(request, PlayRequest, services.settings.body_bytes_max)
    cookie = read_cookie(request) or new_cookie()
    ticket = make_ticket(services, asked, cookie)
    campaign = services.campaigns.current()
    funding = await services.ledger.open_play(
        NewPlay(
            play_id=ticket.play_id,
            participant=ticket.participant,
            campaign=ticket.campaign,
            task=ticket.task,
            effect=ticket.effect,
            release=ticket.release,
            mode=asked.mode,
            fen_per_play=ticket.fen_per_play,
            issued_at_ms=ticket.issued_at_ms,
            deliver_until_ms=ticket.deliver_until_ms,
            is_open=campaign.takes_play(ticket.task, ticket.issued_at_ms),
            network=await services.networks.mark(request),
            kiosk=asked.kiosk,
            reservations_per_network=campaign.limits.reservations_per_network,
        )
    )
    answer = PlayAnswer(
        play_id=ticket.play_id,
        ticket=services.tickets.sign(ticket),
        seed=ticket.seed,
        release=ticket.release,
        effect=ticket.effect,
        task=ticket.task,
        issued_at=iso_utc(ticket.issued_at_ms),
        deliver_until=iso_utc(ticket.deliver_until_ms),
        fen_per_play=ticket.fen_per_play,
        funding=funding,
    )
    response = web.json_response(
        text=answer.model_dump_json(),
        status=HTTPStatus.CREATED,
        headers={"Cache-Control": "no-store"},
    )
    give_cookie(response, cookie, is_secure=is_secure(request))
    return response


def make_ticket(services: Services, asked: PlayRequest, cookie: str) -> Ticket:
    """Return the ticket for what a page asks. Raises ApiError when it cannot be had."""
    campaign = services.campaigns.current()
    task = campaign.task_of_effect(asked.effect)
    if task is None:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "effect_unknown",
            got=echo(asked.effect),
            expected="an effect of GET /api/effects",
            todo="choose one of those",
        )
    published = services.releases.current.get(asked.effect)
    if published is None:
        raise ApiError(
            HTTPStatus.CONFLICT,
            "effect_coming",
            got=echo(asked.effect),
            expected='an effect whose status is "open"',
            todo="come back later; it is being made",
        )
    if published.hash != asked.release:
        raise ApiError(
            HTTPStatus.CONFLICT,
            "update_needed",
            got=f"release {asked.release[:8]}",
            expected=f"release {published.hash[:8]}",
            todo="fetch GET /api/effects and the new release, then ask again",
        )
    now_ms = services.clock()
    seed = token_hex(SEED_BYTES)
    while seed == NO_SEED:
        seed = token_hex(SEED_BYTES)
    return Ticket(
        play_id=uuid7_hex(now_ms),
        seed=seed,
        effect=asked.effect,
        release=published.hash,
        campaign=campaign.id,
        task=task.id,
        participant=participant_of(cookie, services.keys.participant, campaign.id),
        fen_per_play=task.fen_per_play,
        issued_at_ms=now_ms,
        deliver_until_ms=now_ms + services.settings.delivery_hours * HOUR_MS,
    )
