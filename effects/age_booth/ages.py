"""The film of ages: which are stopped at, how long each is held, how one becomes the next."""

from effects.engine import SeededRandom

AGES = (1, 5, 12, 25, 45, 65, 80)  # Years.
LIKE_AT = AGES.index(5)
OLD_FROM = AGES.index(65)

# Ticks, calmly and briskly. All growing together stays under the ten seconds of the video.
GROW_TICKS_CALM, GROW_TICKS_BRISK = 45, 30
HOLD_TICKS_CALM, HOLD_TICKS_BRISK = 66, 51
HOLD_VARIES = 6  # The seed's part: no two plays keep quite the same time.


class Film:
    """Runs through the ages, one stop after the other, as far as `last`.

    at: the stop that is held or grown toward, a place in AGES.
    """

    def __init__(self, is_brisk: bool, random: SeededRandom) -> None:
        self._grow_ticks = GROW_TICKS_BRISK if is_brisk else GROW_TICKS_CALM
        hold = HOLD_TICKS_BRISK if is_brisk else HOLD_TICKS_CALM
        self._holds = [hold + random.between(-HOLD_VARIES, HOLD_VARIES) for _ in AGES]
        self.at = 0
        self.last = len(AGES) - 1
        self.ticks = 0
        self.is_growing = False

    def next(self) -> None:
        """Live through one tick."""
        self.ticks += 1
        if self.is_growing and self.ticks >= self._grow_ticks:
            self.is_growing = False
            self.ticks = 0

    def grow(self) -> None:
        """Set out for the next stop."""
        self.at += 1
        self.ticks = 0
        self.is_growing = True

    def is_halfway(self) -> bool:
        """Return whether the middle of a hold is now: the moment of its portrait."""
        return not self.is_growing and self.ticks == self._holds[self.at] // 2

    def is_held(self) -> bool:
        """Return whether a stop has been held for its time."""
        return not self.is_growing and self.ticks >= self._holds[self.at]

    def is_last(self) -> bool:
        """Return whether there is no further stop."""
        return self.at >= self.last

    def share_permille(self) -> int:
        """Return how far the way to the stop is gone, gently at both ends; 1000 while held."""
        if not self.is_growing:
            return 1000
        share = self.ticks * 1000 // self._grow_ticks
        return share * share * (3000 - 2 * share) // 1000000

    def tenths(self) -> int:
        """Return the age of this tick in tenths of a year."""
        before = AGES[self.at - 1] if self.at > 0 else AGES[0]
        return before * 10 + (AGES[self.at] - before) * self.share_permille() // 100
