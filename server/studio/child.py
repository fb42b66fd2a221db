"""Runs a module of this server in a process of its own, with a limit of time."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


_running: set[asyncio.subprocess.Process] = set()


class ChildError(Exception):
    """A process that did not answer; the text says why, as far as it told."""


async def run_module(module: str, *arguments: str, given: bytes = b"", limit_s: float) -> bytes:
    """Return what a module writes to standard output. Raises ChildError."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", module, *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,  # Ctrl-C in the terminal is for the server alone.
    )
    _running.add(process)
    try:
        async with asyncio.timeout(limit_s):
            answer, said = await process.communicate(given)
    except TimeoutError as error:
        raise ChildError(f"no answer within {limit_s:.0f} s") from error
    finally:
        _end(process)
        _running.discard(process)
    if process.returncode != 0:
        last = said.decode(errors="replace").strip().splitlines()[-1:]
        raise ChildError(last[0] if last else f"exit code {process.returncode}")
    return answer


def end_children() -> None:
    """End what still runs: a server that ends waits for nobody's check."""
    for process in _running:
        _end(process)


def _end(process: asyncio.subprocess.Process) -> None:
    """End a process and those that it started, if it has not ended by itself."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
