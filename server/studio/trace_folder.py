"""The recorded plays in an effect's traces folder: read, written, taken away, and put back."""

import base64
import binascii
import json
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from effects.engine.trace import TraceError, decode
from effects.trace_file import TraceFileError, read_trace_file, trace_file_text
from server.errors import ApiError, echo
from server.replay.worker import InflateError, inflate
from server.request_body import read_body
from server.services import SERVICES
from server.studio.bodies import (
    ChangeAnswer,
    KeptTrace,
    SaveTraceRequest,
    UndoRequest,
)
from server.studio.effect_place import place_in, published_in
from server.whole_files import write_whole

SUFFIX = ".json"
BYTES_MAX = 1_000_000  # Of a trace, inflated; a manifest may allow no more.
CHANGES_MAX = 50


@dataclass(frozen=True)
class Change:
    """What a file held before and after; None: it was not there."""

    number: int
    path: Path
    before: bytes | None
    after: bytes | None


class Changes:
    """The last changes that the studio made, so that each can be taken back."""

    def __init__(self) -> None:
        self._made: list[Change] = []
        self._last = 0

    def write(self, path: Path, content: bytes | None) -> Change:
        """Write a file whole, or take it away, and remember what it held."""
        before = path.read_bytes() if path.is_file() else None
        _put(path, content)
        self._last += 1
        change = Change(self._last, path, before, content)
        self._made = [*self._made[-CHANGES_MAX + 1 :], change]
        return change

    def undo(self, number: int) -> Path:
        """Put back what a change replaced. Raises ApiError where it no longer can be."""
        change = next((made for made in self._made if made.number == number), None)
        if change is None:
            raise _cannot_undo(f"change {number}", "a change of this server that is not undone")
        now = change.path.read_bytes() if change.path.is_file() else None
        if now != change.after:
            raise _cannot_undo(f"another {change.path.name}", "the file as the studio left it")
        _put(change.path, change.before)
        self._made.remove(change)
        return change.path


CHANGES = web.AppKey("studio_changes", Changes)


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


def _cannot_undo(got: str, expected: str) -> ApiError:
    return ApiError(
        HTTPStatus.CONFLICT,
        "cannot_undo",
        got=got,
        expected=expected,
        todo="look at the file, and at what version control says of it",
    )


def kept_traces(folder: Path) -> list[KeptTrace]:
    """Return what lies in a traces folder, in the order of names."""
    found = (_kept_trace(path) for path in sorted(folder.glob(f"*{SUFFIX}")))
    return [kept for kept in found if kept is not None]


def _kept_trace(path: Path) -> KeptTrace | None:
    """Return what lies in a file; None where it is gone since it was listed."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        play = read_trace_file(path)
        trace: str = json.loads(content)["trace"]
    except (TraceFileError, TraceError) as error:
        problem = str(error).replace(str(path), "")
        return KeptTrace(name=path.stem, bytes=len(content), problem=problem)
    return KeptTrace(
        name=path.stem,
        bytes=len(content),
        made_by=play.made_by,
        seed=play.seed,
        expected=play.expected,
        trace=trace,
    )


async def post_trace(request: web.Request) -> web.Response:
    """Write a play down as a test; a file of that name is replaced only where the author says."""
    folder = place_in(request).folder / "traces"
    body = await read_body(request, SaveTraceRequest, request.app[SERVICES].settings.body_bytes_max)
    path = folder / f"{body.name}{SUFFIX}"  # The name's pattern has neither dots nor slashes.
    data = _readable(body, published_in(request).effect)
    if path.exists() and not body.may_replace:
        raise ApiError(
            HTTPStatus.CONFLICT,
            "trace_exists",
            got=echo(body.name),
            expected="a name that no trace has yet",
            todo="choose another name, or say that this one may be replaced",
        )
    content = trace_file_text(body.made_by, body.seed, body.expected.model_dump(), data)
    change = request.app[CHANGES].write(path, content.encode())
    return _changed(change, folder)


async def delete_trace(request: web.Request) -> web.Response:
    """Take a trace away; undo puts it back."""
    folder = place_in(request).folder / "traces"
    name = request.match_info["name"]
    path = next((path for path in folder.glob(f"*{SUFFIX}") if path.stem == name), None)
    if path is None:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "trace_unknown",
            got=echo(name),
            expected="the name of a file in the effect's traces folder",
            todo="load the list of traces again",
        )
    return _changed(request.app[CHANGES].write(path, None), folder)


async def post_undo(request: web.Request) -> web.Response:
    """Take a change back."""
    folder = place_in(request).folder / "traces"
    body = await read_body(request, UndoRequest, request.app[SERVICES].settings.body_bytes_max)
    path = request.app[CHANGES].undo(body.change)
    answer = ChangeAnswer(
        change=body.change, name=path.stem, has_replaced=False, traces=kept_traces(folder)
    )
    return web.json_response(text=answer.model_dump_json())


def _readable(body: SaveTraceRequest, effect: str) -> bytes:
    """Return the trace's inflated bytes. Raises ApiError where they are no trace of the effect."""
    try:
        data = inflate(base64.b64decode(body.trace, validate=True), BYTES_MAX)
        trace = decode(data)
    except (binascii.Error, ValueError, InflateError, TraceError) as error:
        raise _no_trace(str(error)) from error
    if trace.effect != effect:
        raise _no_trace(f"a trace of {echo(trace.effect)}")
    return data


def _no_trace(got: str) -> ApiError:
    return ApiError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "not_a_trace",
        got=got,
        expected="a trace of this effect: deflated, in base64",
        todo="record the play again",
    )


def _changed(change: Change, folder: Path) -> web.Response:
    answer = ChangeAnswer(
        change=change.number,
        name=change.path.stem,
        has_replaced=change.before is not None,
        traces=kept_traces(folder),
    )
    return web.json_response(text=answer.model_dump_json())
