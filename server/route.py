"""One line of the table of addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from pydantic import BaseModel

from server.errors import Handler

# What every address with a body may answer, and when.
BODY_ERRORS = {
    HTTPStatus.BAD_REQUEST: "The body is no JSON.",
    HTTPStatus.REQUEST_TIMEOUT: "The body did not arrive in time.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "The body is not application/json, or is encoded.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "A field is not as described.",
}


@dataclass(frozen=True)
class Route:
    """An address, who answers, and what goes in and out.

    errors: statuses of the error shape beside 200 or 201, each with when it comes.
    query: query parameters with what they do. media_type: of the answer, when it is no model.
    is_described: pages and files are no part of the API.
    """

    method: str
    path: str
    handler: Handler
    summary: str
    status: HTTPStatus = HTTPStatus.OK
    request: type[BaseModel] | None = None
    answer: type[BaseModel] | None = None
    media_type: str = "application/json"
    errors: Mapping[HTTPStatus, str] = field(default_factory=dict[HTTPStatus, str])
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    is_described: bool = True
