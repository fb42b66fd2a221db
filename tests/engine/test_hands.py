from effects.engine.hands import (
    FINGERS,
    HAND_GESTURES,
    LOST_FRAMES,
    SETTLE_FRAMES,
    SIDE_FRAMES,
    SIDE_FRAMES_MAX,
    HandChooser,
    HandReader,
    palm_facing,
)
from effects.engine.landmarks import HAND_LANDMARKS, hand_position
from effects.engine.signals import SignalReader, with_always

ASPECT = 0.75
# Across (toward the thumb) and up of each finger's knuckle, in palm lengths; fingers go up.
KNUCKLES = (("index", 0.3), ("middle", 0.1), ("ring", -0.1), ("pinky", -0.28))


def hand_at(
    x=0.5, y=0.6, size=0.15, out=("index", "middle", "ring", "pinky"), thumb="out", reach=0.97
):
    """A right hand, fingers up, palm to the camera; size is its palm's length in picture widths.

    reach: from a knuckle to the tip of a finger held out, in palm lengths.
    """
    places = {"wrist": (0.0, 0.0), "thumb_cmc": (0.25, 0.2), "thumb_mcp": (0.45, 0.45)}
    places["thumb_ip"], places["thumb_tip"] = {
        "out": ((0.65, 0.6), (0.85, 0.75)),
        "in": ((0.3, 0.7), (0.05, 0.95)),
        "hidden": ((0.3, 0.55), (0.2, 0.65)),
        "up": ((0.5, 1.1), (0.55, 1.65)),
    }[thumb]
    for name, across in KNUCKLES:
        ways = (0.0, 0.47 * reach, 0.76 * reach, reach) if name in out else (0.0, 0.15, -0.1, -0.2)
        for number, joint in enumerate(("mcp", "pip", "dip", "tip")):
            places[name + "_" + joint] = (across, 0.95 + ways[number])
    points = [0.0] * (3 * len(HAND_LANDMARKS))
    for name, (across, up) in sorted(places.items()):
        at = hand_position(name)
        points[at] = x + across * size
        points[at + 1] = y - up * size / ASPECT
    return {"side": "right", "points": points}


def gesture_of(hand):
    reader = HandReader()
    for _ in range(3):
        reader.read(hand, ASPECT)
    return HAND_GESTURES[reader.gesture]


def frame_of(*hands):
    return {"t_ms": 0.0, "width": 640, "height": 480, "faces": [], "hands": list(hands)}


def test_gestures_have_names():
    assert gesture_of(hand_at()) == "open_palm"
    assert gesture_of(hand_at(out=(), thumb="in")) == "fist"
    assert gesture_of(hand_at(out=(), thumb="up")) == "thumb_up"
    assert gesture_of(hand_at(out=("index",), thumb="in")) == "point"
    assert gesture_of(hand_at(out=("index", "middle"), thumb="in")) == "victory"


def test_a_thumb_held_toward_the_camera_is_no_pointing_index():
    reader = HandReader()
    for reach, thumb, gesture, finger in (
        (0.75, "hidden", "thumb_up", "thumb"),
        (0.9, "hidden", "thumb_up", "thumb"),  # Held: only a full index ends it.
        (0.97, "in", "point", "index"),
        (0.9, "hidden", "point", "index"),
        (0.75, "in", "point", "index"),  # A short finger alone is one that leans.
    ):
        for _ in range(SETTLE_FRAMES):
            reader.read(hand_at(out=("index",), thumb=thumb, reach=reach), ASPECT)
        assert HAND_GESTURES[reader.gesture] == gesture
        assert FINGERS[reader.finger] == finger


def test_the_one_finger_that_is_held_out_is_told():
    reader = HandReader()
    reader.read(hand_at(out=("ring",), thumb="in"), ASPECT)
    assert reader.finger == 4
    reader.read(hand_at(), ASPECT)
    assert reader.finger == 0


