"""Somebody at the desk of a running server."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from aiohttp import ClientResponse, CookieJar
from aiohttp.test_utils import TestClient
from sqlalchemy import Connection

from server.operator.accounts import Role, add_account, set_password
from server.operator.passwords import hash_password
from tests.server.conftest import (  # noqa: F401  (fixtures)
    RunningServer,
    campaign_path,
    clock,
    database,
    database_url,
    effects_dir,
    engine,
    ledger_url,
    quick_passwords,
    running,
    settings,
    start_server,
    visitor,
    web_dir,
)

PASSWORD = "four words of nothing"


class AtDesk:
    """A browser at the desk: keeps cookies, and sends the token of its session along."""

    def __init__(self, client: "TestClient[Any, Any]") -> None:
        self.client = client
        self.token = ""

    async def sign_in(self, name: str, password: str = PASSWORD) -> ClientResponse:
        """Try to sign in."""
        response = await self.client.post(
            "/api/operator/session", json={"name": name, "password": password}
        )
        if response.status == 201:
            self.token = (await response.json())["session"]["csrf_token"]
        return response

    async def get(self, path: str, **options: Any) -> ClientResponse:
        """Read."""
        return await self.client.get(f"/api/operator/{path}", **options)

    async def read(self, path: str) -> Any:
        """Read, and expect an answer."""
        response = await self.get(path)
        assert response.status == 200, await response.text()
        return await response.json()

    async def send(self, method: str, path: str, body: Any = None) -> ClientResponse:
        """Change something."""
        return await self.client.request(
            method, f"/api/operator/{path}", json=body, headers={"X-Csrf-Token": self.token}
        )

    async def change(self, method: str, path: str, body: Any = None) -> Any:
        """Change something, and expect that it is done."""
        response = await self.send(method, path, body)
        assert response.status in (200, 201), await response.text()
        return await response.json()


async def add_person(server: RunningServer, name: str, role: Role) -> None:
    """Add an account that has chosen its password."""
    stored = hash_password(PASSWORD)

    def add(connection: Connection) -> None:
        add_account(connection, name, role, stored)
        set_password(connection, name, stored, must_change=False)

    await server.services.ledger.write(add)


SeatAtDesk = Callable[..., Awaitable[AtDesk]]


@pytest.fixture
async def seat() -> AsyncIterator[SeatAtDesk]:
    """Yield a function that gives a browser at a server's desk; name: who signs in there."""
    async with AsyncExitStack() as exits:

        async def give(server: RunningServer, name: str | None = None) -> AtDesk:
            client: TestClient[Any, Any] = TestClient(
                server.server, cookie_jar=CookieJar(unsafe=True)
            )
            exits.push_async_callback(client.session.close)
            person = AtDesk(client)
            if name is not None:
                response = await person.sign_in(name)
                assert response.status == 201, await response.text()
            return person

        yield give


@pytest.fixture
async def olga(running: RunningServer, seat: SeatAtDesk) -> AtDesk:  # noqa: F811
    """Return Olga, an operator, signed in."""
    await add_person(running, "olga", Role.OPERATOR)
    return await seat(running, "olga")


@pytest.fixture
async def vera(running: RunningServer, seat: SeatAtDesk) -> AtDesk:  # noqa: F811
    """Return Vera, a viewer, signed in."""
    await add_person(running, "vera", Role.VIEWER)
    return await seat(running, "vera")
