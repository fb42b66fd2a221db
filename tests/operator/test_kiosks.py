"""Kiosks at the desk: let in, renewed and revoked, each with its act."""

from typing import Any

from tests.operator.conftest import AtDesk

TERMS: dict[str, Any] = {"days": 2, "plays_per_day": 9, "plays": {"stray_animals": 3}}


async def test_a_kiosk_is_added_renewed_and_revoked(olga: AtDesk) -> None:
    added = await olga.send("POST", "kiosks", {"name": "hall", **TERMS})
    assert added.status == 201, await added.text()
    first = await added.json()
    assert first["credential"].startswith("kindlens-kiosk-")
    assert first["command"].startswith("kindlens kiosk --pair http")
    again = await olga.send("POST", "kiosks", {"name": "hall", **TERMS})
    assert (again.status, (await again.json())["error"]["code"]) == (409, "kiosk_exists")
    renewed = await olga.send("POST", "kiosks/hall/credential", TERMS)
    assert (await renewed.json())["credential"] != first["credential"]
    (kiosk,) = (await olga.read("kiosks"))["kiosks"]
    assert kiosk["allotments"] == [
        {
            "task": "stray_animals",
            "allotted_fen": 120,
            "used_fen": 0,
            "plays": 0,
            "is_set_aside": True,
        }
    ]
    revoked = await olga.send("POST", "kiosks/hall/revocation", {"note": "lost"})
    assert revoked.status == 200
    (kiosk,) = (await olga.read("kiosks"))["kiosks"]
    assert kiosk["is_revoked"]
    assert not kiosk["allotments"][0]["is_set_aside"]
    acts = [(act["kind"], act["subject"]) for act in (await olga.read("acts"))["acts"]]
    assert acts[:3] == [(f"kiosk_{did}", "hall") for did in ("revoked", "renewed", "added")]
    assert first["credential"] not in str(await olga.read("acts"))


async def test_what_cannot_be_is_refused_and_told(olga: AtDesk) -> None:
    for body, status, code in (
        ({"name": "hall", **TERMS, "plays": {"stray_animals": 51}}, 409, "allotment_refused"),
        ({"name": "hall", **TERMS, "plays": {"nothing": 1}}, 409, "allotment_refused"),
        ({"name": "Hall 1", **TERMS}, 422, "invalid_field"),
        ({"name": "hall", **TERMS, "days": 0}, 422, "invalid_field"),
    ):
        answer = await olga.send("POST", "kiosks", body)
        assert (answer.status, (await answer.json())["error"]["code"]) == (status, code)
    for path, body in (("credential", TERMS), ("revocation", {"note": ""})):
        answer = await olga.send("POST", f"kiosks/none/{path}", body)
        assert (answer.status, (await answer.json())["error"]["code"]) == (404, "kiosk_unknown")
    assert (await olga.read("kiosks"))["kiosks"] == []
