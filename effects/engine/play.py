"""One play: an effect with its stage, fed one row of signals a tick.

The page and the replay both run exactly this, so both see the same state at every tick.
"""

from binascii import crc32

from effects.engine.effect import Effect
from effects.engine.random import SeededRandom
from effects.engine.signals import Signals, needs, with_always
from effects.engine.stage import Stage
from effects.engine.trace import DIGEST_EVERY_TICKS


def find_effect(effect_id: str) -> "type[Effect]":
    """Return the class of effects/<id>/effect.py that bears the id's name in camel case.

    Raises ImportError where there is no such module, AttributeError where it lacks the class.
    """
    class_name = "".join([word[:1].upper() + word[1:] for word in effect_id.split("_")])
    module = __import__("effects." + effect_id + ".effect", None, None, (class_name,))
    return getattr(module, class_name)


def tracking_needs(effect_class: "type[Effect]") -> "dict[str, bool | int]":
    """Return what the tracker must run for an effect: see signals.needs."""
    return needs(
        effect_class.SIGNALS,
        effect_class.OCCLUDERS,
        effect_class.AGES_FACE,
        effect_class.HANDS_AT_ONCE,
    )


class Play:
    """A running play of one effect; `tick_count` ticks have been lived through."""

    def __init__(
        self, effect_class: "type[Effect]", seed: str, choices: "dict[str, str]", mode: str
    ) -> None:
        self.columns = with_always(effect_class.SIGNALS)
        self.stage = Stage()
        self.random = SeededRandom(seed)
        self.effect = effect_class(self.stage, self.random, choices, mode)
        self.signals = Signals()
        self.tick_count = 0
        self._rows_since_digest: "list[tuple[int, ...]]" = []
        self.effect.start()

    def tick(self, row: "tuple[int, ...]") -> None:
        """Live through one tick with these signals, in the order of `columns`."""
        signals = self.signals
        for name, value in zip(self.columns, row):
            setattr(signals, name, value)
        self.stage.begin_tick()
        self.effect.tick(signals)
        self.tick_count += 1
        self._rows_since_digest.append(row)

    def is_digest_due(self) -> bool:
        """Return whether a second, or the way to the completion, has just ended."""
        return self.tick_count % DIGEST_EVERY_TICKS == 0 or self.effect.phase == "completed"

    def digest(self) -> int:
        """Return a CRC-32 over the signals since the last digest and the state they led to.

        The state is everything that shows, the generator and the phase. The signals are forgotten
        with it, so call this once for each digest that is due.
        """
        parts = [str(self.tick_count), self.effect.phase, str(self.random.fingerprint())]
        for row in self._rows_since_digest:
            parts.append(",".join([str(value) for value in row]))
        self._rows_since_digest = []
        for node in self.stage.nodes:
            node.check()
            values = node.packed()
            if not node.points:
                values.pop()  # As before there were lines, so that older plays replay alike.
            parts.append(",".join([str(value) for value in values]))
        return crc32("|".join(parts).encode()) & 0xFFFFFFFF
