from effects.engine.landmarks import FACE_BLENDSHAPES, FACE_LANDMARKS, position_in_points
from effects.engine.signals import SignalReader, UnknownSignalError, bounds, needs, with_always
from effects.engine.tracker_frame import LOST_FRAMES, RIVAL_FRAMES, FaceChooser

COLUMNS = with_always(
    (
        "head_x_permille",
        "head_y_permille",
        "head_width_permille",
        "head_height_permille",
        "head_roll_ddeg",
        "head_yaw_ddeg",
        "head_pitch_ddeg",
        "smile_permille",
        "mouth_pucker_permille",
        "left_eye_closed_permille",
    )
)


def face_at(x, y, width=0.2, tilt=0.0):
    """A flat face, unmirrored: x, y between the eyes, width cheek to cheek, tilt as a slope."""
    places = (
        ("between_eyes", 0.0, 0.0),
        ("nose_tip", 0.0, 0.2),
        ("forehead", 0.0, -0.4),
        ("chin", 0.0, 0.8),
        ("user_left_cheek", 0.5, 0.1),
        ("user_right_cheek", -0.5, 0.1),
        ("user_left_eye_outer", 0.35, 0.0),
        ("user_right_eye_outer", -0.35, 0.0),
    )
    points = [0.0] * (3 * len(FACE_LANDMARKS))
    for name, right, down in places:
        at = position_in_points(name)
        points[at] = x + right * width
        points[at + 1] = y + (down + right * tilt) * width * 4 / 3
    identity = [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    return {
        "points": points,
        "blendshapes": [0.0] * len(FACE_BLENDSHAPES),
        "matrix": identity,
        "light": 0.4,
    }


def frame_of(faces):
    return {"t_ms": 0.0, "width": 640, "height": 480, "faces": faces, "hands": []}


def read(frame):
    row = SignalReader(COLUMNS).read_frame(frame, False)
    return {name: row[position] for position, name in enumerate(COLUMNS)}


def test_the_picture_is_mirrored_once():
    signals = read(frame_of([face_at(0.3, 0.4)]))
    assert signals["is_present"] == 1
    assert signals["head_x_permille"] == 700
    assert signals["head_width_permille"] == 200
    assert abs(signals["head_y_permille"] - 453) <= 1
    assert abs(signals["head_height_permille"] - 320) <= 1


def test_tilt_is_positive_toward_screen_right():
    lower_on_users_right = read(frame_of([face_at(0.5, 0.4, tilt=-0.2)]))
    assert 100 < lower_on_users_right["head_roll_ddeg"] < 125
    assert read(frame_of([face_at(0.5, 0.4)]))["head_roll_ddeg"] == 0


def test_turn_is_positive_toward_screen_right():
    face = face_at(0.5, 0.4)
    face["matrix"][8] = -0.5  # Looks to the left of the unmirrored picture, so to screen right.
    face["matrix"][10] = 0.866
    assert abs(read(frame_of([face]))["head_yaw_ddeg"] - 300) <= 1
    face = face_at(0.5, 0.4)
    face["matrix"][9] = 0.5
    face["matrix"][10] = 0.866
    assert abs(read(frame_of([face]))["head_pitch_ddeg"] - 300) <= 1


def test_blendshapes_become_permille():
    face = face_at(0.5, 0.4)
    face["blendshapes"][FACE_BLENDSHAPES.index("mouthSmileLeft")] = 0.8
    face["blendshapes"][FACE_BLENDSHAPES.index("mouthSmileRight")] = 0.6
    face["blendshapes"][FACE_BLENDSHAPES.index("eyeBlinkLeft")] = 0.25
    face["blendshapes"][FACE_BLENDSHAPES.index("mouthPucker")] = 0.9
    face["blendshapes"][FACE_BLENDSHAPES.index("mouthFunnel")] = 0.3
    signals = read(frame_of([face]))
    assert signals["mouth_pucker_permille"] == 900
    assert signals["smile_permille"] == 700
    assert signals["left_eye_closed_permille"] == 250


def test_values_stay_within_their_bounds():
    signals = read(frame_of([face_at(9.0, -8.0)]))
    for name in COLUMNS:
        low, high = bounds(name)
        assert low <= signals[name] <= high


def test_without_a_face_the_last_place_stays():
    reader = SignalReader(COLUMNS)
    reader.read_frame(frame_of([face_at(0.3, 0.4)]), False)
    for _ in range(LOST_FRAMES + 2):
        row = reader.read_frame(frame_of([]), True)
    assert row[0] == 0
    assert row[1] == 1
    assert row[2] == 700


def test_a_silent_tracker_means_nobody_is_there():
    reader = SignalReader(COLUMNS)
    reader.read_frame(frame_of([face_at(0.3, 0.4)]), False)
    rows = [reader.read_frame(None, False) for _ in range(20)]
    assert rows[0][0] == 1
    assert rows[-1][0] == 0


def test_the_pointer_stands_for_the_head():
    reader = SignalReader(COLUMNS)
    assert reader.read_pointer({"x": 0.25, "y": 2.0}, True)[:4] == (1, 1, 250, 1000)
    assert reader.read_pointer(None, False)[:4] == (1, 0, 250, 1000)


def test_the_tracker_is_asked_for_no_more_than_needed():
    assert needs(("head_x_permille",)) == {
        "faces": True,
        "blendshapes": False,
        "matrix": False,
        "light": False,
        "hands": 0,
        "mesh": False,
        "person_mask": False,
    }
    assert needs(("smile_permille", "head_yaw_ddeg"))["blendshapes"]
    assert not needs(())["faces"]
    assert needs(("left_hand_x_permille",))["hands"] == 1
    assert needs(("left_hand_x_permille", "right_hand_gesture"), ("face",)) == {
        "faces": False,
        "blendshapes": False,
        "matrix": False,
        "light": False,
        "hands": 2,
        "mesh": True,
        "person_mask": False,
    }
    one_of_two = needs(("left_hand_gesture", "right_hand_gesture"), hands_at_once=1)
    assert one_of_two["hands"] == 1
    aged = needs(("face_light_permille",), ages_face=True)
    assert all(aged[need] for need in ("faces", "light", "mesh", "person_mask"))


def test_an_unknown_signal_is_told():
    try:
        with_always(("heart_rate",))
    except UnknownSignalError as error:
        assert "got signal 'heart_rate', expected one of: is_present" in str(error)
    else:
        raise AssertionError("no UnknownSignalError")


def test_the_largest_face_gets_the_game_and_keeps_it():
    chooser = FaceChooser()
    small, large = face_at(0.2, 0.4, 0.15), face_at(0.7, 0.4, 0.25)
    assert chooser.choose(frame_of([small, large])) is large
    a_little_larger = face_at(0.2, 0.4, 0.3)
    for _ in range(RIVAL_FRAMES * 2):
        assert chooser.choose(frame_of([a_little_larger, large])) is large


def test_a_much_larger_face_takes_over_only_if_it_stays():
    chooser = FaceChooser()
    player, passer_by = face_at(0.7, 0.4, 0.2), face_at(0.2, 0.4, 0.4)
    chooser.choose(frame_of([player]))
    for _ in range(RIVAL_FRAMES - 1):
        assert chooser.choose(frame_of([passer_by, player])) is player
    assert chooser.choose(frame_of([player])) is player
    for _ in range(RIVAL_FRAMES - 1):
        assert chooser.choose(frame_of([passer_by, player])) is player
    assert chooser.choose(frame_of([passer_by, player])) is passer_by


def test_a_lost_player_is_waited_for():
    chooser = FaceChooser()
    player, other = face_at(0.8, 0.4, 0.2), face_at(0.1, 0.4, 0.2)
    chooser.choose(frame_of([player]))
    for _ in range(LOST_FRAMES):
        assert chooser.choose(frame_of([other])) is None
    assert chooser.choose(frame_of([other])) is other


def test_the_light_on_the_face_is_a_signal():
    reader = SignalReader(with_always(("face_light_permille",)))
    assert reader.read_frame(frame_of([face_at(0.5, 0.4)]), False)[2] == 400
    assert reader.read_pointer(None, False)[2] == 500


def test_a_held_pointer_purses_the_lips_and_is_a_fingers_tip():
    names = ("mouth_pucker_permille", "right_hand_tip_x_permille", "right_hand_tip_y_permille")
    reader = SignalReader(with_always(names))
    at = {"picture_x": 0.25, "picture_y": 0.75}
    assert reader.read_pointer(at, False)[2:] == (0, 250, 750)
    assert reader.read_pointer(dict(at, is_held=True), False)[2:] == (1000, 250, 750)
