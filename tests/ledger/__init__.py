"""Tests of the ledger's parts that need no running server."""
