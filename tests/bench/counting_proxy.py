"""A TCP proxy that counts what a browser really receives: headers, WebSockets and workers too."""

import asyncio
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

CHUNK_BYTES = 65_536


@dataclass
class Wire:
    """The proxy's origin, and the bytes that have come down through it so far."""

    origin: str
    received_bytes: int = 0


@contextmanager
def count_bytes(port: int) -> Generator[Wire]:
    """Pass connections on to a local port, byte by byte, and yield the count."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    wire = Wire("")

    async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, down: bool) -> None:
        with suppress(ConnectionError):
            while chunk := await source.read(CHUNK_BYTES):
                wire.received_bytes += len(chunk) if down else 0
                sink.write(chunk)
                await sink.drain()
        sink.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("localhost", port)
        with suppress(asyncio.CancelledError):  # Hung up; asyncio would log it as a fault.
            await asyncio.gather(pump(reader, back, down=False), pump(there, writer, down=True))

    async def listen() -> asyncio.Server:
        return await asyncio.start_server(connect, "127.0.0.1", 0)

    async def hang_up() -> None:
        server.close()
        open_ones = asyncio.all_tasks() - {asyncio.current_task()}
        for connection in open_ones:
            connection.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    wire.origin = f"http://localhost:{server.sockets[0].getsockname()[1]}"
    try:
        yield wire
    finally:
        asyncio.run_coroutine_threadsafe(hang_up(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
