"""The connection to the central server: held when it can be, tried again when it cannot."""

import asyncio
import json
import logging
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pydantic import ValidationError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    InvalidURI,
)

from server.kiosks.messages import (
    FROM_CENTRAL,
    MESSAGE_BYTES_MAX,
    PATH,
    PROTOCOL,
    Answer,
    Answers,
    Batch,
    Hello,
    News,
    OfflinePlay,
    Problem,
)
from server.offline.pairing import Pairing

log = logging.getLogger(__name__)

OPEN_S_MAX = 15
ANSWER_S_MAX = 120  # For a batch whose replays wait behind visitors'.
PING_S = 20
FIRST_WAIT_S = 1.0
WAIT_S_MAX = 300.0
JITTER = 0.3  # So that a hall of kiosks does not come back at the same moment.


class NotReachedError(Exception):
    """The central server could not be reached, or did not speak as it should. word: for reports."""

    def __init__(self, word: str, details: str) -> None:
        super().__init__(f"{word}: {details}")
        self.word = word


class NotLetInError(NotReachedError):
    """The credential is no good any more."""


@asynccontextmanager
async def open_connection(pairing: Pairing) -> "AsyncGenerator[CentralServer]":
    """Connect with the kiosk's credential. Raises NotReachedError or NotLetInError."""
    uri = pairing.central.replace("http", "ws", 1) + PATH
    try:
        connection = await connect(
            uri,
            additional_headers={"Authorization": f"Bearer {pairing.credential}"},
            user_agent_header=None,
            compression=None,
            max_size=MESSAGE_BYTES_MAX,
            open_timeout=OPEN_S_MAX,
            ping_interval=PING_S,
        )
    except InvalidStatus as error:
        code = _code_of(error.response.body)
        kind = NotLetInError if error.response.status_code in (401, 403) else NotReachedError
        raise kind(code, f"status {error.response.status_code}") from error
    except (OSError, TimeoutError, InvalidHandshake, InvalidURI) as error:
        raise NotReachedError("not_reached", str(error)) from error
    try:
        yield CentralServer(connection)
    except ConnectionClosed as error:
        raise NotReachedError("connection_lost", str(error)) from error
    except TimeoutError as error:
        raise NotReachedError("no_answer", f"within {ANSWER_S_MAX} s") from error
    finally:
        await connection.close()


def _code_of(body: bytes | bytearray) -> str:
    """Return the word of an error answer."""
    try:
        return str(json.loads(body)["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return "not_let_in"


class CentralServer:
    """An open connection. Raises NotReachedError where the other side is not as it should be."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._answers: asyncio.Queue[Answers] = asyncio.Queue()
        self._batches = 0

    async def greet(self, now_ms: int, releases: list[str], waiting: int) -> News:
        """Begin, and return what the central server says."""
        hello = Hello(protocol=PROTOCOL, now_ms=now_ms, releases=releases, waiting=waiting)
        await self._connection.send(hello.model_dump_json())
        async with asyncio.timeout(ANSWER_S_MAX):
            news = await self._receive()
        if not isinstance(news, News):
            raise NotReachedError("bad_message", "answers before the news")
        return news

    async def listen(self, on_news: Callable[[News], Awaitable[None]]) -> None:
        """Take what comes, until the connection ends; answers go to who waits for them."""
        while True:
            message = await self._receive()
            if isinstance(message, News):
                await on_news(message)
            else:
                self._answers.put_nowait(message)

    async def deliver(self, plays: list[OfflinePlay], now_ms: int, waiting: int) -> list[Answer]:
        """Send plays and return the answers, one for each; `listen` has to run meanwhile."""
        self._batches += 1
        batch = Batch(
            number=self._batches,
            now_ms=now_ms,
            waiting=waiting,
            plays=[play.model_dump() for play in plays],
        )
        await self._connection.send(batch.model_dump_json())
        async with asyncio.timeout(ANSWER_S_MAX):
            answers = await self._answers.get()
        if answers.number != batch.number or len(answers.answers) != len(plays):
            raise NotReachedError("bad_message", "answers to another batch")
        return answers.answers

    async def _receive(self) -> News | Answers:
        text = await self._connection.recv()
        try:
            message = FROM_CENTRAL.validate_json(text)
        except ValidationError as error:
            raise NotReachedError("bad_message", str(error)[:200]) from error
        if isinstance(message, Problem):
            raise NotReachedError(message.error.code, message.error.got)
        return message


@dataclass
class BackOff:
    """How long to wait between attempts: twice as long each time, a little by chance."""

    wait_s: float = FIRST_WAIT_S

    def reset(self) -> None:
        """Begin anew, after a connection that was good for something."""
        self.wait_s = FIRST_WAIT_S

    def next_s(self) -> float:
        """Return how long to wait now."""
        now_s = self.wait_s
        self.wait_s = min(WAIT_S_MAX, self.wait_s * 2)
        return now_s * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret.
