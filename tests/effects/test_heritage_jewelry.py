"""The rules of the jewelry try-on, played by a seeded bot and by hand-made signals."""

import json
import re
import zlib
from collections.abc import Iterator

import pytest

from effects.engine.hands import FINGERS, HAND_GESTURES
from effects.engine.landmarks import HAND_ANCHORS, hand_position, position_in_points
from effects.engine.play import Play
from effects.engine.replay import replay
from effects.engine.stage import Node
from effects.engine.trace import decode
from effects.heritage_jewelry.effect import (
    LET_GO_TICKS,
    LOST_TICKS,
    ORNAMENTS,
    STORY_TICKS_MAX,
    HeritageJewelry,
)
from effects.heritage_jewelry.figure import EAR_PLACES, FINGER_PLACES, WRIST_PLACE
from effects.heritage_jewelry.holding import HELD_TICKS
from effects.heritage_jewelry.ornament import LIT_Y
from effects.place import EFFECTS
from effects.release import build_release
from tests.heritage_jewelry_bot import play_heritage_jewelry

IN_VIEW = {"is_present": 1, "is_head_present": 1}
HEAD = {"head_x_permille": 500, "head_y_permille": 380}
HEAD_SIZE = {"head_width_permille": 180, "head_height_permille": 330}


def seed_of(number: int) -> str:
    return f"{number * 2654435761 + 1:032x}"


class Visitor:
    """Lets a play see hands that do as the test says."""

    def __init__(self, seed: str, mode: str = "camera") -> None:
        self.play = Play(HeritageJewelry, seed, {}, mode)
        self.hands: dict[str, dict[str, int]] = {}
        self.now = {**IN_VIEW, **HEAD, **HEAD_SIZE}

    @property
    def effect(self) -> HeritageJewelry:
        effect = self.play.effect
        assert isinstance(effect, HeritageJewelry)
        return effect

    def hand(
        self, side: str, x: int, y: int, gesture: str, finger: str = "none", palm: int = 900
    ) -> None:
        hand = f"{side}_hand_"
        self.hands[side] = {
            f"is_{side}_hand_present": 1,
            hand + "x_permille": x,
            hand + "y_permille": y,
            hand + "gesture": HAND_GESTURES.index(gesture),
            hand + "finger": FINGERS.index(finger),
            hand + "palm_permille": palm,
        }

    def live(self, ticks: int, **signals: int) -> None:
        for _ in range(ticks):
            now = dict(self.now)
            for hand in self.hands.values():
                now.update(hand)
            now.update(signals)
            self.play.tick(tuple(now.get(name, 0) for name in self.play.columns))

    def do(self, side: str, x: int, y: int, gesture: str, finger: str = "none") -> None:
        """Make a gesture long enough to be meant."""
        self.hand(side, x, y, gesture, finger)
        self.live(10)

    def greet(self) -> None:
        self.hand("right", 400, 500, "open_palm")
        self.live(30)
        assert self.effect.scene == "taking"
        self.hands.clear()

    def take(self, side: str = "right") -> None:
        """Close a hand over the ornament that is lit."""
        current = self.effect.current
        self.do(side, current.x, LIT_Y, "open_palm")
        self.do(side, current.x, LIT_Y, "fist")
        assert self.effect.scene == "carrying"

    def nodes(self, name: str) -> Iterator[Node]:
        return (node for node in self.play.stage.nodes if node.role == f"ornament:{name}")

    def anchors(self, name: str) -> list[str]:
        return [node.anchor for node in self.nodes(name) if node.is_visible]


def first_ornament(seed: str) -> str:
    return Visitor(seed).effect.current.name


def seed_that_begins_with(name: str) -> str:
    return next(seed for seed in map(seed_of, range(50)) if first_ornament(seed) == name)


