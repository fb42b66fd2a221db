"""Call the page's MicroPython (its WebAssembly build, in Node) with the engine's files in place."""

import json
import subprocess
from pathlib import Path
from typing import Any

from server.rehearsal import in_micropython as rehearsal

ROOT = Path(__file__).resolve().parents[2]
RUNNER = Path(__file__).with_name("run_micropython.mjs")
INTERPRETER = ROOT / rehearsal.PACKAGE
TIME_LIMIT_S = 240


class MicroPythonError(Exception):
    """The code raised in MicroPython; the text is its traceback."""


def find_node() -> str:
    """Return Node's path, and see that its MicroPython is there too."""
    path = rehearsal.find_node()
    if path is None or not INTERPRETER.exists():
        raise FileNotFoundError(
            f"got node at {path} and MicroPython {'' if INTERPRETER.exists() else 'not '}at "
            f"{INTERPRETER.relative_to(ROOT)}; expected both; to do: run `make build`"
        )
    return str(path)


def effect_files() -> dict[str, str]:
    """Return path to source of every file that a page writes: the engine and all effects.

    What lies directly in effects/ belongs to CPython alone, except the package itself.
    """
    folder = ROOT / "effects"
    paths = [folder / "__init__.py", *folder.glob("*/**/*.py")]
    return {f"/{path.relative_to(ROOT).as_posix()}": path.read_text("utf-8") for path in paths}


def run_in_micropython(*sources: str, files: dict[str, str] | None = None) -> str:
    """Run Python sources in one fresh MicroPython and return all that they printed.

    sources: run in order in one `__main__`; memory is collected only between two of them, so split
    long work. files: absolute path to text, beside the engine's and effects' own files.
    Raises MicroPythonError with the traceback of what a source raised.
    """
    job = {
        "interpreter": str(INTERPRETER),
        "files": effect_files() | (files or {}),
        "sources": sources,
    }
    done = subprocess.run(
        [find_node(), str(RUNNER)],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_S,
    )
    if done.returncode != 0:
        raise MicroPythonError(f"Node ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    if answer["error"] is not None:
        raise MicroPythonError(f"{answer['printed']}{answer['error']}")
    return answer["printed"]
