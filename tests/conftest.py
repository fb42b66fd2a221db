"""Fixtures shared by all tests: a built web, a live server, and a browser with a fake camera.

Browser fixtures live as long as a test module, not longer: Playwright's synchronous API keeps an
event loop running meanwhile, in which pytest-asyncio could run no other module's tests.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from effects.place import EFFECTS
from server.releases import ReleaseStore
from tests.browsers import find_chromium, launch_chromium
from tests.live_server import ROOT, LiveServer
from tests.page_guard import PageGuard

LAPTOP = ViewportSize(width=1280, height=720)
PAGES_TESTS = ROOT / "tests" / "web"
STEP_TIMEOUT_MS = 30_000  # Two cores that others use too, and a software GPU.


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--chaos", action="store_true", help="run chaos tests at full length")
    parser.addoption("--chaos-seed", type=int, default=1, help="first seed of the simulator")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the pages' tests begin: their files are the long ones, so lanes end at about one time."""
    items.sort(key=lambda item: PAGES_TESTS not in item.path.parents)


@pytest.fixture(scope="session")
def is_full_chaos(pytestconfig: pytest.Config) -> bool:
    """Whether chaos tests run at full length (`make chaos`) or in their short form."""
    return bool(pytestconfig.getoption("--chaos"))


@pytest.fixture(scope="session")
def chaos_seed(pytestconfig: pytest.Config) -> int:
    """Return the first seed of the simulator."""
    seed = pytestconfig.getoption("--chaos-seed")
    assert isinstance(seed, int)
    return seed


@pytest.fixture(scope="session")
def built_web() -> Path:
    """Return the folder of the built pages; `make test` builds it and fetches the models."""
    folder = ROOT / "web" / "dist"
    for path in (folder / "index.html", ROOT / "models" / "cache" / "face_landmarker.task"):
        assert path.exists(), f"got no {path.relative_to(ROOT)}; to do: run `make build`"
    return folder


@pytest.fixture(scope="module")
def server_settings() -> dict[str, str]:
    """Environment of `live_server`; a module that needs other settings overrides this."""
    return {}


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the releases of the effects, as a first start leaves it.

    Nearly all that a first start takes is their compression; here it is done once for all servers.
    """
    folder = tmp_path_factory.mktemp("released")
    ReleaseStore(folder, EFFECTS).publish_all()
    return folder


@pytest.fixture(scope="module")
def live_server(
    built_web: Path,
    released: Path,
    tmp_path_factory: pytest.TempPathFactory,
    server_settings: dict[str, str],
) -> Iterator[LiveServer]:
    """Yield a server over an empty ledger; afterwards it must end cleanly."""
    data = tmp_path_factory.mktemp("server") / "data"
    shutil.copytree(released, data / "releases")
    server = LiveServer(data, server_settings).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """Return the Chrome or Chromium that the tests drive."""
    return find_chromium()


@pytest.fixture(scope="module")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """Yield a headless Chromium whose camera is its test picture and whose prompts say yes."""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright, chromium_path)
        yield browser
        browser.close()


class OpenPage(Protocol):
    """Opens a page in a context of its own (own cookies, storage and cache)."""

    def __call__(
        self, locale: str = "zh-CN", viewport: ViewportSize = LAPTOP, **options: Any
    ) -> Page: ...


def close_quietly(context: BrowserContext) -> None:
    """Close a context; what a route is still answering by then is nobody's error."""
    for page in context.pages:
        page.unroute_all(behavior="ignoreErrors")
    context.close()


@pytest.fixture
def guards() -> list[PageGuard]:
    """The guards of all pages that the test opened, in that order."""
    return []


@pytest.fixture
def open_page(
    browser: Browser, live_server: LiveServer, guards: list[PageGuard]
) -> Iterator[OpenPage]:
    """Yield a function that opens guarded pages of the live server; relative URLs work in them.

    options: of Playwright's Browser.new_context, for instance reduced_motion="reduce".
    """
    close: list[Callable[[], None]] = []

    def open_one(locale: str = "zh-CN", viewport: ViewportSize = LAPTOP, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale=locale, viewport=viewport, **options
        )
        close.append(lambda: close_quietly(context))
        context.set_default_timeout(STEP_TIMEOUT_MS)
        guards.append(PageGuard(context, live_server.url))
        return context.new_page()

    yield open_one
    for close_context in close:
        close_context()
    for guard in guards:
        guard.check()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Return a guarded page in Chinese, on a laptop's screen."""
    return open_page("zh-CN")


@pytest.fixture
def page_en(open_page: OpenPage) -> Page:
    """Return a guarded page in English, on a laptop's screen."""
    return open_page("en")
