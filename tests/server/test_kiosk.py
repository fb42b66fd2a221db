"""A kiosk's own server: its page's requests, visits, handovers to phones, and the host."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from server.app import create_app, create_services
from server.clock import MINUTE_MS
from server.kiosk.handovers import PIECE_BYTES_MAX
from server.kiosk.host_code import load_host_code
from server.participants import COOKIE
from server.settings import Settings
from tests.server.conftest import SetClock
from tests.server.heartbeat import BEAT
from tests.server.tapper import TICK_MS, TICKS, pack, play_three_taps

CODE = "24681357"
PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
MP4 = b"\0\0\0\x18ftypmp42" + bytes(range(200))

Client = TestClient[Any, Any]


@pytest.fixture
def kiosk_settings(
    effects_dir: Path, campaign_path: Path, web_dir: Path, tmp_path: Path
) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        effects_dir=effects_dir,
        campaign=campaign_path,
        web_dir=web_dir,
        replay_workers=1,
        kiosk_name="hall-1",
        kiosk_code=CODE,
        trusted_proxies="127.0.0.1/32",  # So that a test can be a phone of the network.
    )


@pytest.fixture
async def kiosk(kiosk_settings: Settings, clock: SetClock) -> AsyncIterator[Client]:
    """Yield the kiosk's own browser, as far as the server sees it."""
    async with TestClient(TestServer(create_app(create_services(kiosk_settings, clock)))) as client:
        yield client


PHONE = {"X-Forwarded-For": "192.168.1.77"}


async def sign_in(client: Client, code: str = CODE, **headers: str) -> int:
    response = await client.post("/api/kiosk/host/session", json={"code": code}, headers=headers)
    return response.status


async def hand_over(client: Client, name: str = "card", data: bytes = PNG) -> str:
    """Hand something over; return its token."""
    opened = await (await client.post("/api/kiosk/handovers", json={"effect": "x"})).json()
    media_type = "video/mp4" if name == "video" else "image/png"
    response = await client.put(
        f"/api/kiosk/handovers/{opened['token']}/{name}",
        data=data,
        headers={"Content-Type": media_type},
    )
    assert response.status == 200, await response.text()
    return opened["token"]


async def test_a_phone_is_not_the_kiosk(kiosk: Client) -> None:
    own = await (await kiosk.get("/api/kiosk/state")).json()
    others = await (await kiosk.get("/api/kiosk/state", headers=PHONE)).json()
    assert own["kiosk"]["is_device"] is True
    assert others["kiosk"]["is_device"] is False
    for method, path in (
        ("POST", "/api/kiosk/heartbeat"),
        ("POST", "/api/kiosk/visits/end"),
        ("POST", "/api/kiosk/handovers"),
        ("PUT", f"/api/kiosk/handovers/{'x' * 32}/card"),
        ("GET", f"/api/kiosk/handovers/{'x' * 32}"),
    ):
        response = await kiosk.request(method, path, json={}, headers=PHONE)
        assert response.status == 403, path
        assert (await response.json())["error"]["code"] == "not_the_kiosk"


async def test_the_host_can_mark_another_screen_as_the_kiosk(kiosk: Client) -> None:
    assert await sign_in(kiosk, **PHONE) == 201
    assert (await kiosk.post("/api/kiosk/host/device", headers=PHONE)).status == 200
    state = await (await kiosk.get("/api/kiosk/state", headers=PHONE)).json()
    assert state["kiosk"]["is_device"] is True


async def test_the_next_visitor_is_another_participant(kiosk: Client) -> None:
    effects = await (await kiosk.get("/api/effects")).json()
    order = {
        "effect": "three_taps",
        "release": effects["effects"][0]["release"],
        "mode": "pointer",
        "kiosk": "hall-1",
    }
    first = await kiosk.post("/api/plays", json=order)
    again = await kiosk.post("/api/plays", json=order)
    ended = await kiosk.post("/api/kiosk/visits/end", json={})
    assert ended.status == 200
    assert ended.cookies[COOKIE]["max-age"] == "0" or "1970" in ended.cookies[COOKIE]["expires"]
    second = await kiosk.post("/api/plays", json=order)
    cookies = [one.cookies[COOKIE].value for one in (first, again, second)]
    assert cookies[0] == cookies[1] != cookies[2]


