"""Clears away what a run would leave where it is killed itself: servers, and its disk in memory.

A process of its own that waits for the end of whoever started it (its input ends then), however
that ended, and sees to one folder: `python -m tests.chaos.simulation.caretaker FOLDER`.
"""

import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType

import psutil

from tests.live_server import ROOT


class Caretaker:
    """Sees to a folder from here to the end of the block, or of this process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> None:
        """Start it, out of reach of what ends this process."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(self._folder.resolve())],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let it clear away what is left, and wait for it."""
        assert self._process is not None
        self._process.communicate()


def clear_away(folder: Path) -> None:
    """End all processes that work in a folder, and let go of file systems mounted in it."""
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and _works_in(process, folder):
                process.kill()
        except psutil.Error:  # It has ended by itself, or is not ours.
            continue
    for mounted in psutil.disk_partitions(all=True):
        if Path(mounted.mountpoint).is_relative_to(folder):
            subprocess.run(["umount", "-l", mounted.mountpoint], check=True)


def _works_in(process: psutil.Process, folder: Path) -> bool:
    """Return whether a server or a database has its data below a folder."""
    places = [process.environ().get("DATA_DIR", ""), *process.cmdline()]
    return any(Path(place).is_relative_to(folder) for place in places)


if __name__ == "__main__":
    sys.stdin.buffer.read()
    clear_away(Path(sys.argv[1]))
