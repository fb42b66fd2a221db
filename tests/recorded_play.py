"""One play of a bot: where it ended and its trace."""

from dataclasses import dataclass


@dataclass
class RecordedPlay:
    """trace: not deflated."""

    phase: str
    ticks: int
    facts: dict[str, int]
    trace: bytes