async def test_a_kiosk_delivers_for_a_visitor_who_has_gone(kiosk: Client, clock: SetClock) -> None:
    effects = await (await kiosk.get("/api/effects")).json()
    order = {
        "effect": "three_taps",
        "release": effects["effects"][0]["release"],
        "mode": "pointer",
        "kiosk": "hall-1",
    }
    ticket = await (await kiosk.post("/api/plays", json=order)).json()
    clock.advance_ms(round(TICKS * TICK_MS))
    trace = play_three_taps(ticket["seed"], ticket["play_id"])
    await kiosk.post("/api/kiosk/visits/end", json={})
    path = f"/api/plays/{ticket['play_id']}/completion"
    body = {"ticket": ticket["ticket"], "trace": pack(trace)}
    refused = await kiosk.post(path, json=body, headers=PHONE)
    assert refused.status == 403
    verdict = await (await kiosk.post(path, json=body)).json()
    assert verdict["status"] == "credited"


async def test_a_phone_saves_what_was_handed_over(kiosk: Client) -> None:
    token = await hand_over(kiosk)
    page = await kiosk.get(f"/h/{token}", headers={**PHONE, "Accept-Language": "en"})
    html = await page.text()
    assert page.status == 200
    assert "Save the picture" in html
    assert "<script" not in html
    assert page.headers["Cache-Control"] == "private, no-store"
    chinese = await (await kiosk.get(f"/h/{token}", headers={"Accept-Language": "zh"})).text()
    assert "保存图片" in chinese
    file = await kiosk.get(f"/h/{token}/card.png?save", headers=PHONE)
    assert await file.read() == PNG
    assert file.headers["Content-Disposition"] == 'attachment; filename="kindlens-x.png"'


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("bytes=0-1", 206, MP4[:2]),
        ("bytes=10-", 206, MP4[10:]),
        ("bytes=-5", 206, MP4[-5:]),
        ("bytes=9999-", 416, b""),
        ("nonsense", 200, MP4),
    ],
)
async def test_a_video_is_sent_in_the_parts_that_players_ask_for(
    kiosk: Client, asked: str, status: int, expected: bytes
) -> None:
    token = await hand_over(kiosk, "video", MP4)
    response = await kiosk.get(f"/h/{token}/video.mp4", headers={"Range": asked})
    assert response.status == status
    assert await response.read() == expected


async def test_a_handover_ends_after_its_minutes(kiosk: Client, clock: SetClock) -> None:
    token = await hand_over(kiosk)
    clock.advance_ms(5 * MINUTE_MS - 1)
    assert (await kiosk.get(f"/h/{token}/card.png")).status == 200
    clock.advance_ms(1)
    gone, never = [await kiosk.get(f"/h/{one}") for one in (token, "x" * 32)]
    assert gone.status == never.status == 404
    assert await gone.text() == await never.text()
    assert (await kiosk.get(f"/h/{token}/card.png")).status == 404


async def test_a_handover_is_in_no_file(kiosk: Client, kiosk_settings: Settings) -> None:
    marked = PNG + b"a face that nobody may find again"
    await hand_over(kiosk, data=marked)
    files = [path for path in kiosk_settings.data_dir.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if marked[-20:] in path.read_bytes()] == []


async def test_a_restart_forgets_handovers(kiosk_settings: Settings, clock: SetClock) -> None:
    async with TestClient(TestServer(create_app(create_services(kiosk_settings, clock)))) as one:
        token = await hand_over(one)
    async with TestClient(TestServer(create_app(create_services(kiosk_settings, clock)))) as two:
        assert (await two.get(f"/h/{token}")).status == 404


