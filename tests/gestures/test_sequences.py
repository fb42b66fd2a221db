"""How a loose hand is raised: out of a sleeve, from below the picture, in its owner's skin."""

from itertools import pairwise

import numpy as np

from tests.gestures.camera_look import in_skin
from tests.gestures.cutout import Cutout
from tests.gestures.people import median_lab
from tests.gestures.sequences import CHANGE_S, RISE_S, Hold, draw_holds
from tests.gestures.sleeve import Sleeve

SKIN = np.array([120.0, 142.0, 138.0])


def cutout_of(gesture: str) -> Cutout:
    picture = np.full((60, 40, 3), (90, 110, 170), np.uint8)
    cover = np.full((60, 40), 255, np.uint8)
    middle, wrist = np.array([20.0, 30.0]), np.array([20.0, 58.0])
    palm, reach = np.array([0.0, -30.0]), np.array([20.0, 30.0])
    return Cutout("made", gesture, "left", picture, cover, middle, wrist, palm, 30.0, reach, SKIN)


def test_a_hand_is_in_its_place_for_its_gesture_and_below_the_picture_before_and_after():
    hold = Hold(cutout_of("fist"), np.zeros((4, 2)), 1.0, 2.0, rises=True, sinks=True)
    assert [hold.lowered(t_s) for t_s in (1.0, 1.5, 2.0)] == [0, 0, 0]
    assert 0 < hold.lowered(1.0 - RISE_S / 2) < 1
    assert hold.lowered(1.0 - RISE_S) == hold.lowered(2.0 + RISE_S) == 1
    assert not hold.is_seen(1.0 - RISE_S - 0.01)
    assert not hold.is_seen(2.0 + RISE_S)


def test_a_gesture_follows_in_its_place_or_after_the_hand_was_down():
    hands = [cutout_of("fist"), cutout_of("point")]
    holds = draw_holds(np.random.default_rng(1), "right", hands, ["fist", "point"] * 20)
    assert {hold.cutout.side for hold in holds} == {"right"}
    assert holds[0].rises
    assert holds[-1].sinks
    gaps = set()
    for before, after in pairwise(holds):
        assert before.sinks == after.rises
        gaps.add(after.rises)
        gap_s = after.start_s - before.end_s
        assert gap_s > 2 * RISE_S if after.rises else abs(gap_s - CHANGE_S) < 1e-9
    assert gaps == {True, False}


def test_a_hand_takes_on_a_skin():
    wanted = np.array([150.0, 150.0, 145.0])
    picture = cutout_of("fist").picture
    own = median_lab(picture, np.ones(picture.shape[:2], np.uint8))
    seen = median_lab(in_skin(picture, own, wanted), np.ones(picture.shape[:2], np.uint8))
    assert np.abs(seen - wanted).max() <= 2


def test_a_sleeve_goes_on_to_the_edge_of_the_picture():
    sleeve = Sleeve.drawn(np.random.default_rng(1))
    _, cover = sleeve.laid(np.array([50.0, 40.0]), np.array([50.0, 20.0]), 100, 100)
    assert cover[99, 50] == 255
    assert cover[60, 50] == 255
    assert not cover[:40].any()
