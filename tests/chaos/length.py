"""How long the flood lasts: all of it in `make chaos`, a short form in `make test`."""

FULL_HOSTILE = 1000  # Completions.
SHORT_HOSTILE = 120
