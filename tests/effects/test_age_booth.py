"""The rules of the age booth, by hand-made signals: what likes, what does not, and what follows."""

from itertools import pairwise

import pytest

from effects.age_booth.ages import AGES, HOLD_TICKS_BRISK, HOLD_TICKS_CALM, HOLD_VARIES
from effects.age_booth.effect import ASK_AGAIN_TICKS, GO_ON_TICKS, AgeBooth
from effects.age_booth.sitting import DARK_PATIENCE_TICKS, PATIENCE_TICKS, SURE_TICKS
from effects.age_booth.thumb import LIKE_TICKS
from effects.engine.hands import HAND_GESTURES
from effects.engine.play import Play
from effects.engine.replay import replay
from effects.engine.trace import decode
from server.cli.manifests import open_effect
from tests.age_booth_bot import play_age_booth

SITTING = {
    "is_present": 1,
    "is_head_present": 1,
    "head_x_permille": 500,
    "head_height_permille": 380,
    "face_light_permille": 500,
}
THUMB = HAND_GESTURES.index("thumb_up")
WHOLE_PLAY_TICKS = 2000


def seed_of(number: int) -> str:
    return f"{number * 2654435761 + 1:032x}"


class Visitor:
    """Lets a play see a face that sits well, and what the test says besides."""

    def __init__(self, pace: str = "calm", mode: str = "camera", seed: str = seed_of(1)) -> None:
        self.play = Play(AgeBooth, seed, {"pace": pace}, mode)
        self.shutters: list[str] = []
        self.recorded_ticks = 0
        self.ages: list[int] = []

    @property
    def effect(self) -> AgeBooth:
        effect = self.play.effect
        assert isinstance(effect, AgeBooth)
        return effect

    def live(self, ticks: int = 1, **signals: int) -> None:
        """Live so many ticks, or until the show is over."""
        for _ in range(ticks):
            if self.effect.phase == "finished":
                return
            now = {**SITTING, **signals}
            self.play.tick(tuple(now.get(name, 0) for name in self.play.columns))
            if self.play.stage.shutter_label is not None:
                self.shutters.append(self.play.stage.shutter_label)
            self.recorded_ticks += self.effect.is_recording
            self.ages.append(self.effect.studio.camera.value)

    def live_until(self, scene: str, **signals: int) -> None:
        for _ in range(WHOLE_PLAY_TICKS):
            if self.effect.scene == scene:
                return
            self.live(**signals)
        raise AssertionError(f"never came to {scene}, stayed at {self.effect.scene}")

    def choose(self, action: str) -> None:
        self.live(action=self.effect.ACTIONS.index(action) + 1)


def at_five(pace: str = "calm", seed: str = seed_of(1)) -> Visitor:
    visitor = Visitor(pace, seed=seed)
    visitor.live_until("asking")
    return visitor


def test_a_face_that_looks_here_begins() -> None:
    visitor = Visitor()
    visitor.live(SURE_TICKS - 1)
    assert (visitor.effect.phase, visitor.effect.hint) == ("ready", "look_here")
    visitor.live()
    assert visitor.effect.phase == "playing"


@pytest.mark.parametrize(
    "badly",
    [{"head_yaw_ddeg": 400}, {"head_roll_ddeg": -300}, {"head_x_permille": 100}],
    ids=["turned", "tilted", "aside"],
)
def test_whoever_sits_otherwise_is_asked_and_then_welcome(badly: dict[str, int]) -> None:
    visitor = Visitor()
    visitor.live(PATIENCE_TICKS - 1, **badly)
    assert (visitor.effect.phase, visitor.effect.hint) == ("ready", "look_here")
    visitor.live(1, **badly)
    assert visitor.effect.phase == "playing"


def test_more_light_is_asked_for_and_not_for_ever() -> None:
    visitor = Visitor()
    visitor.live(SURE_TICKS, face_light_permille=60)
    assert (visitor.effect.phase, visitor.effect.hint) == ("ready", "light")
    visitor.live(DARK_PATIENCE_TICKS, face_light_permille=60)
    assert visitor.effect.phase == "playing"


def test_nobody_there_begins_nothing() -> None:
    visitor = Visitor()
    visitor.live(3 * PATIENCE_TICKS, is_head_present=0)
    assert visitor.effect.phase == "ready"


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_thumb_held_for_a_second_likes(side: str) -> None:
    visitor = at_five()
    visitor.live(LIKE_TICKS - 1, **{f"{side}_hand_gesture": THUMB})
    assert visitor.effect.phase == "playing"
    visitor.live(1, **{f"{side}_hand_gesture": THUMB})
    assert visitor.effect.phase == "completed"


def test_a_trackers_blink_does_not_undo_a_thumb() -> None:
    visitor = at_five()
    visitor.live(20, right_hand_gesture=THUMB)
    visitor.live(4)
    visitor.live(LIKE_TICKS - 16, right_hand_gesture=THUMB)
    assert visitor.effect.phase == "completed"


