"""`kindlens play` as a process of its own, for whoever opens its pages."""

import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.live_server import ROOT

STOP_LIMIT_S = 20


@contextmanager
def played(effect: Path, data: Path) -> Generator[str]:
    """Yield the origin at which an effect's folder is opened; afterwards it must end cleanly."""
    command = [sys.executable, "-m", "server.cli", "play", str(effect), "--port", "0"]
    process = subprocess.Popen(
        [*command, "--data", str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    printed, found = "", None
    while found is None:
        line = process.stdout.readline()
        assert line, f"it ended; it said:\n{printed}"
        printed += line
        found = re.search(rf"(http://localhost:\d+)/play/{effect.name}\?inspect", line)
    try:
        yield found[1]
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(STOP_LIMIT_S) == 0
