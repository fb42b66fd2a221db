"""Reads the bodies of changes at the desk: checked models, free of control characters."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel

from server.errors import ApiError, echo
from server.request_body import read_body
from server.services import SERVICES

Model = TypeVar("Model", bound=BaseModel)

LINE_ENDS = "\n\t"


async def read_desk_body(request: web.Request, model: type[Model]) -> Model:
    """Return the request's JSON as a model. Raises ApiError that says what is wrong with it."""
    body = await read_body(request, model, request.app[SERVICES].settings.body_bytes_max)
    for text in _texts_in(body.model_dump(mode="json")):
        if any(not one.isprintable() and one not in LINE_ENDS for one in text):
            raise ApiError(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "invalid_text",
                got=echo(text),
                expected="text without control characters",
                todo="type it anew instead of pasting it",
            )
    return body


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _texts_in(part)
    elif isinstance(value, list):
        for part in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts_in(part)
