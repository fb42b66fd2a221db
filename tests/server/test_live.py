"""The live WebSocket: totals at once and as they change, to everybody who reads."""

import asyncio
import json
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSServerHandshakeError

from server import live
from tests.server.conftest import RunningServer, StartServer
from tests.server.visitor import Visitor

WAIT_S = 5


async def receive(socket: "ClientWebSocketResponse[Any]") -> dict[str, Any]:
    async with asyncio.timeout(WAIT_S):
        return json.loads(await socket.receive_str())


async def credit(visitor: Visitor) -> None:
    ticket = await visitor.begin()
    answer = await visitor.deliver(ticket, await visitor.play(ticket))
    assert answer["status"] == "credited"


async def test_totals_come_at_once_and_when_they_change(visitor: Visitor) -> None:
    async with visitor.client.ws_connect("/api/live?lang=en") as socket:
        first = await receive(socket)
        assert first == await (await visitor.client.get("/api/totals?lang=en")).json()
        await credit(visitor)
        second = await receive(socket)
        assert second["tasks"][0]["credited_plays"] == 1
        assert second["tasks"][0]["title"] == "Stray animals"


async def test_everybody_gets_them_and_many_changes_come_together(running: RunningServer) -> None:
    visitor = await running.visitor()
    sockets = [await visitor.client.ws_connect("/api/live") for _ in range(20)]
    for socket in sockets:
        assert (await receive(socket))["tasks"][0]["credited_plays"] == 0
    for _ in range(5):
        await credit(visitor)
    for socket in sockets:
        count, messages = 0, 0
        while count < 5:
            count = (await receive(socket))["tasks"][0]["credited_plays"]
            messages += 1
        assert messages <= 5
        await socket.close()


async def connect_and_never_read(visitor: Visitor) -> asyncio.StreamWriter:
    """Return the connection of a listener that reads its handshake and nothing more."""
    reader, writer = await asyncio.open_connection(
        visitor.client.host, visitor.client.port, limit=1024
    )
    writer.write(
        b"GET /api/live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    await reader.readuntil(b"\r\n\r\n")
    return writer


async def announce_much(totals: live.LiveTotals, other: "ClientWebSocketResponse[Any]") -> None:
    """Send everybody a text that fills the buffers of who does not read; see that others get it."""
    big = "x" * 400_000
    totals._texts = dict.fromkeys(totals._texts, big)  # pyright: ignore[reportPrivateUsage]
    totals._announce()  # pyright: ignore[reportPrivateUsage]
    assert await other.receive_str() == big


async def test_a_reader_that_does_not_read_is_dropped_and_holds_nobody_up(
    running: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SEND_S_MAX", 0.5)
    totals = running.services.live
    visitor = await running.visitor()
    writer = await connect_and_never_read(visitor)
    other = await visitor.client.ws_connect("/api/live")
    await receive(other)
    assert totals.listeners == 2
    async with asyncio.timeout(20):
        while totals.listeners == 2:
            await announce_much(totals, other)
            await asyncio.sleep(0.01)
    assert other.closed is False
    writer.close()
    await other.close()


async def test_a_reader_that_does_not_read_does_not_keep_the_server_from_ending(
    running: RunningServer,
) -> None:
    visitor = await running.visitor()
    writer = await connect_and_never_read(visitor)
    other = await visitor.client.ws_connect("/api/live")
    await receive(other)
    for _ in range(30):
        await announce_much(running.services.live, other)
    await other.close()
    async with asyncio.timeout(live.CLOSE_S_MAX + 5):
        await running.end()
    writer.close()


async def test_what_a_listener_says_is_bounded(visitor: Visitor) -> None:
    socket = await visitor.client.ws_connect("/api/live")
    await receive(socket)
    await socket.send_str("x" * 2000)
    async with asyncio.timeout(WAIT_S):
        message = await socket.receive()
    assert socket.closed, message


async def test_as_many_listeners_as_the_settings_allow(start_server: StartServer) -> None:
    visitor = await (await start_server(live_clients_max=1)).visitor()
    async with visitor.client.ws_connect("/api/live") as socket:
        await receive(socket)
        with pytest.raises(WSServerHandshakeError) as refused:
            await visitor.client.ws_connect("/api/live")
        assert refused.value.status == 503


async def test_other_sites_and_plain_requests_are_refused(visitor: Visitor) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await visitor.client.ws_connect("/api/live", headers={"Origin": "https://evil.example"})
    assert refused.value.status == 403
    assert (await visitor.client.get("/api/live")).status == 426
