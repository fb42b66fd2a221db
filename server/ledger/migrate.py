"""Brings the ledger's schema up to date, at start, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine

from server.ledger.dialect import dialect_of

FOLDER = Path(__file__).resolve().parent / "migrations"


class SchemaError(Exception):
    """A database that this server cannot work with; the text says why and what to do."""


def migrate(engine: Engine, campaign: str, revision: str = "head") -> None:
    """Upgrade to a revision. Raises SchemaError for a database that a newer server has changed.

    campaign: id of the running one; ledgers from before 0003 held one and did not name it.
    """
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["campaign"] = campaign
    with engine.begin() as connection:
        dialect_of(connection).take_turn(connection)  # Processes that start at the same time.
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except CommandError as error:
            raise SchemaError(
                f"ledger: got a schema that this server does not know ({error}), expected one of "
                "its own; to do: start the newer server again, or go back to a backup"
            ) from error
