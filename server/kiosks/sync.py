"""GET /api/kiosks/sync: the WebSocket over which a kiosk delivers what it credited offline."""

import asyncio
import logging
from http import HTTPStatus

from aiohttp import WSMsgType, web
from pydantic import ValidationError

from server.errors import ApiError
from server.kiosks.credentials import Kiosk, find_by_credential, mark_seen
from server.kiosks.delivery import Delivery
from server.kiosks.messages import (
    FROM_KIOSK,
    MESSAGE_BYTES_MAX,
    PROTOCOL,
    Answers,
    Batch,
    Hello,
    News,
    Problem,
    bad_message,
)
from server.kiosks.news import make_news
from server.services import SERVICES, Services

log = logging.getLogger(__name__)

PING_S = 20
CLOSE_S_MAX = 2
HELLO_S_MAX = 15
NEWS_EVERY_S = 3
REFUSED_PAUSE_S = 0.05  # For each refused play: a kiosk that sends nonsense waits most of the time.
BEARER = "Bearer "


async def sync_kiosk(request: web.Request) -> web.StreamResponse:
    """Take over a kiosk's plays, and tell it campaign, allotment and totals."""
    services = request.app[SERVICES]
    kiosk = await admit(request, services)
    socket = web.WebSocketResponse(
        timeout=CLOSE_S_MAX, heartbeat=PING_S, max_msg_size=MESSAGE_BYTES_MAX, compress=False
    )
    if not socket.can_prepare(request):
        raise web.HTTPUpgradeRequired
    await socket.prepare(request)
    ended = await services.kiosks.connected(kiosk.name, socket)
    log.info("kiosk %s is connected", kiosk.name)
    try:
        await _Conversation(services, kiosk, _credential(request), socket).hold()
    finally:
        ended()
        log.info("kiosk %s is gone", kiosk.name)
    return socket


async def admit(request: web.Request, services: Services) -> Kiosk:
    """Return the kiosk whose credential a request brings. Raises ApiError."""
    credential = _credential(request)
    kiosk = await services.ledger.read(
        lambda connection: find_by_credential(connection, credential)
    )
    if kiosk is None:
        raise ApiError(
            HTTPStatus.UNAUTHORIZED,
            "credential_unknown",
            got="no credential of a kiosk, or one that was replaced or revoked",
            expected="the credential that was shown when the kiosk was added",
            todo="ask the operator for a new one, then pair the kiosk again",
        )
    if services.clock() > services.kiosks.deliver_until_ms(kiosk.plays_until_ms):
        raise ApiError(
            HTTPStatus.FORBIDDEN,
            "credential_over",
            got="a credential whose time is over",
            expected="one that lasts",
            todo="ask the operator to let the kiosk go on, then pair it again",
        )
    if services.kiosks.is_full(kiosk.name):
        raise ApiError(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "too_many_kiosks",
            got="as many kiosks as this server takes",
            expected="a free place",
            todo="come again later; nothing is lost",
            retry_after_s=60,
        )
    return kiosk


def _credential(request: web.Request) -> str:
    return request.headers.get("Authorization", "").removeprefix(BEARER)


class _Conversation:
    """One connection, from the kiosk's hello to its end."""

    def __init__(
        self, services: Services, kiosk: Kiosk, credential: str, socket: web.WebSocketResponse
    ) -> None:
        self._services = services
        self._kiosk = kiosk
        self._socket = socket
        self._delivery = Delivery(services, kiosk, credential)
        self._told: News | None = None

    async def hold(self) -> None:
        """Answer until either side ends it."""
        try:
            async with asyncio.timeout(HELLO_S_MAX):
                hello = await self._receive()
        except TimeoutError:
            hello = None
        if not isinstance(hello, Hello) or hello.protocol != PROTOCOL:
            await self._end(bad_message(hello, f"a hello of protocol {PROTOCOL}"))
            return
        await self._seen(hello.waiting, hello.releases)
        await self._tell_news()
        telling = asyncio.ensure_future(self._keep_telling())
        try:
            while (message := await self._receive()) is not None:
                if not isinstance(message, Batch):
                    await self._end(bad_message(message, "a batch"))
                    return
                await self._take(message)
        finally:
            telling.cancel()

    async def _receive(self) -> Hello | Batch | None:
        """Return the next message; None at the end, or after something that is no message."""
        received = await self._socket.receive()
        if received.type is not WSMsgType.TEXT:
            if received.type is WSMsgType.BINARY:
                await self._end(bad_message(f"{len(received.data)} bytes", "JSON as text"))
            return None
        try:
            return FROM_KIOSK.validate_json(received.data)
        except ValidationError as error:
            problem = error.errors(include_url=False, include_context=False)[0]
            await self._end(bad_message(problem["input"], problem["msg"]))
            return None

    async def _take(self, batch: Batch) -> None:
        answers = await self._delivery.take(batch)
        if answers is None:
            await self._end(bad_message("a batch", "the credential of this connection, still good"))
            return
        await self._send(Answers(number=batch.number, answers=answers))
        await self._seen(batch.waiting)
        await self._tell_news()
        refused = sum(1 for answer in answers if answer.status == "refused")
        await asyncio.sleep(refused * REFUSED_PAUSE_S)

    async def _keep_telling(self) -> None:
        while True:
            await asyncio.sleep(NEWS_EVERY_S)
            await self._tell_news()

    async def _tell_news(self) -> None:
        """Say what the kiosk should know, if it does not know it yet."""
        news = await make_news(self._services, self._kiosk.name)
        if news is not None and news != self._told:
            self._told = news
            await self._send(news)

    async def _seen(self, waiting: int, releases: list[str] | None = None) -> None:
        now_ms = self._services.clock()
        await self._services.ledger.write(
            lambda connection: mark_seen(connection, self._kiosk.name, waiting, now_ms, releases)
        )

    async def _send(self, message: News | Answers | Problem) -> None:
        await self._socket.send_str(message.model_dump_json())

    async def _end(self, problem: Problem) -> None:
        if not self._socket.closed:
            await self._send(problem)
            await self._socket.close()
