"""Whole numbers in addresses: one rule for paths and queries."""

from http import HTTPStatus

from aiohttp import web

from server.errors import ApiError, echo

DIGITS_MAX = 16  # No index, size or count has more.


def read_whole_number(text: str) -> int | None:
    """Return the number that a text is, in plain digits; None where it is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= DIGITS_MAX
    return int(text) if is_number else None


def number_of_query(request: web.Request, name: str) -> int | None:
    """Return a query parameter that is a number, None where it is missing. Raises ApiError."""
    text = request.query.get(name)
    return None if text is None else _checked(name, text)


def number_that_query_needs(request: web.Request, name: str) -> int:
    """Return a query parameter that is a number and must be there. Raises ApiError."""
    return _checked(name, request.query.get(name, ""))


def _checked(name: str, text: str) -> int:
    number = read_whole_number(text)
    if number is None:
        raise ApiError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "invalid_field",
            got=f"{name}={echo(text)}",
            expected="a whole number",
            todo=f"correct {name}; /api/openapi.json says what it is",
        )
    return number
