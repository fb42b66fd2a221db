"""Brings the ledger's schema up to date, at start, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine

FOLDER = Path(__file__).resolve().parent / "migrations"


class SchemaError(Exception):
    """A database that this server cannot work with; the text says why and what to do."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade to a revision. Raises SchemaError for a database that a newer server has changed."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except CommandError as error:
            raise SchemaError(
                f"ledger: got a schema that this server does not know ({error}), expected one of "
                "its own; to do: start the newer server again, or go back to a backup"
            ) from error
