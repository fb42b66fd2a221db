"""What a hand does, from its 21 landmarks: a few numbers and a named gesture, with hysteresis.

Floating point, so it stands before the recorded integers; scored logic only sees what comes out.
Lengths are 3D and compared with each other, so that distance to the camera cancels out.
"""

from math import sqrt

from effects.engine.landmarks import hand_position

TYPE_CHECKING = False
if TYPE_CHECKING:
    from effects.engine.tracker_frame import Hand, TrackerFrame

# A gesture's number in a signal is its place here.
HAND_GESTURES: "tuple[str, ...]" = (
    "none",
    "open_palm",
    "fist",
    "point",
    "victory",
    "thumb_up",
    "pinch",
)
# The number of the one finger that is held out is its place here.
FINGERS: "tuple[str, ...]" = ("none", "thumb", "index", "middle", "ring", "pinky")

WRIST = hand_position("wrist")
THUMB_MCP = hand_position("thumb_mcp")
THUMB_TIP = hand_position("thumb_tip")
INDEX_MCP = hand_position("index_mcp")
INDEX_TIP = hand_position("index_tip")
MIDDLE_MCP = hand_position("middle_mcp")
PINKY_MCP = hand_position("pinky_mcp")
LONG_FINGERS = tuple(
    [
        tuple([hand_position(name + joint) for joint in ("_mcp", "_pip", "_dip", "_tip")])
        for name in ("index", "middle", "ring", "pinky")
    ]
)

# Knuckle to tip, straight, by the way along the bones: 1 is a straight finger, a fist's is 0.4.
STRAIGHT_RATIO, BENT_RATIO = 0.86, 0.74
# Thumb tip from the index knuckle, in palm lengths.
THUMB_OUT_RATIO, THUMB_IN_RATIO = 0.62, 0.56
THUMB_UP_RATIO = 0.35  # How far the thumb's tip stands above its knuckle, in palm lengths.
# A thumb held up toward the camera is often taken for the index finger. Both come out short then,
# in palm lengths: knuckle to tip, a pointing index is 0.9 to 1.1, the thumb beside it 0.6 to 0.7.
SHORT_INDEX_RATIO, FULL_INDEX_RATIO = 0.92, 0.97
SHORT_THUMB_RATIO, FULL_THUMB_RATIO = 0.46, 0.52
# Thumb tip to index tip, in palm lengths; opening is wider, so that a shaking hand holds.
PINCH_CLOSE_RATIO, PINCH_OPEN_RATIO = 0.22, 0.34

SETTLE_FRAMES = 2  # Tracker frames a gesture must last: one blurred picture is none.
LOST_FRAMES = 2  # Tracker frames in which a hand may be missed before it is gone: 0.1-0.2 s.

# Whose hand it is; costs are compared with each other.
SAME_HAND_SIZES = 1.5  # Having moved so many palm lengths since the last tracker frame costs 1.
NEW_HAND_COST = 1.0  # Of a side that was not there; no jump costs more.
OTHER_LABEL_COST = 0.7  # Less than a jump: one odd label is not believed ...
SIDE_FRAMES = 4  # ... but if it is said so often on end, it is ...
# ... save of a hand known for longer: that takes as long again, up to this. A palm that comes near
# the camera is called the other hand's back, a thumb held up the other hand's.
SIDE_FRAMES_MAX = 24
STUBBORN_LABEL_COST = 3.0
CROSSED_COST = 0.1  # Only tells apart what costs the same.


def length(points: "list[float]", a: int, b: int, aspect: float) -> float:
    """Return the 3D distance of two hand landmarks in picture widths.

    a, b: positions in `points`. aspect: picture height / width.
    """
    dx = points[a] - points[b]
    dy = (points[a + 1] - points[b + 1]) * aspect
    dz = points[a + 2] - points[b + 2]
    return sqrt(dx * dx + dy * dy + dz * dz)


def palm_middle(points: "list[float]") -> "tuple[float, float]":
    """Return the middle of wrist and outer knuckles, x and y in 0..1 of the unmirrored picture."""
    corners = (WRIST, INDEX_MCP, PINKY_MCP)
    return (
        sum([points[corner] for corner in corners]) / 3.0,
        sum([points[corner + 1] for corner in corners]) / 3.0,
    )


