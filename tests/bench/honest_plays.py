"""Plays that a server must credit: tickets asked for over HTTP, each played by the bot."""

import asyncio
import base64
import json
import zlib
from dataclasses import dataclass

from aiohttp import ClientSession, DummyCookieJar

from tests.dodge_food_bot import play_dodge_food

EFFECT = "dodge_food"


@dataclass(frozen=True)
class Delivery:
    """One completion, ready to be sent. cookie: header of the participant it belongs to."""

    path: str
    cookie: str
    body: bytes

    async def send(self, client: ClientSession) -> str:
        """Send it and return the verdict's status; an HTTP error is raised."""
        headers = {"Cookie": self.cookie, "Content-Type": "application/json"}
        async with client.post(self.path, data=self.body, headers=headers) as response:
            response.raise_for_status()
            return (await response.json())["status"]


def open_client(url: str) -> ClientSession:
    """Return a client of the server that keeps no cookies: each delivery brings its own."""
    return ClientSession(url, cookie_jar=DummyCookieJar())


async def make_delivery(client: ClientSession, release: str) -> Delivery:
    """Get a ticket as a new participant and play it, in less time than a person would."""
    order = {"effect": EFFECT, "release": release, "mode": "camera"}
    async with client.post("/api/plays", json=order) as response:
        response.raise_for_status()
        ticket = await response.json()
        cookie = response.headers["Set-Cookie"].split(";")[0]
    recorded = await asyncio.to_thread(play_dodge_food, ticket["seed"], ticket["play_id"])
    assert recorded.phase == "completed", f"the bot ended in phase {recorded.phase}"
    trace = base64.b64encode(zlib.compress(recorded.trace)).decode()
    body = json.dumps({"ticket": ticket["ticket"], "trace": trace}).encode()
    return Delivery(f"/api/plays/{ticket['play_id']}/completion", cookie, body)


async def make_deliveries(client: ClientSession, count: int) -> list[Delivery]:
    """Return as many plays, each of a participant of its own, of the release now open."""
    async with client.get("/api/effects") as response:
        effects = (await response.json())["effects"]
    release = next(effect["release"] for effect in effects if effect["id"] == EFFECT)
    return [await make_delivery(client, release) for _ in range(count)]
