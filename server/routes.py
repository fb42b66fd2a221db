"""The table of all addresses: what the router serves and what the OpenAPI description shows."""

from functools import partial
from http import HTTPStatus

from aiohttp import web

from server import completions, exports, plays, public_facts, receipts, static_files, transparency
from server.edge.visit import EDGE_ROUTES
from server.errors import Handler
from server.kiosk.routes import KIOSK_ROUTES
from server.kiosks.routes import KIOSK_DESK_ROUTES
from server.ledger_schemas import (
    ConsistencyAnswer,
    LedgerKeyAnswer,
    ReceiptFileAnswer,
    TreeHeadAnswer,
)
from server.openapi import describe
from server.operator.routes import OPERATOR_ROUTES
from server.route import BODY_ERRORS, Route
from server.schemas import (
    CampaignAnswer,
    CompletionAnswer,
    CompletionRequest,
    EffectsAnswer,
    HealthAnswer,
    ImpactAnswer,
    ModelsAnswer,
    PlayAnswer,
    PlayRequest,
    RecentAnswer,
    TotalsAnswer,
)
from server.tls.door import TLS_ROUTES

LANGUAGE = {"lang": "zh-CN or en, for `title`; else Accept-Language decides"}
VISITOR_ERRORS = {
    **BODY_ERRORS,
    HTTPStatus.FORBIDDEN: "Another site's page asks, or the participant's cookie is missing.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Busy; the same again after Retry-After seconds. Nothing is "
    "lost.",
}
LEDGER_ERRORS = {
    HTTPStatus.SERVICE_UNAVAILABLE: "The ledger cannot be read; the same again after Retry-After "
    "seconds.",
}


async def get_openapi(request: web.Request) -> web.Response:
    """Return this API's own description."""
    return web.json_response(describe(ROUTES), headers={"Cache-Control": "no-cache"})