def palm_facing(points: "list[float]", side: str, aspect: float) -> float:
    """Return how much of the palm shows: 1 the palm, 0 its edge, -1 the back of the hand."""
    ax = points[INDEX_MCP] - points[WRIST]
    ay = (points[INDEX_MCP + 1] - points[WRIST + 1]) * aspect
    bx = points[PINKY_MCP] - points[WRIST]
    by = (points[PINKY_MCP + 1] - points[WRIST + 1]) * aspect
    area = ax * by - ay * bx
    a = length(points, INDEX_MCP, WRIST, aspect)
    b = length(points, PINKY_MCP, WRIST, aspect)
    # The angle between the two is about 40 degrees in a flat hand, whose sine is 0.64.
    facing = area / max(a * b * 0.64, 1e-9)
    return max(-1.0, min(1.0, facing if side == "left" else -facing))


class HandReader:
    """Follows one hand; `gesture` and `finger` hold what it does, as numbers."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the hand."""
        self._is_straight = [False, False, False, False]
        self._is_thumb_out = False
        self._is_pinched = False
        self._is_thumb_as_index = False
        self._next = 0
        self._frames = 0
        self._missed_frames = LOST_FRAMES + 1
        self.gesture = 0
        self.finger = 0

    def miss(self) -> bool:
        """Note a tracker frame without the hand; return whether it still counts as there.

        A hand that blurs or turns edge-on is missed now and then; what it does goes on meanwhile.
        """
        self._missed_frames += 1
        if self._missed_frames > LOST_FRAMES:
            self.reset()
        return self._missed_frames <= LOST_FRAMES

    def read(self, hand: "Hand", aspect: float) -> None:
        """Take the hand of one tracker frame."""
        self._missed_frames = 0
        points = hand["points"]
        palm = max(length(points, WRIST, MIDDLE_MCP, aspect), 1e-6)
        for number, (mcp, pip, dip, tip) in enumerate(LONG_FINGERS):
            way = (
                length(points, mcp, pip, aspect)
                + length(points, pip, dip, aspect)
                + length(points, dip, tip, aspect)
            )
            ratio = length(points, mcp, tip, aspect) / max(way, 1e-6)
            limit = BENT_RATIO if self._is_straight[number] else STRAIGHT_RATIO
            self._is_straight[number] = ratio > limit
        thumb = length(points, THUMB_TIP, INDEX_MCP, aspect) / palm
        self._is_thumb_out = thumb > (THUMB_IN_RATIO if self._is_thumb_out else THUMB_OUT_RATIO)
        pinch = length(points, THUMB_TIP, INDEX_TIP, aspect) / palm
        self._is_pinched = pinch < (PINCH_OPEN_RATIO if self._is_pinched else PINCH_CLOSE_RATIO)
        self._is_thumb_as_index = self._takes_thumb_for_index(points, palm, aspect)
        if self._is_thumb_as_index:
            name, self.finger = "thumb_up", FINGERS.index("thumb")
        else:
            rise = (points[THUMB_MCP + 1] - points[THUMB_TIP + 1]) * aspect / palm
            name, self.finger = self._name(rise), self._finger()
        self._settle(HAND_GESTURES.index(name))

    def _takes_thumb_for_index(self, points: "list[float]", palm: float, aspect: float) -> bool:
        """Return whether the lone finger held up is the thumb; see SHORT_INDEX_RATIO."""
        if self._is_straight != [True, False, False, False]:
            return False
        was = self._is_thumb_as_index
        rise = (points[INDEX_MCP + 1] - points[INDEX_TIP + 1]) * aspect / palm
        index = length(points, INDEX_MCP, INDEX_TIP, aspect) / palm
        thumb = length(points, THUMB_MCP, THUMB_TIP, aspect) / palm
        return (
            rise > THUMB_UP_RATIO
            and index < (FULL_INDEX_RATIO if was else SHORT_INDEX_RATIO)
            and thumb < (FULL_THUMB_RATIO if was else SHORT_THUMB_RATIO)
        )

    def _name(self, thumb_rise: float) -> str:
        index, middle, ring, pinky = self._is_straight
        count = sum(self._is_straight)
        if count == 0:
            is_up = self._is_thumb_out and thumb_rise > THUMB_UP_RATIO
            return "thumb_up" if is_up else "fist"
        if count >= 3 and not self._is_pinched:
            return "open_palm"
        if self._is_pinched:
            return "pinch"
        if index and middle and not ring and not pinky:
            return "victory"
        return "point" if count == 1 else "none"

    def _finger(self) -> int:
        if self._is_straight == [False, False, False, False]:
            return 1 if self._is_thumb_out else 0
        if sum(self._is_straight) != 1:
            return 0
        return self._is_straight.index(True) + 2

    def _settle(self, gesture: int) -> None:
        self._frames = self._frames + 1 if gesture == self._next else 1
        self._next = gesture
        if self._frames >= SETTLE_FRAMES:
            self.gesture = gesture


