"""A kiosk's connection to a server in this process, that says what the tests want."""

import secrets
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import TestClient
from sqlalchemy import Connection

from server.kiosks.admission import Terms, add_kiosk
from server.kiosks.messages import PATH
from server.ledger.records import TaskKey
from server.uuid7 import uuid7_hex
from tests.server.campaign_file import FEN_PER_PLAY
from tests.server.conftest import (  # noqa: F401  (fixtures)
    RunningServer,
    campaign_path,
    clock,
    database,
    database_url,
    effects_dir,
    quick_passwords,
    running,
    settings,
    start_server,
    visitor,
    web_dir,
)
from tests.server.tapper import TICK_MS, TICKS, pack, play_three_taps

TASK = "stray_animals"
KEY = TaskKey("spring", TASK)
PLAY_MS = round(TICKS * TICK_MS)
Answered = list[tuple[str, str]]


class KioskLine:
    """A connection of a kiosk. now_ms: its clock."""

    def __init__(self, server: RunningServer, socket: "ClientWebSocketResponse[Any]") -> None:
        self.running = server
        self.socket = socket
        self.batches = 0

    @property
    def now_ms(self) -> int:
        """The server's clock, which an honest kiosk's is like."""
        return self.running.clock.now_ms

    async def greet(self, **changes: Any) -> dict[str, Any]:
        """Say hello and return the news."""
        hello = {
            "kind": "hello",
            "protocol": 1,
            "now_ms": self.now_ms,
            "releases": [],
            "waiting": 0,
        }
        await self.socket.send_json({**hello, **changes})
        return await self.socket.receive_json(timeout=10)

    def play(self, **changes: Any) -> dict[str, Any]:
        """Return a play that has just been played; changes: fields that differ."""
        play_id, seed = uuid7_hex(self.now_ms), secrets.token_hex(16)
        play = {
            "play_id": play_id,
            "campaign": "spring",
            "task": TASK,
            "effect": "three_taps",
            "release": self.running.services.releases.current["three_taps"].hash,
            "seed": seed,
            "participant": secrets.token_hex(16),
            "fen_per_play": FEN_PER_PLAY,
            "issued_at_ms": self.now_ms - PLAY_MS,
            "decided_at_ms": self.now_ms,
            **changes,
        }
        if "trace" not in play:
            play["trace"] = pack(play_three_taps(play["seed"], play["play_id"]))
        return play

    async def deliver(self, *plays: dict[str, Any], **changes: Any) -> Answered:
        """Deliver plays; return status and reason of each."""
        self.batches += 1
        batch = {
            "kind": "batch",
            "number": self.batches,
            "now_ms": self.now_ms,
            "waiting": 0,
            "plays": list(plays),
            **changes,
        }
        await self.socket.send_json(batch)
        while (message := await self.socket.receive_json(timeout=20))["kind"] == "news":
            pass
        assert message["kind"] == "answers", message
        return [(one["status"], one["reason"]) for one in message["answers"]]

    async def ended(self) -> dict[str, Any] | None:
        """Wait for the end of the connection; return the problem that was told, if any."""
        problem = None
        while True:
            message = await self.socket.receive(timeout=10)
            if message.type is not WSMsgType.TEXT:
                return problem
            told = message.json()
            if told["kind"] == "problem":
                problem = told["error"]


@dataclass
class Central:
    """The running server, as kiosks and operators know it."""

    running: RunningServer
    exits: AsyncExitStack

    async def add(
        self, name: str = "hall", plays: int = 10, plays_per_day: int = 100, days: int = 3
    ) -> str:
        """Let a kiosk in; return its credential."""
        services = self.running.services
        terms = Terms(days, plays_per_day, {TASK: plays}, services.settings.kiosk_grace_days)
        campaign = services.campaigns.current()

        def add(connection: Connection) -> str:
            return add_kiosk(connection, name, campaign, terms, "ann", services.clock())

        return await services.ledger.write(add)

    async def connect(self, credential: str) -> KioskLine:
        """Connect with a credential. Raises WSServerHandshakeError."""
        client: TestClient[Any, Any] = TestClient(self.running.server)
        self.exits.push_async_callback(client.session.close)
        headers = {"Authorization": f"Bearer {credential}"}
        socket = await client.ws_connect(PATH, headers=headers, max_msg_size=0)
        self.exits.push_async_callback(socket.close)
        return KioskLine(self.running, socket)

    async def line(self, name: str = "hall", **terms: int) -> KioskLine:
        """Let a kiosk in, connect it, and say hello."""
        line = await self.connect(await self.add(name, **terms))
        await line.greet()
        return line


@pytest.fixture
async def exits() -> Any:
    """Yield what is ended with the test."""
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
async def central(running: RunningServer, exits: AsyncExitStack) -> Central:  # noqa: F811
    """Return a running central server."""
    return Central(running, exits)
