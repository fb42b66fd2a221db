"""The ledger: plays, verdicts and money, in whole fen, append-only. See DECISIONS.md."""
