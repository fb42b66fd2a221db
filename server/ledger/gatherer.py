"""A thread that takes all requests that have come in and answers them together.

While one batch is under way the next gathers; so much work needs few transactions, and a lone
request is answered at once.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

log = logging.getLogger(__name__)

BATCH_MAX = 1000  # Bounds how long the first of a batch waits for the others.


@dataclass(slots=True)
class _Waiting:
    """A request, and the future of whoever waits for it in an event loop."""

    request: Any
    future: "asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop


class Gatherer:
    """Answers requests in batches, in a thread of its own.

    run: takes the requests of a batch, returns for each its result or the exception to raise;
    what it raises itself is raised to all.
    """

    def __init__(self, name: str, run: Callable[[Sequence[Any]], Sequence[Any]]) -> None:
        self._run = run
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Answer what has come in, then end. Blocks until then."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    async def ask(self, request: Any) -> Any:
        """Return the answer to a request, or raise what stands for it."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._queue.put(_Waiting(request, future, loop))
        return await future

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, is_last = [first], False
            while len(batch) < BATCH_MAX and not is_last:
                try:
                    more = self._queue.get_nowait()
                except Empty:
                    break
                is_last = more is None
                if more is not None:
                    batch.append(more)
            self._answer(batch)
            if is_last:
                return

    def _answer(self, batch: list[_Waiting]) -> None:
        try:
            outcomes = self._run([waiting.request for waiting in batch])
        except Exception as error:
            outcomes = [error] * len(batch)
        by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Any]]] = {}
        for waiting, outcome in zip(batch, outcomes, strict=True):
            by_loop.setdefault(waiting.loop, []).append((waiting.future, outcome))
        for loop, answers in by_loop.items():
            try:
                loop.call_soon_threadsafe(_hand_out, answers)
            except RuntimeError:  # That loop has closed: nobody waits any more.
                log.info("%d answers were not waited for", len(answers))


def _hand_out(answers: list[tuple["asyncio.Future[Any]", Any]]) -> None:
    """Give the outcomes to who waits. Runs in their event loop."""
    for future, outcome in answers:
        if future.cancelled():
            continue
        if isinstance(outcome, Exception):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)
