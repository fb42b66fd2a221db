"""What anybody may read: totals, campaign, effects, models, health, and the live WebSocket."""

from aiohttp import web
from pydantic import BaseModel

from models.catalogue import Model
from server.campaign import CampaignError
from server.dev import WORKSHOP
from server.languages import language_of
from server.schemas import (
    EffectEntry,
    EffectsAnswer,
    HealthAnswer,
    ModelEntry,
    ModelsAnswer,
)
from server.services import SERVICES, Services
from server.unavailable import too_many_listeners

HASH_DIGITS = 8  # Of a model's sha256, in its address: another file gets another address.


def file_of_model(model: Model) -> str:
    """Return the name under which a model is served."""
    return f"{model.sha256[:HASH_DIGITS]}-{model.file}"


def fresh_json(answer: BaseModel) -> web.Response:
    """Return an answer that no cache may keep."""
    return _fresh(answer.model_dump_json())


def _fresh(text: str) -> web.Response:
    return web.json_response(text=text, headers={"Cache-Control": "no-store"})


async def get_totals(request: web.Request) -> web.Response:
    """Return what each task has received, with titles in the language asked for."""
    return _fresh(request.app[SERVICES].live.text(language_of(request)))


async def get_live(request: web.Request) -> web.StreamResponse:
    """Send the totals now and whenever they change."""
    services = request.app[SERVICES]
    if services.live.listeners >= services.settings.live_clients_max:
        raise too_many_listeners()
    return await services.live.serve(request, language_of(request))


async def get_impact(request: web.Request) -> web.Response:
    """Return what the campaign has come to."""
    services = request.app[SERVICES]
    return _fresh(await services.impact.impact())


async def get_recent(request: web.Request) -> web.Response:
    """Return the newest credits."""
    services = request.app[SERVICES]
    return _fresh(await services.impact.recent())


async def get_campaign(request: web.Request) -> web.Response:
    """Return the campaign in words: what the money does, and who says so."""
    services = request.app[SERVICES]
    return fresh_json(services.campaigns.current().answer(services.live.pledged_fen()))


async def get_effects(request: web.Request) -> web.Response:
    """Return the effects with their current releases."""
    answer = list_effects(request.app[SERVICES])
    return fresh_json(answer.model_copy(update={"is_workshop": WORKSHOP in request.app}))


def list_effects(services: Services) -> EffectsAnswer:
    """Return all effects of the campaign; one without a folder is announced by the campaign.

    Raises CampaignError where it is announced without titles.
    """
    entries: list[EffectEntry] = []
    for position, task in enumerate(services.campaigns.current().tasks):
        published = services.releases.current.get(task.effect.id)
        titles = published.titles if published else task.effect.titles
        if titles is None:
            raise CampaignError(
                f"{services.settings.campaign}: tasks[{position}].effect.titles: got none, "
                f"expected titles, since there is no effect {task.effect.id} yet; "
                "to do: add them"
            )
        entries.append(
            EffectEntry(
                id=task.effect.id,
                task=task.id,
                release=published.hash if published else None,
                status="open" if published else "coming",
                tracking=published.tracking if published else task.effect.tracking,
                titles=titles,
                summaries=published.summaries if published else None,
            )
        )
    return EffectsAnswer(
        origin=services.settings.public_origin or None,
        edge_tracking=services.edge is not None,
        effects=entries,
    )


async def get_models(request: web.Request) -> web.Response:
    """Return the tracking models that have been fetched."""
    services = request.app[SERVICES]
    return fresh_json(
        ModelsAnswer(
            [
                ModelEntry(
                    name=model.name,
                    url=f"/models/{file_of_model(model)}",
                    bytes=model.bytes,
                    sha256=model.sha256,
                )
                for model in services.models
                if (services.settings.models_dir / model.file).is_file()
            ]
        )
    )


async def get_health(request: web.Request) -> web.Response:
    """Say that server and ledger answer, and what the server is busy with."""
    services = request.app[SERVICES]
    await services.ledger.check()
    return fresh_json(
        HealthAnswer(
            status="ok",
            replay_workers=services.pool.workers,
            replays_waiting=services.pool.waiting,
            live_clients=services.live.listeners,
        )
    )
