"""The OpenAPI description, made from the table of routes and the models of the bodies."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from server.route import Route
from server.schemas import ErrorAnswer

WITHOUT_BODY = (HTTPStatus.SWITCHING_PROTOCOLS, HTTPStatus.NO_CONTENT)
REFERENCE = "#/components/schemas/{model}"
PATH_PARAMETER = re.compile(r"\{(\w+)\}")


def describe(routes: Iterable[Route]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of all described routes."""
    described = [route for route in routes if route.is_described]
    models = {
        model
        for route in described
        for model in (route.request, route.answer, ErrorAnswer)
        if model is not None
    }
    _, schemas = models_json_schema(
        [(model, "serialization") for model in sorted(models, key=lambda one: one.__name__)],
        ref_template=REFERENCE,
    )
    paths: dict[str, dict[str, Any]] = {}
    for route in described:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kindlens",
            "version": _version(),
            "description": "Plays of camera effects, what they release to a cause, and the totals.",
        },
        "paths": paths,
        "components": {"schemas": schemas["$defs"]},
    }


def _operation(route: Route) -> dict[str, Any]:
    """Return one operation of one path."""
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in PATH_PARAMETER.findall(route.path)
    ] + [
        {"name": name, "in": "query", "description": text, "schema": {"type": "string"}}
        for name, text in route.query.items()
    ]
    answers: dict[str, Any] = {str(int(route.status)): _answer(route)}
    for status, when in route.errors.items():
        answers[str(int(status))] = {"description": when, **_content(ErrorAnswer)}
    operation: dict[str, Any] = {
        "operationId": route.handler.__name__,
        "summary": route.summary,
        "parameters": parameters,
        "responses": answers,
    }
    if route.request is not None:
        operation["requestBody"] = {"required": True, **_content(route.request)}
    return operation


def _answer(route: Route) -> dict[str, Any]:
    if route.status in WITHOUT_BODY:
        return {"description": route.summary}
    if route.answer is None:
        return {"description": route.summary, "content": {route.media_type: {}}}
    return {"description": route.summary, **_content(route.answer)}


def _content(model: type[BaseModel]) -> dict[str, Any]:
    return {
        "content": {
            "application/json": {"schema": {"$ref": REFERENCE.format(model=model.__name__)}}
        }
    }


def _version() -> str:
    try:
        return version("kindlens")
    except PackageNotFoundError:  # Run from its folder, not installed.
        return "0"
