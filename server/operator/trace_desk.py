"""A held play's trace at the desk: what moved, drawn by a worker, since its bytes are hostile."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from aiohttp import web
from sqlalchemy import Connection

from server.errors import ApiError, echo
from server.operator.bodies import TraceAnswer, TraceMark, TraceSignal
from server.operator.reviews import HeldTrace, find_trace
from server.operator.sessions import Session
from server.plausibility.kept import Kept
from server.plausibility.look import TICK_HZ
from server.plausibility.picture import Mark, mark_same
from server.plausibility.sketch import Sketch
from server.public_facts import fresh_json
from server.replay.job import ReplayJob
from server.replay.pool import PoolFullError, ReplayUnavailableError
from server.schemas import is_play_id
from server.services import SERVICES
from server.sketches import find_sketch
from server.unavailable import queue_full, replay_unavailable


async def get_trace(request: web.Request, session: Session) -> web.Response:
    """Return the signals of a held play over time, with what is odd about them."""
    del session
    services = request.app[SERVICES]
    play_id = request.match_info["play_id"]

    def read(connection: Connection) -> tuple[HeldTrace, Kept | None] | None:
        held = find_trace(connection, play_id)
        if held is None:
            return None
        copied = held.finding["facts"].get("of")
        return held, None if copied is None else find_sketch(connection, copied)

    found = await services.ledger.read(read) if is_play_id(play_id) else None
    if found is None:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "review_unknown",
            got=echo(play_id),
            expected="a play that waits for its review",
            todo="load the queue again",
        )
    held, kept = found
    try:
        result = await services.pool.replay(
            ReplayJob(held.release, play_id, "", "", held.trace, is_to_draw=True)
        )
    except PoolFullError as error:
        raise queue_full() from error
    except ReplayUnavailableError as error:
        raise replay_unavailable() from error
    if result.picture is None or result.sketch is None:
        raise ApiError(
            HTTPStatus.CONFLICT,
            "trace_not_drawn",
            got=f"a trace of release {held.release[:8]}: {result.reason}",
            expected="a release that is kept",
            todo="decide by what was found",
        )
    marks = list(result.picture.marks)
    if kept is not None:
        marks += _same_marks(kept, result.sketch, held.finding["facts"])
    return fresh_json(
        TraceAnswer(
            tick_hz=TICK_HZ,
            ticks=result.picture.ticks,
            signals=[
                TraceSignal(name=name, values=list(values))
                for name, values in result.picture.signals.items()
            ],
            marks=[_mark(one) for one in marks],
        )
    )


def _same_marks(kept: Kept, sketch: Sketch, facts: dict[str, Any]) -> Iterator[Mark]:
    later_by = round(facts["later_ms"] * TICK_HZ / 1000)
    return mark_same(kept, sketch, later_by, is_mirrored=bool(facts["is_mirrored"]))


def _mark(mark: Mark) -> TraceMark:
    return TraceMark(kind=mark.kind, signal=mark.signal or None, first=mark.first, end=mark.end)
