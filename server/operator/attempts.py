"""How often a password may be tried: buckets that fill again, so nobody is locked out for ever."""

from collections import OrderedDict
from dataclasses import dataclass

from server.clock import Clock

BUCKETS_MAX = 20_000  # The one that was used longest ago is forgotten.


@dataclass(frozen=True)
class Allowance:
    """So many attempts at once, and a new one each `refill_s` seconds."""

    burst: int
    refill_s: int


class Attempts:
    """Counts attempts by key, in memory, bounded.

    Several server processes each count for themselves, which multiplies the allowance by their
    number: no more than a few attempts a minute, in the face of 100 bits or twelve characters.
    """

    def __init__(self, allowance: Allowance, clock: Clock) -> None:
        self._allowance = allowance
        self._clock = clock
        self._full_again_ms: OrderedDict[str, int] = OrderedDict()

    def wait_s(self, key: str) -> int:
        """Return 0 when an attempt is allowed now, else in how many seconds one will be."""
        now_ms = self._clock()
        spent_ms = self._full_again_ms.get(key, 0) - now_ms
        room_ms = (self._allowance.burst - 1) * self._allowance.refill_s * 1000
        return 0 if spent_ms <= room_ms else -(-(spent_ms - room_ms) // 1000)

    def take(self, key: str) -> None:
        """Count an attempt."""
        now_ms = self._clock()
        full_again_ms = max(now_ms, self._full_again_ms.pop(key, 0))
        self._full_again_ms[key] = full_again_ms + self._allowance.refill_s * 1000
        while len(self._full_again_ms) > BUCKETS_MAX:
            self._full_again_ms.popitem(last=False)

    def forget(self, key: str) -> None:
        """Let a key begin afresh."""
        self._full_again_ms.pop(key, None)
