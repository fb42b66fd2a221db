"""What happened in a play, in plain words, from its trace alone."""

from collections.abc import Iterator

from effects.engine.hands import HAND_GESTURES
from effects.engine.play import Play, find_effect
from effects.engine.replay import Outcome
from effects.engine.signals import TICK_HZ
from effects.engine.trace import Trace


def narrate(trace: Trace, seed: str) -> Iterator[str]:
    """Yield a line for each thing that changed, with its time, as the play is lived again.

    Errors of the effect itself are raised as they are.
    """
    picked = "".join(f", {name} {trace.choices[name]}" for name in sorted(trace.choices))
    yield f"{trace.effect} by {trace.mode}{picked}, seed {seed}"
    play = Play(find_effect(trace.effect), seed, trace.choices, trace.mode)
    if trace.columns != play.columns:
        yield "  (recorded with other signals than the effect asks for now)"
        return
    last: dict[str, str] = {}
    for row in trace.rows:
        play.tick(row)
        seen = state(play, row)
        changes = [words for topic, words in seen.items() if words != last.get(topic, "") and words]
        last = seen
        if changes:
            yield f"{play.tick_count / TICK_HZ:6.1f} s  {'; '.join(changes)}"


def state(play: Play, row: tuple[int, ...]) -> dict[str, str]:
    """Return what can be told of this moment, a few words a topic."""
    effect = play.effect
    told = {
        "phase": effect.phase,
        "present": "somebody is there",
        "hint": f"asked to: {effect.hint}" if effect.hint else "",
        "line": f"says {effect.line}" if effect.line else "",
        "progress": f"{effect.done} of {effect.goal}" if effect.goal and effect.done else "",
    }
    for name, value in zip(play.columns, row, strict=True):
        if name == "is_present" and not value:
            told["present"] = "nobody is there"
        if name == "is_pressed" and value:
            told["pressed"] = "a tap"
        if name.endswith("_hand_gesture"):
            whose = name.removesuffix("_gesture").replace("_", " ")
            told[name] = f"{whose}: {HAND_GESTURES[value].replace('_', ' ')}"
    return told


def summarize(outcome: Outcome) -> str:
    """Return what came of the play."""
    seconds = f"{outcome.ticks / TICK_HZ:.1f} s"
    if outcome.status == "tampered":
        return (
            f"Does not replay: {outcome.reason} after {seconds}. It was recorded with other rules, "
            "or altered; to do: record it anew."
        )
    facts = ", ".join(f"{name} {value}" for name, value in sorted(outcome.facts.items()))
    words = "Completed" if outcome.status == "completed" else "Not completed"
    return f"{words} after {seconds}{f' ({facts})' if facts else ''}."
