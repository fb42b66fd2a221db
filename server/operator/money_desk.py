"""Money at the desk: how it stands, pledges, payouts, and taking entries back."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from aiohttp import web
from sqlalchemy import Connection

from server.clock import iso_utc
from server.errors import ApiError, echo
from server.ledger import bookings
from server.ledger.bookings import RefusedError
from server.ledger.records import Entry, TaskKey, Totals
from server.operator.acts import Act, record
from server.operator.bodies import (
    Balance,
    CorrectionRequest,
    MoneyAnswer,
    MoneyEntry,
    OverviewAnswer,
    PayoutRequest,
    PledgeRequest,
)
from server.operator.campaign_desk import task_unknown
from server.operator.desk_body import read_desk_body
from server.operator.money import Booked, find_entry, list_booked, read_balances
from server.operator.reviews import count_open
from server.operator.sessions import Session
from server.public_facts import fresh_json
from server.services import SERVICES, Services
from server.whole_number import number_of_query, read_whole_number

PAGE = 50


async def get_overview(request: web.Request, session: Session) -> web.Response:
    """Return how the running campaign stands and what waits."""
    del session
    services = request.app[SERVICES]
    campaign = services.campaigns.current()
    balances, (waiting, due_at_ms) = await services.ledger.read(
        lambda connection: (
            read_balances(connection, campaign.id, [task.id for task in campaign.tasks]),
            count_open(connection, campaign.id),
        )
    )
    return fresh_json(
        OverviewAnswer(
            balances=[_balance(task, total) for task, total in balances],
            reviews_open=waiting,
            reviews_due_at=None if due_at_ms is None else iso_utc(due_at_ms),
        )
    )


async def get_money(request: web.Request, session: Session) -> web.Response:
    """Return balances and what people booked, newest first; `before` asks for older entries."""
    del session
    services = request.app[SERVICES]
    campaign = services.campaigns.current()
    before = number_of_query(request, "before")
    balances, booked = await services.ledger.read(
        lambda connection: (
            read_balances(connection, campaign.id, [task.id for task in campaign.tasks]),
            list_booked(connection, campaign.id, before, PAGE + 1),
        )
    )
    shown = booked[:PAGE]
    return fresh_json(
        MoneyAnswer(
            balances=[_balance(task, total) for task, total in balances],
            entries=[_entry(one) for one in shown],
            more_before=shown[-1].entry.index if len(booked) > PAGE else None,
        )
    )


async def get_entry(request: web.Request, session: Session) -> web.Response:
    """Return one entry of the ledger, so that it can be looked at before it is taken back."""
    del session
    text = request.match_info["entry"]
    number = read_whole_number(text)
    found = (
        None
        if number is None
        else await request.app[SERVICES].ledger.read(partial(find_entry, index=number))
    )
    if found is None:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "entry_unknown",
            got=echo(text),
            expected="the number of an entry of the ledger",
            todo="look it up in the public ledger",
        )
    return fresh_json(_entry(found))


async def book_pledge(request: web.Request, session: Session) -> web.Response:
    """Book a sponsor's pledge to a task of the running campaign."""
    asked = await read_desk_body(request, PledgeRequest)
    key = _key(request.app[SERVICES], asked.task)

    def book(connection: Connection, now_ms: int) -> Entry:
        return bookings.pledge(connection, key, asked.amount_fen, now_ms, asked.reference)

    return await _write(request, session, "pledge", "pledge_refused", book)


async def book_payout(request: web.Request, session: Session) -> web.Response:
    """Book what has been paid to the charity, never more than is released."""
    asked = await read_desk_body(request, PayoutRequest)
    key = _key(request.app[SERVICES], asked.task)

    def book(connection: Connection, now_ms: int) -> Entry:
        return bookings.pay_out(connection, key, asked.amount_fen, now_ms, asked.reference)

    return await _write(request, session, "payout", "pays_too_much", book)


async def book_correction(request: web.Request, session: Session) -> web.Response:
    """Take an entry back by its counter-entry; both stay."""
    asked = await read_desk_body(request, CorrectionRequest)

    def book(connection: Connection, now_ms: int) -> Entry:
        return bookings.correct(connection, asked.entry, now_ms, asked.reason)

    return await _write(request, session, "correction", "not_correctable", book)


async def _write(
    request: web.Request,
    session: Session,
    kind: str,
    refused: str,
    book: Callable[[Connection, int], Entry],
) -> web.Response:
    """Book an entry and its act in one transaction. Raises ApiError for what the ledger refuses."""
    services = request.app[SERVICES]

    def write(connection: Connection) -> Entry:
        now_ms = services.clock()
        entry = book(connection, now_ms)
        after = {
            "entry": entry.index,
            "amount_fen": entry.amount_fen,
            "reference": entry.reference,
            **({} if entry.corrects is None else {"corrects": entry.corrects}),
        }
        subject = str(entry.corrects) if kind == "correction" else entry.task
        record(connection, session.account.name, Act(kind, subject, after=after), now_ms)
        return entry

    try:
        entry = await services.ledger.write(write)
    except RefusedError as error:
        raise ApiError(
            HTTPStatus.CONFLICT,
            refused,
            got=str(error),
            expected="a booking that the ledger's rules allow",
            todo="correct it as the text says",
        ) from error
    response = fresh_json(_entry(Booked(entry, None)))
    response.set_status(HTTPStatus.CREATED)
    return response


def _key(services: Services, task: str) -> TaskKey:
    """Return a task of the running campaign. Raises ApiError."""
    campaign = services.campaigns.current()
    if all(one.id != task for one in campaign.tasks):
        raise task_unknown(task)
    return TaskKey(campaign.id, task)


def _balance(task: str, total: Totals) -> Balance:
    return Balance(
        task=task,
        pledged_fen=total.pledged_fen,
        released_fen=total.released_fen,
        paid_fen=total.paid_fen,
        credited_plays=total.credited_plays,
        participants=total.participants,
    )


def _entry(booked: Booked) -> MoneyEntry:
    entry = booked.entry
    return MoneyEntry(
        index=entry.index,
        kind=entry.kind,
        task=entry.task,
        from_account=entry.from_account,
        to_account=entry.to_account,
        amount_fen=entry.amount_fen,
        at=iso_utc(entry.at_ms),
        reference=entry.reference or "",
        corrects=entry.corrects,
        corrected_by=booked.corrected_by,
    )
