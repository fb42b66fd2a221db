"""A visitor as the server sees one: asks for tickets, delivers completions, keeps the cookie."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from tests.server.tapper import TICK_MS, TICKS, pack, play_three_taps


class MovableClock(Protocol):
    """The clock of the server, as far as a visitor's play moves it."""

    def advance_ms(self, by_ms: int) -> None: ...


@dataclass(frozen=True)
class Ticket:
    """A ticket as the page holds it."""

    play_id: str
    text: str
    seed: str


class Visitor:
    """One participant. release: of the effect that the page has loaded."""

    def __init__(self, client: "TestClient[Any, Any]", release: str, clock: MovableClock) -> None:
        self.client = client
        self.release = release
        self._clock = clock

    async def ask(self, **changes: str) -> ClientResponse:
        """Ask for a ticket; changes: fields of the request that differ."""
        body = {"effect": "three_taps", "release": self.release, "mode": "pointer", **changes}
        return await self.client.post("/api/plays", json=body)

    async def begin(self) -> Ticket:
        """Get a ticket."""
        response = await self.ask()
        assert response.status == 201, await response.text()
        answer = await response.json()
        return Ticket(answer["play_id"], answer["ticket"], answer["seed"])

    async def post(self, play_id: str, body: Any) -> ClientResponse:
        """Deliver any body for a play."""
        return await self.client.post(f"/api/plays/{play_id}/completion", json=body)

    async def deliver(self, ticket: Ticket, trace: bytes) -> dict[str, Any]:
        """Deliver a trace and return the verdict."""
        response = await self.post(ticket.play_id, {"ticket": ticket.text, "trace": pack(trace)})
        assert response.status == 200, await response.text()
        return await response.json()

    async def play(self, ticket: Ticket, make: Callable[..., bytes] = play_three_taps) -> bytes:
        """Play as long as the wall clock needs and return the trace."""
        self._clock.advance_ms(round(TICKS * TICK_MS))
        return make(ticket.seed, ticket.play_id)
