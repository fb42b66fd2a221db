"""One play of a bot, as it is recorded: where it ended and its trace."""

from collections.abc import Mapping
from dataclasses import dataclass

from effects.engine.play import Play
from effects.engine.trace import Recorder


@dataclass
class RecordedPlay:
    """trace: not deflated."""

    phase: str
    ticks: int
    facts: dict[str, int]
    trace: bytes


def record_tick(play: Play, recorder: Recorder, now: Mapping[str, int]) -> None:
    """Live through a tick and record it. now: signals by name; what is not named is 0."""
    row = tuple(now.get(name, 0) for name in play.columns)
    play.tick(row)
    recorder.add_row(row)
    if play.is_digest_due():
        recorder.add_digest(play.digest())


def recorded(play: Play, recorder: Recorder) -> RecordedPlay:
    """Return a play as far as it has gone."""
    return RecordedPlay(play.effect.phase, play.tick_count, play.effect.facts(), recorder.encode())
