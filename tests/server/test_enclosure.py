"""Code that nobody vouches for: what the kernel and the worker keep it from, attempt by attempt."""

import json
import os
import shutil
import sys
import time
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from effects.place import EffectPlace
from effects.release import Release
from server.releases import ReleaseError, ReleaseStore
from server.replay.apart import ApartError, run_apart
from server.replay.bare_process import bare_environment
from server.replay.enclosure import is_enforced
from server.replay.job import ReplayJob, ReplayResult
from server.replay.pool import ReplayPool
from server.replay.vet import look_through
from tests.server.effects_folder import make_effects
from tests.server.tapper import play_three_taps

SLY = Path(__file__).parent / "sly"
SEED, PLAY_ID = "5" * 32, "7" * 32
CPU_MS_MAX = 300
NAMED_S_MAX = 10
FAILED = ("not_completed", "effect_failed")
TOO_LONG, TOO_LARGE = ("implausible", "replay_too_long"), ("implausible", "replay_too_large")
COMPLETED = ("completed", "")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel that encloses is Linux")


@pytest.fixture(scope="module")
def mark(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a path that must never come to be."""
    return tmp_path_factory.mktemp("mark") / "out"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, mark: Path) -> ReleaseStore:
    """Return a store whose package `sly` was released without being looked through."""
    folder = tmp_path_factory.mktemp("store")
    root = make_effects(folder / "effects")
    sly = folder / "packages" / "sly"
    shutil.copytree(SLY, sly, ignore=shutil.ignore_patterns("__pycache__"))
    source = (sly / "effect.py").read_text("utf-8")
    (sly / "effect.py").write_text(source.replace("MARK", str(mark)), "utf-8")
    (sly / "texts").mkdir()
    for language in ("zh-CN", "en"):
        words = json.dumps({"title": "Sly", "summary": "Sly."})
        (sly / "texts" / f"{language}.json").write_text(words, "utf-8")
    place = EffectPlace("sly", sly, root)
    store = ReleaseStore(folder / "releases", root, 1, [place], looks_through=False)
    store.publish_all()
    return store


@pytest.fixture
async def pool(store: ReleaseStore) -> AsyncIterator[ReplayPool]:
    pool = ReplayPool(store.folder, workers=1, queue_max=2, cpu_ms_max=CPU_MS_MAX)
    await pool.start()
    yield pool
    await pool.stop()


def worker_pid() -> int:
    """Return the process of the pool's worker, which has its name a moment after it is started."""
    ends = time.monotonic() + NAMED_S_MAX
    workers: list[int] = []
    while not workers and time.monotonic() < ends:
        workers = [
            child.pid
            for child in psutil.Process().children()
            if "server.replay.worker" in child.cmdline()
        ]
    [worker] = workers
    return worker


def job(store: ReleaseStore, effect: str, manner: str, *, wrong_digest: bool = False) -> ReplayJob:
    trace = play_three_taps(SEED, PLAY_ID, effect=effect, manner=manner, wrong_digest=wrong_digest)
    release = store.current[effect].hash
    return ReplayJob(release, PLAY_ID, effect, SEED, zlib.compress(trace))


def came_to(result: ReplayResult) -> tuple[str, str]:
    return result.status, result.reason


def test_the_kernel_of_this_machine_encloses() -> None:
    assert is_enforced()


async def test_a_packages_play_is_credited_like_any_other(
    store: ReleaseStore, pool: ReplayPool
) -> None:
    result = await pool.replay(job(store, "sly", "plain"))
    assert (came_to(result), result.ticks, result.played_ms) == (COMPLETED, 60, 2000)
    tampered = await pool.replay(job(store, "sly", "plain", wrong_digest=True))
    assert came_to(tampered) == ("tampered", "digest_differs")


@pytest.mark.parametrize(
    ("manner", "expected"),
    [
        ("read_file", FAILED),
        ("write_file", FAILED),
        ("connect", FAILED),
        ("fork", FAILED),
        ("execute", FAILED),
        ("run_native_code", FAILED),
        ("run_loaded_native_code", FAILED),
        ("kill_parent", FAILED),
        ("unset_the_limit", FAILED),
        ("sleep", FAILED),
        ("allocate", TOO_LARGE),
        ("spin", TOO_LONG),
        ("spin_in_one_call", TOO_LONG),
        ("look_at_environment", FAILED),
        ("overflow", FAILED),
        ("leave", FAILED),
        ("end_at_once", FAILED),
        ("flood_answer", FAILED),
        ("forge_answer", FAILED),
        ("patch_engine", FAILED),
    ],
)
async def test_an_attempt_comes_to_nothing_and_the_worker_goes_on(
    store: ReleaseStore, pool: ReplayPool, mark: Path, manner: str, expected: tuple[str, str]
) -> None:
    worker = worker_pid()
    assert came_to(await pool.replay(job(store, "sly", manner))) == expected
    assert not mark.exists()  # noqa: ASYNC240
    # Nothing of the attempt is left in the worker, for its own effect or for another.
    assert came_to(await pool.replay(job(store, "three_taps", "plain"))) == COMPLETED
    wrong = await pool.replay(job(store, "three_taps", "plain", wrong_digest=True))
    assert came_to(wrong) == ("tampered", "digest_differs")
    assert came_to(await pool.replay(job(store, "sly", "plain"))) == COMPLETED
    assert worker_pid() == worker
    assert psutil.Process(worker).children() == []


def test_workers_start_without_the_servers_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://ann:secret@db/kindlens")
    assert "secret" not in str(bare_environment())


def test_one_that_neither_works_nor_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """As only a kernel that encloses nothing lets it: here it waits before it is enclosed."""

    def wait() -> str:
        raise AssertionError("not reached")

    def read_nothing(answer_fd: int, cpu_s_max: float) -> None:
        os.read(os.pipe()[0], 1)

    monkeypatch.setattr("server.replay.apart.enclose", read_nothing)
    with pytest.raises(ApartError, match="too_long"):
        run_apart(wait, 1, wall_s_max=0.2)


def test_a_package_is_looked_through_before_it_is_released(store: ReleaseStore) -> None:
    place = store.places()["sly"]
    careful = ReleaseStore(store.folder, store.root, 1, [place])
    with pytest.raises(ReleaseError, match=r"sly/effect\.py:3: got import of os"):
        careful.publish("sly")
    careful.publish_all()  # The server starts all the same, without it.
    assert list(careful.current) == ["three_taps"]


def test_a_parser_that_is_overwhelmed_harms_nobody() -> None:
    bomb = {"files": {"effects/sly/effect.py": "-" * 300_000 + "1"}}
    assert look_through(Release("sly", "", bomb, {})) == [
        "Python that cannot be looked through, expected a small plain file"
    ]


def test_a_link_to_elsewhere_is_not_published(store: ReleaseStore, tmp_path: Path) -> None:
    sly = tmp_path / "sly"
    shutil.copytree(store.places()["sly"].folder, sly)
    (sly / "art").mkdir()
    (sly / "art" / "secret.svg").symlink_to("/etc/hostname")
    linked = ReleaseStore(
        tmp_path / "releases", store.root, 1, [EffectPlace("sly", sly, store.root)]
    )
    with pytest.raises(ReleaseError, match=r"got secret\.svg, a link to elsewhere"):
        linked.publish("sly")
