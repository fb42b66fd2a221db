"""Requests that are too slow or too large are cut off, whatever they pretend to be."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator

import pytest

from server import request_body, serve
from server.app import create_app, create_services
from server.settings import Settings

SOON_S = 8.0
PATH = f"/api/plays/{'0' * 32}/completion"
HEAD = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.fixture
async def port(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """Yield the port of a server that is served as `kindlens serve` does, with short patience."""
    monkeypatch.setattr(serve, "KEEPALIVE_S", 1)
    monkeypatch.setattr(serve, "LINGER_S_MAX", 0.5)
    monkeypatch.setattr(request_body, "ARRIVES_S_MAX", 1)
    runner = serve.make_runner(create_app(create_services(settings, release_quality=1)))
    await runner.setup()
    yield await serve._listen(runner, settings.model_copy(update={"port": 0}))
    await runner.cleanup()


async def send(port: int, first: bytes, again: bytes = b"") -> bytes:
    """Send bytes, then some more again and again; return what comes until the server hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def go_on() -> None:
        while again:
            writer.write(again)
            await writer.drain()
            await asyncio.sleep(0.05)

    writer.write(first)
    going_on = asyncio.create_task(go_on())
    try:
        async with asyncio.timeout(SOON_S):
            return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        going_on.cancel()
        await asyncio.gather(going_on, return_exceptions=True)
        writer.close()


def status_and_code(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)["error"]["code"]


@pytest.mark.parametrize("again", [b"", b"X-More: 1\r\n"])
@pytest.mark.parametrize("first", [b"", b"GET /api/totals HTTP/1.1\r\nHost: x\r\n"])
async def test_a_head_that_does_not_come_is_not_waited_for(
    port: int, first: bytes, again: bytes
) -> None:
    assert await send(port, first, again if first else b"") == b""


async def test_a_head_that_does_not_come_after_an_answer_is_not_waited_for(port: int) -> None:
    whole = b"GET /api/totals HTTP/1.1\r\nHost: x\r\n\r\n"
    answer = await send(port, whole + whole[:-2], b"X-More: 1\r\n")
    assert answer.startswith(b"HTTP/1.1 200")


async def test_a_head_that_is_too_large_is_refused(port: int) -> None:
    head = b"GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + b"x" * 100_000
    assert b" 400 " in (await send(port, head)).split(b"\r\n")[0]


@pytest.mark.parametrize("again", [b"", b" "])
async def test_a_body_that_trickles_in_is_not_waited_for(port: int, again: bytes) -> None:
    answer = await send(port, f'{HEAD}Content-Length: 9000\r\n\r\n{{"a'.encode(), again)
    assert status_and_code(answer) == (408, "body_too_slow")


async def test_chunks_that_trickle_in_are_not_waited_for(port: int) -> None:
    answer = await send(port, f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode(), b"1\r\n \r\n")
    assert answer == b"" or status_and_code(answer) == (408, "body_too_slow")


async def test_a_body_that_announces_too_much_is_refused_before_it_comes(port: int) -> None:
    answer = await send(port, f"{HEAD}Content-Length: 9000000000\r\n\r\n".encode())
    assert status_and_code(answer) == (413, "body_too_large")


async def test_chunks_without_an_end_are_cut_off(port: int) -> None:
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    answer = await send(port, f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode(), chunk)
    assert answer == b"" or status_and_code(answer) == (413, "body_too_large")


async def test_a_body_that_nobody_asked_for_is_cut_off(port: int) -> None:
    head = b"GET /api/totals HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n"
    answer = await send(port, head, b" " * 0x1000)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01 TLS\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"\0" * 100,
    ],
)
async def test_what_is_no_http_is_refused_and_nobodys_address_is_logged(
    port: int, nonsense: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = await send(port, nonsense)
    assert answer == b"" or b" 400 " in answer.split(b"\r\n")[0]
    assert "127.0.0.1" not in caplog.text
