"""Hostile text in every field of every change at the desk: refused or kept as text, no 5xx."""

import copy
import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from server.ledger.audit import audit
from server.ledger.database import open_reader
from tests.operator.conftest import AtDesk
from tests.operator.test_hostile import CHANGES, path_of
from tests.server.conftest import RunningServer
from tests.server.test_injection import HOSTILE, assert_whole

PATH, TASK = "/api/operator/", "stray_animals"
TERMS = {"days": 3, "plays_per_day": 100, "plays": {TASK: 1}}
# What each change is told, in its right form; a campaign is read anew each time.
BODIES: dict[tuple[str, str], dict[str, Any] | None] = {
    ("POST", "session"): {"name": "olga", "password": "wrong"},
    ("DELETE", "session"): None,
    ("PUT", "password"): {"old": "wrong", "new": "five words of nothing at all"},
    ("PUT", "campaigns"): {"version": 1},
    ("PUT", "running"): {"campaign": "spring"},
    ("PUT", "pause"): {"task": TASK, "is_paused": False, "note": "all is well"},
    ("POST", "pledges"): {"task": TASK, "amount_fen": 100, "reference": "contract 1"},
    ("POST", "payouts"): {"task": TASK, "amount_fen": 1, "reference": "document 1"},
    ("POST", "corrections"): {"entry": 1, "reason": "mistyped"},
    ("POST", "reviews/{play_id}"): {"is_accepted": True, "note": "looked at"},
    ("PUT", "pages/{page}"): {"texts": {"zh-CN": "字", "en": "words"}},
    ("POST", "kiosks"): {"name": "hall", **TERMS},
    ("POST", "kiosks/{kiosk}/credential"): TERMS,
    ("POST", "kiosks/{kiosk}/revocation"): {"note": "over"},
}
FORMULA = re.compile(r"[=+\-@＝]")

Place = tuple[str | int, ...]


def texts_in(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield where texts are in a body; of a list, in its first part."""
    if isinstance(value, str):
        yield place
    elif isinstance(value, dict):
        for key in value:  # pyright: ignore[reportUnknownVariableType]
            yield from texts_in(value[key], (*place, key))
    elif isinstance(value, list) and value:
        yield from texts_in(value[0], (*place, 0))


def changed(body: dict[str, Any], place: Place, text: str) -> dict[str, Any]:
    """Return a body with another text at a place."""
    new: Any = copy.deepcopy(body)
    inner = new
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = text
    return new


async def body_of(desk: AtDesk, method: str, path: str) -> dict[str, Any]:
    """Return what a change is told, as of now."""
    if path != "campaigns":
        return BODIES[method, path] or {}
    newest, *_ = (await desk.read("campaigns"))["campaigns"]
    campaign = newest["campaign"]
    campaign["charity"]["donation_url"] = "https://charity.example/give"
    return {"version": newest["version"], "campaign": campaign, "note": "as agreed"}


async def assert_public_is_inert(desk: AtDesk) -> None:
    """What everybody is shown holds nothing that runs."""
    for path in ("/", "/impact", "/play/three_taps"):
        page = await (await desk.client.get(path)).text()
        assert "alert(1)" not in re.sub(
            r"&lt;script&gt;alert\(1\)|onerror=alert\(1\)&gt;", "", page
        )
        assert "<img src=x" not in page
    for path in ("/api/ledger.csv", "/api/operator/downloads/acts.csv"):
        text = await (await desk.client.get(path)).text()
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
            assert not [cell for cell in row if FORMULA.match(cell)], row
    given = await (await desk.client.get("/api/campaign")).json()
    assert (given["charity"]["donation_url"] or "https://").startswith("https://")


def test_every_change_is_tried() -> None:
    paths = {(route.method, route.path.removeprefix(PATH)) for route in CHANGES}
    assert paths == BODIES.keys()


@pytest.mark.parametrize(("method", "path"), [change for change, body in BODIES.items() if body])
async def test_in_every_field_of_a_change(
    running: RunningServer, olga: AtDesk, method: str, path: str
) -> None:
    (where,) = {path_of(one) for one in CHANGES if one.path == PATH + path}
    if "{kiosk}" in path:
        await olga.change("POST", "kiosks", {"name": "hall", **TERMS})
    body, accepted = await body_of(olga, method, path), 0
    for place in list(texts_in(body)):
        for hostile in HOSTILE:
            told = changed(body, place, hostile)
            response = await olga.send(method, where.removeprefix(PATH), told)
            assert response.status < 500, (place, hostile, await response.text())
            assert response.content_type == "application/json"
            if response.status in (200, 201):
                body, accepted = await body_of(olga, method, path), accepted + 1
    if path in ("campaigns", "pledges", "pages/{page}"):
        assert accepted, "nothing was kept, so nothing was tried"
    await assert_public_is_inert(olga)
    with open_reader(running.services.settings.ledger_url).begin() as connection:
        assert audit(connection) == []
    if path != "campaigns":  # It has changed what can be played.
        await assert_whole(running)
