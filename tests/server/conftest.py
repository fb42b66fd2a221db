"""A server in this very process, over the tiny effect, with a clock that tests set."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from argon2 import PasswordHasher
from sqlalchemy import Engine

from server.app import create_app, create_services
from server.ledger.bookings import book_pledges
from server.ledger.database import open_writer
from server.services import Services
from server.settings import Settings
from tests.server.campaign_file import write_campaign
from tests.server.effects_folder import make_effects
from tests.server.empty_ledger import copy_postgres_ledger, copy_sqlite_ledger
from tests.server.ledger_plays import CAMPAIGN, PLEDGED_FEN, TASK
from tests.server.visitor import Visitor

INDEX = """<!doctype html>
<html lang="zh-CN">
  <head>
    <meta name="description" content="" />
    <title>Kindlens</title>
  </head>
</html>
"""
START_MS = 1_780_000_000_000
BOTH_DATABASES = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


class SetClock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.now_ms = START_MS

    def __call__(self) -> int:
        return self.now_ms

    def advance_ms(self, by_ms: int) -> None:
        """Let time pass."""
        self.now_ms += by_ms


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let hashes of passwords take microseconds instead of a tenth of a second."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("server.operator.passwords.hasher", quick)


@pytest.fixture
def clock() -> SetClock:
    """Return the clock of the server under test."""
    return SetClock()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Return the kind of database; modules whose tests have to hold on either ask for both:

    `pytestmark = BOTH_DATABASES`
    """
    return getattr(request, "param", "sqlite")


@pytest.fixture
def ledger_url(database: str, tmp_path: Path) -> str:
    """Return the address of an empty ledger in such a database, for this test alone."""
    if database == "sqlite":
        return copy_sqlite_ledger(tmp_path / "ledger.sqlite3")
    return copy_postgres_ledger()


@pytest.fixture
def engine(ledger_url: str) -> Iterator[Engine]:
    """Yield a writing engine over a ledger with tables and nothing in them."""
    engine = open_writer(ledger_url)
    yield engine
    engine.dispose()


@pytest.fixture
def pledged(engine: Engine) -> None:
    """Book a pledge for what `ledger_plays` makes: enough for five plays."""
    with engine.begin() as connection:
        book_pledges(connection, CAMPAIGN, {TASK.task: PLEDGED_FEN}, 1)


@pytest.fixture
def database_url(database: str, tmp_path: Path) -> str:
    """Return the server's DATABASE_URL, where an empty ledger is."""
    if database == "sqlite":
        copy_sqlite_ledger(tmp_path / "data" / "ledger.sqlite3")
        return ""
    return copy_postgres_ledger()


@pytest.fixture
def effects_dir(tmp_path: Path) -> Path:
    """Return a folder with the engine and the tiny effect, free to be changed."""
    return make_effects(tmp_path / "effects")


@pytest.fixture
def campaign_path(tmp_path: Path) -> Path:
    """Return the campaign file, free to be changed before the server starts."""
    return write_campaign(tmp_path / "campaign.toml")


@pytest.fixture
def web_dir(tmp_path: Path) -> Path:
    """Return a folder of built pages with one file of each kind."""
    folder = tmp_path / "dist"
    words = {
        "name": {"zh-CN": "Kindlens", "en": "Kindlens"},
        "title": {"zh-CN": "Kindlens · 帮忙", "en": "Kindlens · Help"},
        "description": {"zh-CN": "玩一会儿。", "en": "Play a while."},
        "impact_title": {"zh-CN": "善款去向", "en": "Where the money goes"},
        "impact_description": {"zh-CN": "公开的账本。", "en": "An open ledger."},
    }
    for path, text in {
        "index.html": INDEX,
        "site-words.json": json.dumps(words),
        "index.html.br": "brotli of index",
        "sw.js": "self",
        "workbox-1a2b3c4d.js": "workbox",
        "manifest.webmanifest": "{}",
        "icon.svg": "<svg/>",
        "previews/home.png": "png",
        "previews/three_taps.png": "png",
        "assets/index-abc.js": "script",
        "assets/index-abc.js.br": "brotli of script",
        "assets/index-abc.js.gz": "gzip of script",
        "wasm/tasks-vision-0.10.35/vision.wasm": "wasm",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.fixture
def settings(
    tmp_path: Path, effects_dir: Path, campaign_path: Path, web_dir: Path, database_url: str
) -> Settings:
    """Return the settings of the server under test."""
    return Settings(
        database_url=database_url,
        data_dir=tmp_path / "data",
        effects_dir=effects_dir,
        campaign=campaign_path,
        web_dir=web_dir,
        replay_workers=1,
        replay_cpu_ms_max=300,
    )


class RunningServer:
    """A server in this process; `visitor` gives somebody new each time."""

    def __init__(self, services: Services, server: TestServer, clock: SetClock) -> None:
        self.services = services
        self.clock = clock
        self.server = server
        self._exits = AsyncExitStack()

    async def visitor(self, effect: str = "three_taps") -> Visitor:
        """Return a visitor with a cookie jar of their own."""
        client: TestClient[Any, Any] = TestClient(self.server)
        # The server is this object's to close; a client closes its session alone.
        self._exits.push_async_callback(client.session.close)
        return Visitor(client, self.services.releases.current[effect].hash, self.clock)

    async def end(self) -> None:
        """End as Ctrl-C does."""
        await self._exits.aclose()
        if self.server.started:
            await self.server.close()


StartServer = Callable[..., Awaitable[RunningServer]]


@pytest.fixture
async def start_server(settings: Settings, clock: SetClock) -> AsyncIterator[StartServer]:
    """Yield a function that starts a server; called again, it starts another over the same data."""
    running: list[RunningServer] = []

    async def start(*, follows_campaign_file: bool = False, **changes: Any) -> RunningServer:
        services = create_services(
            settings.model_copy(update=changes),
            clock,
            release_quality=1,
            follows_campaign_file=follows_campaign_file,
        )
        server = TestServer(create_app(services))
        await server.start_server(auto_decompress=False)
        running.append(RunningServer(services, server, clock))
        return running[-1]

    yield start
    for one in running:
        await one.end()


@pytest.fixture
async def running(start_server: StartServer) -> RunningServer:
    """Return a running server."""
    return await start_server()


@pytest.fixture
async def visitor(running: RunningServer) -> Visitor:
    """Return a visitor of a running server."""
    return await running.visitor()
