"""The pool of replay workers: a bounded line before them, and a new one for each that ends."""

import asyncio
import logging
import signal
import sys
from pathlib import Path

from server.replay.bare_process import ROOT, bare_environment
from server.replay.job import LENGTHS, ReplayJob, ReplayResult, decode_result

log = logging.getLogger(__name__)

# Far above the CPU limit: reached only when the machine stands still, which is not the play's
# fault. The page then delivers again.
ANSWER_S_MAX = 30
# A worker whose pipe has closed is ending by itself. Killing it meanwhile would lose its exit code:
# subprocess looks before it kills, and whoever looks first takes the code from asyncio's watcher.
ENDING_S_MAX = 2


class PoolFullError(Exception):
    """As many completions wait as may; try again a little later."""


class ReplayUnavailableError(Exception):
    """A worker ended or stood still for reasons that are not the play's; try again."""


class _Worker:
    """One process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process = process
        self._jobs = process.stdin
        self._results = process.stdout

    async def run(self, job: ReplayJob) -> ReplayResult:
        """Replay one job. Raises IncompleteReadError or OSError when the process ends."""
        self._jobs.write(job.encode())
        await self._jobs.drain()
        text_bytes, _ = LENGTHS.unpack(await self._results.readexactly(LENGTHS.size))
        return decode_result(await self._results.readexactly(text_bytes))

    async def end(self, patience_s: float = 0) -> int:
        """End the process and return its exit code.

        patience_s: how long to wait for it to end by itself.
        """
        if patience_s:
            try:
                async with asyncio.timeout(patience_s):
                    return await self.process.wait()
            except TimeoutError:
                log.info("a replay worker with a closed pipe did not end by itself")
        if self.process.returncode is None:
            try:
                self.process.kill()
            except ProcessLookupError:
                log.info("a replay worker was gone already")
        return await self.process.wait()


class ReplayPool:
    """Replays jobs in processes of their own, first come, first served."""

    def __init__(
        self, releases_dir: Path, *, workers: int, queue_max: int, cpu_ms_max: int
    ) -> None:
        self.workers = workers
        self.waiting = 0  # Jobs that are in line or being replayed.
        self._arguments = (str(releases_dir.resolve()), str(cpu_ms_max))
        self._queue_max = queue_max
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._is_closing = False

    async def start(self) -> None:
        """Start all workers."""
        for _ in range(self.workers):
            await self._add_worker()

    async def stop(self) -> None:
        """End all workers."""
        self._is_closing = True
        for worker in list(self._all):
            await worker.end()
        self._all.clear()

    async def replay(self, job: ReplayJob) -> ReplayResult:
        """Return what came of a play. Raises PoolFullError or ReplayUnavailableError."""
        if self.waiting >= self._queue_max + self.workers:
            raise PoolFullError
        self.waiting += 1
        try:
            return await self._replay_in_turn(job)
        finally:
            self.waiting -= 1

    async def _replay_in_turn(self, job: ReplayJob) -> ReplayResult:
        worker = await self._idle.get()
        try:
            async with asyncio.timeout(ANSWER_S_MAX):
                result = await worker.run(job)
        except (asyncio.IncompleteReadError, OSError, TimeoutError) as error:
            # TimeoutError is an OSError; only a worker that fell silent is not ending already.
            is_ending = not isinstance(error, TimeoutError)
            code = await self._replace(worker, ENDING_S_MAX if is_ending else 0)
            if code == -signal.SIGPROF:
                return ReplayResult("implausible", "replay_too_long", 0, 0)
            log.warning("a replay worker ended with %s during play %s", code, job.play_id)
            raise ReplayUnavailableError from error
        except BaseException:
            await self._replace(worker)  # Its answer, should it come, would be for another job.
            raise
        self._idle.put_nowait(worker)
        return result

    async def _replace(self, worker: _Worker, patience_s: float = 0) -> int:
        self._all.discard(worker)
        code = await worker.end(patience_s)
        if not self._is_closing:
            await self._add_worker()
        return code

    async def _add_worker(self) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "server.replay.worker"),
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
            env=bare_environment(),
            start_new_session=True,  # Ctrl-C in the terminal is for the server alone.
        )
        worker = _Worker(process)
        self._all.add(worker)
        self._idle.put_nowait(worker)
