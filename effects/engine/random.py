"""The seeded generator: the same numbers from the same seed in both interpreters.

xorshift128 (Marsaglia, "Xorshift RNGs", 2003) on 32-bit integers. Not for secrets.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import MutableSequence, Sequence
    from typing import TypeVar

    Item = TypeVar("Item")

MASK_32 = 0xFFFFFFFF
WARM_UP_ROUNDS = 16  # Lets a seed with few set bits spread over the whole state.


class SeededRandom:
    """Numbers that a ticket's seed decides.

    seed: 32 hexadecimal digits, not all zero. Raises ValueError otherwise.
    """

    def __init__(self, seed: str) -> None:
        if len(seed) != 32:
            raise ValueError("a seed is 32 hexadecimal digits, got %d characters" % len(seed))
        self._x = int(seed[0:8], 16)
        self._y = int(seed[8:16], 16)
        self._z = int(seed[16:24], 16)
        self._w = int(seed[24:32], 16)
        if not (self._x or self._y or self._z or self._w):
            raise ValueError("a seed of zeros only cannot be used")
        for _ in range(WARM_UP_ROUNDS):
            self._next()

    def _next(self) -> int:
        t = self._x ^ ((self._x << 11) & MASK_32)
        self._x = self._y
        self._y = self._z
        self._z = self._w
        self._w = self._w ^ (self._w >> 19) ^ t ^ (t >> 8)
        return self._w

    def below(self, bound: int) -> int:
        """Return an integer in 0..bound-1. bound: 1..2**24, so that the bias stays under 1 %."""
        return (self._next() >> 1) % bound

    def between(self, low: int, high: int) -> int:
        """Return an integer in low..high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, permille: int) -> bool:
        """Return True in `permille` of 1000 cases."""
        return self.below(1000) < permille

    def pick(self, options: "Sequence[Item]") -> "Item":
        """Return one of a non-empty list or tuple."""
        return options[self.below(len(options))]

    def shuffle(self, items: "MutableSequence[Item]") -> None:
        """Put a list in a random order, in place (Fisher-Yates)."""
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]

    def fingerprint(self) -> int:
        """Return a number that tells two states apart; it goes into the state digest."""
        return self._w
