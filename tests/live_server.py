"""A real Kindlens server: `python -m server` as a process of its own, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_LIMIT_S = 60
STOP_LIMIT_S = 20
POLL_S = 0.05


class ServerFailedError(Exception):
    """The server did not start, or did not end as it should; the text holds its last output."""


def free_port() -> int:
    """Return a TCP port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class LiveServer:
    """One server process over one data folder; may be started again after stop or kill.

    settings: environment variables beside PORT, HOST and DATA_DIR.
    arguments: of the command line, for instance ("dev",). module: what Python runs as the server.
    command, folder, environment: what is run, where, and what it gets.
    """

    def __init__(
        self,
        data_folder: Path,
        settings: dict[str, str] | None = None,
        arguments: tuple[str, ...] = (),
        module: str = "server",
    ) -> None:
        self.data_folder = data_folder
        self.port = free_port()
        self.log_path = data_folder.with_suffix(".log")
        self.process: subprocess.Popen[bytes] | None = None
        self.folder = ROOT
        self.command = [sys.executable, "-m", module, *arguments]
        self.environment = os.environ | {
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "DATA_DIR": str(data_folder),
            **(settings or {}),
        }

    def twin(self) -> "LiveServer":
        """Return another one over the same data and database, not yet started."""
        twin = LiveServer(self.data_folder)
        twin.command = self.command
        twin.environment = self.environment | {"PORT": str(twin.port)}
        return twin

    @property
    def url(self) -> str:
        """Return the server's origin; localhost, since browsers trust it with a camera."""
        return f"http://localhost:{self.port}"

    def start(self) -> "LiveServer":
        """Start the process and wait until it answers; raise ServerFailedError if it does not."""
        self.data_folder.mkdir(parents=True, exist_ok=True)
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # So that kill() can end its workers with it.
            )
        deadline = time.monotonic() + START_LIMIT_S
        while not self.is_healthy():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise ServerFailedError(f"no answer from /api/health; it said:\n{self.log()}")
            time.sleep(POLL_S)
        return self

    def is_healthy(self) -> bool:
        """Return whether /api/health answers 200."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/health", timeout=2) as r:
                return r.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """End it as Ctrl-C does; raise ServerFailedError unless it ends by itself with 0."""
        assert self.process is not None, "stop() before start()"
        self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired as error:
            self.kill()
            raise ServerFailedError(f"still there {STOP_LIMIT_S} s after Ctrl-C") from error
        if code != 0:
            raise ServerFailedError(f"got exit code {code}, expected 0; it said:\n{self.log()}")

    def kill(self) -> None:
        """End it and its workers as a power cut would (SIGKILL)."""
        assert self.process is not None, "kill() before start()"
        with suppress(ProcessLookupError):  # It may have ended by itself in the meantime.
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(STOP_LIMIT_S)

    def log(self) -> str:
        """Return the end of what all of this server's processes have printed."""
        return self.log_path.read_text(errors="replace")[-4000:]
