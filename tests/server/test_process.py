"""The server as a process: it says where to look, ends cleanly, and leaves nobody behind."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.live_server import ROOT, START_LIMIT_S, LiveServer
from tests.server.effects_folder import change_taps
from tests.server.tapper import pack, play_three_taps
from tests.server.tiny_server import current_release, make_server, open_client, open_play

SOON_S = 10


def workers_of(server: LiveServer) -> list[psutil.Process]:
    assert server.process is not None
    return psutil.Process(server.process.pid).children(recursive=True)


def wait_for_log(server: LiveServer, text: str, count: int = 1) -> None:
    deadline_s = time.monotonic() + START_LIMIT_S
    while server.log().count(text) < count:
        assert time.monotonic() < deadline_s, server.log()
        time.sleep(0.1)


def run_to_end(server: LiveServer) -> subprocess.CompletedProcess[str]:
    """Run a server that is expected to refuse to start."""
    return subprocess.run(
        [sys.executable, "-m", "server"],
        cwd=ROOT,
        env=server.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_the_address_and_ends_with_0(tmp_path: Path, number: signal.Signals) -> None:
    server = make_server(tmp_path).start()
    assert server.process is not None
    workers = workers_of(server)
    assert len(workers) == 2
    server.process.send_signal(number)
    assert server.process.wait(SOON_S) == 0
    assert f"Kindlens is open at http://localhost:{server.port}" in server.log()
    assert "Traceback" not in server.log()
    assert not psutil.wait_procs(workers, SOON_S)[1]


def test_ctrl_c_in_a_terminal_reaches_everybody_and_still_ends_cleanly(tmp_path: Path) -> None:
    server = make_server(tmp_path).start()
    assert server.process is not None
    os.killpg(server.process.pid, signal.SIGINT)
    assert server.process.wait(SOON_S) == 0
    assert "Traceback" not in server.log()


def test_workers_end_when_the_server_is_killed(tmp_path: Path) -> None:
    server = make_server(tmp_path).start()
    assert server.process is not None
    workers = workers_of(server)
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait(SOON_S)
    assert not psutil.wait_procs(workers, SOON_S)[1]


async def test_what_was_acknowledged_is_there_after_kill_9(tmp_path: Path) -> None:
    server = make_server(tmp_path, early_tolerance_ms="60000").start()
    async with open_client(server.url) as client:
        play = await open_play(client, await current_release(client))
        trace = pack(play_three_taps(play.seed, play.play_id))
        status, answer = await play.deliver(client, trace)
        assert (status, answer["status"]) == (200, "credited")
    server.kill()
    server.start()
    async with open_client(server.url) as client:
        assert await play.deliver(client, trace) == (200, answer)
    server.stop()


def test_the_second_start_is_quick(tmp_path: Path) -> None:
    server = make_server(tmp_path).start()
    server.stop()
    started_s = time.monotonic()
    server.start()
    assert time.monotonic() - started_s < SOON_S
    server.stop()


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    server = make_server(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", server.port))
        taken.listen()
        done = run_to_end(server)
    assert done.returncode == 1
    assert f"got {server.port} on 127.0.0.1" in done.stderr
    assert "to do: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"port": "eighty"}, "PORT: got 'eighty'"),
        ({"campaign": "none.toml"}, "none.toml: cannot be read"),
        ({"database_url": "postgresql+psycopg://x@127.0.0.1:1/x"}, "DATABASE_URL: got postgres"),
    ],
)
def test_what_an_operator_got_wrong_is_said_in_a_sentence(
    tmp_path: Path, settings: dict[str, str], says: str
) -> None:
    done = run_to_end(make_server(tmp_path, **settings))
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_the_audit_command(tmp_path: Path) -> None:
    server = make_server(tmp_path).start()
    server.stop()
    done = subprocess.run(
        [sys.executable, "-m", "server", "audit"],
        cwd=ROOT,
        env=server.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "the ledger agrees with itself\n")


async def test_dev_tells_open_pages_of_a_changed_effect_within_a_second(tmp_path: Path) -> None:
    server = make_server(tmp_path, "dev").start()
    effects = tmp_path / "effects"
    async with open_client(server.url) as client, client.ws_connect("/api/dev") as socket_:
        before = await current_release(client)
        await asyncio.sleep(0.5)  # The watcher begins a moment after the server answers.
        change_taps(effects, 4)
        async with asyncio.timeout(1):
            news = json.loads(await socket_.receive_str())
        assert news["effect"] == "three_taps"
        assert news["release"] != before
        assert await current_release(client) == news["release"]
        async with client.get(f"/releases/{news['release']}.json") as response:
            assert "TAPS = 4" in (await response.json())["files"]["effects/three_taps/effect.py"]
        # A file saved half-way is said in the log; the release stays, the server too.
        (effects / "three_taps" / "effect.py").write_text("class (")
        await asyncio.to_thread(wait_for_log, server, "effects/three_taps/effect.py, line 1")
        assert await current_release(client) == news["release"]
    server.stop()


def test_dev_starts_again_when_the_campaign_changes(tmp_path: Path) -> None:
    server = make_server(tmp_path, "dev").start()
    assert server.process is not None
    path = tmp_path / "campaign.toml"
    time.sleep(0.5)
    path.write_text(path.read_text("utf-8").replace("Stray animals", "Strays"), "utf-8")
    wait_for_log(server, "Kindlens is open at", count=2)
    assert server.process.poll() is None
    server.stop()
