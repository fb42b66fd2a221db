"""The childhood photo studio: the visitor's own face goes from one year to eighty, as a film.

At five it stops and asks for a like for children with congenital heart disease: a thumb held up,
the heart or a key. That is the completion; time then goes on. Without a like it goes on too, and
nothing is credited.
"""

from effects.age_booth.ages import AGES, LIKE_AT, OLD_FROM, Film
from effects.age_booth.sitting import Sitting
from effects.age_booth.studio import Studio
from effects.age_booth.thumb import LIKE_TICKS, STEPS, ThumbUp
from effects.engine import Effect, Signals

ASK_AGAIN_TICKS = 300  # Ten seconds to read why, then the question is put once more ...
GO_ON_TICKS = 1500  # ... and after fifty time goes on by itself.
ANSWER_TICKS = 84  # To hear what was said of the like, or of none.
RECORDED_TICKS = 15  # Of the last age; before it the growing is recorded.


class AgeBooth(Effect):
    """Its scene is one of sitting, closing, film, asking, answered, leaving, left."""

    SIGNALS = (
        "action",
        "is_head_present",
        "head_x_permille",
        "head_height_permille",
        "head_roll_ddeg",
        "head_yaw_ddeg",
        "head_pitch_ddeg",
        "face_light_permille",
        "left_hand_gesture",
        "left_hand_x_permille",
        "left_hand_y_permille",
        "right_hand_gesture",
        "right_hand_x_permille",
        "right_hand_y_permille",
    )
    AGES_FACE = True
    HANDS_AT_ONCE = 1  # Either hand likes.
    ACTIONS = ("like", "go_on", "skip_old", "stop")

    def start(self) -> None:
        self.is_camera = self.mode == "camera"
        self.studio = Studio(self.stage, self.random, self.is_camera)
        self.film = Film(self.choices["pace"] == "brisk", self.random)
        self.sitting = Sitting()
        self.thumb = ThumbUp()
        self.portraits = 0
        self.is_liked = False
        self.watched = ("face",)
        self.hint = "look_here" if self.is_camera else "begin_pointer"
        self.line = "line.welcome"
        self.enter("sitting")

    def facts(self) -> "dict[str, int]":
        facts = {"portraits": self.portraits}
        if self.is_liked:
            facts["liked"] = 1
        return facts

    def tick(self, signals: Signals) -> None:
        self.scene_ticks += 1
        if self.phase != "ready" and self.chosen(signals) == "stop":
            self.leave()
        if self.scene == "sitting":
            self.sit(signals)
        elif self.scene == "closing":
            self.be_young()
        elif self.scene == "film":
            self.run_film(signals)
        elif self.scene == "asking":
            self.ask(signals)
        elif self.scene == "answered":
            if self.scene_ticks >= ANSWER_TICKS:
                self.go_on()
        elif self.scene == "leaving" and self.studio.is_closed():
            self.finish()
            self.enter("left")
        self.studio.tick()

    # The scenes, in the order in which a play goes through them.

    def sit(self, signals: Signals) -> None:
        """Wait until the visitor looks at the lens in good light, or says go."""
        is_ready = self.is_camera and self.sitting.next(signals)
        if is_ready or signals.is_pressed == 1:
            self.begin()
            self.hint = ""
            self.offered = ("stop",)
            self.stage.sound("bell", 4)
            self.studio.close()
            self.enter("closing")
        elif self.is_camera:
            self.hint = "light" if self.sitting.asks_light else "look_here"

    def be_young(self) -> None:
        """Behind the curtains, become one year old."""
        if not self.studio.is_closed():
            return
        self.show_age()
        self.studio.open()
        self.line = "line.age_%d" % AGES[0]
        self.enter("film")

    def run_film(self, signals: Signals) -> None:
        """Hold each age for its portrait, then grow into the next."""
        if self.chosen(signals) == "skip_old":
            self.film.last = OLD_FROM - 1
            self.offered = ("stop",)
        if not self.studio.is_open():
            return
        self.film.next()
        self.show_age()
        if self.film.is_halfway():
            self.take_portrait()
        is_end = self.film.is_last() and self.film.ticks < RECORDED_TICKS
        self.is_recording = self.film.is_growing or is_end
        if self.film.at == LIKE_AT and not self.film.is_growing:
            self.watched = ("face", "hands")  # The hand is found by the time it is asked for.
        if self.film.is_held():
            self.is_recording = False
            if self.film.at == LIKE_AT:
                self.begin_asking()
            elif self.film.is_last():
                self.leave()
            else:
                self.grow()

    def ask(self, signals: Signals) -> None:
        """At five: tell why, and wait for a like. Nobody is held up for not giving one."""
        choice = self.chosen(signals)
        is_held = self.thumb.next(signals)
        self.done = self.thumb.steps()
        self.studio.fill(self.thumb.ticks * 1000 // LIKE_TICKS)
        if choice == "like" or is_held:
            self.like()
        elif choice == "go_on" or self.scene_ticks >= GO_ON_TICKS:
            self.line = "line.unliked"
            self.end_asking()
            self.studio.clear()
            self.enter("answered")
        elif self.scene_ticks == ASK_AGAIN_TICKS:
            self.line = "line.ask_again"
            self.stage.sound("bell", 2, 60)
            self.offered = ("like", "go_on", "stop")

    # What happens at five.

    def begin_asking(self) -> None:
        """Let time stop."""
        self.studio.ask("action:like")
        self.offered = ("like", "stop")
        self.hint = "thumb_up" if self.is_camera else "tap_heart"
        self.line = "story.five"
        self.goal = STEPS if self.is_camera else 0
        self.stage.sound("bell", 2)
        self.enter("asking")

    def like(self) -> None:
        """Take the like: this is the moment that counts."""
        self.is_liked = True
        self.done = STEPS
        self.end_asking()
        self.studio.like()
        self.line = "line.liked"
        heart = self.studio.heart
        self.stage.particles("sparkle", x=heart.x, y=heart.y, dx=heart.dx, dy=heart.dy, layer=40)
        self.stage.particles("petals", x=500, y=420, w=900, h=500, layer=70)
        for degree in (4, 6, 9):
            self.stage.sound("bell", degree)
        self.complete()
        self.enter("answered")

    def end_asking(self) -> None:
        """Look for no hand any more."""
        self.watched = ("face",)
        self.hint = ""
        self.goal = 0
        self.offered = ("skip_old", "stop")

    def go_on(self) -> None:
        """Let time go on after five."""
        self.studio.clear()
        self.grow()
        self.enter("film")

    # The film.

    def grow(self) -> None:
        """Set out for the next age."""
        self.film.grow()
        if self.film.at == OLD_FROM:
            self.offered = ("stop",)
        self.stage.sound("pluck", self.film.at)
        self.line = "line.last" if self.film.is_last() else "line.age_%d" % AGES[self.film.at]

    def take_portrait(self) -> None:
        """Keep this moment for the strip, without a flash."""
        self.stage.shutter(label="%d" % AGES[self.film.at])
        self.stage.sound("wood", 3, 70)
        self.studio.snap()
        self.portraits += 1
        if self.film.is_last():
            self.line = "line.age_%d" % AGES[self.film.at]

    def show_age(self) -> None:
        """Draw everything at the film's age."""
        film = self.film
        self.studio.show_age(film.tenths(), film.at, film.share_permille())

    def leave(self) -> None:
        """Close the curtains: the end of the show."""
        self.is_recording = False
        self.watched = ("face",)
        self.offered = ()
        self.hint = ""
        self.goal = 0
        self.studio.clear()
        self.studio.close()
        self.enter("leaving")

    def enter(self, scene: str) -> None:
        """Go on to a scene."""
        self.scene = scene
        self.scene_ticks = 0
