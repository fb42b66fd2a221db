"""The smallest effect that can be completed: three taps. For tests of the server."""

from effects.engine import Effect, Signals

TAPS = 3


class ThreeTaps(Effect):
    """Counts taps. The choice "heavy" never comes to an end, "broken" fails at the first tap."""

    def start(self) -> None:
        self.goal = TAPS
        self.begin()

    def tick(self, signals: Signals) -> None:
        if signals.is_pressed:
            self.tap()

    def tap(self) -> None:
        """Take one tap, in the manner that was chosen."""
        self.done += 1
        while self.choices["manner"] == "heavy":
            self.done += 1
        if self.choices["manner"] == "broken":
            raise ZeroDivisionError("as chosen")
        self.stage.sound("bell", self.random.below(10))
        if self.done == TAPS:
            self.complete()
