"""An effect without choices: two taps tell a story each, the third completes the play."""

from effects.engine import Effect, Signals

STORIES = ("story.bangle", "story.ring")


class TwoStories(Effect):
    """Tells its stories one tap after the other."""

    def start(self) -> None:
        self.stage.add("camera", image="page_far", x=500, y=500)
        self.goal = len(STORIES)
        self.hint = "grip"
        self.line = "line.welcome"

    def tick(self, signals: Signals) -> None:
        if self.phase == "completed":
            self.finish()
        elif signals.is_pressed:
            self.hint = ""
            self.tell()

    def tell(self) -> None:
        """Go on to the next story, or to the end."""
        if self.phase == "ready":
            self.begin()
        if self.done == self.goal:
            self.line = ""
            self.complete()
        else:
            self.line = STORIES[self.done]
            self.done += 1
