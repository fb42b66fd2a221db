"""The one error shape of the HTTP API: what was got, what was expected, what to do next."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from server.schemas import ErrorAnswer, ErrorDetail

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

ECHO_CHARACTERS_MAX = 80  # Of hostile input, enough to recognise a mistake.


class ApiError(Exception):
    """An error that a user, a page or the network caused."""

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        *,
        got: str,
        expected: str,
        todo: str,
        retry_after_s: int | None = None,
        allow: str | None = None,
    ) -> None:
        super().__init__(f"{code}: got {got}, expected {expected}; to do: {todo}")
        self.status = status
        self.detail = ErrorDetail(code=code, got=got, expected=expected, todo=todo)
        self.retry_after_s = retry_after_s
        self.allow = allow

    def response(self) -> web.Response:
        """Return the answer that carries this error."""
        headers = {"Cache-Control": "no-store"}
        if self.retry_after_s is not None:
            headers["Retry-After"] = str(self.retry_after_s)
        if self.allow is not None:
            headers["Allow"] = self.allow
        return web.Response(
            status=self.status,
            text=ErrorAnswer(error=self.detail).model_dump_json(),
            content_type="application/json",
            headers=headers,
        )


def echo(value: object) -> str:
    """Return a short, printable form of what came in, for an error text."""
    text = repr(value)
    return text if len(text) <= ECHO_CHARACTERS_MAX else text[:ECHO_CHARACTERS_MAX] + "…"


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every exception into the error shape; a mistake of ours is logged, never shown."""
    try:
        return await handler(request)
    except ApiError as error:
        return error.response()
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        return from_http_exception(request, error).response()
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return ApiError(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "server_mistake",
            got="a mistake of the server itself",
            expected="an answer",
            todo="try again later; nothing that was acknowledged is lost",
            retry_after_s=5,
        ).response()


def from_http_exception(request: web.Request, error: web.HTTPException) -> ApiError:
    """Return aiohttp's own refusals (no such path, method, size) in our shape."""
    status = HTTPStatus(error.status)
    if status is HTTPStatus.NOT_FOUND:
        return ApiError(
            status,
            "not_found",
            got=echo(request.path),
            expected="an address that this server has",
            todo="look at /api/openapi.json, or open /",
        )
    if isinstance(error, web.HTTPMethodNotAllowed):
        return ApiError(
            status,
            "method_not_allowed",
            got=echo(request.method),
            expected=" or ".join(sorted(error.allowed_methods)),
            todo="use the method that /api/openapi.json gives for this path",
            allow=", ".join(sorted(error.allowed_methods)),
        )
    return ApiError(
        status,
        status.name.lower(),
        got=echo(error.reason),
        expected="a request as /api/openapi.json describes it",
        todo="correct the request; sending it again unchanged cannot help",
    )
