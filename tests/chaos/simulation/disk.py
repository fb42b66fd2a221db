"""A disk that can be full: a small file system in memory where one may be mounted.

Elsewhere the processes that write are forbidden to let files grow (RLIMIT_FSIZE), which SQLite and
PostgreSQL meet as a failed write too.
"""

import subprocess
from collections.abc import Iterable
from pathlib import Path

import psutil

FILLER = "filler"
BLOCK = b"\0" * 65536
GROWN_BYTES_MAX = 8192


class SmallDisk:
    """A folder of so many bytes. is_own: whether it is a file system of its own."""

    def __init__(self, folder: Path, size_bytes: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "tmpfs", str(folder)]
        self.is_own = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        self._limited: list[psutil.Process] = []

    def fill(self, writers: Iterable[int]) -> None:
        """Leave no room. writers: process ids, for where a limit has to do."""
        if not self.is_own:
            for pid in writers:
                process = psutil.Process(pid)
                process.rlimit(psutil.RLIMIT_FSIZE, (GROWN_BYTES_MAX, psutil.RLIM_INFINITY))
                self._limited.append(process)
            return
        with (self.folder / FILLER).open("wb", buffering=0) as filler:
            for block in (BLOCK, BLOCK[:4096], BLOCK[:1]):
                try:
                    while filler.write(block):
                        pass
                except OSError:  # No space left: what is wanted.
                    continue

    def empty(self) -> None:
        """Give the room back."""
        (self.folder / FILLER).unlink(missing_ok=True)
        for process in self._limited:
            if process.is_running():
                process.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))
        self._limited.clear()

    def remove(self) -> None:
        """Let the file system go."""
        if self.is_own:
            subprocess.run(["umount", "-l", str(self.folder)], check=True)
