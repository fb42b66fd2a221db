"""What every effect is: a class with `start` and `tick`.

An effect sees signals, sets nodes and reports milestones. It never sees pixels, a clock, the
network or files; everything it does follows from its seed, its choices and its signals, so the
server can replay it.
"""

from effects.engine.random import SeededRandom
from effects.engine.signals import Signals
from effects.engine.stage import Stage

PHASES = ("ready", "playing", "completed", "finished")
MODES = ("camera", "pointer")
WATCHED = ("face", "hands")


class Effect:
    """Base of all effects.

    stage: nodes and sounds. random: the seeded generator. choices: what the visitor picked before
    the play, as the manifest offers it. mode: "camera" or "pointer". OCCLUDERS: which parts of the
    visitor hide what is worn behind them, of "face" and "hands". AGES_FACE: True draws the face in
    the camera picture at another age, which is the camera node's value in tenths of a year.
    HANDS_AT_ONCE: how many hands are looked for; where either hand will do, one costs half of two.
    ACTIONS: words for what the visitor may choose by button; which of them now is `offered`.
    """

    SIGNALS: "tuple[str, ...]" = ()
    OCCLUDERS: "tuple[str, ...]" = ()
    AGES_FACE = False
    HANDS_AT_ONCE = 2
    ACTIONS: "tuple[str, ...]" = ()

    def __init__(
        self, stage: Stage, random: SeededRandom, choices: "dict[str, str]", mode: str
    ) -> None:
        self.stage = stage
        self.random = random
        self.choices = choices
        self.mode = mode
        self.phase = "ready"
        self.hint = ""  # What the visitor is asked to do now: "nod" shows the text "hint.nod".
        self.line = ""  # A subtitle: a key of the effect's texts.
        self.done = 0  # Progress toward completion, `done` of `goal`.
        self.goal = 0
        self.is_recording = False  # True: the page may keep a video, which the visitor may save.
        self.watched: "tuple[str, ...]" = WATCHED  # What the tracker need look for now.
        self.offered: "tuple[str, ...]" = ()  # Of ACTIONS: a button each, with the text "action.…".

    def start(self) -> None:
        """Build the stage. Called once, before the first tick."""

    def tick(self, signals: Signals) -> None:
        """Live through one thirtieth of a second."""

    def facts(self) -> "dict[str, int]":
        """Return numbers for the result page, for instance how many were caught."""
        return {}

    def chosen(self, signals: Signals) -> str:
        """Return which of the offered actions the visitor chose in this tick, "" for none.

        signals: the action signal must be among them.
        """
        number = signals.action
        word = self.ACTIONS[number - 1] if 0 < number <= len(self.ACTIONS) else ""
        return word if word in self.offered else ""

    def begin(self) -> None:
        """Say that the play has begun."""
        self._advance("playing")

    def complete(self) -> None:
        """Say that the visitor has done it: this moment is credited, once, at once."""
        self._advance("completed")

    def finish(self) -> None:
        """Say that the show is over; the page turns to the result.

        An effect may also end without a completion: then nothing is credited.
        """
        if self.phase == "playing":
            self.phase = "finished"
        else:
            self._advance("finished")

    def _advance(self, phase: str) -> None:
        if PHASES.index(phase) != PHASES.index(self.phase) + 1:
            raise RuntimeError(
                "an effect goes %s; got %s after %s" % (" -> ".join(PHASES), phase, self.phase)
            )
        self.phase = phase
