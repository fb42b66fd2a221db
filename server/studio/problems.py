"""What `kindlens check` says of an effect, asked for whenever its files change."""

import asyncio
from dataclasses import asdict

from aiohttp import web

from effects.check import check_effect
from server.studio.bodies import Problem, ProblemsAnswer
from server.studio.effect_place import place_in


async def get_problems(request: web.Request) -> web.Response:
    """Check the effect as its files are now; nothing of it runs."""
    found = await asyncio.to_thread(check_effect, place_in(request))
    body = ProblemsAnswer(problems=[Problem(**asdict(problem)) for problem in found])
    return web.json_response(text=body.model_dump_json(), headers={"Cache-Control": "no-store"})
