"""Requests of which every byte may be hostile: each gets a 4xx that says what is wrong."""

import gzip
import json
from typing import Any

import pytest
from yarl import URL

from tests.server.tapper import pack
from tests.server.visitor import Visitor

JSON = {"Content-Type": "application/json"}
DEEP = "[" * 50_000


def completion(**changes: Any) -> str:
    return json.dumps({"ticket": "t", "trace": "AAAA", **changes})


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"", JSON, 400, "not_json"),
        (b"\x00\xff\xfe", JSON, 400, "not_json"),
        (b'{"ticket": "t', JSON, 400, "not_json"),
        (DEEP, JSON, 400, "not_json"),
        ('{"a":' * 20_000, JSON, 400, "not_json"),
        (b'{"ticket": "\xc3\x28", "trace": "AAAA"}', JSON, 400, "not_json"),
        ("[]", JSON, 422, "invalid_field"),
        ("null", JSON, 422, "invalid_field"),
        ("NaN", JSON, 422, "invalid_field"),
        ("1e400", JSON, 422, "invalid_field"),
        ('"ticket"', JSON, 422, "invalid_field"),
        ("{}", JSON, 422, "invalid_field"),
        (completion(ticket=None), JSON, 422, "invalid_field"),
        (completion(ticket=7), JSON, 422, "invalid_field"),
        (completion(ticket=""), JSON, 422, "invalid_field"),
        (completion(ticket="t" * 5000), JSON, 422, "invalid_field"),
        (completion(trace=["AAAA"]), JSON, 422, "invalid_field"),
        (completion(trace={"a": 1}), JSON, 422, "invalid_field"),
        (completion(trace=float("nan")), JSON, 422, "invalid_field"),
        (completion(trace="not base64!"), JSON, 422, "invalid_field"),
        (completion(trace="AAA"), JSON, 422, "invalid_field"),
        (completion(trace="爱"), JSON, 422, "invalid_field"),
        (completion(trace="\ud800"), JSON, 400, "not_json"),
        (completion(more=1), JSON, 422, "invalid_field"),
        (completion(trace="A" * 200_000), JSON, 413, "body_too_large"),
        (completion(), {"Content-Type": "text/plain"}, 415, "unsupported_media_type"),
        (completion(), {"Content-Type": "multipart/form-data"}, 415, "unsupported_media_type"),
        (completion(), {"Content-Type": "application/json\t;x"}, 200, ""),
        (
            gzip.compress(b" " * 50_000_000),
            {**JSON, "Content-Encoding": "gzip"},
            415,
            "unsupported_encoding",
        ),
    ],
)
async def test_a_malformed_completion(
    visitor: Visitor, body: bytes | str, headers: dict[str, str], status: int, code: str
) -> None:
    response = await visitor.client.post(
        f"/api/plays/{'0' * 32}/completion", data=body, headers=headers
    )
    answer = await response.json()
    assert response.status == status, answer
    if status == 200:
        assert answer["reason"] == "ticket_forged"
        return
    assert answer["error"]["code"] == code
    assert set(answer["error"]) == {"code", "got", "expected", "todo"}
    assert all(answer["error"].values())
    assert len(await response.text()) < 1000
    assert "Traceback" not in await response.text()


@pytest.mark.parametrize(
    "changes",
    [
        {"effect": "../etc/passwd"},
        {"effect": ""},
        {"effect": "x" * 1000},
        {"release": "z" * 64},
        {"release": "0" * 63},
        {"mode": "edge"},
        {"more": "1"},
    ],
)
async def test_a_malformed_request_for_a_ticket(visitor: Visitor, changes: dict[str, str]) -> None:
    response = await visitor.ask(**changes)
    assert response.status == 422
    error = (await response.json())["error"]
    assert next(iter(changes)) in error["got"]


async def test_a_malformed_body_does_not_use_up_the_ticket(visitor: Visitor) -> None:
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    for body in ({}, {"ticket": ticket.text}, {"ticket": ticket.text, "trace": "###"}):
        assert (await visitor.post(ticket.play_id, body)).status == 422
    answer = await visitor.post(ticket.play_id, {"ticket": ticket.text, "trace": pack(trace)})
    assert (await answer.json())["status"] == "credited"


@pytest.mark.parametrize(
    "path",
    [
        "/../server/campaign.toml",
        "/%2e%2e/%2e%2e/data/keys/ticket.key",
        "/assets/..%2f..%2fcampaign.toml",
        "/assets/%00",
        "/assets/" + "x" * 5000,
        "/assets/%ff%fe",
        "/assets",
        "/assets/",
        "/assets/index-abc.js.br",
        "/releases/../../keys/ticket.key",
        "/releases/..%2fledger.sqlite3",
        "/releases/" + "0" * 64 + ".json",
        "/models/../models.json",
        "/models/face_landmarker.task",
        "/api/receipts/x/y",
        "/api/nothing",
        "//evil.example",
    ],
)
async def test_no_address_leads_out_of_what_is_served(visitor: Visitor, path: str) -> None:
    url = visitor.client.make_url("/").with_path("/")
    response = await visitor.client.session.get(URL(f"{url}"[:-1] + path, encoded=True))
    assert response.status == 404, await response.text()
    assert (await response.json())["error"]["todo"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/api/totals", ["GET", "HEAD"]),
        ("GET", "/api/plays", ["POST"]),
        ("HEAD", "/api/plays", ["POST"]),
        ("GET", f"/api/plays/{'0' * 32}/completion", ["POST"]),
        ("GET", "/api/operator/password", ["PUT"]),
        ("PATCH", "/api/operator/session", ["DELETE", "GET", "HEAD", "POST"]),
        ("POST", "/impact", ["GET", "HEAD"]),
        ("PUT", "/assets/nothing.js", ["GET", "HEAD"]),
    ],
)
async def test_a_wrong_method_is_told_the_right_ones(
    visitor: Visitor, method: str, path: str, allowed: list[str]
) -> None:
    response = await visitor.client.request(method, path)
    assert response.status == 405
    assert response.headers["Allow"] == ", ".join(allowed)
    if method != "HEAD":
        assert (await response.json())["error"]["expected"] == " or ".join(allowed)


@pytest.mark.parametrize(
    ("headers", "is_refused"),
    [
        ({}, False),
        ({"Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, True),
        ({"Sec-Fetch-Site": "same-site"}, True),
        ({"Origin": "https://evil.example"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "own"}, False),
        ({"Origin": "own", "Sec-Fetch-Site": "cross-site"}, True),
    ],
)
async def test_other_sites_cannot_write_in_a_visitors_name(
    visitor: Visitor, headers: dict[str, str], is_refused: bool
) -> None:
    own = str(visitor.client.make_url("/")).rstrip("/")
    headers = {name: own if value == "own" else value for name, value in headers.items()}
    body = {"effect": "three_taps", "release": visitor.release, "mode": "camera"}
    response = await visitor.client.post("/api/plays", json=body, headers=headers)
    assert response.status == (403 if is_refused else 201)
    if is_refused:
        assert (await response.json())["error"]["code"] == "cross_site"
    assert (await visitor.client.get("/api/totals", headers=headers)).status == 200
