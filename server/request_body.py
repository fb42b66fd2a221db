"""Reads request bodies of which every byte may be hostile, into checked models."""

import asyncio
from http import HTTPStatus
from typing import TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from server.errors import ApiError, echo

Model = TypeVar("Model", bound=BaseModel)

JSON_TYPE = "application/json"
ARRIVES_S_MAX = 30  # A body that trickles in longer only holds a connection.


async def read_body(request: web.Request, model: type[Model], bytes_max: int) -> Model:
    """Return the request's JSON as a model. Raises ApiError that says what is wrong with it."""
    if request.content_type != JSON_TYPE:
        raise ApiError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            got=f"Content-Type {echo(request.content_type)}",
            expected=JSON_TYPE,
            todo="send the body as JSON",
        )
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise ApiError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported_encoding",
            got=f"Content-Encoding {echo(request.headers['Content-Encoding'])}",
            expected="none",
            todo="send the body as it is; the trace in it is deflated already",
        )
    if (request.content_length or 0) > bytes_max:
        raise _too_large(f"{request.content_length} bytes", bytes_max)
    try:
        async with asyncio.timeout(ARRIVES_S_MAX):
            data = await request.read()
    except TimeoutError as error:
        raise ApiError(
            HTTPStatus.REQUEST_TIMEOUT,
            "body_too_slow",
            got=f"a body that was not complete after {ARRIVES_S_MAX} s",
            expected="all of it",
            todo="send it again",
        ) from error
    except web.HTTPRequestEntityTooLarge as error:
        raise _too_large(f"more than {bytes_max} bytes", bytes_max) from error
    return _validate(data, model)


def _too_large(got: str, bytes_max: int) -> ApiError:
    return ApiError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "body_too_large",
        got=got,
        expected=f"at most {bytes_max} bytes",
        todo="send less; a play of 40 s takes about 10,000 bytes",
    )


def _validate(data: bytes, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_context=False)[0]
        if problem["type"] == "json_invalid":
            raise ApiError(
                HTTPStatus.BAD_REQUEST,
                "not_json",
                got=f"{len(data)} bytes: {problem['msg']}",
                expected="a JSON object in UTF-8",
                todo="send JSON as /api/openapi.json describes it",
            ) from error
        field = ".".join(str(part) for part in problem["loc"]) or "the body"
        raise ApiError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "invalid_field",
            got=f"{field}: {echo(problem['input'])}",
            expected=problem["msg"],
            todo=f"correct {field} as /api/openapi.json describes it",
        ) from error
