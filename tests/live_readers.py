"""Many readers of the live totals, in a few processes: for the bench and for chaos.

As a program (`python -m tests.live_readers URL READERS SILENT`) it is one of those processes: it
connects, says so, notes when each reader first sees each number of credited plays, and prints that
once its input ends. Silent readers connect and never read what they are sent.
"""

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

from tests.live_server import ROOT

CONNECTING_AT_ONCE = 50
CONNECT_S_MAX = 120
SILENT_BUFFER_BYTES = 4096
HANDSHAKE = (
    "GET /api/live HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


class ReaderProcesses:
    """Processes with readers of one server. silent: readers beside them that never read."""

    def __init__(self, url: str, readers: int, silent: int = 0, processes: int = 2) -> None:
        self._processes = [
            subprocess.Popen(
                [
                    *(sys.executable, "-m", "tests.live_readers", url),
                    *(
                        str(share(readers, processes, number)),
                        str(share(silent, processes, number)),
                    ),
                ],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for number in range(processes)
        ]

    def wait_until_connected(self) -> None:
        """Block until all have connected and have seen the first totals."""
        for process in self._processes:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert said == "connected\n", f"got {said!r} of a process of readers"

    def end(self) -> dict[int, list[float]]:
        """End all; return by number of credited plays when each reader first saw so many or more.

        Moments are in seconds since 1970.
        """
        seen: dict[int, list[float]] = {}
        for process in self._processes:
            printed, _ = process.communicate("\n", timeout=CONNECT_S_MAX)
            for count, moments in json.loads(printed).items():
                seen.setdefault(int(count), []).extend(moments)
        return seen

    def kill(self) -> None:
        """End all at once, whatever they do."""
        for process in self._processes:
            process.kill()
            process.wait()


def share(whole: int, parts: int, number: int) -> int:
    """Return one part's share of a whole."""
    return whole // parts + (number < whole % parts)


class Notes:
    """When readers first saw each number of credited plays."""

    def __init__(self) -> None:
        self.seen: dict[int, list[float]] = {}
        self._read: dict[str | bytes, int] = {}

    async def listen(self, socket_: ClientConnection) -> None:
        """Read until the connection ends."""
        before = self.count_of(await socket_.recv())
        async for message in socket_:
            moment, count = time.time(), self.count_of(message)
            for passed in range(before + 1, count + 1):
                self.seen.setdefault(passed, []).append(moment)
            before = max(before, count)

    def count_of(self, message: str | bytes) -> int:
        """Return how many plays a message says are credited; all readers get the same."""
        count = self._read.get(message)
        if count is None:
            tasks: list[dict[str, Any]] = json.loads(message)["tasks"]
            count = self._read[message] = sum(task["credited_plays"] for task in tasks)
        return count


def connect_silently(url: str) -> socket.socket:
    """Return a listener's connection that will never be read from."""
    parts = urlsplit(url)
    assert parts.port is not None
    silent = socket.socket()
    silent.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SILENT_BUFFER_BYTES)
    silent.connect(("127.0.0.1", parts.port))
    silent.sendall(HANDSHAKE.format(host=parts.netloc).encode())
    return silent


async def read_until_told(url: str, readers: int, silent: int) -> dict[int, list[float]]:
    """Connect, say so, and read until the input has a line or ends."""
    notes = Notes()
    address = url.replace("http", "ws", 1).replace("localhost", "127.0.0.1") + "/api/live"
    gate = asyncio.Semaphore(CONNECTING_AT_ONCE)
    silent_ones = [connect_silently(url) for _ in range(silent)]

    async with AsyncExitStack() as stack:

        async def connect_one() -> ClientConnection:
            async with gate:
                opening = connect(
                    address, compression=None, ping_interval=None, open_timeout=CONNECT_S_MAX
                )
                return await stack.enter_async_context(opening)

        sockets = await asyncio.gather(*(connect_one() for _ in range(readers)))
        listening = [asyncio.create_task(notes.listen(one)) for one in sockets]
        print("connected", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        for task in listening:
            task.cancel()
        for one in sockets:
            one.transport.abort()
    for one in silent_ones:
        one.close()
    return notes.seen


def main(arguments: Sequence[str]) -> None:
    """Be one process of readers."""
    url, readers, silent = arguments[0], int(arguments[1]), int(arguments[2])
    print(json.dumps(asyncio.run(read_until_told(url, readers, silent))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
