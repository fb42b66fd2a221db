"""What the studio shows of an effect beside its release."""

from dataclasses import asdict

from aiohttp import web

from effects.place import EFFECTS, EffectPlace
from effects.studio.thresholds import find_thresholds
from effects.studio.workbench import BRIDGE_GLUE
from server.rehearsal.rehearse import TICK_P95_MS_MAX
from server.services import SERVICES
from server.studio.bodies import Level, Workplace
from server.studio.clips import clips_of
from server.studio.effect_place import place_in, published_in
from server.studio.trace_folder import kept_traces

WORKBENCH = ("__init__.py", "workbench.py")


async def get_workplace(request: web.Request) -> web.Response:
    """Return traces, clips, thresholds, and the Python that the studio runs beside the effect."""
    published = published_in(request)
    place = place_in(request)
    workplace = Workplace(
        effect=published.effect,
        release=published.hash,
        effects=sorted(request.app[SERVICES].releases.current),
        python={
            f"effects/studio/{name}": (EFFECTS / "studio" / name).read_text("utf-8")
            for name in WORKBENCH
        },
        bridge_glue=BRIDGE_GLUE,
        tick_p95_ms_max=TICK_P95_MS_MAX,
        thresholds=[Level(**asdict(level)) for level in find_thresholds(_own_sources(place))],
        traces=kept_traces(place.folder / "traces"),
        clips=clips_of(published.effect, place.folder),
    )
    headers = {"Cache-Control": "no-store"}
    return web.json_response(text=workplace.model_dump_json(), headers=headers)


def _own_sources(place: EffectPlace) -> dict[str, str]:
    own = f"effects/{place.id}/"
    return {
        path: file.read_text("utf-8")
        for path, file in place.python_files().items()
        if path.startswith(own)
    }
