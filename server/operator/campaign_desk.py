"""Campaigns at the desk: looking at them, changing them, choosing the running one, pausing."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus

from aiohttp import web
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from server.campaign import Campaign
from server.clock import iso_utc
from server.errors import ApiError, echo
from server.ledger.ledger import Ledger
from server.operator.bodies import (
    CampaignEntry,
    CampaignsAnswer,
    CampaignSaveRequest,
    EffectChoice,
    PauseRequest,
    RunRequest,
)
from server.operator.campaign_versions import (
    CampaignChangedError,
    CampaignUnknownError,
    Version,
    find_newest,
    find_running,
    list_newest,
    run_campaign,
    running_id,
    save_version,
)
from server.operator.desk_body import read_desk_body
from server.operator.sessions import Session
from server.public_facts import fresh_json
from server.services import SERVICES, Services

PAUSE_TRIES = 5  # Two who press at once both mean it.


async def get_campaigns(request: web.Request, session: Session) -> web.Response:
    """Return the newest version of every campaign, and the effects that a task can have."""
    del session
    services = request.app[SERVICES]
    versions, running = await services.ledger.read(
        lambda connection: (list_newest(connection), running_id(connection))
    )
    answer = CampaignsAnswer(
        campaigns=[_entry(one, running) for one in versions],
        effects=[
            EffectChoice(id=effect, titles=published.titles)
            for effect, published in sorted(services.releases.current.items())
        ],
    )
    return fresh_json(answer)


async def save_campaign(request: web.Request, session: Session) -> web.Response:
    """Save the next version of a campaign, or a new one; tickets that are out keep their rate."""
    services = request.app[SERVICES]
    asked = await read_desk_body(request, CampaignSaveRequest)
    campaign = asked.campaign.without_pledges()
    _check_effects(services, campaign)

    def save(connection: Connection) -> Version:
        newest = find_newest(connection, campaign.id)
        if newest is not None:
            _check_tasks_stay(newest.campaign, campaign)
        return save_version(
            connection,
            campaign,
            asked.version,
            session.account.name,
            services.clock(),
            note=asked.note,
        )

    try:
        version = await services.ledger.write(save)
    except CampaignChangedError as error:
        raise ApiError(
            HTTPStatus.CONFLICT,
            "campaign_changed",
            got=f"a change of version {asked.version}",
            expected=f"one of {error}",
            todo="load it again, and enter your change anew",
        ) from error
    await services.campaigns.refresh(services.ledger)
    return fresh_json(_entry(version, services.campaigns.current().id))


async def choose_campaign(request: web.Request, session: Session) -> web.Response:
    """Let another campaign run from now on."""
    services = request.app[SERVICES]
    asked = await read_desk_body(request, RunRequest)
    try:
        version = await services.ledger.write(
            partial(
                run_campaign,
                campaign_id=asked.campaign,
                operator=session.account.name,
                now_ms=services.clock(),
            )
        )
    except CampaignUnknownError as error:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "campaign_unknown",
            got=echo(asked.campaign),
            expected="a campaign of GET /api/operator/campaigns",
            todo="choose one of those",
        ) from error
    await services.campaigns.refresh(services.ledger)
    return fresh_json(_entry(version, version.campaign.id))


async def pause(request: web.Request, session: Session) -> web.Response:
    """Pause the running campaign, or one task of it, at once; or let it go on."""
    services = request.app[SERVICES]
    asked = await read_desk_body(request, PauseRequest)

    def save(connection: Connection) -> Version:
        running = find_running(connection)
        assert running is not None, "no campaign runs"
        if asked.task is not None and all(one.id != asked.task for one in running.campaign.tasks):
            raise task_unknown(asked.task)
        return save_version(
            connection,
            running.campaign.paused(asked.task, is_paused=asked.is_paused),
            running.version,
            session.account.name,
            services.clock(),
            kind="paused" if asked.is_paused else "resumed",
            note=asked.note,
        )

    version = await _write_at_last(services.ledger, save)
    await services.campaigns.refresh(services.ledger)
    return fresh_json(_entry(version, version.campaign.id))


async def _write_at_last(ledger: Ledger, save: Callable[[Connection], Version]) -> Version:
    """Save a version that another one may overtake, again if need be."""
    for _ in range(PAUSE_TRIES - 1):
        with suppress(IntegrityError):
            return await ledger.write(save)
    return await ledger.write(save)


def task_unknown(task: str) -> ApiError:
    """The running campaign has no such task."""
    return ApiError(
        HTTPStatus.NOT_FOUND,
        "task_unknown",
        got=echo(task),
        expected="a task of the campaign",
        todo="choose one of GET /api/operator/campaigns",
    )


def _entry(version: Version, running: str | None) -> CampaignEntry:
    return CampaignEntry(
        version=version.version,
        at=iso_utc(version.at_ms),
        operator=version.operator,
        is_running=version.campaign.id == running,
        campaign=version.campaign,
    )


def _check_effects(services: Services, campaign: Campaign) -> None:
    """An effect that is not there yet is announced by its titles. Raises ApiError."""
    for position, task in enumerate(campaign.tasks):
        if task.effect.titles is None and task.effect.id not in services.releases.current:
            raise ApiError(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "invalid_field",
                got=f"campaign.tasks.{position}.effect: {echo(task.effect.id)} without titles",
                expected="an effect that this server has, or titles of one to come",
                todo="choose an effect, or enter its titles",
            )


def _check_tasks_stay(before: Campaign, after: Campaign) -> None:
    """Money has been pledged to tasks, so none goes. Raises ApiError."""
    kept = {task.id for task in after.tasks}
    gone = next((task.id for task in before.tasks if task.id not in kept), None)
    if gone is not None:
        raise ApiError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "task_goes",
            got=f"a version without the task {echo(gone)}",
            expected="every task of the version before",
            todo="pause the task instead",
        )