class HandChooser:
    """Tells the visitor's hands apart, steadily: a side is not changed by one odd picture.

    Two hands are given to the two sides in the way that costs least: a label that says otherwise
    costs OTHER_LABEL_COST, and a hand that jumps away from where its side was costs the way.
    """

    def __init__(self) -> None:
        self._places: "dict[str, tuple[float, float, float]]" = {}
        self._unseen_frames = {"left": 0, "right": 0}
        self._odd_frames = 0
        self._agreed_frames = 0

    def choose(self, frame: "TrackerFrame") -> "dict[str, Hand]":
        """Return the hands of a tracker frame by side, "left" and "right"."""
        aspect = frame["height"] / frame["width"]
        hands = frame["hands"][:2]
        found: "dict[str, Hand]" = {}
        if len(hands) == 1:
            left = self._cost(hands[0], "left", aspect)
            right = self._cost(hands[0], "right", aspect)
            found["left" if left < right else "right"] = hands[0]
        elif len(hands) == 2:
            one, other = hands
            ahead = self._cost(one, "left", aspect) + self._cost(other, "right", aspect)
            back = self._cost(one, "right", aspect) + self._cost(other, "left", aspect)
            # Unmirrored, a left hand is mostly to the right of its fellow.
            if one["points"][WRIST] < other["points"][WRIST]:
                ahead += CROSSED_COST
            else:
                back += CROSSED_COST
            found = {"left": one, "right": other} if ahead < back else {"left": other, "right": one}
        self._remember(found, aspect)
        return found

    def _cost(self, hand: "Hand", side: str, aspect: float) -> float:
        cost = 0.0
        if hand["side"] != side:
            cost = STUBBORN_LABEL_COST if self._is_stubborn() else OTHER_LABEL_COST
        place = self._places.get(side)
        if place is None:
            return cost + NEW_HAND_COST
        x, y = palm_middle(hand["points"])
        dx, dy = x - place[0], (y - place[1]) * aspect
        return cost + min(sqrt(dx * dx + dy * dy) / (SAME_HAND_SIZES * place[2]), NEW_HAND_COST)

    def _remember(self, found: "dict[str, Hand]", aspect: float) -> None:
        """Keep where each side was, for as long as it may be missed."""
        is_odd = False
        for side in ("left", "right"):
            hand = found.get(side)
            if hand is not None:
                is_odd = is_odd or hand["side"] != side
                x, y = palm_middle(hand["points"])
                size = max(length(hand["points"], WRIST, MIDDLE_MCP, aspect), 1e-6)
                self._places[side] = (x, y, size)
                self._unseen_frames[side] = 0
            else:
                self._unseen_frames[side] += 1
                if self._unseen_frames[side] > LOST_FRAMES and side in self._places:
                    del self._places[side]
        if not self._places:
            self._agreed_frames = 0
        if is_odd:
            self._odd_frames += 1
        elif found:
            is_other = self._is_stubborn()
            self._agreed_frames = 0 if is_other else min(self._agreed_frames + 1, SIDE_FRAMES_MAX)
            self._odd_frames = 0

    def _is_stubborn(self) -> bool:
        """Return whether labels have said otherwise for long enough to be believed."""
        return self._odd_frames >= max(SIDE_FRAMES, self._agreed_frames)
