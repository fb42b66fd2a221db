"""A replay worker: `python -m server.replay.worker RELEASES_DIR CPU_MS_MAX`.

Reads jobs from standard input, writes results to standard output, ends when its parent does (its
input then ends). Every byte of a trace is hostile: it is inflated up to a limit, and a replay that
uses more CPU time than allowed ends this process (SIGPROF), which the parent sees and names.
So is every byte of an effect that nobody vouches for: this process reads the trace with the
engine, and the effect itself lives the play in an enclosed process that only says what came of it.
Standard library only, and no import of the running tree's `effects`.
"""

import gc
import os
import re
import resource
import signal
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from server.plausibility.look import look
from server.plausibility.picture import draw_picture
from server.replay.apart import ApartError, run_apart
from server.replay.job import LENGTHS, ReplayJob, ReplayResult, decode_job
from server.replay.release_modules import ReleaseMissingError, ReleaseModules

NICE = 5  # The event loop comes first: tickets and live totals must not wait for replays.
MEMORY_BYTES_MAX = 512 * 1024 * 1024  # An honest replay needs about 20 MB.
STATUSES = ("completed", "not_completed", "tampered")  # What a replay may come to.
REASON = re.compile(r"[a-z_]{0,40}")
Work = Callable[[], tuple[str, str]]  # Lives a play again; returns status and reason.
JOBS_BETWEEN_COLLECTIONS = 50  # A replay leaves few cycles; collecting within one only costs.


class InflateError(Exception):
    """Bytes that do not inflate to a whole text within the limit; `reason` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def inflate(data: bytes, bytes_max: int) -> bytes:
    """Return inflated (zlib) bytes, never holding more than bytes_max + 1. Raises InflateError."""
    inflater = zlib.decompressobj()
    try:
        inflated = inflater.decompress(data, bytes_max + 1)
    except zlib.error as error:
        raise InflateError("trace_not_inflatable") from error
    if len(inflated) > bytes_max:
        raise InflateError("trace_too_large")
    if not inflater.eof:
        raise InflateError("trace_cut_short")
    if inflater.unused_data:
        raise InflateError("trace_not_inflatable")
    return inflated


def replay_job(modules: ReleaseModules, job: ReplayJob, cpu_s_max: float) -> ReplayResult:
    """Return what a job's replay finds. Raises ReleaseMissingError."""
    release = modules.activate(job.release)
    limits = release.manifest["limits"]
    try:
        data = inflate(job.trace, limits["trace_bytes_max"])
    except InflateError as error:
        return ReplayResult("tampered", error.reason, 0, 0)
    # These are the release's own modules, found by ReleaseModules.
    from effects.engine.play import find_effect
    from effects.engine.replay import replay
    from effects.engine.signals import TICK_HZ
    from effects.engine.trace import TraceError, decode

    try:
        trace = decode(data, limits["ticks_max"])
    except TraceError as error:
        return ReplayResult("tampered", error.reason, 0, 0)
    if job.is_to_draw:
        _, sketch = look(trace, may_be_still=True)
        return ReplayResult("drawn", "", 0, 0, sketch=sketch, picture=draw_picture(trace))
    if trace.play_id != job.play_id:
        return ReplayResult("tampered", "trace_of_another_play", 0, 0)
    if trace.effect != job.effect:
        return ReplayResult("tampered", "trace_of_another_effect", 0, 0)
    ticks = len(trace.rows)
    played_ms = ticks * 1000 // TICK_HZ

    def live_again() -> tuple[str, str]:
        """Run the effect's own code; return status and reason."""
        effect_class = find_effect(job.effect)
        outcome = replay(effect_class, trace, job.seed, release.manifest["choices"])
        return outcome.status, outcome.reason

    run = live_here if release.is_trusted else live_apart
    status, reason = run(live_again, job, cpu_s_max)
    if status == "implausible":
        return ReplayResult(status, reason, 0, 0)
    finding, sketch = None, None
    if status == "completed" and trace.mode == "camera":
        finding, sketch = look(trace, may_be_still=release.manifest.get("photo", False))
    return ReplayResult(status, reason, ticks, played_ms, finding, sketch)


# An effect that fails on these signals failed in the page too: no play was completed.
EFFECT_FAILED = ("not_completed", "effect_failed")


def live_here(work: Work, job: ReplayJob, cpu_s_max: float) -> tuple[str, str]:
    """Return what comes of a play of a trusted effect; `answer` has set the CPU limit."""
    try:
        return work()
    except MemoryError:
        raise  # What it costs, not what it does: see `answer`.
    except Exception as error:
        log_failure(job, repr(error))
        return EFFECT_FAILED


def live_apart(work: Work, job: ReplayJob, cpu_s_max: float) -> tuple[str, str]:
    """Return what an enclosed process says came of a play: a status and a reason that there are."""
    try:
        said = run_apart(lambda: " ".join(work()), cpu_s_max)
    except ApartError as error:
        log_failure(job, error.reason)
        if error.reason in ("too_long", "too_large"):
            return "implausible", f"replay_{error.reason}"
        return EFFECT_FAILED
    status, _, reason = said.partition(" ")
    if status not in STATUSES or not REASON.fullmatch(reason):
        log_failure(job, "an answer that is none")
        return EFFECT_FAILED
    return status, reason


def log_failure(job: ReplayJob, what: str) -> None:
    """Say in the server's log why a replay came to nothing."""
    release = f"{job.effect} {job.release[:8]}"
    print(f"replay of {job.play_id} ({release}) failed: {what}", file=sys.stderr)  # noqa: T201


def answer(modules: ReleaseModules, job: ReplayJob, cpu_s_max: float) -> ReplayResult:
    """Replay a job under the CPU limit; the kernel ends this process where it is passed."""
    signal.setitimer(signal.ITIMER_PROF, cpu_s_max)
    try:
        return replay_job(modules, job, cpu_s_max)
    except ReleaseMissingError:
        return ReplayResult("update_needed", "release_gone", 0, 0)
    except MemoryError:
        return ReplayResult("implausible", "replay_too_large", 0, 0)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def serve(modules: ReleaseModules, jobs: BinaryIO, results: BinaryIO, cpu_s_max: float) -> None:
    """Answer jobs until the input ends."""
    count = 0
    while len(lengths := jobs.read(LENGTHS.size)) == LENGTHS.size:
        text_bytes, trace_bytes = LENGTHS.unpack(lengths)
        text, trace = jobs.read(text_bytes), jobs.read(trace_bytes)
        if len(text) < text_bytes or len(trace) < trace_bytes:
            return
        results.write(answer(modules, decode_job(text, trace), cpu_s_max).encode())
        results.flush()
        count += 1
        if count % JOBS_BETWEEN_COLLECTIONS == 0:
            gc.collect()


def main() -> None:
    """Run as a process of the pool."""
    releases_dir, cpu_ms_max = Path(sys.argv[1]), int(sys.argv[2])
    # An effect that prints must not write into the results.
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer.
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES_MAX, MEMORY_BYTES_MAX))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICE)
    gc.disable()
    modules = ReleaseModules(releases_dir)
    modules.install()
    try:
        serve(modules, sys.stdin.buffer, results, cpu_ms_max / 1000)
    except BrokenPipeError:
        os._exit(0)  # The parent is gone; so is everybody who could read a result.


if __name__ == "__main__":
    main()