def test_what_is_no_thumb_held_up_does_not_like() -> None:
    visitor = at_five()
    for gesture in range(len(HAND_GESTURES)):
        if gesture != THUMB:
            visitor.live(60, right_hand_gesture=gesture)
    for _ in range(20):  # Thumbs in passing.
        visitor.live(LIKE_TICKS // 2, right_hand_gesture=THUMB)
        visitor.live(LIKE_TICKS // 2)
    assert visitor.effect.phase == "playing"


def test_a_thumb_on_its_way_is_none_and_one_that_comes_to_rest_is() -> None:
    visitor = at_five()
    for tick in range(3 * LIKE_TICKS):
        visitor.live(1, right_hand_gesture=THUMB, right_hand_y_permille=900 - 8 * tick)
    assert visitor.effect.phase == "playing"
    visitor.live(LIKE_TICKS, right_hand_gesture=THUMB, right_hand_y_permille=250)
    assert visitor.effect.phase == "completed"


def test_a_press_is_no_like_and_the_offered_one_is() -> None:
    visitor = at_five()
    visitor.live(30, is_pressed=1)
    assert visitor.effect.phase == "playing"
    visitor.choose("like")
    assert visitor.effect.phase == "completed"


def test_a_like_before_the_question_counts_for_nothing() -> None:
    visitor = Visitor()
    visitor.live_until("film")
    visitor.choose("like")
    visitor.live(2 * LIKE_TICKS, right_hand_gesture=THUMB)
    assert visitor.effect.phase == "playing"
    assert visitor.effect.thumb.ticks == 0


def test_hands_are_watched_around_the_question_alone() -> None:
    visitor = Visitor()
    watched_at: list[int] = []
    visitor.live(SURE_TICKS)
    while visitor.effect.phase != "finished":
        if "hands" in visitor.effect.watched:
            watched_at.append(visitor.effect.studio.camera.value)
        is_asked = visitor.effect.scene == "asking" and visitor.effect.scene_ticks > 30
        visitor.live(action=is_asked)
    assert set(watched_at) == {50}


def test_the_question_is_put_once_more_and_then_time_goes_on() -> None:
    visitor = at_five()
    assert visitor.effect.line == "story.five"
    assert visitor.effect.offered == ("like", "stop")
    visitor.live(ASK_AGAIN_TICKS)
    assert visitor.effect.line == "line.ask_again"
    assert visitor.effect.offered == ("like", "go_on", "stop")
    visitor.live(GO_ON_TICKS - ASK_AGAIN_TICKS)
    assert visitor.effect.line == "line.unliked"
    visitor.live(WHOLE_PLAY_TICKS)
    assert visitor.effect.phase == "finished"
    assert visitor.shutters == [str(age) for age in AGES]


def test_going_on_without_a_like_credits_nothing() -> None:
    play = play_age_booth(seed_of(3), like="none")
    outcome = replay(AgeBooth, decode(play.trace), seed_of(3), open_effect("age_booth").choices)
    assert (outcome.status, outcome.reason) == ("not_completed", "ended_before_completion")


@pytest.mark.parametrize("like", ["thumb", "button"])
def test_a_like_is_credited_by_the_replay(like: str) -> None:
    play = play_age_booth(seed_of(4), like=like)
    outcome = replay(AgeBooth, decode(play.trace), seed_of(4), open_effect("age_booth").choices)
    assert (outcome.status, outcome.ticks) == ("completed", play.ticks)


@pytest.mark.parametrize("pace", ["calm", "brisk"])
def test_every_age_is_held_and_kept_and_the_video_stays_short(pace: str) -> None:
    visitor = at_five(pace)
    visitor.choose("like")
    visitor.live(WHOLE_PLAY_TICKS)
    assert visitor.effect.phase == "finished"
    assert visitor.shutters == [str(age) for age in AGES]
    assert visitor.effect.facts() == {"portraits": len(AGES), "liked": 1}
    assert visitor.recorded_ticks < 300
    hold = HOLD_TICKS_CALM if pace == "calm" else HOLD_TICKS_BRISK
    for age in AGES[2:]:
        assert abs(visitor.ages.count(age * 10) - hold) <= HOLD_VARIES + 30, age
    grown = [age for age in visitor.ages if age > 0]
    assert grown == sorted(grown), "nobody grows younger"
    assert max(b - a for a, b in pairwise(grown)) < 15, "without a leap"


def test_old_age_may_be_skipped() -> None:
    visitor = at_five()
    visitor.choose("like")
    visitor.live_until("film")
    visitor.choose("skip_old")
    visitor.live(WHOLE_PLAY_TICKS)
    assert visitor.shutters == ["1", "5", "12", "25", "45"]
    assert visitor.effect.phase == "finished"


@pytest.mark.parametrize(
    ("likes", "status"), [(True, "completed"), (False, "playing")], ids=["liked", "not liked"]
)
def test_stopping_ends_the_show_at_once(likes: bool, status: str) -> None:
    visitor = at_five()
    if likes:
        visitor.choose("like")
    assert visitor.effect.phase == status
    visitor.choose("stop")
    visitor.live(40)
    assert visitor.effect.phase == "finished"
    assert not visitor.effect.is_recording


def test_the_seed_sets_the_heart_and_the_time() -> None:
    hearts = {at_five(seed=seed_of(number)).effect.studio.heart.dx for number in range(12)}
    assert len(hearts) == 2
    lengths = {at_five(seed=seed_of(number)).play.tick_count for number in range(12)}
    assert len(lengths) > 3


def test_with_the_pointer_a_drawn_sitter_lives_the_ages() -> None:
    visitor = Visitor("brisk", "pointer")
    visitor.live(60)
    assert visitor.effect.phase == "ready", "a pointer that does nothing is nobody"
    visitor.live(1, is_pressed=1)
    visitor.live_until("asking")
    shown = [
        node.image
        for node in visitor.play.stage.nodes
        if node.image.startswith("figure_") and node.is_visible and node.opacity_percent == 100
    ]
    assert shown[-1] == "figure_5"