@pytest.mark.parametrize("mode", ["camera", "pointer"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_whoever_does_as_the_hints_say_completes_and_the_replay_agrees(
    mode: str, side: str
) -> None:
    for number in range(6):
        seed = seed_of(number)
        recorded = play_heritage_jewelry(seed, mode=mode, side=side)
        assert recorded.phase == "completed"
        assert 10 <= recorded.ticks / 30 <= 60
        assert recorded.facts["ornaments"] == len(ORNAMENTS)
        outcome = replay(HeritageJewelry, decode(recorded.trace), seed, {})
        assert (outcome.status, outcome.ticks) == ("completed", recorded.ticks)
        assert len(zlib.compress(recorded.trace)) * 1200 // recorded.ticks < 16_000


def test_the_order_comes_from_the_seed_and_never_begins_with_the_ears() -> None:
    first = {first_ornament(seed_of(number)) for number in range(40)}
    assert first == {"miao_bangle", "filigree_ring"}


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_bangle_slips_onto_the_wrist_of_the_hand_that_opens(side: str) -> None:
    visitor = Visitor(seed_that_begins_with("miao_bangle"))
    visitor.greet()
    visitor.take(side)
    assert visitor.anchors("miao_bangle") == [f"{side}_hand.grip"]
    assert visitor.effect.hint == "wear_wrist"
    visitor.do(side, 400, 500, "fist")
    assert visitor.effect.scene == "carrying"
    visitor.do(side, 400, 500, "open_palm")
    assert visitor.anchors("miao_bangle") == [f"{side}_hand.wrist"]
    assert visitor.effect.line == "story.miao_bangle"
    assert visitor.effect.done == 1


def test_one_hand_puts_the_bangle_on_the_other() -> None:
    visitor = Visitor(seed_that_begins_with("miao_bangle"))
    visitor.greet()
    visitor.take("right")
    visitor.hand("left", 330, 480, "open_palm")
    visitor.do("right", 400, 500, "open_palm")
    assert visitor.anchors("miao_bangle") == ["left_hand.wrist"]


@pytest.mark.parametrize(
    ("finger", "anchor"),
    [("index", "index_finger"), ("ring", "ring_finger"), ("pinky", "pinky")],
)
def test_the_ring_goes_onto_the_finger_that_is_held_out(finger: str, anchor: str) -> None:
    visitor = Visitor(seed_that_begins_with("filigree_ring"))
    visitor.greet()
    visitor.take("left")
    visitor.do("left", 300, 500, "point", finger)
    assert visitor.anchors("filigree_ring") == [f"left_hand.{anchor}"]


def test_an_open_palm_wears_the_ring_on_the_ring_finger() -> None:
    visitor = Visitor(seed_that_begins_with("filigree_ring"))
    visitor.greet()
    visitor.take("right")
    visitor.do("right", 300, 500, "open_palm")
    assert visitor.anchors("filigree_ring") == ["right_hand.ring_finger"]


def wear_hand_ornaments(visitor: Visitor) -> None:
    """Put on what is not for the ears, whatever its turn."""
    visitor.greet()
    while visitor.effect.current.part != "ears":
        visitor.take()
        visitor.do("right", 300, 500, "open_palm")
        visitor.live(STORY_TICKS_MAX)


def test_the_ear_ornaments_hang_on_both_ears_and_need_an_ear() -> None:
    visitor = Visitor(seed_of(0))
    wear_hand_ornaments(visitor)
    visitor.take()
    visitor.do("right", 250, 500, "open_palm")
    assert visitor.effect.scene == "carrying"
    visitor.do("right", 410, 380, "fist")
    visitor.live(1, is_head_present=0)
    visitor.do("right", 410, 380, "open_palm")
    assert visitor.anchors("batik_earrings") == ["face.user_left_ear", "face.user_right_ear"]


def test_a_hand_that_opens_over_the_cloth_or_far_too_long_puts_back() -> None:
    visitor = Visitor(seed_of(0))
    wear_hand_ornaments(visitor)
    visitor.take()
    visitor.do("right", 700, LIT_Y, "open_palm")
    assert visitor.effect.scene == "taking"
    visitor.take()
    visitor.hand("right", 200, 300, "open_palm")
    visitor.live(LET_GO_TICKS)
    assert visitor.effect.scene == "taking"
    assert visitor.anchors("batik_earrings") == [""]


def test_a_lost_hand_is_waited_for_and_then_the_ornament_lies_again() -> None:
    visitor = Visitor(seed_that_begins_with("miao_bangle"))
    visitor.greet()
    visitor.take()
    visitor.hands.clear()
    visitor.live(LOST_TICKS)
    assert visitor.effect.scene == "carrying"
    visitor.live(1)
    assert visitor.effect.scene == "taking"


def test_nothing_is_taken_without_a_hand_that_closes_over_it() -> None:
    visitor = Visitor(seed_of(2))
    visitor.greet()
    x = visitor.effect.current.x
    visitor.do("right", x, LIT_Y, "fist")  # It comes closed, and does not wait.
    visitor.do("right", x + 250, LIT_Y, "open_palm")
    visitor.do("right", x + 250, LIT_Y, "fist")  # It closes beside.
    visitor.do("right", x, 400, "open_palm")
    visitor.do("right", x, 400, "fist")  # It closes above.
    assert visitor.effect.scene == "taking"


def test_a_hand_that_comes_closed_takes_when_it_waits() -> None:
    visitor = Visitor(seed_of(2))
    visitor.greet()
    visitor.hand("left", visitor.effect.current.x, LIT_Y, "fist")
    visitor.live(HELD_TICKS - 1)
    assert visitor.effect.scene == "taking"
    visitor.live(1)
    assert visitor.effect.scene == "carrying"


def test_closing_over_the_empty_place_takes_an_ornament_off_again() -> None:
    visitor = Visitor(seed_that_begins_with("miao_bangle"))
    visitor.greet()
    visitor.take()
    visitor.do("right", 400, 500, "open_palm")
    bangle = visitor.effect.current
    visitor.hands.clear()
    visitor.do("left", bangle.x, bangle.y, "open_palm")
    visitor.do("left", bangle.x, bangle.y, "fist")
    assert visitor.anchors("miao_bangle") == ["left_hand.grip"]
    assert visitor.effect.done == 0
    visitor.do("left", 300, 500, "open_palm")
    assert visitor.anchors("miao_bangle") == ["left_hand.wrist"]


def test_a_thumb_goes_on_and_so_does_time() -> None:
    for gesture, ticks in (("thumb_up", 80), ("open_palm", STORY_TICKS_MAX + 1)):
        visitor = Visitor(seed_that_begins_with("miao_bangle"))
        visitor.greet()
        visitor.take()
        visitor.do("right", 400, 500, "open_palm")
        visitor.hand("right", 400, 500, gesture)
        visitor.live(ticks)
        assert visitor.effect.scene == "taking"
        assert visitor.effect.line == ""


def test_turning_the_hand_makes_its_silver_ring_out() -> None:
    visitor = Visitor(seed_that_begins_with("miao_bangle"))
    visitor.greet()
    visitor.take()
    visitor.do("right", 400, 500, "open_palm")
    for palm in (900, 100, -100, -900, -800, 900):
        visitor.hand("right", 400, 500, "open_palm", palm=palm)
        visitor.live(3)
    assert visitor.effect.turns == 2


def test_all_three_must_be_in_view_for_a_moment() -> None:
    visitor = Visitor(seed_of(0))
    wear_hand_ornaments(visitor)
    visitor.take()
    visitor.do("right", 410, 380, "open_palm")
    visitor.hands.clear()
    visitor.live(STORY_TICKS_MAX)
    assert (visitor.effect.scene, visitor.effect.hint) == ("showing", "show_all")
    visitor.live(100)
    assert visitor.effect.phase == "playing"
    visitor.hand("right", 300, 500, "open_palm")
    visitor.live(100, is_head_present=0)
    assert visitor.effect.phase == "playing"
    visitor.live(46)
    assert visitor.effect.phase == "completed"


def test_after_the_completion_comes_the_photograph_and_a_short_video() -> None:
    recorded = play_heritage_jewelry(seed_of(4))
    trace = decode(recorded.trace)
    play = Play(HeritageJewelry, seed_of(4), {}, "camera")
    for row in trace.rows:
        play.tick(row)
    shutters = recording = 0
    while play.effect.phase != "finished":
        recording += play.effect.is_recording
        play.tick(trace.rows[-1])
        shutters += play.stage.shutter_label is not None
    assert shutters == 1
    assert 150 < recording <= 300


def test_every_word_that_is_asked_for_is_there() -> None:
    words = build_release("heritage_jewelry").document["texts"]["en"]
    for mode in ("camera", "pointer"):
        for number in range(4):
            trace = decode(play_heritage_jewelry(seed_of(number), mode=mode).trace)
            play = Play(HeritageJewelry, seed_of(number), {}, mode)
            for row in trace.rows:
                play.tick(row)
                hint, line = play.effect.hint, play.effect.line
                assert not hint or f"hint.{hint}" in words, hint
                assert not line or line in words or f"{line}.title" in words, line


def test_the_pointer_adorns_the_figure_where_it_is_drawn() -> None:
    figure = json.loads((EFFECTS / "heritage_jewelry" / "figure.json").read_text("utf-8"))

    def place(points: list[float], *at: int) -> tuple[int, int]:
        x = sum(1 - points[one] for one in at) / len(at)
        return round(1000 * x), round(1000 * sum(points[one + 1] for one in at) / len(at))

    hand, face = figure["hands"][0]["points"], figure["faces"][0]["points"]
    assert place(hand, hand_position("wrist")) == WRIST_PLACE
    for name, x, y in FINGER_PLACES:
        between = [hand_position(landmark) for landmark in dict(HAND_ANCHORS)[name]]
        assert (x, y) == pytest.approx(place(hand, *between), abs=2)
    lobes = [position_in_points(f"user_{side}_ear_lobe") for side in ("left", "right")]
    assert [place(face, lobe) for lobe in lobes] == list(EAR_PLACES)


def test_every_picture_and_model_that_is_shown_is_there() -> None:
    document = build_release("heritage_jewelry").document
    trace = decode(play_heritage_jewelry(seed_of(1)).trace)
    play = Play(HeritageJewelry, seed_of(1), {}, "camera")
    for row in trace.rows:
        play.tick(row)
        for node in play.stage.nodes:
            if node.kind == "model":
                assert node.image in document["models"]
            elif node.image and node.kind != "particles":
                assert re.fullmatch(r"[a-z_0-9]+", node.image)
                assert node.image in document["art"], node.image


def test_the_pointer_needs_no_dragging() -> None:
    visitor = Visitor(seed_that_begins_with("miao_bangle"), "pointer")
    visitor.hand("right", 500, 500, "open_palm")
    visitor.live(3, is_pressed=1)
    assert visitor.effect.scene == "taking"
    bangle = visitor.effect.current
    visitor.hand("right", bangle.x, bangle.y, "fist")  # A short press, as a tap is.
    visitor.live(4)
    visitor.hand("right", bangle.x, bangle.y, "open_palm")
    visitor.live(1, is_pressed=1)
    visitor.live(60)
    assert visitor.anchors("miao_bangle") == ["right_hand.grip"]
    visitor.hand("right", *WRIST_PLACE, "open_palm")
    visitor.live(60)
    assert visitor.effect.scene == "carrying"
    visitor.live(1, is_pressed=1)
    assert visitor.anchors("miao_bangle") == ["left_hand.wrist"]
    visitor.hand("right", bangle.x, bangle.y, "open_palm")
    visitor.live(1, is_pressed=1)
    assert visitor.effect.scene == "carrying"
    visitor.hand("right", 800, 300, "open_palm")
    visitor.live(1, is_pressed=1)
    assert visitor.effect.scene == "taking"
    assert visitor.effect.done == 0
