"""The wheel: installed in an empty environment it starts a kiosk from an empty folder.

No Node and no repository: pages, effects and the list of models are inside.
"""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.bench.honest_plays import make_deliveries, open_client
from tests.live_server import ROOT, LiveServer
from tests.test_tidy import files

INSTALLED = ("effects/", "models/", "server/")


@pytest.fixture(scope="module")
def wheel(built_web: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel of this very state."""
    folder = tmp_path_factory.mktemp("wheel") / "built"
    subprocess.run([ROOT / ".make" / "wheel.sh", sys.prefix, folder], check=True, timeout=240)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `kindlens` of an environment in which only the wheel is installed.

    What it depends on is borrowed from the environment that runs this test.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", str(python), "install"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, timeout=120)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return folder / "bin" / "kindlens"


@pytest.fixture
def kiosk(command: Path, tmp_path: Path) -> Iterator[LiveServer]:
    """Yield the installed kiosk, running in an empty folder, without Node."""
    settings = {"EARLY_TOLERANCE_MS": "3600000", "REPLAY_WORKERS": "1", "PATH": "/usr/bin:/bin"}
    server = LiveServer(tmp_path / "empty" / "data", settings)
    server.command = [str(command), "kiosk"]
    server.folder = tmp_path / "empty"
    server.environment.pop("PYTHONPATH", None)
    server.start()
    yield server
    server.stop()


def test_everything_of_the_packages_is_inside(wheel: Path, built_web: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    tracked = {path for path in files() if path.startswith(INSTALLED)}
    assert sorted(tracked - inside) == []
    pages = {
        f"server/pages/{path.relative_to(built_web)}"
        for path in built_web.rglob("*")
        if path.is_file()
    }
    assert sorted(pages - inside) == []
    assert [path for path in inside if "__pycache__" in path or "models/cache" in path] == []


async def test_the_installed_kiosk_credits_a_play(kiosk: LiveServer) -> None:
    async with open_client(kiosk.url) as client:
        (delivery,) = await make_deliveries(client, 1)
        assert await delivery.send(client) == "credited"
        await check_page(client)
    said = kiosk.log()
    assert "run `kindlens models`" in said
    assert "The host's code is" in said
    assert "password" not in said, "a host would take it for the code"


async def check_page(client: ClientSession) -> None:
    """Load the page and the first script that it names."""
    async with client.get("/") as response:
        assert response.status == 200
        page = await response.text()
    script = page.split('<script type="module"', 1)[1].split('src="', 1)[1].split('"', 1)[0]
    async with client.get(script) as response:
        assert response.status == 200


def test_the_installed_command_explains_itself(command: Path, tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "LANG": "en_GB.UTF-8"}
    done = subprocess.run(
        [str(command), "kiosk", "--explain"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert f"ExecStart={command} kiosk" in done.stdout
    assert list(tmp_path.iterdir()) == []
