"""The most memory that processes use while something runs, sampled from outside."""

import threading
from collections.abc import Callable
from types import TracebackType

import psutil

SAMPLE_EVERY_S = 0.25
BYTES_PER_MB = 1_000_000


def used_bytes(process: psutil.Process) -> int:
    """Return the memory of a process: its own pages, and its share of those it shares (PSS)."""
    try:
        info = process.memory_full_info()
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return 0
    return int(getattr(info, "pss", info.rss))


def used_bytes_of(pid: int) -> int:
    """Return the memory of one process."""
    return used_bytes(psutil.Process(pid))


def family_bytes(pid: int) -> int:
    """Return the memory of a process and all of its children together."""
    process = psutil.Process(pid)
    return sum(used_bytes(member) for member in [process, *process.children(recursive=True)])


def own_bytes(process: psutil.Process) -> int:
    """Return the memory that a process shares with no other (USS)."""
    try:
        return int(process.memory_full_info().uss)
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return 0


def largest_renderer_bytes(bytes_of: Callable[[psutil.Process], int] = used_bytes) -> int:
    """Return the memory of the largest Chromium renderer among this process's children."""
    return max(
        map(bytes_of, filter(is_renderer, psutil.Process().children(recursive=True))), default=0
    )


def is_renderer(process: psutil.Process) -> bool:
    """Return whether a process draws a page of Chromium."""
    try:
        return "--type=renderer" in process.cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return False


class PeakMemory:
    """Samples while it is open: `with PeakMemory(read_bytes) as peak: …`, then peak.megabytes."""

    def __init__(self, read_bytes: Callable[[], int]) -> None:
        self.megabytes = 0.0
        self._read_bytes = read_bytes
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _sample(self) -> None:
        while True:
            self.megabytes = max(self.megabytes, self._read_bytes() / BYTES_PER_MB)
            if self._ended.wait(SAMPLE_EVERY_S):
                return
