"""Ledgers with tables and nothing in them: migrated once for all tests, and copied.

To migrate takes most of a server's start, and would be done for every test. Where it is what is
tested, a ledger from nothing is made.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import make_url

from server.ledger.database import open_writer
from server.ledger.migrate import migrate
from tests.postgres import shared_postgres
from tests.server.ledger_plays import CAMPAIGN


def copy_sqlite_ledger(path: Path) -> str:
    """Put an empty ledger at path and return its address."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_sqlite_ledger(), path)
    return f"sqlite:///{path}"


def copy_postgres_ledger() -> str:
    """Return the address of an empty ledger in the session's PostgreSQL."""
    return shared_postgres().new_database(_postgres_ledger())


@cache
def _sqlite_ledger() -> Path:
    """Return the file that is copied; it goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="kindlens-ledger-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "ledger.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@cache
def _postgres_ledger() -> str:
    """Return the name of the database that is copied."""
    url = shared_postgres().new_database()
    _migrate(url)
    name = make_url(url).database
    assert name is not None
    return name


def _migrate(url: str) -> None:
    engine = open_writer(url)
    migrate(engine, CAMPAIGN)
    engine.dispose()  # A file is whole then, and a database can be copied.
