"""The one thread that writes: it takes all work that has come in and commits it together.

While one commit waits for the disk, the next batch gathers; so a busy server needs few commits,
and an idle one answers after the first.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from server.ledger.journal import read_totals
from server.ledger.records import Totals

log = logging.getLogger(__name__)

Result = TypeVar("Result")
BATCH_MAX = 500  # Bounds how long the first of a batch waits for the others.


class LedgerUnavailableError(Exception):
    """The ledger could not commit (disk full, locked for long); nothing of the batch was kept."""


@dataclass
class _Work:
    """A function to run, and the future of whoever waits for it in an event loop."""

    run: Callable[[Connection], Any]
    future: "asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop
    result: Any = None
    error: Exception | None = None

    def hand_out(self) -> None:
        """Give the outcome to who waits. Runs in the event loop."""
        if self.future.cancelled():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


class LedgerWriter:
    """Runs functions over the writing connection, in order, in shared transactions.

    on_totals: called in the writer's thread after each commit, with what is on disk then.
    """

    def __init__(self, engine: Engine, on_totals: Callable[[dict[str, Totals]], None]) -> None:
        self._engine = engine
        self._on_totals = on_totals
        self._queue: SimpleQueue[_Work | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="ledger-writer", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Commit what has come in, then end. Blocks until then."""
        self._queue.put(None)
        self._thread.join()

    async def submit(self, run: Callable[[Connection], Result]) -> Result:
        """Run a function in the next transaction; return its result once it is on disk.

        What the function raises is raised here, and what it had written is taken back; others in
        the transaction are not affected. Raises LedgerUnavailableError when the commit fails.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._queue.put(_Work(run, future, loop))
        return await future

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            is_last = False
            while len(batch) < BATCH_MAX and not is_last:
                try:
                    work = self._queue.get_nowait()
                except Empty:
                    break
                is_last = work is None
                if work is not None:
                    batch.append(work)
            self._commit(batch)
            if is_last:
                return

    def _commit(self, batch: list[_Work]) -> None:
        try:
            with self._engine.begin() as connection:
                for work in batch:
                    _run_alone(connection, work)
                totals = read_totals(connection)
        except SQLAlchemyError as error:
            log.error("the ledger could not commit: %s", error)
            for work in batch:
                work.error = LedgerUnavailableError(str(error))
        else:
            self._on_totals(totals)
        for work in batch:
            try:
                work.loop.call_soon_threadsafe(work.hand_out)
            except RuntimeError:  # That loop has closed: nobody waits any more.
                log.info("a commit was not waited for")


def _run_alone(connection: Connection, work: _Work) -> None:
    """Run one piece of work in a savepoint, so that its failure is its own.

    Errors of the database itself (disk full …) are raised: SQLite may have rolled back everything.
    """
    try:
        with connection.begin_nested():
            work.result = work.run(connection)
    except IntegrityError as error:
        work.error = error
    except SQLAlchemyError:
        raise
    except Exception as error:
        work.error = error
