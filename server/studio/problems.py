"""What `kindlens check` says of an effect, asked for whenever its files change."""

import asyncio
from dataclasses import asdict

from aiohttp import web

from effects.check import check_effect
from server.rehearsal.rehearse import rehearse
from server.services import SERVICES
from server.studio.bodies import Problem, ProblemsAnswer, RehearsalTold
from server.studio.effect_place import place_in

# A rehearsal keeps a processor busy for seconds; an author may save in every one of them.
ONE_AT_A_TIME = web.AppKey("studio_rehearsal", asyncio.Lock)


async def get_problems(request: web.Request) -> web.Response:
    """Check the effect as its files are now: first as text, then by living its traces again."""
    place = place_in(request)
    web_dir = request.app[SERVICES].settings.web_dir
    told: RehearsalTold | None = None
    async with request.app[ONE_AT_A_TIME]:
        problems = await asyncio.to_thread(check_effect, place)
        if all(problem.is_advice for problem in problems):
            rehearsal = await asyncio.to_thread(rehearse, place, web_dir)
            problems += rehearsal.problems
            told = RehearsalTold(
                signals=rehearsal.signals,
                traces=rehearsal.traces,
                wire_bytes=rehearsal.wire_bytes,
                tick_p95_ms=rehearsal.tick_p95_ms,
            )
    found = [Problem(**asdict(problem)) for problem in sorted(problems)]
    body = ProblemsAnswer(problems=found, rehearsal=told)
    return web.json_response(text=body.model_dump_json(), headers={"Cache-Control": "no-store"})
