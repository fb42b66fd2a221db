"""What the desk keeps out: other sites, viewers who write, text that wants to be more than text."""

import csv
import io
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import pytest

from server.csv_download import cell
from server.ledger.audit import audit
from server.ledger.database import open_reader
from server.routes import ROUTES
from tests.operator.conftest import AtDesk, SeatAtDesk
from tests.server.conftest import RunningServer
from tests.server.test_injection import HOSTILE, PARAMETER

CHANGES = [
    route for route in ROUTES if route.method != "GET" and route.path.startswith("/api/operator/")
]
READS = [
    route
    for route in ROUTES
    if route.method == "GET"
    and route.path.startswith("/api/operator/")
    and route.path != "/api/operator/session"
]
OWN = ("/api/operator/session", "/api/operator/password")
NASTY = [
    "<script>alert(1)</script>",
    "'; DROP TABLE acts; --",
    '=HYPERLINK("https://evil.example","x")',
    "@SUM(1)",
    "-1+1",
    "＝1+1",
]


def path_of(route: Any) -> str:
    return (
        route.path.replace("{page}", "privacy")
        .replace("{play_id}", "0" * 32)
        .replace("{entry}", "0")
        .replace("{kiosk}", "hall")
    )


async def code_of(response: Any) -> str:
    return (await response.json())["error"]["code"]


@pytest.mark.parametrize("route", [*READS, *CHANGES], ids=lambda one: f"{one.method} {one.path}")
async def test_nothing_is_open_to_who_is_not_signed_in(
    running: RunningServer, seat: SeatAtDesk, route: Any
) -> None:
    if (route.method, route.path) == ("POST", "/api/operator/session"):
        return
    stranger = await seat(running)
    response = await stranger.client.request(route.method, path_of(route), json={})
    assert response.status == HTTPStatus.UNAUTHORIZED
    assert await code_of(response) == "not_signed_in"


async def test_a_viewer_reads_everything_and_changes_nothing(vera: AtDesk) -> None:
    for route in READS:
        response = await vera.client.get(path_of(route))
        # It may ask for something that is not there.
        fine = {HTTPStatus.OK, *([HTTPStatus.NOT_FOUND] if PARAMETER.search(route.path) else [])}
        assert response.status in fine, route.path
        await response.read()
    for route in CHANGES:
        if route.path in OWN:
            continue
        response = await vera.send(route.method, path_of(route).removeprefix("/api/operator/"), {})
        assert await code_of(response) == "role_missing", route.path


async def test_no_change_without_the_token_of_the_session(olga: AtDesk, vera: AtDesk) -> None:
    olga_token = olga.token
    for token in ("", "0" * 64, vera.token):
        olga.token = token
        for route in CHANGES:
            if (route.method, route.path) == ("POST", "/api/operator/session"):
                continue
            path = path_of(route).removeprefix("/api/operator/")
            assert await code_of(await olga.send(route.method, path, {})) == "token_missing"
    olga.token = olga_token
    await olga.change("PUT", "pause", {"task": None, "is_paused": True})


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_another_site_can_neither_sign_in_nor_change(
    olga: AtDesk, headers: dict[str, str]
) -> None:
    for method, path, body in (
        ("POST", "session", {"name": "olga", "password": "x"}),
        ("PUT", "pause", {"task": None, "is_paused": True}),
        ("DELETE", "session", None),
    ):
        response = await olga.client.request(
            method,
            f"/api/operator/{path}",
            json=body,
            headers={"X-Csrf-Token": olga.token, **headers},
        )
        assert await code_of(response) == "cross_site"
    assert (await olga.get("acts")).status == 200


async def test_a_form_of_another_site_is_no_json(olga: AtDesk) -> None:
    response = await olga.client.put(
        "/api/operator/pause",
        data='{"task": null, "is_paused": true}',
        headers={"Content-Type": "text/plain", "X-Csrf-Token": olga.token},
    )
    assert response.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE


@pytest.mark.parametrize("text", NASTY)
async def test_text_stays_text(olga: AtDesk, text: str) -> None:
    await olga.change("PUT", "pause", {"task": None, "is_paused": True, "note": text})
    await olga.change("PUT", "pages/privacy", {"texts": {"zh-CN": text, "en": text}})
    acts = (await olga.read("acts"))["acts"]
    assert acts[2]["note"] == text
    assert acts[0]["after"] == {"text": text}
    public = await (await olga.client.get("/api/pages/privacy")).json()
    assert public["texts"] == {"zh-CN": text, "en": text}
    response = await olga.get("downloads/acts.csv")
    assert response.headers["Content-Disposition"] == 'attachment; filename="acts.csv"'
    rows = list(csv.DictReader(io.StringIO((await response.text()).removeprefix("\ufeff"))))
    assert len(rows) >= 4
    for row in rows:
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@", "＝"))
    assert text in rows[2]["note"]


async def test_hostile_paths_and_queries_of_who_is_signed_in_are_refused_or_mean_nothing(
    running: RunningServer, olga: AtDesk
) -> None:
    queries = ("before", "from_day", "to_day", "limit")
    for hostile in HOSTILE:
        for route in READS:
            url = PARAMETER.sub(quote(hostile, safe=""), route.path)
            asked: dict[str, str] = dict.fromkeys(queries, hostile)
            for params in ({}, asked):
                response = await olga.client.session.get(
                    olga.client.make_url(url).update_query(params)
                )
                assert response.status < 500, (url, await response.text())
    with open_reader(running.services.settings.ledger_url).begin() as connection:
        assert audit(connection) == []


@pytest.mark.parametrize("text", ["a\u0000b", "a\u202eb", "a\u001b[31m"])
async def test_control_characters_are_refused(olga: AtDesk, text: str) -> None:
    body = {"task": None, "is_paused": True, "note": text}
    assert await code_of(await olga.send("PUT", "pause", body)) == "invalid_text"


@pytest.mark.parametrize("name", ["", "x" * 65, "' OR 1=1 --", "olga\u0000"])
async def test_odd_names_do_not_sign_in(
    running: RunningServer, seat: SeatAtDesk, name: str
) -> None:
    person = await seat(running)
    assert (await person.sign_in(name)).status in (401, 422)


def test_cells_are_safe_in_a_spreadsheet() -> None:
    assert cell("=1") == "'=1"
    assert cell("\t=1") == "'\t=1"
    assert cell("plain") == "plain"
    assert cell(-5) == "-5"
    assert cell(None) == ""
    assert cell({"a": "=1"}) == '{"a": "=1"}'
