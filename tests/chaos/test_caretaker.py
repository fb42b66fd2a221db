"""A run of the simulator that is killed itself leaves no process and no file system behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from tests.live_server import ROOT

WAIT_S = 20.0
# A run that has come so far as to have a disk, something that writes there, and somebody else's.
RUN = """
import os, subprocess, sys, time
from pathlib import Path
from tests.chaos.simulation.caretaker import Caretaker
from tests.chaos.simulation.disk import SmallDisk

folder = Path(sys.argv[1])
with Caretaker(folder / "run"):
    disk = SmallDisk(folder / "run" / "disk", 1 << 20)
    def sleep(data):
        environment = os.environ | {"DATA_DIR": str(data)}
        command = [sys.executable, "-c", "import time; time.sleep(600)"]
        return subprocess.Popen(command, env=environment, start_new_session=True).pid
    print(int(disk.is_own), sleep(disk.folder / "data"), sleep(folder / "other"), flush=True)
    time.sleep(600)
"""


def test_a_run_that_is_killed_is_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUN, str(tmp_path)]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert run.stdout is not None
    is_own, its_server, of_others = map(int, run.stdout.readline().split())
    disk = tmp_path / "run" / "disk"
    try:
        assert disk.is_mount() == bool(is_own)
        run.kill()
        run.wait()
        deadline = time.monotonic() + WAIT_S
        while psutil.pid_exists(its_server) or disk.is_mount():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert psutil.pid_exists(of_others)
    finally:
        os.kill(of_others, signal.SIGKILL)
