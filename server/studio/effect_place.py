"""Where an effect's files lie, by the id in an address."""

from http import HTTPStatus

from aiohttp import web

from effects.place import EffectPlace
from server.errors import ApiError, echo
from server.releases import Published
from server.services import SERVICES


def published_in(request: web.Request) -> Published:
    """Return the release of the address's effect. Raises ApiError where there is none."""
    current = request.app[SERVICES].releases.current
    published = current.get(request.match_info["effect"])
    if published is None:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "effect_unknown",
            got=echo(request.match_info["effect"]),
            expected=f"one of {', '.join(sorted(current)) or 'no effects at all'}",
            todo="open the studio of one of these",
        )
    return published


def place_in(request: web.Request) -> EffectPlace:
    """Return where the address's effect lies. Raises ApiError where there is none."""
    effect = published_in(request).effect
    return request.app[SERVICES].releases.places()[effect]
