"""The OpenAPI description: every route is in it, and real answers are as it says."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from server.openapi import describe
from server.route import Route
from server.routes import ROUTES
from server.schemas import (
    CampaignAnswer,
    CompletionAnswer,
    EffectsAnswer,
    ErrorAnswer,
    HealthAnswer,
    ModelsAnswer,
    PlayAnswer,
    TotalsAnswer,
)
from server.verdicts import Verdict
from tests.live_server import ROOT
from tests.server.conftest import RunningServer
from tests.server.tapper import pack
from tests.server.visitor import Visitor

DESCRIBED = [route for route in ROUTES if route.is_described]


async def test_the_description_holds_what_the_router_serves(running: RunningServer) -> None:
    visitor = await running.visitor()
    document = await (await visitor.client.get("/api/openapi.json")).json()
    assert document["openapi"] == "3.1.0"
    described = {
        (method.upper(), path) for path, item in document["paths"].items() for method in item
    }
    app = visitor.client.app
    assert app is not None
    served = {
        (route.method, route.resource.canonical)
        for route in app.router.routes()
        if route.resource is not None and route.method not in ("HEAD", "*")  # *: refuses the rest.
    }
    pages = {
        (route.method, route.path.replace(":.+}", "}"))
        for route in ROUTES
        if not route.is_described
    }
    assert described == served - pages


def test_every_reference_of_the_description_leads_somewhere() -> None:
    document = describe(ROUTES)
    schemas = document["components"]["schemas"]

    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            found = [value["$ref"]] if "$ref" in value else []  # pyright: ignore[reportUnknownVariableType]
            return found + [one for part in value.values() for one in references(part)]  # pyright: ignore[reportUnknownVariableType]
        if isinstance(value, list):
            return [one for part in value for one in references(part)]  # pyright: ignore[reportUnknownVariableType]
        return []

    for reference in references(document):
        assert reference.removeprefix("#/components/schemas/") in schemas, reference
    assert set(schemas["Verdict"]["enum"]) == set(Verdict)


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/api/totals", TotalsAnswer),
        ("/api/campaign", CampaignAnswer),
        ("/api/effects", EffectsAnswer),
        ("/api/models", ModelsAnswer),
        ("/api/health", HealthAnswer),
    ],
)
async def test_real_answers_are_as_described(visitor: Visitor, path: str, model: Any) -> None:
    assert next(route for route in DESCRIBED if route.path == path).answer is model
    response = await visitor.client.get(path)
    assert response.headers["Cache-Control"] == "no-store"
    TypeAdapter(model).validate_json(await response.text())


async def test_real_answers_of_a_play_are_as_described(visitor: Visitor) -> None:
    response = await visitor.ask()
    ticket = PlayAnswer.model_validate_json(await response.text())
    refused = await visitor.post(ticket.play_id, {"ticket": ticket.ticket, "trace": pack(b"x")})
    CompletionAnswer.model_validate_json(await refused.text())
    own = await visitor.begin()
    credited = await visitor.deliver(own, await visitor.play(own))
    assert CompletionAnswer.model_validate_json(json.dumps(credited)).receipt is not None
    error = await visitor.client.get("/api/nothing")
    ErrorAnswer.model_validate_json(await error.text())


@pytest.mark.parametrize("route", DESCRIBED, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_is_documented_for_people(route: Route) -> None:
    text = (ROOT / "server" / "README.md").read_text("utf-8")
    assert f"`{route.method} {route.path}`" in text
    assert route.summary
    assert route.handler.__doc__


def test_every_verdict_is_documented_and_known_to_the_pages() -> None:
    text = (ROOT / "server" / "README.md").read_text("utf-8")
    for verdict in Verdict:
        assert f"`{verdict}`" in text
    for catalogue in ("zh-CN.json", "en.json"):
        keys = json.loads((Path(ROOT) / "web" / "src" / "texts" / catalogue).read_text("utf-8"))
        for verdict in Verdict:
            assert any(f"verdict.{verdict}" in key for key in keys), verdict
