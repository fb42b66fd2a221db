"""Yes-or-no from a number, without flicker. Integers only: safe in scored logic."""


class Hysteresis:
    """Turns on at `on_at`, off again at `off_at`, and stays as it is in between.

    With on_at > off_at a high value means on; with on_at < off_at a low value does.
    """

    def __init__(self, on_at: int, off_at: int) -> None:
        if on_at == off_at:
            raise ValueError("hysteresis needs two different levels, got %d twice" % on_at)
        self._on_at = on_at
        self._off_at = off_at
        self.is_on = False

    def next(self, value: int) -> bool:
        """Return whether it is on after one more value."""
        if self._on_at < self._off_at:
            self.is_on = value < self._off_at if self.is_on else value <= self._on_at
        else:
            self.is_on = value > self._off_at if self.is_on else value >= self._on_at
        return self.is_on
