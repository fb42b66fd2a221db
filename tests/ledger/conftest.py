"""Fixtures of the ledger's own tests: an empty database of either kind, and a clock."""

from tests.server.conftest import clock, database, ledger_url

__all__ = ["clock", "database", "ledger_url"]
