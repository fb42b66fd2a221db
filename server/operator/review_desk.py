"""The queue of held plays at the desk, and deciding them."""

from functools import partial
from http import HTTPStatus

from aiohttp import web

from server.clock import iso_utc
from server.errors import ApiError, echo
from server.ledger.bookings import RefusedError
from server.operator.bodies import ReviewAnswer, ReviewEntry, ReviewRequest, ReviewsAnswer
from server.operator.desk_body import read_desk_body
from server.operator.reviews import Review, count_open, decide, list_open, list_resolved
from server.operator.sessions import Session
from server.public_facts import fresh_json
from server.schemas import is_play_id
from server.services import SERVICES

SHOWN_MAX = 50


async def get_reviews(request: web.Request, session: Session) -> web.Response:
    """Return the held plays that wait, the first due first, and those that were decided last."""
    del session
    services = request.app[SERVICES]
    campaign = services.campaigns.current().id
    waiting, (count, _), resolved = await services.ledger.read(
        lambda connection: (
            list_open(connection, campaign, SHOWN_MAX),
            count_open(connection, campaign),
            list_resolved(connection, campaign, SHOWN_MAX),
        )
    )
    return fresh_json(
        ReviewsAnswer(
            open=[_entry(one) for one in waiting],
            open_count=count,
            resolved=[_entry(one) for one in resolved],
        )
    )


async def decide_review(request: web.Request, session: Session) -> web.Response:
    """Accept or refuse a held play, for good."""
    services = request.app[SERVICES]
    asked = await read_desk_body(request, ReviewRequest)
    play_id = request.match_info["play_id"]
    if not is_play_id(play_id):
        raise _not_held(play_id)
    try:
        verdict = await services.ledger.write(
            partial(
                decide,
                play_id=play_id,
                is_accepted=asked.is_accepted,
                operator=session.account.name,
                note=asked.note,
                now_ms=services.clock(),
            )
        )
    except RefusedError as error:
        raise _not_held(play_id) from error
    return fresh_json(ReviewAnswer(status=verdict.status, reason=verdict.reason))


def _not_held(play_id: str) -> ApiError:
    return ApiError(
        HTTPStatus.CONFLICT,
        "already_decided",
        got=echo(play_id),
        expected="a play that is held",
        todo="load the queue again",
    )


def _entry(one: Review) -> ReviewEntry:
    return ReviewEntry(
        play_id=one.play_id,
        task=one.task,
        amount_fen=one.amount_fen,
        finding=one.finding,
        held_at=iso_utc(one.held_at_ms),
        due_at=iso_utc(one.due_at_ms),
        resolved_at=None if one.resolved_at_ms is None else iso_utc(one.resolved_at_ms),
        is_accepted=one.is_accepted,
        operator=one.operator,
        note=one.note,
    )
