"""Alembic's entry: migrates over the connection that server/ledger/migrate.py hands in."""

from alembic import context

from server.operator.tables import metadata  # The ledger's tables, and the desk's.

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
