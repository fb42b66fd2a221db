"""Signals: the named whole numbers that an effect sees, made from landmarks 30 times a second.

This is the one place that mirrors: the tracker's picture is unmirrored, signals are as the player
sees themselves on screen. Recorded signals are where bit equality begins; the floating-point
arithmetic here may differ by one unit between interpreters.
"""

from math import atan2, pi, sqrt

from effects.engine.hands import (
    HAND_GESTURES,
    INDEX_TIP,
    MIDDLE_MCP,
    WRIST,
    HandChooser,
    HandReader,
    length,
    palm_facing,
    palm_middle,
)
from effects.engine.landmarks import FACE_BLENDSHAPES, position_in_points
from effects.engine.one_euro import OneEuro
from effects.engine.tracker_frame import (
    CHIN,
    FOREHEAD,
    LEFT_CHEEK,
    RIGHT_CHEEK,
    FaceChooser,
    distance,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypedDict

    from effects.engine.tracker_frame import Face, Hand, TrackerFrame

    class Pointer(TypedDict, total=False):
        """Where the pointer is: x, y in 0..1 of the play field, picture_x, picture_y in 0..1 of
        what stands in for the mirrored camera picture; is_held while it drags something."""

        x: float
        y: float
        picture_x: float
        picture_y: float
        is_held: bool


TICK_HZ = 30
TICK_S = 1.0 / TICK_HZ

NOSE_TIP = position_in_points("nose_tip")
BETWEEN_EYES = position_in_points("between_eyes")
LEFT_EYE = position_in_points("user_left_eye_outer")
RIGHT_EYE = position_in_points("user_right_eye_outer")

ALWAYS: "tuple[str, ...]" = ("is_present", "is_pressed")

ACTIONS_MAX = 15  # So many different buttons an effect may have.

# name, lowest, highest, what it needs beyond the landmarks, what it says
SIGNALS = (
    (
        "is_present",
        0,
        1,
        "",
        "1 while a tracked face or hand, or the pointer, is there",
    ),
    ("is_pressed", 0, 1, "", "1 in the one tick of a tap, click or key"),
    ("action", 0, ACTIONS_MAX, "", "in the one tick it is chosen: a place in ACTIONS, from 1"),
    ("head_x_permille", -500, 1500, "face", "between the eyes, 0 left .. 1000 right on screen"),
    ("head_y_permille", -500, 1500, "face", "nose tip, 0 top .. 1000 bottom of the picture"),
    ("head_width_permille", 0, 2000, "face", "cheek to cheek in picture widths"),
    ("head_height_permille", 0, 2000, "face", "forehead to chin in picture heights"),
    ("head_roll_ddeg", -1800, 1800, "face", "tilt, tenths of a degree, positive to screen right"),
    ("head_yaw_ddeg", -1800, 1800, "matrix", "turn, tenths of a degree, positive to screen right"),
    ("head_pitch_ddeg", -1800, 1800, "matrix", "chin up, tenths of a degree"),
    ("mouth_open_permille", 0, 1000, "blendshapes", "jaw, 0 shut .. 1000 wide open"),
    ("smile_permille", 0, 1000, "blendshapes", "both corners of the mouth"),
    ("mouth_pucker_permille", 0, 1000, "blendshapes", "lips, 0 wide .. 1000 pursed to blow"),
    ("left_eye_closed_permille", 0, 1000, "blendshapes", "the player's own left eye"),
    ("right_eye_closed_permille", 0, 1000, "blendshapes", "the player's own right eye"),
    ("is_head_present", 0, 1, "face", "1 while the player's face is seen"),
    ("face_light_permille", 0, 1000, "light", "how brightly the face's skin is seen, 0 black"),
    ("is_left_hand_present", 0, 1, "left", "1 while the player's left hand is seen"),
    ("left_hand_x_permille", -500, 1500, "left", "palm's middle, 0 left .. 1000 right on screen"),
    ("left_hand_y_permille", -500, 1500, "left", "palm's middle, 0 top .. 1000 bottom"),
    ("left_hand_size_permille", 0, 2000, "left", "wrist to middle knuckle in picture heights"),
    ("left_hand_gesture", 0, 6, "left", "a place in HAND_GESTURES"),
    ("left_hand_finger", 0, 5, "left", "the one finger held out, a place in FINGERS"),
    ("left_hand_palm_permille", -1000, 1000, "left", "1000 the palm shows, -1000 the back"),
    ("left_hand_tip_x_permille", -500, 1500, "left", "tip of the index finger, left to right"),
    ("left_hand_tip_y_permille", -500, 1500, "left", "tip of the index finger, top to bottom"),
    ("is_right_hand_present", 0, 1, "right", "1 while the player's right hand is seen"),
    ("right_hand_x_permille", -500, 1500, "right", "palm's middle, 0 left .. 1000 right on screen"),
    ("right_hand_y_permille", -500, 1500, "right", "palm's middle, 0 top .. 1000 bottom"),
    ("right_hand_size_permille", 0, 2000, "right", "wrist to middle knuckle in picture heights"),
    ("right_hand_gesture", 0, 6, "right", "a place in HAND_GESTURES"),
    ("right_hand_finger", 0, 5, "right", "the one finger held out, a place in FINGERS"),
    ("right_hand_palm_permille", -1000, 1000, "right", "1000 the palm shows, -1000 the back"),
    ("right_hand_tip_x_permille", -500, 1500, "right", "tip of the index finger, left to right"),
    ("right_hand_tip_y_permille", -500, 1500, "right", "tip of the index finger, top to bottom"),
)
SIDES = ("left", "right")
FACE_NEEDS = ("face", "matrix", "blendshapes", "light")
POINTER_HAND_SIZE_PERMILLE = 180  # In pointer mode the pointer is a right hand of this size,
POINTER_LIGHT_PERMILLE = 500  # ... and a face that is lit well.

# Tuned on the steering of a webcam game: at rest a head wobbles under 2 permille, and a move of
# 300 permille a second arrives within three ticks.
MIN_CUTOFF_HZ = 2.2
BETA_PER_UNIT = 0.012
UNHEARD_TICKS = 15  # Without a new tracker frame for half a second nobody is there.

DDEG_PER_RADIAN = 1800.0 / pi


class UnknownSignalError(Exception):
    """An effect asked for a signal that the engine does not have."""


def bounds(name: str) -> "tuple[int, int]":
    """Return the lowest and highest value of a signal. Raises UnknownSignalError."""
    for known, low, high, _, _ in SIGNALS:
        if known == name:
            return low, high
    known_names = ", ".join(entry[0] for entry in SIGNALS)
    raise UnknownSignalError("got signal %r, expected one of: %s" % (name, known_names))


def with_always(names: "tuple[str, ...]") -> "tuple[str, ...]":
    """Return the recorded columns: the signals that are always there, then the effect's own."""
    columns = list(ALWAYS)
    for name in names:
        bounds(name)
        if name not in columns:
            columns.append(name)
    return tuple(columns)


def source(name: str) -> str:
    """Return what a signal is read from: "face", "left" (hand), "right" (hand), or "" for none."""
    for known, _, _, need, _ in SIGNALS:
        if known == name:
            return "face" if need in FACE_NEEDS else need
    return ""


def needs(
    names: "tuple[str, ...]",
    occluders: "tuple[str, ...]" = (),
    ages_face: bool = False,
    hands_at_once: int = 2,
) -> "dict[str, bool | int]":
    """Return what the tracker must run for these signals and this drawing: see Effect.

    hands_at_once: how many hands are looked for, of those that the signals name.
    """
    wanted = [entry[3] for entry in SIGNALS if entry[0] in names]
    return {
        "faces": bool([need for need in wanted if need in FACE_NEEDS]),
        "blendshapes": "blendshapes" in wanted,
        "matrix": "matrix" in wanted,
        "light": "light" in wanted,
        "hands": min(hands_at_once, len([side for side in SIDES if side in wanted])),
        "mesh": "face" in occluders or ages_face,
        "person_mask": ages_face,
    }


class Signals:
    """One tick's values, an attribute a signal: signals.head_x_permille, signals.is_pressed …

    Only those that the effect names in SIGNALS, and is_present and is_pressed, are ever set.
    """

    is_present: int
    is_pressed: int
    action: int
    head_x_permille: int
    head_y_permille: int
    head_width_permille: int
    head_height_permille: int
    head_roll_ddeg: int
    head_yaw_ddeg: int
    head_pitch_ddeg: int
    mouth_open_permille: int
    smile_permille: int
    mouth_pucker_permille: int
    left_eye_closed_permille: int
    right_eye_closed_permille: int
    is_head_present: int
    face_light_permille: int
    is_left_hand_present: int
    left_hand_x_permille: int
    left_hand_y_permille: int
    left_hand_size_permille: int
    left_hand_gesture: int
    left_hand_finger: int
    left_hand_palm_permille: int
    left_hand_tip_x_permille: int
    left_hand_tip_y_permille: int
    is_right_hand_present: int
    right_hand_x_permille: int
    right_hand_y_permille: int
    right_hand_size_permille: int
    right_hand_gesture: int
    right_hand_finger: int
    right_hand_palm_permille: int
    right_hand_tip_x_permille: int
    right_hand_tip_y_permille: int


class SignalReader:
    """Turns the newest tracker frame (or the pointer) into one row of whole numbers a tick."""

    def __init__(self, columns: "tuple[str, ...]") -> None:
        self._columns = columns
        self._sources = [source(name) for name in columns]
        self._bounds = [bounds(name) for name in columns]
        self._face_chooser = FaceChooser()
        self._hand_chooser = HandChooser()
        self._hand_readers = {"left": HandReader(), "right": HandReader()}
        self._filters = [OneEuro(MIN_CUTOFF_HZ, BETA_PER_UNIT, TICK_S) for _ in columns]
        self._raw: "list[float]" = [0.0 for _ in columns]
        # Of these only what the effect asks for counts as somebody being there.
        self._is_there = {"face": False, "left": False, "right": False}
        self._unheard_ticks = 0
        self._row = [0 for _ in columns]

    def read_frame(
        self, frame: "TrackerFrame | None", is_pressed: bool, action: int = 0
    ) -> "tuple[int, ...]":
        """Return the row of this tick in camera mode.

        frame: the newest tracker frame if one came since the last tick, else None. action: what
        the visitor chose in this tick, a place in ACTIONS from 1, 0 for nothing. While a face
        or a hand is missing its last values stay, but for a gesture, which ends when the hand is
        lost (hands.LOST_FRAMES).
        """
        if frame is None:
            self._unheard_ticks += 1
            if self._unheard_ticks > UNHEARD_TICKS:
                self._is_there = {"face": False, "left": False, "right": False}
        else:
            self._unheard_ticks = 0
            self._take(frame)
        is_present = [there for there in self._sources if there and self._is_there[there]]
        for position, name in enumerate(self._columns):
            origin = self._sources[position]
            if name == "is_present":
                self._row[position] = 1 if is_present else 0
            elif name == "is_pressed":
                self._row[position] = 1 if is_pressed else 0
            elif name == "action":
                self._row[position] = action
            elif name.endswith("_present"):
                self._row[position] = 1 if self._is_there[origin] else 0
            elif name.endswith("_gesture") or name.endswith("_finger"):
                self._row[position] = int(self._raw[position]) if self._is_there[origin] else 0
            elif self._is_there[origin]:
                low, high = self._bounds[position]
                value = round(self._filters[position].next(self._raw[position]))
                self._row[position] = max(low, min(high, value))
        return tuple(self._row)

    def _take(self, frame: "TrackerFrame") -> None:
        face = self._face_chooser.choose(frame) if "face" in self._sources else None
        self._arrive("face", face is not None)
        hands = self._hand_chooser.choose(frame)
        for side in SIDES:
            reader = self._hand_readers[side]
            if side not in hands:
                self._arrive(side, reader.miss())
                continue
            if side in self._sources:
                reader.read(hands[side], frame["height"] / frame["width"])
            self._arrive(side, True)
        for position, name in enumerate(self._columns):
            origin = self._sources[position]
            if origin == "face" and face is not None:
                self._raw[position] = measure(name, face, frame)
            elif origin in hands:
                reader = self._hand_readers[origin]
                self._raw[position] = measure_hand(name, hands[origin], origin, reader, frame)

    def _arrive(self, origin: str, is_there: bool) -> None:
        """Note whether a face or hand is there; one that comes back is smoothed anew."""
        if is_there and not self._is_there[origin]:
            for position, known in enumerate(self._sources):
                if known == origin:
                    self._filters[position].reset()
        self._is_there[origin] = is_there

    def read_pointer(
        self, pointer: "Pointer | None", is_pressed: bool, action: int = 0
    ) -> "tuple[int, ...]":
        """Return the row of this tick in pointer mode; action as in read_frame.

        The pointer stands for the head, and for a right hand: a fist while it is held, an open
        palm otherwise, the tip of its index finger where the pointer is. Held, it purses the lips.
        """
        given: "Pointer" = pointer or {}
        is_held = given.get("is_held", False)
        fixed = {
            "is_present": 1,
            "is_pressed": 1 if is_pressed else 0,
            "action": action,
            "is_head_present": 1,
            "face_light_permille": POINTER_LIGHT_PERMILLE,
            "mouth_pucker_permille": 1000 if is_held else 0,
            "is_right_hand_present": 1,
            "right_hand_size_permille": POINTER_HAND_SIZE_PERMILLE,
            "right_hand_gesture": HAND_GESTURES.index("fist" if is_held else "open_palm"),
            "right_hand_palm_permille": 1000,
        }
        places = {
            "head_x_permille": given.get("x"),
            "head_y_permille": given.get("y"),
            "right_hand_x_permille": given.get("picture_x"),
            "right_hand_y_permille": given.get("picture_y"),
            "right_hand_tip_x_permille": given.get("picture_x"),
            "right_hand_tip_y_permille": given.get("picture_y"),
        }
        for position, name in enumerate(self._columns):
            place = places.get(name)
            if name in fixed:
                self._row[position] = fixed[name]
            elif place is not None:
                self._row[position] = max(0, min(1000, round(place * 1000)))
        return tuple(self._row)


def measure_hand(
    name: str, hand: "Hand", side: str, reader: HandReader, frame: "TrackerFrame"
) -> float:
    """Return a signal's unsmoothed value for one hand of one tracker frame, read by reader."""
    points = hand["points"]
    aspect = frame["height"] / frame["width"]
    if name.endswith("_tip_x_permille"):
        return (1.0 - points[INDEX_TIP]) * 1000.0
    if name.endswith("_tip_y_permille"):
        return points[INDEX_TIP + 1] * 1000.0
    if name.endswith("_x_permille"):
        return (1.0 - palm_middle(points)[0]) * 1000.0
    if name.endswith("_y_permille"):
        return palm_middle(points)[1] * 1000.0
    if name.endswith("_size_permille"):
        return length(points, WRIST, MIDDLE_MCP, aspect) / aspect * 1000.0
    if name.endswith("_palm_permille"):
        return palm_facing(points, side, aspect) * 1000.0
    return reader.finger if name.endswith("_finger") else reader.gesture


def measure(name: str, face: "Face", frame: "TrackerFrame") -> float:
    """Return a signal's unsmoothed value for one face of one tracker frame."""
    points = face["points"]
    aspect = frame["height"] / frame["width"]
    if name == "head_x_permille":
        return (1.0 - points[BETWEEN_EYES]) * 1000.0
    if name == "head_y_permille":
        return points[NOSE_TIP + 1] * 1000.0
    if name == "head_width_permille":
        return distance(points, LEFT_CHEEK, RIGHT_CHEEK, aspect) * 1000.0
    if name == "head_height_permille":
        return distance(points, FOREHEAD, CHIN, aspect) / aspect * 1000.0
    if name == "head_roll_ddeg":
        # Mirrored, the player's right eye is on the right of the screen: both signs turn.
        dx = points[LEFT_EYE] - points[RIGHT_EYE]
        dy = (points[LEFT_EYE + 1] - points[RIGHT_EYE + 1]) * aspect
        return -atan2(dy, dx) * DDEG_PER_RADIAN
    if name == "face_light_permille":
        return face["light"] * 1000.0
    matrix = face["matrix"]  # Column-major; its third column points straight out of the face.
    if name == "head_yaw_ddeg":
        return -atan2(matrix[8], matrix[10]) * DDEG_PER_RADIAN
    if name == "head_pitch_ddeg":
        level = sqrt(matrix[8] * matrix[8] + matrix[10] * matrix[10])
        return atan2(matrix[9], level) * DDEG_PER_RADIAN
    shapes = face["blendshapes"]
    if name == "mouth_open_permille":
        return shapes[FACE_BLENDSHAPES.index("jawOpen")] * 1000.0
    if name == "smile_permille":
        left = shapes[FACE_BLENDSHAPES.index("mouthSmileLeft")]
        right = shapes[FACE_BLENDSHAPES.index("mouthSmileRight")]
        return (left + right) * 500.0
    if name == "mouth_pucker_permille":
        # Lips round a stream of air are a pucker where they are shut, a funnel where they open.
        pucker = shapes[FACE_BLENDSHAPES.index("mouthPucker")]
        return max(pucker, shapes[FACE_BLENDSHAPES.index("mouthFunnel")]) * 1000.0
    if name == "left_eye_closed_permille":
        return shapes[FACE_BLENDSHAPES.index("eyeBlinkLeft")] * 1000.0
    if name == "right_eye_closed_permille":
        return shapes[FACE_BLENDSHAPES.index("eyeBlinkRight")] * 1000.0
    return 0.0
