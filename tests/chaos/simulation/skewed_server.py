"""`python -m tests.chaos.simulation.skewed_server`: the server, by a clock that runs wrong.

The file CHAOS_SKEW holds by how many milliseconds; it is read anew each time.
"""

import asyncio
import logging
import os
from pathlib import Path

from server.__main__ import announce
from server.app import create_app, create_services
from server.clock import system_clock_ms
from server.serve import serve
from server.settings import read_settings

SKEW_FILE = Path(os.environ["CHAOS_SKEW"])
QUALITY = 1  # Of compression: a server that is killed often has to start quickly.


def skewed_clock_ms() -> int:
    """Return the wrong time."""
    return system_clock_ms() + int(SKEW_FILE.read_text("utf-8"))


def main() -> None:
    """Serve until a signal."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    settings = read_settings()
    services = create_services(settings, skewed_clock_ms, QUALITY)
    asyncio.run(serve(create_app(services), settings, announce))


if __name__ == "__main__":
    main()
