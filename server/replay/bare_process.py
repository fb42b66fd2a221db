"""What processes that run or read code of effects are started with: next to nothing."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]  # Where `python -m server…` is found.
# What Python itself may need; a database's address with its password is not among it.
PASSED_ON = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "TZ")


def bare_environment() -> dict[str, str]:
    """Return an environment without anything of the server's."""
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ}
