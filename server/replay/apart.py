"""Runs a piece of work in a process of its own that can do nothing but answer in a few words.

The process is forked from this one, so it knows what this one knows and costs little, and it is
gone when it has answered: nothing that the work does is there for the next. Standard library only.
"""

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import NoReturn

from server.replay.enclosure import enclose

ANSWER_BYTES_MAX = 200
# One that neither works nor answers is ended after so long; one that works, after its CPU time.
# Generous, since on a busy machine a process gets but a part of the time.
WALL_S_MAX = 15.0
NO_MEMORY, BROKEN = 70, 71  # How the process says that there is no answer.


class ApartError(Exception):
    """The work came to no answer. reason: "too_long", "too_large", "forbidden" or "failed"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run_apart(
    work: Callable[[], str],
    cpu_s_max: float,
    wall_s_max: float = WALL_S_MAX,
    answer_bytes_max: int = ANSWER_BYTES_MAX,
) -> str:
    """Return what the work answers: ASCII, answer_bytes_max at most. Raises ApartError.

    Whatever it answers may be a lie, so believe it no more than the work.
    """
    answers, answer_fd = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process == 0:
        _answer(work, answer_fd, cpu_s_max)
    os.close(answer_fd)
    try:
        answer = _read_to_end(answers, time.monotonic() + wall_s_max, answer_bytes_max)
    except ApartError:
        os.kill(process, signal.SIGKILL)
        raise
    finally:
        os.close(answers)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if code != 0:
        raise ApartError(_reason_of(code))
    return answer


def _answer(work: Callable[[], str], answer_fd: int, cpu_s_max: float) -> NoReturn:
    """Be the process: give everything up, work, answer, end."""
    try:
        enclose(answer_fd, cpu_s_max)
        os.write(answer_fd, work().encode("ascii", "replace"))
        os._exit(0)
    except MemoryError:
        os._exit(NO_MEMORY)
    finally:  # Whatever was raised, this process must not go on as its parent would.
        os._exit(BROKEN)


def _read_to_end(answers: int, deadline_s: float, bytes_max: int) -> str:
    """Return all that is written until the other end closes. Raises ApartError."""
    poll = select.poll()
    poll.register(answers, select.POLLIN)
    read = b""
    while poll.poll(max(0.0, deadline_s - time.monotonic()) * 1000):
        piece = os.read(answers, bytes_max + 1)
        if not piece:
            return read.decode("ascii", "replace")
        read += piece
        if len(read) > bytes_max:
            raise ApartError("failed")
    raise ApartError("too_long")


def _reason_of(code: int) -> str:
    """Return why a process ended with this code (negative: the signal that ended it)."""
    if code in (-signal.SIGPROF, -signal.SIGXCPU):
        return "too_long"
    if code == -signal.SIGSYS:
        return "forbidden"
    return "too_large" if code == NO_MEMORY else "failed"