@pytest.mark.parametrize(
    ("name", "media_type", "data", "status"),
    [
        ("card", "image/png", b"<html>", 415),
        ("card", "text/html", PNG, 415),
        ("card", "image/svg+xml", b"<svg/>", 415),
        ("page", "image/png", PNG, 404),
        ("video", "video/mp4", MP4 + bytes(PIECE_BYTES_MAX), 413),
    ],
)
async def test_what_is_no_picture_is_not_taken(
    kiosk: Client, name: str, media_type: str, data: bytes, status: int
) -> None:
    opened = await (await kiosk.post("/api/kiosk/handovers", json={"effect": "x"})).json()
    response = await kiosk.put(
        f"/api/kiosk/handovers/{opened['token']}/{name}",
        data=data,
        headers={"Content-Type": media_type},
    )
    assert response.status == status


async def test_there_is_no_link_where_no_phone_gets_through(kiosk: Client) -> None:
    token = await hand_over(kiosk)  # The server listens to this machine alone.
    answer = await (await kiosk.get(f"/api/kiosk/handovers/{token}")).json()
    assert answer == {"token": token, "link": None, "seconds_left": 300}


async def test_wrong_codes_have_to_wait(kiosk: Client, clock: SetClock) -> None:
    for _ in range(5):
        assert await sign_in(kiosk, "11111111", **PHONE) == 403
    assert await sign_in(kiosk, CODE, **PHONE) == 429
    assert await sign_in(kiosk, CODE) == 201  # Another address is not locked out with it.
    clock.advance_ms(30_000)
    assert await sign_in(kiosk, CODE, **PHONE) == 201


async def test_the_host_sees_and_orders(kiosk: Client) -> None:
    assert (await kiosk.get("/api/kiosk/host")).status == 401
    await sign_in(kiosk)
    beat = await (await kiosk.post("/api/kiosk/heartbeat", json=BEAT)).json()
    assert beat["orders"] == {
        "is_paused": False,
        "volume_percent_max": 100,
        "visit_ends": 0,
        "reloads": 0,
    }
    for order in ({"order": "pause"}, {"order": "end_visit"}, {"order": "reload_page"}):
        assert (await kiosk.post("/api/kiosk/host/orders", json=order)).status == 200
    louder = {"order": "cap_volume", "volume_percent_max": 40}
    await kiosk.post("/api/kiosk/host/orders", json=louder)
    await kiosk.post("/api/kiosk/heartbeat", json={**BEAT, "plays": 2, "error": "it slipped"})
    answer = await (await kiosk.post("/api/kiosk/heartbeat", json={**BEAT, "plays": 3})).json()
    assert answer["orders"] == {
        "is_paused": True,
        "volume_percent_max": 40,
        "visit_ends": 1,
        "reloads": 1,
    }
    standing = await (await kiosk.get("/api/kiosk/host")).json()
    assert standing["plays"] == 3
    assert standing["page"]["state"] == "attract"
    assert standing["errors"][0]["text"] == "it slipped"
    restart = await kiosk.post("/api/kiosk/host/orders", json={"order": "restart_browser"})
    assert (await restart.json())["error"]["code"] == "browser_not_kept"


async def test_orders_outlive_a_restart(kiosk_settings: Settings, clock: SetClock) -> None:
    async with TestClient(TestServer(create_app(create_services(kiosk_settings, clock)))) as one:
        await sign_in(one)
        await one.post("/api/kiosk/host/orders", json={"order": "pause"})
    async with TestClient(TestServer(create_app(create_services(kiosk_settings, clock)))) as two:
        state = await (await two.get("/api/kiosk/state")).json()
        assert state["kiosk"]["orders"]["is_paused"] is True


async def test_the_end_of_a_visit_is_the_end_of_the_hosts_too(kiosk: Client) -> None:
    await sign_in(kiosk)
    await kiosk.post("/api/kiosk/visits/end", json={})
    assert (await kiosk.get("/api/kiosk/host")).status == 401


def test_the_drawn_code_is_kept_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    code = load_host_code(tmp_path / "keys", "")
    assert code.isdigit()
    assert len(code) == 8
    assert load_host_code(tmp_path / "keys", "") == code
    assert (tmp_path / "keys" / "kiosk_code.txt").stat().st_mode & 0o077 == 0
    assert load_host_code(tmp_path / "keys", "999999") == "999999"
