"""The funnel's addresses: pages tell their steps, the desk reads the sums."""

from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from http import HTTPStatus

from aiohttp import web

from server.csv_download import start_csv
from server.errors import ApiError, echo
from server.operator.bodies import (
    DoneAnswer,
    FunnelAnswer,
    FunnelRow,
    FunnelStep,
    FunnelStepRequest,
)
from server.operator.funnel import day_of, list_days, sum_steps
from server.operator.sessions import Session
from server.public_facts import fresh_json
from server.request_body import read_body
from server.services import SERVICES

DAYS = 30  # Shown when nothing else is asked for.
DAYS_MAX = 400
COLUMNS = ("campaign", "day", "channel", "task", "step", "count")


async def count_step(request: web.Request) -> web.Response:
    """Count one step of a page, without keeping anything about who opened it."""
    services = request.app[SERVICES]
    asked = await read_body(request, FunnelStepRequest, services.settings.body_bytes_max)
    campaign = services.campaigns.current()
    task = campaign.task_of_effect(asked.effect) if asked.effect else None
    services.desk.funnel.count(campaign.id, asked.channel, task.id if task else "", asked.step)
    return fresh_json(DoneAnswer())


async def get_funnel(request: web.Request, session: Session) -> web.Response:
    """Return the sums of some days by channel and task."""
    del session
    services = request.app[SERVICES]
    from_day, to_day = _days(request)
    await services.desk.funnel.counts.flush(services.ledger)
    found = await services.ledger.read(
        partial(
            sum_steps,
            campaign=services.campaigns.current().id,
            from_day=from_day,
            to_day=to_day,
        )
    )
    counts: defaultdict[tuple[str, str], dict[FunnelStep, int]] = defaultdict(dict)
    for one in found:
        counts[one.channel, one.task][one.step] = one.count  # pyright: ignore[reportArgumentType]
    rows = [
        FunnelRow(channel=channel, task=task, counts=steps)
        for (channel, task), steps in sorted(counts.items())
    ]
    return fresh_json(FunnelAnswer(from_day=from_day, to_day=to_day, rows=rows))


async def download_funnel(request: web.Request, session: Session) -> web.StreamResponse:
    """Send the counts of each day as CSV."""
    del session
    services = request.app[SERVICES]
    from_day, to_day = _days(request)
    await services.desk.funnel.counts.flush(services.ledger)
    campaign = services.campaigns.current().id
    days = await services.ledger.read(
        partial(list_days, campaign=campaign, from_day=from_day, to_day=to_day)
    )
    table = await start_csv(request, "funnel.csv", COLUMNS)
    await table.write(
        (campaign, day, one.channel, one.task, one.step, one.count) for day, one in days
    )
    return await table.end()


def _days(request: web.Request) -> tuple[str, str]:
    """Return the days asked for; the last month by default. Raises ApiError."""
    today = date.fromisoformat(day_of(request.app[SERVICES].clock()))
    to_day = _day(request, "to", today)
    from_day = _day(request, "from", to_day - timedelta(days=DAYS - 1))
    if not timedelta(0) <= to_day - from_day < timedelta(days=DAYS_MAX):
        raise ApiError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "invalid_field",
            got=f"from {from_day} to {to_day}",
            expected=f"at most {DAYS_MAX} days, the first before the last",
            todo="ask for fewer days at a time",
        )
    return from_day.isoformat(), to_day.isoformat()


def _day(request: web.Request, name: str, default: date) -> date:
    text = request.query.get(name)
    if text is None:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ApiError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "invalid_field",
            got=f"{name}: {echo(text)}",
            expected="a day such as 2026-05-01",
            todo=f"correct {name}, or leave it out",
        ) from error
