"""Who runs which test file: lanes for browsers, a core each, and one that gives way for the rest.

A play before a camera waits for the clock for a third of its time, and wants a core to itself in
the other two. So no more browsers run at once than there are cores, and a last lane, of low
priority, runs in their waits what needs no browser.
"""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

LANES_MIN = 3  # Fewer lanes are alike.
LOW_PRIORITY = 10
BROWSER_FOLDERS = ("tests/web/", "tests/soak/")
# Minutes of plays in one file. They begin, so that no lane ends long after the others.
LONG_FILES = (
    "tests/web/test_robot_hands.py",
    "tests/web/test_age_booth.py",
    "tests/web/test_keep.py",
    "tests/web/test_tracking.py",
)


def drives_browser(file: str) -> bool:
    """Return whether a test file, named from the root, wants a core for its browser."""
    return file.startswith(BROWSER_FOLDERS)


def order(file: str) -> tuple[int, bool]:
    """Return a sort key: the long files, then the browsers' files, then all others."""
    place = LONG_FILES.index(file) if file in LONG_FILES else len(LONG_FILES)
    return (place, not drives_browser(file))


def gives_way(lane: str, lanes: int) -> bool:
    """Return whether a lane, gw0 or gw1 or so, is the one of low priority among so many."""
    return lanes >= LANES_MIN and lane == f"gw{lanes - 1}"


def give_way() -> None:
    """Let this process, and what it starts from now on, run where others wait."""
    os.nice(LOW_PRIORITY)
    # Where Linux shares the cores out by session, priorities count within one alone.
    with suppress(OSError):
        os.setsid()
        Path("/proc/self/autogroup").write_text(str(LOW_PRIORITY))


class LaneScheduling(LoadFileScheduling):
    """A file at a time, in the order of collection; the last lane gets no browser."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        if gives_way(node.gateway.id, self.numnodes):
            file = next((file for file in self.workqueue if not drives_browser(file)), None)
            if file is None:
                node.shutdown()
                return
            self.workqueue.move_to_end(file, last=False)
        super()._assign_work_unit(node)


def make_scheduler(config: pytest.Config) -> LaneScheduling | None:
    """Return what shares the test files out; None: pytest-xdist was asked for another way."""
    if config.getoption("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False  # Files with many tests are not the long ones.
    return LaneScheduling(config)