def test_a_gesture_of_one_picture_is_none():
    reader = HandReader()
    for _ in range(3):
        reader.read(hand_at(), ASPECT)
    reader.read(hand_at(out=(), thumb="in"), ASPECT)
    assert HAND_GESTURES[reader.gesture] == "open_palm"
    reader.read(hand_at(out=(), thumb="in"), ASPECT)
    assert HAND_GESTURES[reader.gesture] == "fist"


def test_a_gesture_outlasts_a_picture_in_which_the_hand_is_missed():
    reader = HandReader()
    for _ in range(SETTLE_FRAMES):
        reader.read(hand_at(out=(), thumb="in"), ASPECT)
    for _ in range(LOST_FRAMES):
        assert reader.miss()
        assert HAND_GESTURES[reader.gesture] == "fist"
    assert not reader.miss()
    assert HAND_GESTURES[reader.gesture] == "none"


def test_a_hand_just_seen_shows_nothing_until_it_is_sure():
    reader = HandReader()
    reader.read(hand_at(out=(), thumb="in"), ASPECT)
    assert HAND_GESTURES[reader.gesture] == "none"


def test_the_palm_faces_the_camera_or_turns_away():
    palm = hand_at()
    assert palm_facing(palm["points"], "right", ASPECT) > 0.5
    assert palm_facing(palm["points"], "left", ASPECT) < -0.5


def test_a_side_is_not_changed_by_one_odd_picture():
    chooser = HandChooser()
    hand = hand_at()
    assert chooser.choose(frame_of(hand)) == {"right": hand}
    hand["side"] = "left"
    for _ in range(SIDE_FRAMES):
        assert list(chooser.choose(frame_of(hand))) == ["right"]
    assert list(chooser.choose(frame_of(hand))) == ["left"]


def test_a_side_known_for_long_outlasts_odd_labels_for_as_long():
    for known, outlasts in ((20, 20), (500, SIDE_FRAMES_MAX)):
        chooser = HandChooser()
        for _ in range(known):
            chooser.choose(frame_of(hand_at()))
        odd = hand_at()
        odd["side"] = "left"
        for _ in range(outlasts):
            assert list(chooser.choose(frame_of(odd))) == ["right"]
        assert list(chooser.choose(frame_of(odd))) == ["left"]


def test_two_hands_of_one_label_are_told_apart_by_where_they_were():
    chooser = HandChooser()
    left, right = hand_at(0.3), hand_at(0.7)  # Crossed: unmirrored, a left hand is on the right.
    left["side"] = "left"
    assert chooser.choose(frame_of(left, right)) == {"left": left, "right": right}
    left["side"] = "right"
    assert chooser.choose(frame_of(right, left)) == {"left": left, "right": right}


def test_two_new_hands_of_one_label_are_told_apart_by_their_order():
    one, other = hand_at(0.3), hand_at(0.7)
    assert HandChooser().choose(frame_of(one, other)) == {"left": other, "right": one}


def test_a_hand_that_was_missed_for_a_moment_keeps_its_side():
    chooser = HandChooser()
    hand = hand_at()
    chooser.choose(frame_of(hand))
    for _ in range(LOST_FRAMES):
        assert chooser.choose(frame_of()) == {}
    hand["side"] = "left"
    assert list(chooser.choose(frame_of(hand))) == ["right"]


def test_two_hands_have_two_sides():
    chooser = HandChooser()
    one, other = hand_at(0.2), hand_at(0.8)
    assert sorted(chooser.choose(frame_of(one, other))) == ["left", "right"]


def test_the_tip_of_the_index_finger_is_a_signal():
    names = ("right_hand_tip_x_permille", "right_hand_tip_y_permille")
    row = SignalReader(with_always(names)).read_frame(frame_of(hand_at(x=0.4, y=0.6)), False)
    assert 540 <= row[2] <= 560  # Mirrored; the index stands toward the thumb.
    assert 200 <= row[3] <= 220  # High above the wrist, which is at 600.