ROUTES = (
    Route(
        "POST",
        "/api/plays",
        plays.open_play,
        "Begin a play: get its ticket, and the participant's cookie",
        status=HTTPStatus.CREATED,
        request=PlayRequest,
        answer=PlayAnswer,
        errors={
            **VISITOR_ERRORS,
            HTTPStatus.NOT_FOUND: "There is no such effect.",
            HTTPStatus.CONFLICT: "`update_needed`: another release is current; `effect_coming`.",
        },
    ),
    Route(
        "POST",
        "/api/plays/{play_id}/completion",
        completions.complete_play,
        "Deliver a completed play: get its verdict, and a receipt when it is credited",
        request=CompletionRequest,
        answer=CompletionAnswer,
        errors=VISITOR_ERRORS,
    ),
    Route(
        "GET",
        "/api/totals",
        public_facts.get_totals,
        "What each task has received",
        answer=TotalsAnswer,
        query=LANGUAGE,
    ),
    Route(
        "GET",
        "/api/live",
        public_facts.get_live,
        "WebSocket: the totals at once and whenever they change; each message is a TotalsAnswer",
        status=HTTPStatus.SWITCHING_PROTOCOLS,
        query=LANGUAGE,
        errors={
            HTTPStatus.FORBIDDEN: "Another site's page asks.",
            HTTPStatus.UPGRADE_REQUIRED: "The request is not a WebSocket's.",
            HTTPStatus.SERVICE_UNAVAILABLE: "As many listen as may.",
        },
    ),
    Route(
        "GET",
        "/api/campaign",
        public_facts.get_campaign,
        "The campaign: what the money of each task does, and who says so",
        answer=CampaignAnswer,
    ),
    Route(
        "GET",
        "/api/impact",
        public_facts.get_impact,
        "What the campaign has come to: totals, every verdict counted, credits by hour and day",
        answer=ImpactAnswer,
        errors=LEDGER_ERRORS,
    ),
    Route(
        "GET",
        "/api/impact/recent",
        public_facts.get_recent,
        "The newest credits, without anything about who played",
        answer=RecentAnswer,
        errors=LEDGER_ERRORS,
    ),
    Route(
        "GET",
        "/api/receipts/{play_id}",
        receipts.get_receipt,
        "The receipt of one's own credited play: its entry, and the proof that the ledger has it",
        answer=ReceiptFileAnswer,
        errors={
            HTTPStatus.FORBIDDEN: "The participant's cookie is missing.",
            HTTPStatus.NOT_FOUND: "This participant has no such play that was credited.",
            **LEDGER_ERRORS,
        },
    ),
    Route(
        "GET",
        "/api/ledger/key",
        transparency.get_ledger_key,
        "The public key that signs the ledger's tree heads",
        answer=LedgerKeyAnswer,
    ),
    Route(
        "GET",
        "/api/ledger/head",
        transparency.get_ledger_head,
        "The newest signed tree head: how many entries there are, and their Merkle root",
        answer=TreeHeadAnswer,
        errors=LEDGER_ERRORS,
    ),
    Route(
        "GET",
        "/api/ledger/consistency",
        transparency.get_ledger_consistency,
        "The proof that the ledger of one size begins with that of an earlier one",
        answer=ConsistencyAnswer,
        query={"first": "the earlier head's size, at least 1", "second": "the later head's size"},
        errors={
            HTTPStatus.UNPROCESSABLE_ENTITY: "The ledger never had these sizes.",
            **LEDGER_ERRORS,
        },
    ),
    Route(
        "GET",
        "/api/ledger.jsonl",
        exports.get_ledger_jsonl,
        "The whole public ledger, one entry a line; the last line has totals and signed head",
        media_type=exports.JSONL.media_type,
        errors=LEDGER_ERRORS,
    ),
    Route(
        "GET",
        "/api/ledger.csv",
        exports.get_ledger_csv,
        "The whole public ledger as a table",
        media_type=exports.CSV.media_type,
        errors=LEDGER_ERRORS,
    ),
    Route(
        "GET",
        "/api/effects",
        public_facts.get_effects,
        "The effects with their current releases",
        answer=EffectsAnswer,
    ),
    Route(
        "GET",
        "/api/models",
        public_facts.get_models,
        "The tracking models, with their hashes",
        answer=ModelsAnswer,
    ),
    Route(
        "GET",
        "/api/health",
        public_facts.get_health,
        "Whether plays can be credited now",
        answer=HealthAnswer,
        errors={HTTPStatus.SERVICE_UNAVAILABLE: "The ledger's database does not answer."},
    ),
    *TLS_ROUTES,
    *EDGE_ROUTES,
    *OPERATOR_ROUTES,
    *KIOSK_DESK_ROUTES,
    *KIOSK_ROUTES,
    Route("GET", "/api/openapi.json", get_openapi, "This description"),
    Route(
        "GET",
        "/releases/{file}",
        static_files.get_release,
        "One release, <hash>.json: the code, texts and pictures that a page runs",
        errors={HTTPStatus.NOT_FOUND: "That release is not kept."},
    ),
    Route(
        "GET",
        "/releases/models/{file}",
        static_files.get_release_model,
        "One 3D model, <sha256>.glb, under the address that a release gives",
        media_type="model/gltf-binary",
        errors={HTTPStatus.NOT_FOUND: "No release that is kept has this model."},
    ),
    Route(
        "GET",
        "/models/{file}",
        static_files.get_model,
        "One tracking model, under the address that /api/models gives",
        media_type="application/octet-stream",
        errors={HTTPStatus.NOT_FOUND: "That model is not there."},
    ),
    Route("GET", "/", static_files.get_page, "The app", is_described=False),
    Route("GET", "/play/{effect}", static_files.get_page, "The app", is_described=False),
    Route("GET", "/impact", static_files.get_page, "The app", is_described=False),
    Route("GET", "/trust", static_files.get_page, "The app", is_described=False),
    Route("GET", "/privacy", static_files.get_page, "The app", is_described=False),
    Route("GET", "/verify", static_files.get_page, "The app", is_described=False),
    Route("GET", "/operator", static_files.get_page, "The app", is_described=False),
    Route("GET", "/operator/{section}", static_files.get_page, "The app", is_described=False),
    Route(
        "GET", "/{path:.+}", static_files.get_built_file, "A file of the build", is_described=False
    ),
)


def add_routes(app: web.Application, routes: tuple[Route, ...]) -> None:
    """Let the router serve a table; another method than a path has is told which it has."""
    handlers: dict[str, dict[str, Handler]] = {}
    for route in routes:
        of_path = handlers.setdefault(route.path, {})
        of_path[route.method] = route.handler
        if route.method == "GET":
            of_path["HEAD"] = route.handler
    for path, of_path in handlers.items():
        resource = app.router.add_resource(path)
        for method, handler in of_path.items():
            resource.add_route(method, handler)
        # Else the address of any built file, which matches every path, would answer for this one.
        resource.add_route("*", partial(_refuse_method, sorted(of_path)))


async def _refuse_method(allowed: list[str], request: web.Request) -> web.StreamResponse:
    raise web.HTTPMethodNotAllowed(request.method, allowed)
