"""Replay: live a recorded play again and say what came of it."""

from effects.engine.effect import Effect
from effects.engine.play import Play
from effects.engine.trace import Trace


class Outcome:
    """What a replay found.

    status: "completed", "not_completed" or "tampered". reason: a word for programs, "" when
    completed. ticks: how many were lived. facts: the effect's own numbers at the end.
    """

    def __init__(self, status: str, reason: str, ticks: int, facts: "dict[str, int]") -> None:
        self.status = status
        self.reason = reason
        self.ticks = ticks
        self.facts = facts


def replay(
    effect_class: "type[Effect]", trace: Trace, seed: str, offered: "dict[str, list[str]]"
) -> Outcome:
    """Return what came of a play. Errors of the effect itself are raised as they are.

    offered: the choices of the effect's manifest, a list of words each.
    """
    if sorted(trace.choices) != sorted(offered):
        return Outcome("tampered", "choice_not_offered", 0, {})
    for name in sorted(offered):
        if trace.choices[name] not in offered[name]:
            return Outcome("tampered", "choice_not_offered", 0, {})
    play = Play(effect_class, seed, trace.choices, trace.mode)
    if trace.columns != play.columns:
        return Outcome("tampered", "columns_differ", 0, {})
    effect = play.effect
    digests = iter(trace.digests)
    for row in trace.rows:
        if effect.phase in ("completed", "finished"):
            return Outcome("tampered", "goes_on_after_completion", play.tick_count, {})
        play.tick(row)
        if play.is_digest_due() and next(digests, None) != play.digest():
            return Outcome("tampered", "digest_differs", play.tick_count, {})
    if effect.phase == "completed":
        return Outcome("completed", "", play.tick_count, effect.facts())
    return Outcome("not_completed", "ended_before_completion", play.tick_count, effect.facts())
