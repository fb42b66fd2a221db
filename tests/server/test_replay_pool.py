"""The pool of replay workers: isolated, bounded, replaced when they end."""

import asyncio
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from server.releases import ReleaseStore
from server.replay.job import ReplayJob
from server.replay.pool import PoolFullError, ReplayPool, ReplayUnavailableError
from server.replay.worker import InflateError, inflate
from tests.live_server import ROOT
from tests.server.effects_folder import make_effects
from tests.server.tapper import play_three_taps

SEED, PLAY_ID = "5" * 32, "7" * 32


@pytest.fixture
def store(tmp_path: Path) -> ReleaseStore:
    store = ReleaseStore(tmp_path / "releases", make_effects(tmp_path / "effects"), quality=1)
    store.publish_all()
    return store


@pytest.fixture
async def pool(store: ReleaseStore) -> AsyncIterator[ReplayPool]:
    pool = ReplayPool(store.folder, workers=1, queue_max=2, cpu_ms_max=300)
    await pool.start()
    yield pool
    await pool.stop()


def make_job(store: ReleaseStore, manner: str = "plain") -> ReplayJob:
    trace = zlib.compress(play_three_taps(SEED, PLAY_ID, manner=manner))
    return ReplayJob(store.current["three_taps"].hash, PLAY_ID, "three_taps", SEED, trace)


def worker_pids() -> set[int]:
    return {
        child.pid
        for child in psutil.Process().children()
        if "server.replay.worker" in child.cmdline()
    }


async def test_a_replay_says_how_long_was_played(pool: ReplayPool, store: ReleaseStore) -> None:
    result = await pool.replay(make_job(store))
    assert (result.status, result.ticks, result.played_ms) == ("completed", 60, 2000)


async def test_a_worker_that_is_killed_is_replaced(pool: ReplayPool, store: ReleaseStore) -> None:
    before = worker_pids()
    running = asyncio.ensure_future(pool.replay(make_job(store, "heavy")))
    await asyncio.sleep(0.1)
    for pid in before:
        psutil.Process(pid).kill()
    with pytest.raises(ReplayUnavailableError):
        await running
    assert (await pool.replay(make_job(store))).status == "completed"
    assert worker_pids().isdisjoint(before)
    assert len(worker_pids()) == 1


async def test_a_worker_that_was_killed_while_idle_is_replaced(
    pool: ReplayPool, store: ReleaseStore
) -> None:
    for pid in worker_pids():
        psutil.Process(pid).kill()
    await asyncio.sleep(0.1)
    with pytest.raises(ReplayUnavailableError):
        await pool.replay(make_job(store))
    assert (await pool.replay(make_job(store))).status == "completed"


async def test_the_line_is_bounded(pool: ReplayPool, store: ReleaseStore) -> None:
    jobs = [asyncio.ensure_future(pool.replay(make_job(store))) for _ in range(5)]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    full = [one for one in results if isinstance(one, PoolFullError)]
    assert len(full) == 2
    assert pool.waiting == 0


async def test_a_replay_whose_caller_goes_away_does_not_answer_the_next(
    pool: ReplayPool, store: ReleaseStore
) -> None:
    going = asyncio.ensure_future(pool.replay(make_job(store, "broken")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    going.cancel()
    assert (await pool.replay(make_job(store))).status == "completed"


async def test_stopping_leaves_no_process(store: ReleaseStore) -> None:
    pool = ReplayPool(store.folder, workers=2, queue_max=2, cpu_ms_max=300)
    await pool.start()
    pids = worker_pids()
    assert len(pids) == 2
    await pool.stop()
    assert worker_pids().isdisjoint(pids)


def test_a_worker_finds_effects_in_the_release_and_never_in_the_tree(store: ReleaseStore) -> None:
    """dodge_food is in the tree, not in the release: an import of it must fail."""
    program = f"""
from pathlib import Path
from server.replay.release_modules import ReleaseModules
modules = ReleaseModules(Path({str(store.folder)!r}))
modules.install()
modules.activate({store.current["three_taps"].hash!r})
import effects.engine.play
assert "<release" in effects.engine.play.find_effect.__code__.co_filename
for name in ("effects.dodge_food.effect", "effects.release", "effects.check"):
    try:
        __import__(name)
    except ModuleNotFoundError:
        continue
    raise SystemExit(name + " came from the tree")
print("isolated")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "isolated\n", done.stderr


@pytest.mark.parametrize("size", [0, 1, 1000])
def test_inflate_takes_up_to_its_limit(size: int) -> None:
    data = zlib.compress(b"x" * size)
    assert inflate(data, 1000) == b"x" * size
    with pytest.raises(InflateError):
        inflate(zlib.compress(b"x" * 1001), 1000)
