"""The studio's addresses, served by `kindlens dev` and `kindlens play` only."""

import asyncio
from dataclasses import replace
from http import HTTPStatus

from aiohttp import web

from server.route import Route
from server.studio import clips, pages, problems, replays, trace_folder, workplace
from server.studio.bodies import (
    ChangeAnswer,
    ProblemsAnswer,
    ReplaysAnswer,
    SaveTraceRequest,
    UndoRequest,
    Workplace,
)
from server.studio.child import end_children
from server.studio.guard import author_only

UNKNOWN = {HTTPStatus.NOT_FOUND: "There is no such effect, trace or clip."}

_ROUTES = (
    Route("GET", "/studio/assets/{file:.+}", pages.get_studio_file, "A file of the studio"),
    Route("GET", "/studio/{effect}", pages.get_studio, "The studio", is_described=False),
    Route(
        "GET",
        "/api/studio/{effect}",
        workplace.get_workplace,
        "Traces, clips and thresholds of an effect",
        answer=Workplace,
        errors=UNKNOWN,
    ),
    Route(
        "GET",
        "/api/studio/{effect}/problems",
        problems.get_problems,
        "What `kindlens check` says of it",
        answer=ProblemsAnswer,
        errors={**UNKNOWN, HTTPStatus.UNPROCESSABLE_ENTITY: "The check itself failed."},
    ),
    Route(
        "GET",
        "/api/studio/{effect}/clips/{name}",
        clips.get_clip,
        "A film or picture of its folder",
        media_type="application/octet-stream",
        errors=UNKNOWN,
    ),
    Route(
        "POST",
        "/api/studio/{effect}/replays",
        replays.post_replays,
        "Replay every trace of its folder",
        answer=ReplaysAnswer,
        errors={**UNKNOWN, HTTPStatus.UNPROCESSABLE_ENTITY: "The replays did not end."},
    ),
    Route(
        "POST",
        "/api/studio/{effect}/traces",
        trace_folder.post_trace,
        "Write a play into its folder, as a test",
        request=SaveTraceRequest,
        answer=ChangeAnswer,
        errors={**UNKNOWN, HTTPStatus.CONFLICT: "A trace of that name is there already."},
    ),
    Route(
        "DELETE",
        "/api/studio/{effect}/traces/{name}",
        trace_folder.delete_trace,
        "Take a trace away",
        answer=ChangeAnswer,
        errors=UNKNOWN,
    ),
    Route(
        "POST",
        "/api/studio/{effect}/undo",
        trace_folder.post_undo,
        "Take a change of the traces back",
        request=UndoRequest,
        answer=ChangeAnswer,
        errors={**UNKNOWN, HTTPStatus.CONFLICT: "The file has changed since."},
    ),
)

STUDIO_ROUTES = tuple(replace(route, handler=author_only(route.handler)) for route in _ROUTES)


def open_studio(app: web.Application) -> None:
    """Let a server remember what the studio writes, so that it can be undone."""
    app[trace_folder.CHANGES] = trace_folder.Changes()
    app[problems.ONE_AT_A_TIME] = asyncio.Lock()
    app.on_shutdown.append(_end_children)


async def _end_children(_: web.Application) -> None:
    end_children()
