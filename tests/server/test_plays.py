"""Asking for a ticket: what it says, who gets it, and when there is none."""

import stat
from pathlib import Path

import pytest

from server.participants import COOKIE
from server.settings import Settings
from tests.server.conftest import START_MS, RunningServer, StartServer
from tests.server.visitor import Visitor


async def test_a_ticket_says_what_it_is_worth_and_until_when(visitor: Visitor) -> None:
    response = await visitor.ask()
    assert response.status == 201
    assert response.headers["Cache-Control"] == "no-store"
    answer = await response.json()
    assert len(answer.pop("play_id")) == 32
    assert len(answer.pop("seed")) == 32
    assert len(answer.pop("ticket")) > 100
    assert answer == {
        "release": visitor.release,
        "effect": "three_taps",
        "task": "stray_animals",
        "issued_at": "2026-05-28T20:26:40.000Z",
        "deliver_until": "2026-05-31T20:26:40.000Z",
        "fen_per_play": 20,
        "funding": "reserved",
    }
    assert START_MS == 1_780_000_000_000


async def test_the_cookie_is_random_first_party_and_kept_from_scripts(visitor: Visitor) -> None:
    first = await visitor.ask()
    header = first.headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"):
        assert part in header
    assert "Secure" not in header
    again = await visitor.ask()
    assert first.cookies[COOKIE].value == again.cookies[COOKIE].value


async def test_the_cookie_is_secure_behind_https(start_server: StartServer) -> None:
    visitor = await (await start_server(public_origin="https://play.example.org")).visitor()
    assert "Secure" in (await visitor.ask()).headers["Set-Cookie"]


async def test_a_cookie_of_another_form_is_replaced(visitor: Visitor) -> None:
    response = await visitor.client.post(
        "/api/plays",
        json={"effect": "three_taps", "release": visitor.release, "mode": "camera"},
        headers={"Cookie": f"{COOKIE}='; DROP TABLE plays"},
    )
    assert response.status == 201
    assert len(response.cookies[COOKIE].value) == 32


async def test_neither_the_ticket_nor_the_disk_holds_the_cookie(
    running: RunningServer, visitor: Visitor, settings: Settings
) -> None:
    cookie = (await visitor.ask()).cookies[COOKIE].value
    ticket = await visitor.begin()
    await visitor.deliver(ticket, await visitor.play(ticket))
    assert cookie not in ticket.text
    await running.end()
    for path in settings.data_dir.rglob("*"):
        if path.is_file():
            assert cookie.encode() not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"release": "0" * 64}, 409, "update_needed"),
        ({"effect": "studio"}, 409, "effect_coming"),
        ({"effect": "nothing_known"}, 404, "effect_unknown"),
    ],
)
async def test_no_ticket_for(
    visitor: Visitor, changes: dict[str, str], status: int, code: str
) -> None:
    response = await visitor.ask(**changes)
    assert response.status == status
    assert (await response.json())["error"]["code"] == code


@pytest.mark.usefixtures("running")
def test_secrets_are_for_the_owner_alone(settings: Settings) -> None:
    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    assert mode(settings.keys_dir) == 0o700
    files = list(settings.keys_dir.iterdir())
    names = ["log.key", "operator.key", "participant.key", "ticket.key"]
    assert sorted(path.name for path in files) == names
    assert {mode(path) for path in files} == {0o600}
