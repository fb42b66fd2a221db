"""A visitor that is a program: plays an effect on signals alone, for tests and recorded plays.

CPython only. A bot looks at the play's stage as a visitor looks at the screen, and answers with
signals; what it does not name is 0, but for `is_present`, which is 1.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from effects.engine.play import Play, find_effect
from effects.engine.replay import replay
from effects.engine.trace import Recorder, decode
from effects.manifest import read_manifest
from effects.place import EffectPlace
from effects.trace_file import expectation, write_trace_file

TICKS_MAX = 5400  # Three minutes; whoever is not done by then will not be.

Act = Callable[[Play], Mapping[str, int]]
"""Returns this tick's signals by name, after a look at the play so far."""


@dataclass(frozen=True)
class BotPlay:
    """play: at its end. trace: the bytes of Recorder.encode()."""

    play: Play
    trace: bytes

    @property
    def phase(self) -> str:
        """Return the phase that the bot has reached."""
        return self.play.effect.phase


def play_by_bot(
    effect_id: str,
    act: Act,
    seed: str,
    choices: dict[str, str] | None = None,
    mode: str = "camera",
    ticks_max: int = TICKS_MAX,
    play_id: str = "recorded",
) -> BotPlay:
    """Play an effect until it completes, ends or ticks_max is reached.

    effect_id: importable as effects.<id>. seed: 32 hex digits. mode: "camera" or "pointer".
    play_id: of the ticket, where a server is to judge it.
    """
    play = Play(find_effect(effect_id), seed, choices or {}, mode)
    recorder = Recorder(play_id, effect_id, choices or {}, mode, play.columns)
    while play.effect.phase in ("ready", "playing") and play.tick_count < ticks_max:
        now = {"is_present": 1, **act(play)}
        row = tuple(now.get(name, 0) for name in play.columns)
        play.tick(row)
        recorder.add_row(row)
        if play.is_digest_due():
            recorder.add_digest(play.digest())
    return BotPlay(play, recorder.encode())


def write_bot_trace(place: EffectPlace, name: str, made_by: str, seed: str, trace: bytes) -> str:
    """Write a bot's play to the effect's traces as <name>.json; return what it comes to."""
    offered = read_manifest(place).choices
    outcome = replay(find_effect(place.id), decode(trace), seed, offered)
    folder = place.folder / "traces"
    folder.mkdir(exist_ok=True)
    write_trace_file(folder / f"{name}.json", made_by, seed, expectation(outcome), trace)
    return f"{place.id} {name}: {outcome.status} after {outcome.ticks} ticks"
