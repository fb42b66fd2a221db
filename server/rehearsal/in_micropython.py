"""Lives recorded plays again in the page's MicroPython (its WebAssembly build, in Node)."""

import base64
import json
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

from server.rehearsal.in_cpython import TRACE_BYTES_MAX, RehearsalError
from server.replay.bare_process import ROOT, bare_environment

RUNNER = Path(__file__).with_name("in_micropython.mjs")
WALL_S_MAX = 300
# The built pages have it, and so has the folder that they are built in.
BUILT = "wasm/micropython-*/micropython.mjs"
PACKAGE = "web/node_modules/@micropython/micropython-webassembly-pyscript/micropython.mjs"


def find_node() -> Path | None:
    """Return Node: the one `make` put beside this Python, else the system's; None without."""
    beside = Path(sys.executable).with_name("node")
    found = str(beside) if beside.exists() else shutil.which("node")
    return Path(found) if found else None


def find_interpreter(web_dir: Path) -> Path | None:
    """Return where MicroPython lies; None before the pages are built."""
    return next((path for path in (*web_dir.glob(BUILT), ROOT / PACKAGE) if path.is_file()), None)


def rehearse_in_micropython(
    node: Path,
    interpreter: Path,
    document: dict[str, Any],
    plays: list[dict[str, str]],
    tick_ms_max: float,
) -> list[dict[str, Any]]:
    """Return what plays of a release come to: see in_micropython.mjs. Raises RehearsalError.

    plays: seed and trace of each, as a trace file has them. tick_ms_max: slower ticks are timed
    more than once.
    """
    job = {
        "interpreter": str(interpreter.resolve()),
        "files": document["files"],
        "effect": document["id"],
        "offered": document["manifest"]["choices"],
        "tick_ms_max": tick_ms_max,
        "plays": [{"seed": play["seed"], "trace": _inflated(play["trace"])} for play in plays],
    }
    done = subprocess.run(  # noqa: S603  Our own program; Python's source is its input.
        (node, RUNNER),
        env=bare_environment(),
        input=json.dumps(job),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=WALL_S_MAX,
    )
    if done.returncode != 0:
        raise RehearsalError(f"Node ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return json.loads(done.stdout)["plays"]


def _inflated(trace: str) -> str:
    data = zlib.decompressobj().decompress(base64.b64decode(trace), TRACE_BYTES_MAX)
    return base64.b64encode(data).decode()
