"""The crew of tracking workers: seats for visitors, and a new worker for each that ends."""

import asyncio
import importlib.util
import itertools
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path

from effects.tracker.errors import ModelMissingError, TrackerMissingError
from effects.tracker.packages import REQUIREMENTS
from models.catalogue import CACHE_FOLDER, read_catalogue
from server.edge.job import (
    ANSWER_HEAD,
    PICTURE_LIMITS,
    Job,
    Kind,
    Status,
    read_answer_head,
)
from server.edge.needs import EdgeNeeds

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
MODELS = ("face_landmarker", "hand_landmarker")
# A worker that starts and opens landmarkers needs two seconds on a busy machine, and a picture a
# twentieth. Beyond this it hangs, and is ended.
ANSWER_S_MAX: dict[Kind, float] = {"open": 20, "look": 5, "close": 5}


class CrewFullError(Exception):
    """As many visitors are followed as may be."""


class WorkerEndedError(Exception):
    """The visitor's worker ended or hung; another one takes its place."""


class UnreadableError(Exception):
    """What came is no picture that a page sends."""


class _Worker:
    """One process, its pipes, and how many visitors sit with it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process = process
        self.visitors = 0
        self._jobs = process.stdin
        self._answers = process.stdout
        self._turn = asyncio.Lock()  # First come, first served: nobody's pictures wait for ever.

    @property
    def is_alive(self) -> bool:
        return self.process.returncode is None

    async def do(self, job: Job) -> tuple[Status, bytes]:
        """Have one job done. Raises WorkerEndedError."""
        async with self._turn:
            try:
                async with asyncio.timeout(ANSWER_S_MAX[job.kind]):
                    self._jobs.write(job.encode())
                    await self._jobs.drain()
                    head = await self._answers.readexactly(ANSWER_HEAD.size)
                    status, length = read_answer_head(head)
                    return status, await self._answers.readexactly(length)
            except (asyncio.IncompleteReadError, OSError, TimeoutError) as error:
                await self.end()
                raise WorkerEndedError from error
            except asyncio.CancelledError:
                # Its answer would be taken for the next job's.
                await self.end()
                raise

    async def end(self) -> None:
        """End the process."""
        if self.is_alive:
            with suppress(ProcessLookupError):
                self.process.kill()
        await self.process.wait()


class Seat:
    """One visitor's place in the crew, for as long as their connection lasts."""

    def __init__(self, crew: "Crew", number: int, needs: EdgeNeeds) -> None:
        self._crew = crew
        self._number = number
        self._needs = needs
        self._worker: _Worker | None = None

    async def look(self, t_ms: float, resting: int, picture: bytes) -> bytes:
        """Return what is seen in a picture, as the page takes it.

        Raises UnreadableError, or WorkerEndedError: with the next picture another worker begins.
        """
        worker = await self._seated()
        job = Job("look", self._number, t_ms, resting, picture)
        try:
            status, data = await asyncio.shield(worker.do(job))
        except WorkerEndedError:
            self._rise()
            raise
        if status == "unreadable":
            raise UnreadableError
        return data

    async def leave(self) -> None:
        """Give the place up; the landmarkers forget what they followed."""
        worker = self._worker
        self._rise()
        if worker is not None and worker.is_alive:
            with suppress(WorkerEndedError):
                await worker.do(Job("close", self._number))

    async def _seated(self) -> _Worker:
        """Return the worker that follows this visitor, sitting down with one first."""
        if self._worker is not None and self._worker.is_alive:
            return self._worker
        self._rise()
        worker = self._worker = await self._crew.least_busy()
        worker.visitors += 1
        needs = self._needs.model_dump_json().encode()
        try:
            await asyncio.shield(worker.do(Job("open", self._number, data=needs)))
        except WorkerEndedError:
            self._rise()
            raise
        return worker

    def _rise(self) -> None:
        if self._worker is not None:
            self._worker.visitors -= 1
        self._worker = None


class Crew:
    """Follows so many visitors at most, in so many processes."""

    def __init__(self, workers: int, visitors_max: int) -> None:
        self.visitors_max = visitors_max
        self._size = workers
        self._workers: list[_Worker] = []
        self._hiring = asyncio.Lock()
        self._seats: set[Seat] = set()
        self._numbers = itertools.count(1)

    @property
    def visitors(self) -> int:
        """How many are followed now."""
        return len(self._seats)

    @property
    def process_ids(self) -> list[int]:
        """The workers that live."""
        return [worker.process.pid for worker in self._workers if worker.is_alive]

    def sit(self, needs: EdgeNeeds) -> Seat:
        """Return a place for a visitor. Raises CrewFullError."""
        if len(self._seats) >= self.visitors_max:
            raise CrewFullError
        seat = Seat(self, next(self._numbers), needs)
        self._seats.add(seat)
        return seat

    async def rise(self, seat: Seat) -> None:
        """Take a visitor's place back."""
        self._seats.discard(seat)
        # Who hangs up ends the request, and what it waits for; a job goes on to its end.
        await asyncio.shield(seat.leave())

    async def least_busy(self) -> _Worker:
        """Return the living worker with the fewest visitors, starting one where one is missing."""
        async with self._hiring:
            ended = [worker for worker in self._workers if not worker.is_alive]
            for worker in ended:
                log.warning("a tracking worker ended; another one takes its place")
                self._workers.remove(worker)
            idle = min(self._workers, key=lambda worker: worker.visitors, default=None)
            if idle is None or (idle.visitors > 0 and len(self._workers) < self._size):
                idle = await self._hire()
            return idle

    async def stop(self) -> None:
        """End all workers."""
        for worker in self._workers:
            await worker.end()
        self._workers.clear()

    async def _hire(self) -> _Worker:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "server.edge.worker",
            cwd=ROOT,
            env=os.environ | PICTURE_LIMITS,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # Nothing that a picture leads to is written down.
        )
        worker = _Worker(process)
        self._workers.append(worker)
        return worker


def require_tracker() -> None:
    """Return if tracking can run here. Raises TrackerMissingError or ModelMissingError."""
    for name in ("mediapipe", "cv2"):
        if importlib.util.find_spec(name) is None:
            wanted = " ".join(f"'{requirement}'" for requirement in REQUIREMENTS)
            raise TrackerMissingError(
                f"EDGE_TRACKING: got 1, but no {name}; expected it to be installed; to do: run "
                f"`{sys.executable} -m pip install {wanted}`, or unset EDGE_TRACKING"
            )
    for name in MODELS:
        path = CACHE_FOLDER / read_catalogue().models[name].file
        if not path.is_file():
            raise ModelMissingError(
                f"EDGE_TRACKING: got 1, but no {path}; to do: run `python -m models.fetch {name}`, "
                "or unset EDGE_TRACKING"
            )
