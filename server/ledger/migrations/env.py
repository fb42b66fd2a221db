"""Alembic's entry: migrates over the connection that server/ledger/migrate.py hands in."""

from alembic import context

from server.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
