"""Runs a module of this server in a process of its own, with a limit of time."""

import asyncio
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


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
    try:
        async with asyncio.timeout(limit_s):
            answer, said = await process.communicate(given)
    except TimeoutError as error:
        process.kill()
        await process.wait()
        raise ChildError(f"no answer within {limit_s:.0f} s") from error
    except asyncio.CancelledError:
        process.kill()
        raise
    if process.returncode != 0:
        last = said.decode(errors="replace").strip().splitlines()[-1:]
        raise ChildError(last[0] if last else f"exit code {process.returncode}")
    return answer
