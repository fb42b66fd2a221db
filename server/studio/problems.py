"""What `kindlens check` says of an effect, asked for whenever its files change."""

import asyncio
import json
from http import HTTPStatus

from aiohttp import web

from server.errors import ApiError
from server.services import SERVICES
from server.studio.child import ChildError, run_module
from server.studio.effect_place import place_in

LIMIT_S = 120
# A check keeps a processor busy for seconds; an author may save in every one of them.
ONE_AT_A_TIME = web.AppKey("studio_check", asyncio.Lock)


async def get_problems(request: web.Request) -> web.Response:
    """Check the effect as its files are now."""
    place = place_in(request)
    order = {
        "effect": place.id,
        "folder": str(place.folder),
        "root": str(place.root),
        "is_trusted": place.is_trusted,
        "web_dir": str(request.app[SERVICES].settings.web_dir.resolve()),
    }
    try:
        async with request.app[ONE_AT_A_TIME]:
            answer = await run_module(
                "server.studio.check_process", given=json.dumps(order).encode(), limit_s=LIMIT_S
            )
    except ChildError as error:
        raise ApiError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "check_failed",
            got=str(error),
            expected="an end of the check",
            todo="run `kindlens check` for all that it says",
        ) from error
    return web.json_response(text=answer.decode(), headers={"Cache-Control": "no-store"})
