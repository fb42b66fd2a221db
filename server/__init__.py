"""The server of Kindlens: tickets, replay, verdicts, the ledger and static files."""
