"""Live totals: the newest ones to everybody who listens, never a backlog.

Each listener owns a place for one message, the newest; what it has not read in time is replaced,
so a slow reader costs nothing, and one that reads nothing at all is dropped.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress

from aiohttp import WSCloseCode, WSMsgType, web

from server.campaign import Campaign, Task
from server.clock import Clock
from server.languages import LANGUAGES, title_in
from server.ledger.records import LedgerTotals, TaskKey, Totals
from server.schemas import TaskTotals, TotalsAnswer
from server.standing import state_of
from server.task_state import TaskState

log = logging.getLogger(__name__)

WATCH_S = 1.0
COALESCE_S = 0.2  # Five changes a second are all that an eye follows.
PING_S = 20
SEND_S_MAX = 10  # A reader whose buffers stay full this long is dropped.
CLOSE_S_MAX = 2  # A listener that does not say goodbye is not waited for.
INCOMING_BYTES_MAX = 1024  # Nothing is expected from a listener.
BUFFER_BYTES_MAX = 16 * 1024  # Of one listener, before sending waits.


class LiveTotals:
    """Holds the newest totals as text in each language, and feeds them to listeners.

    campaign: returns the one that runs now. clock: tells when it opens and closes.
    """

    def __init__(self, campaign: Callable[[], Campaign], clock: Clock) -> None:
        self._campaign = campaign
        self._clock = clock
        self._states: tuple[TaskState, ...] = ()
        self._watching: asyncio.Future[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._totals: Mapping[TaskKey, Totals] = {}
        self._texts: dict[str, str] = {}
        self._news = asyncio.Event()
        self._pending: asyncio.TimerHandle | None = None
        self._listeners: dict[web.WebSocketResponse, asyncio.Transport | None] = {}

    @property
    def listeners(self) -> int:
        """How many listen now."""
        return len(self._listeners)

    def start(self, totals: LedgerTotals) -> None:
        """Begin with these totals, in the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._set(totals.by_task)
        self._watching = asyncio.ensure_future(self._watch_clock())

    async def stop(self) -> None:
        """Say goodbye to all listeners."""
        if self._watching is not None:
            self._watching.cancel()
        if self._pending is not None:
            self._pending.cancel()
        closing = [
            listener.close(code=WSCloseCode.GOING_AWAY, message=b"the server ends")
            for listener in list(self._listeners)
        ]
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_S_MAX):
                await asyncio.gather(*closing, return_exceptions=True)
        for listener in list(self._listeners):
            self._cut(listener)

    def publish(self, totals: LedgerTotals) -> None:
        """Take totals as they are on disk now. May be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, totals.by_task)

    def text(self, language: str) -> str:
        """Return the newest totals as JSON."""
        return self._texts[language]

    def pledged_fen(self) -> dict[str, int]:
        """Return what is pledged to each task of the running campaign, as far as is known now."""
        running = self._campaign().id
        return {
            key.task: total.pledged_fen
            for key, total in self._totals.items()
            if key.campaign == running
        }

    async def serve(self, request: web.Request, language: str) -> web.WebSocketResponse:
        """Feed one listener until it goes, or until it does not read.

        Raises HTTPUpgradeRequired for a request that is no WebSocket's.
        """
        socket = web.WebSocketResponse(
            timeout=CLOSE_S_MAX,
            heartbeat=PING_S,
            max_msg_size=INCOMING_BYTES_MAX,
            compress=False,
            writer_limit=BUFFER_BYTES_MAX,
        )
        if not socket.can_prepare(request):
            raise web.HTTPUpgradeRequired
        await socket.prepare(request)
        self._listeners[socket] = request.transport
        feeding = asyncio.ensure_future(self._feed(socket, language))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            feeding.cancel()
            del self._listeners[socket]
        return socket

    async def _feed(self, socket: web.WebSocketResponse, language: str) -> None:
        while True:
            news = self._news  # Before the text is read, so that no change is missed.
            try:
                async with asyncio.timeout(SEND_S_MAX):
                    await socket.send_str(self._texts[language])
            except TimeoutError:
                log.info("dropped a listener that does not read")
                self._cut(socket)
                return
            except ConnectionError:
                return
            await news.wait()

    def _cut(self, socket: web.WebSocketResponse) -> None:
        """End a connection without the polite closing that the other side would not read."""
        transport = self._listeners.get(socket)
        if transport is not None:
            transport.abort()

    def _take(self, totals: Mapping[TaskKey, Totals]) -> None:
        if totals == self._totals:
            return
        self._set(totals)
        self._announce_soon()

    def rewrite(self) -> None:
        """Say the same totals again, in the words of a campaign that has changed."""
        self._set(self._totals)
        self._announce_soon()

    async def _watch_clock(self) -> None:
        """Tell when a task opens or closes, which no play and no operator's act announces."""
        while True:
            await asyncio.sleep(WATCH_S)
            if self._states_now() != self._states:
                self.rewrite()

    def _announce_soon(self) -> None:
        if self._pending is None and self._loop is not None:
            self._pending = self._loop.call_later(COALESCE_S, self._announce)

    def _set(self, totals: Mapping[TaskKey, Totals]) -> None:
        self._totals = totals
        self._states = self._states_now()
        self._texts = {language: self._document(language) for language in LANGUAGES}

    def _announce(self) -> None:
        self._pending = None
        news, self._news = self._news, asyncio.Event()
        news.set()

    def _of_task(self, campaign: Campaign, task: Task) -> Totals:
        return self._totals.get(TaskKey(campaign.id, task.id), Totals())

    def _states_now(self) -> tuple[TaskState, ...]:
        """Return how each task of the campaign stands, in its order."""
        campaign, now_ms = self._campaign(), self._clock()
        return tuple(
            state_of(campaign, task, self._of_task(campaign, task), now_ms)
            for task in campaign.tasks
        )

    def _document(self, language: str) -> str:
        campaign = self._campaign()
        return TotalsAnswer(
            tasks=[
                TaskTotals(
                    id=task.id,
                    title=title_in(task.titles, language),
                    titles=task.titles,
                    effect=task.effect.id,
                    credited_plays=total.credited_plays,
                    released_fen=total.released_fen,
                    pledged_fen=total.pledged_fen,
                    paid_fen=total.paid_fen,
                    participants=total.participants,
                    fen_per_play=task.fen_per_play,
                    state=state,
                    opens_at=campaign.opens_at if state is TaskState.NOT_YET else None,
                )
                for task, state in zip(campaign.tasks, self._states, strict=True)
                for total in [self._of_task(campaign, task)]
            ],
            participants=sum(
                total.newcomers
                for key, total in self._totals.items()
                if key.campaign == campaign.id
            ),
        ).model_dump_json()
