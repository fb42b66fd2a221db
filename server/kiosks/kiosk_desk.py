"""Kiosks at the desk: who there is, adding, renewing and revoking them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from aiohttp import web
from sqlalchemy import Connection

from server.campaign import Campaign
from server.clock import iso_utc
from server.errors import ApiError, echo
from server.kiosks.admission import (
    KioskExistsError,
    KioskUnknownError,
    Terms,
    add_kiosk,
    renew_kiosk,
    revoke_kiosk,
)
from server.kiosks.allotments import Allotted, list_allotted
from server.kiosks.credentials import Kiosk, list_kiosks
from server.kiosks.desk_bodies import (
    CredentialAnswer,
    KioskAllotment,
    KioskEntry,
    KioskRequest,
    KiosksAnswer,
    KioskTerms,
    RefusedKioskPlay,
    RevokeRequest,
)
from server.kiosks.taking import Refusal, list_refusals
from server.ledger.bookings import RefusedError
from server.link_previews import origin_of
from server.operator.bodies import DoneAnswer
from server.operator.desk_body import read_desk_body
from server.operator.sessions import Session
from server.public_facts import fresh_json
from server.services import SERVICES, Services

REFUSED_SHOWN = 20


async def get_kiosks(request: web.Request, session: Session) -> web.Response:
    """Return every kiosk with its allotments and what was refused last."""
    del session
    services = request.app[SERVICES]

    def read(connection: Connection) -> list[_Shown]:
        return [
            _Shown(
                kiosk,
                list_allotted(connection, kiosk.name),
                list_refusals(connection, kiosk.name, REFUSED_SHOWN),
            )
            for kiosk in list_kiosks(connection)
        ]

    shown = await services.ledger.read(read)
    return fresh_json(KiosksAnswer(kiosks=[_entry(services, one) for one in shown]))


async def post_kiosk(request: web.Request, session: Session) -> web.Response:
    """Add a kiosk and set aside what it may credit."""
    asked = await read_desk_body(request, KioskRequest)
    return await _let_in(request, session, asked.name, asked, add_kiosk)


async def post_kiosk_credential(request: web.Request, session: Session) -> web.Response:
    """Renew a kiosk: another credential, more time, more plays."""
    asked = await read_desk_body(request, KioskTerms)
    return await _let_in(request, session, request.match_info["kiosk"], asked, renew_kiosk)


async def post_kiosk_revocation(request: web.Request, session: Session) -> web.Response:
    """Let a kiosk in no more, and give back what it has not used."""
    services = request.app[SERVICES]
    asked = await read_desk_body(request, RevokeRequest)
    name = request.match_info["kiosk"]
    try:
        await services.ledger.write(
            partial(
                revoke_kiosk,
                name=name,
                operator=session.account.name,
                note=asked.note,
                now_ms=services.clock(),
            )
        )
    except KioskUnknownError as error:
        raise _unknown(name) from error
    await services.kiosks.disconnect(name)
    return fresh_json(DoneAnswer())


def pairing_command(origin: str) -> str:
    """Return what a host types; the credential is asked for, so that no shell remembers it."""
    return f"kindlens kiosk --pair {origin}"


LetIn = Callable[[Connection, str, Campaign, Terms, str, int], str]


async def _let_in(
    request: web.Request, session: Session, name: str, asked: KioskTerms, let_in: LetIn
) -> web.Response:
    services = request.app[SERVICES]
    campaign = services.campaigns.current()
    terms = Terms(asked.days, asked.plays_per_day, asked.plays, services.settings.kiosk_grace_days)

    def write(connection: Connection) -> str:
        now_ms = services.clock()
        return let_in(connection, name, campaign, terms, session.account.name, now_ms)

    try:
        credential = await services.ledger.write(write)
    except KioskExistsError as error:
        raise ApiError(
            HTTPStatus.CONFLICT,
            "kiosk_exists",
            got=echo(name),
            expected="a name that no kiosk has",
            todo="choose another, or renew that one",
        ) from error
    except KioskUnknownError as error:
        raise _unknown(name) from error
    except RefusedError as error:
        raise ApiError(
            HTTPStatus.CONFLICT,
            "allotment_refused",
            got=str(error),
            expected="an allotment that the pledges allow",
            todo="correct it as the text says",
        ) from error
    await services.kiosks.disconnect(name)  # It was let in by the credential before this one.
    origin = origin_of(request, services.settings) or str(request.url.origin())
    answer = CredentialAnswer(name=name, credential=credential, command=pairing_command(origin))
    response = fresh_json(answer)
    response.set_status(HTTPStatus.CREATED)
    return response


def _unknown(name: str) -> ApiError:
    return ApiError(
        HTTPStatus.NOT_FOUND,
        "kiosk_unknown",
        got=echo(name),
        expected="a kiosk of GET /api/operator/kiosks",
        todo="load them again",
    )


@dataclass(frozen=True)
class _Shown:
    """A kiosk with what belongs to it."""

    kiosk: Kiosk
    allotted: list[Allotted]
    refusals: list[Refusal]


def _entry(services: Services, shown: _Shown) -> KioskEntry:
    kiosk, now_ms = shown.kiosk, services.clock()
    return KioskEntry(
        name=kiosk.name,
        is_revoked=kiosk.is_revoked,
        is_online=services.kiosks.is_online(kiosk.name),
        issued_at=iso_utc(kiosk.issued_at_ms),
        plays_until=iso_utc(kiosk.plays_until_ms),
        plays_per_day=kiosk.plays_per_day,
        seen_at=None if kiosk.seen_at_ms is None else iso_utc(kiosk.seen_at_ms),
        waiting=kiosk.waiting,
        allotments=[
            KioskAllotment(
                task=one.key.task,
                allotted_fen=one.allotted_fen,
                used_fen=one.used_fen,
                plays=one.plays,
                is_set_aside=one.until_ms > now_ms,
            )
            for one in shown.allotted
        ],
        refused=[
            RefusedKioskPlay(
                play_id=one.play_id, task=one.task, reason=one.reason, at=iso_utc(one.at_ms)
            )
            for one in shown.refusals
        ],
    )
