"""How long chaos lasts: all of it in `make chaos`, a short form in `make test`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Length:
    """kills: of the server. hostile: completions of the flood."""

    kills: int
    hostile: int


FULL = Length(kills=50, hostile=1000)
SHORT = Length(kills=5, hostile=120)
