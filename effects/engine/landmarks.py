"""Every landmark number of the product, by name; nothing else may hold one.

Numbers are MediaPipe's: the 478-point face mesh (face_landmarker.task) and the 21-point hand
(hand_landmarker.task). Only the points named here leave the tracker. "user_" sides are the
visitor's own, so user_left_eye is the eye on the visitor's left.
"""

FACE_LANDMARKS = (
    ("nose_tip", 1),
    ("forehead", 10),
    ("upper_lip", 13),
    ("lower_lip", 14),
    ("user_right_eye_outer", 33),
    ("user_right_eye_inner", 133),
    ("chin", 152),
    ("between_eyes", 168),
    ("user_right_cheek", 234),
    ("user_left_eye_outer", 263),
    ("user_left_eye_inner", 362),
    ("user_left_cheek", 454),
    ("user_right_ear_lobe", 132),  # The mesh has no ears: where the lobe meets the jaw.
    ("user_left_ear_lobe", 361),
)

FACE_BLENDSHAPES = (
    "jawOpen",
    "mouthSmileLeft",
    "mouthSmileRight",
    "eyeBlinkLeft",
    "eyeBlinkRight",
    "mouthPucker",
    "mouthFunnel",
)

HAND_LANDMARKS = (
    ("wrist", 0),
    ("thumb_cmc", 1),
    ("thumb_mcp", 2),
    ("thumb_ip", 3),
    ("thumb_tip", 4),
    ("index_mcp", 5),
    ("index_pip", 6),
    ("index_dip", 7),
    ("index_tip", 8),
    ("middle_mcp", 9),
    ("middle_pip", 10),
    ("middle_dip", 11),
    ("middle_tip", 12),
    ("ring_mcp", 13),
    ("ring_pip", 14),
    ("ring_dip", 15),
    ("ring_tip", 16),
    ("pinky_mcp", 17),
    ("pinky_pip", 18),
    ("pinky_dip", 19),
    ("pinky_tip", 20),
)

# Where a node may hang: an anchor is the middle of the named landmarks.
ANCHORS = (
    ("face.nose_tip", ("nose_tip",)),
    ("face.forehead", ("forehead",)),
    ("face.chin", ("chin",)),
    ("face.between_eyes", ("between_eyes",)),
    ("face.mouth", ("upper_lip", "lower_lip")),
    ("face.user_left_eye", ("user_left_eye_inner", "user_left_eye_outer")),
    ("face.user_right_eye", ("user_right_eye_inner", "user_right_eye_outer")),
    ("face.user_left_ear", ("user_left_ear_lobe",)),
    ("face.user_right_ear", ("user_right_ear_lobe",)),
)

# Where something may hang on a hand, "left_hand.wrist" or "right_hand.wrist", by the landmarks it
# lies between; the stage makes a pose (place, axes, size) of it.
HAND_ANCHORS = (
    ("wrist", ("wrist",)),
    ("palm", ("wrist", "index_mcp", "pinky_mcp")),
    ("grip", ("thumb_tip", "index_tip", "middle_pip")),
    ("thumb", ("thumb_mcp", "thumb_ip")),
    ("index_finger", ("index_mcp", "index_pip")),
    ("middle_finger", ("middle_mcp", "middle_pip")),
    ("ring_finger", ("ring_mcp", "ring_pip")),
    ("pinky", ("pinky_mcp", "pinky_pip")),
)

# One Euro constants of anchors, run by the stage at display rate on 0..1 picture coordinates.
ANCHOR_MIN_CUTOFF_HZ = 2.5
ANCHOR_BETA = 8.0  # Per picture width a second: a quick head is followed at 10 Hz and more.

# One Euro constants of poses on hands and ears, run by the stage at each tracked frame. Places are
# in natural sizes (the width of wrist or finger, the height of the ear), turns in radians.
HAND_ANCHOR_MIN_CUTOFF_HZ = 0.6
HAND_ANCHOR_BETA = 6.0
EAR_ANCHOR_MIN_CUTOFF_HZ = 0.8
EAR_ANCHOR_BETA = 8.0
POSE_DERIVATIVE_CUTOFF_HZ = 2.0  # Faster than the paper's 1 Hz: a hand sets off at once.


def position_in_points(name: str) -> int:
    """Return where a face landmark's x stands in a tracker frame's flat `points` list.

    Raises KeyError for a name that is not in FACE_LANDMARKS.
    """
    for position, (known, _) in enumerate(FACE_LANDMARKS):
        if known == name:
            return position * 3
    raise KeyError("no face landmark is named " + name)


def hand_position(name: str) -> int:
    """Return where a hand landmark's x stands in a hand's flat `points` list.

    Raises KeyError for a name that is not in HAND_LANDMARKS.
    """
    for known, number in HAND_LANDMARKS:
        if known == name:
            return number * 3
    raise KeyError("no hand landmark is named " + name)
