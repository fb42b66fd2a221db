"""Replays the traces of an effect's folder as the tests do, in CPython, and says what differs."""

import json
from http import HTTPStatus
from typing import Any

from aiohttp import web

from server.errors import ApiError
from server.services import SERVICES
from server.studio.bodies import Failure, KeptTrace, PythonFrame, Replayed, ReplaysAnswer
from server.studio.child import ChildError, run_module
from server.studio.effect_place import place_in, published_in
from server.studio.trace_folder import kept_traces

LIMIT_S = 60


async def post_replays(request: web.Request) -> web.Response:
    """Replay every trace of the folder with the release that is current now."""
    traces = kept_traces(place_in(request).folder / "traces")
    published = published_in(request)
    order = {
        "release": published.hash,
        "effect": published.effect,
        "traces": [
            kept.model_dump(include={"name", "seed", "trace", "expected"})
            for kept in traces
            if kept.problem is None
        ],
    }
    releases_dir = request.app[SERVICES].settings.releases_dir.resolve()
    try:
        answer = await run_module(
            "server.studio.replay_process",
            str(releases_dir),
            given=json.dumps(order).encode(),
            limit_s=LIMIT_S,
        )
    except ChildError as error:
        raise ApiError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "replays_failed",
            got=str(error),
            expected="an end of every replay",
            todo="look for a loop without an end, or an import that fails, in the effect",
        ) from error
    found = {told["name"]: told for told in map(json.loads, answer.splitlines())}
    replays = ReplaysAnswer(replays=[_replayed(kept, found) for kept in traces])
    return web.json_response(text=replays.model_dump_json())


def _replayed(kept: KeptTrace, found: dict[str, dict[str, Any]]) -> Replayed:
    told = found.get(kept.name)
    if told is None:
        return Replayed(name=kept.name, is_as_expected=False, reason="trace_unreadable")
    failure = told.pop("failure", None)
    if failure is None:
        return Replayed(**told)
    frames = [PythonFrame(**frame) for frame in failure.pop("frames")]
    return Replayed(**told, failure=Failure(**failure, frames=frames))
