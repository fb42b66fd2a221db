"""Hostile text in every field of the public API: refused or kept as text, never run, no 5xx."""

import base64
import json
import re
import zlib
from typing import Any
from urllib.parse import quote

import pytest

from effects.engine.trace import MAGIC, append_varint
from server.ledger.audit import audit
from server.ledger.database import open_reader
from server.routes import ROUTES
from tests.server.conftest import RunningServer
from tests.server.visitor import Visitor

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE entries; --",
    "' OR '1'='1",
    "1); DELETE FROM totals; --",
    '=HYPERLINK("https://evil.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "../../../keys/ticket.key",
    "..\\..\\keys\\ticket.key",
    "{{7*7}}${7*7}#{7*7}%(x)s",
    "$(id)`id`|id",
    "a\r\nSet-Cookie: kindlens_participant=x",
    "a\0b",
    "\u202e\ufeff\u2028",
    "%s%n%d" * 20,
    "x" * 3001,
)
QUERIES = ("lang", "ch", "first", "second", "before", "from", "to")
HEADERS = (
    "Accept-Language",
    "User-Agent",
    "Referer",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "If-None-Match",
    "Accept-Encoding",
    "Range",
    "Cookie",
)
READ = [route.path for route in ROUTES if route.method == "GET" and route.path != "/api/live"]
PARAMETER = re.compile(r"\{[^}]+\}")
ADDRESSES = sorted({PARAMETER.sub("three_taps", path) for path in READ})


def is_header(text: str) -> bool:
    """Return whether a client lets it out as a header at all; it sends no line ends."""
    return text.isascii() and text.isprintable()


def assert_inert(status: int, content_type: str, text: str, hostile: str) -> None:
    """Refused or not, what came in is not answered as anything that runs."""
    assert status < 500, text
    if content_type != "application/json":
        assert hostile not in text or not any(mark in hostile for mark in "<>\"'")


async def assert_whole(running: RunningServer) -> None:
    """The ledger has lost nothing, and still takes an honest play."""
    visitor = await running.visitor()
    ticket = await visitor.begin()
    answer = await visitor.deliver(ticket, await visitor.play(ticket))
    assert answer["status"] == "credited"
    with open_reader(running.services.settings.ledger_url).begin() as connection:
        assert audit(connection) == []


@pytest.mark.parametrize("field", ["effect", "release", "mode", "kiosk"])
async def test_in_a_request_for_a_ticket(running: RunningServer, field: str) -> None:
    visitor = await running.visitor()
    for hostile in HOSTILE:
        response = await visitor.ask(**{field: hostile})
        assert response.status == 422, hostile
        assert response.content_type == "application/json"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in response.headers
    await assert_whole(running)


@pytest.mark.parametrize("field", ["ticket", "trace"])
async def test_in_a_completion(running: RunningServer, field: str) -> None:
    visitor = await running.visitor()
    ticket = await visitor.begin()
    for hostile in HOSTILE:
        body: dict[str, Any] = {"ticket": ticket.text, "trace": "AAAA", field: hostile}
        response = await visitor.post(ticket.play_id, body)
        answer = await response.json()
        if field == "ticket" and len(hostile) <= 2000:
            assert (response.status, answer["reason"]) == (200, "ticket_forged")
        else:
            assert response.status == 422, hostile
    await assert_whole(running)


@pytest.mark.parametrize("field", ["play_id", "effect", "mode", "columns", "choices"])
async def test_in_the_header_of_a_trace(running: RunningServer, field: str) -> None:
    visitor = await running.visitor()
    for hostile in HOSTILE:
        ticket = await visitor.begin()
        header: dict[str, Any] = {
            "play_id": ticket.play_id,
            "effect": "three_taps",
            "mode": "pointer",
            "choices": {"manner": "plain"},
            "columns": ["is_present", "is_pressed"],
        }
        header[field] = {"columns": [hostile], "choices": {hostile: hostile}}.get(field, hostile)
        text = json.dumps(header).encode()
        data = bytearray(MAGIC)
        append_varint(data, len(text))
        data += text + b"\0"
        trace = base64.b64encode(zlib.compress(bytes(data))).decode()
        response = await visitor.post(ticket.play_id, {"ticket": ticket.text, "trace": trace})
        answer = await response.json()
        assert (response.status, answer["status"]) == (200, "tampered"), hostile
        assert hostile not in answer["reason"]
    await assert_whole(running)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
async def test_in_queries_and_headers_of_every_address(
    running: RunningServer, hostile: str
) -> None:
    visitor = await running.visitor()
    headers: dict[str, str] = {name: hostile for name in HEADERS if is_header(hostile)}
    params: dict[str, str] = dict.fromkeys(QUERIES, hostile)
    for path in ADDRESSES:
        asked = await visitor.client.get(path, params=params, headers=headers)
        assert_inert(asked.status, asked.content_type, await asked.text(), hostile)
    for path in ("/", "/api/totals"):
        for name, value in headers.items():
            asked = await visitor.client.get(path, headers={name: value})
            assert_inert(asked.status, asked.content_type, await asked.text(), hostile)
    await assert_whole(running)


async def test_in_the_path_of_every_address_that_has_one(visitor: Visitor) -> None:
    paths = [route.path for route in ROUTES if PARAMETER.search(route.path)]
    for hostile in HOSTILE:
        for path in [*paths, "/play/{}/more"]:
            url = visitor.client.make_url(PARAMETER.sub(quote(hostile, safe=""), path))
            asked = await visitor.client.session.get(url)
            assert_inert(asked.status, asked.content_type, await asked.text(), hostile)
            assert asked.status in (200, 400, 401, 403, 404, 405, 431), (url, asked.status)


async def test_in_a_step_of_the_funnel(running: RunningServer) -> None:
    visitor = await running.visitor()
    for hostile in HOSTILE:
        for field in ("step", "channel", "effect"):
            body = {"step": "opened", field: hostile}
            response = await visitor.client.post("/api/funnel", json=body)
            assert response.status == 422, (field, hostile)
    await running.services.desk.funnel.counts.flush(running.services.ledger)
    await assert_whole(running)
