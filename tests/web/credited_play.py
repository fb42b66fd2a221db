"""A server over the tiny effect, and one credited play there, as the participant of a page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.live_server import LiveServer
from tests.server.tapper import pack, play_three_taps
from tests.server.tiny_server import EFFECT, make_server


def serve_tiny_effect(folder: Path, web_dir: Path) -> Iterator[LiveServer]:
    """Yield a server over the tiny effect that takes plays as soon as they come."""
    server = make_server(folder, web_dir=str(web_dir), early_tolerance_ms="60000").start()
    yield server
    server.stop()


def play_for_credit(page: Page) -> dict[str, Any]:
    """Play once with this page's cookies; return the receipt of the answer."""
    effects = page.request.get("/api/effects").json()["effects"]
    order = {"effect": EFFECT, "release": effects[0]["release"], "mode": "pointer"}
    ticket = page.request.post("/api/plays", data=order).json()
    play_id = ticket["play_id"]
    trace = pack(play_three_taps(ticket["seed"], play_id))
    body = {"ticket": ticket["ticket"], "trace": trace}
    answer = page.request.post(f"/api/plays/{play_id}/completion", data=body).json()
    assert answer["status"] == "credited"
    return answer["receipt"]
