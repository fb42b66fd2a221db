"""Flowers from the seam: three ornaments of living heritage, put on by the visitor's own hands.

Close a hand over the ornament on the batik cloth, carry it and put it on: open the palm for the
bangle, hold out a finger for the ring, open the hand at an ear for the ear ornaments. Closing the
hand over an empty place on the cloth takes its ornament back. All three worn and held in view are
the completion; then comes the photograph.
"""

from effects.engine import Effect, Signals, ease
from effects.heritage_jewelry.figure import EAR_PLACES, FINGER_PLACES, WRIST_PLACE
from effects.heritage_jewelry.holding import Hand
from effects.heritage_jewelry.ornament import LIT_Y, Ornament

# Name, where it is worn, its place on the cloth in permille of the picture.
ORNAMENTS = (
    ("miao_bangle", "wrist", 300),
    ("filigree_ring", "finger", 500),
    ("batik_earrings", "ears", 700),
)
# Ears never come first: faces may still be being learned while hands are known already.
ORDERS = ((0, 1, 2), (1, 0, 2), (0, 2, 1), (1, 2, 0))

RAISED_Y = LIT_Y - 120  # Permille: above it an open hand puts on, over the cloth it puts back.
OPEN_TICKS = 6  # A palm or finger held out for a fifth of a second is meant.
LET_GO_TICKS = 45  # An open hand that wears nothing has let the ornament go.
LOST_TICKS = 60  # Two seconds out of sight: the ornament lies on the cloth again.
GREET_TICKS = 18  # Longer than a hand takes to wave past.
THUMB_TICKS = 15
STORY_TICKS_MIN, STORY_TICKS_MAX = 60, 600  # Two seconds to see it, twenty to read it in peace.
HOLD_TICKS = 45  # All three held in view for a second and a half.
TURNED_PERMILLE = 350  # A palm or back that shows this much is turned to the camera.
OTHER_HAND_REACH = 190  # Permille, as all reaches: one hand is at the other, to adorn it.
EAR_REACH_Y_PERCENT = 75  # Of the head's height, above and below the nose's tip.
EAR_REACH_X_PERCENT = 55  # Of the head's width, around each ear.
POINTER_REACH_X, POINTER_REACH_Y = 90, 110

FADE_PERMILLE = 120  # Of the cloth, each tick: nothing but the visitor is in the photograph.
COUNT_TICKS = 30  # Three, two, one: a second each.
POSE_TICKS = 9 * COUNT_TICKS  # The video: counting, the photograph, and time to turn the hand.


class HeritageJewelry(Effect):
    """Its scene is one of greeting, taking, carrying, admiring, showing, posing."""

    SIGNALS = (
        "is_head_present",
        "head_x_permille",
        "head_y_permille",
        "head_width_permille",
        "head_height_permille",
        "is_left_hand_present",
        "left_hand_x_permille",
        "left_hand_y_permille",
        "left_hand_gesture",
        "left_hand_finger",
        "left_hand_palm_permille",
        "is_right_hand_present",
        "right_hand_x_permille",
        "right_hand_y_permille",
        "right_hand_gesture",
        "right_hand_finger",
        "right_hand_palm_permille",
    )
    OCCLUDERS = ("face", "hands")

    def start(self) -> None:
        stage = self.stage
        stage.add("backdrop", image="page_far", layer=0)
        stage.add("backdrop", image="page_near", layer=5)
        self.view = stage.add("camera", image="figure", x=500, y=500, layer=20)
        self.cloth = stage.sprite("cloth", self.view, x=500, y=945, w=1440, layer=24)
        self.ornaments = [Ornament(stage, self.view, name, part, x) for name, part, x in ORNAMENTS]
        self.waiting = [self.ornaments[place] for place in self.random.pick(ORDERS)]
        self.current = self.waiting[0]
        is_camera = self.mode == "camera"
        self.hands = (Hand("left", is_camera), Hand("right", is_camera))
        self.carrier = self.hands[0]
        self.is_held_by_tap = False
        self.turns = 0
        self.shown_side = 0  # Which side of the hand was turned to the camera last: 1 is the palm.
        self.held_ticks = 0
        self.goal = len(ORNAMENTS)
        self.count = stage.text(
            "float.count", self.view, x=500, y=105, w=200, h=200, layer=60, is_visible=False
        )
        self.ask("show_hand")
        self.line = "line.welcome"
        self.enter("greeting")

    def facts(self) -> "dict[str, int]":
        facts = {"ornaments": self.done}
        if self.turns > 0:
            facts["turns"] = self.turns
        return facts

    def tick(self, signals: Signals) -> None:
        self.scene_ticks += 1
        for hand in self.hands:
            hand.next(signals)
        if self.scene == "greeting":
            self.greet(signals)
        elif self.scene == "taking":
            self.take(signals)
        elif self.scene == "carrying":
            self.carry(signals)
        elif self.scene == "admiring":
            self.admire(signals)
        elif self.scene == "showing":
            self.show_all(signals)
        else:
            self.pose()

    # The scenes, in the order in which a play goes through them.

    def greet(self, signals: Signals) -> None:
        """Wait for an open hand, a tap or a key."""
        is_greeted = self.mode == "camera" and self.is_shown("open_palm", GREET_TICKS)
        if signals.is_pressed == 1 or is_greeted:
            self.begin()
            self.stage.sound("bell", 4)
            self.line = ""
            self.next_ornament()

    def take(self, signals: Signals) -> None:
        """Wait for a hand that closes over the ornament."""
        self.pick_up_under_hand(signals)

    def carry(self, signals: Signals) -> None:
        """Wait for the hand to put it on, or to let it go."""
        hand = self.carrier
        if self.mode == "pointer":
            is_let_go = self.lets_go(signals)
            anchors = pointed_at(hand, self.current.part) if is_let_go else ()
        else:
            anchors = self.where_to_wear(hand, signals)
            is_over_cloth = hand.y > RAISED_Y
            is_let_go = hand.missing_ticks > LOST_TICKS or hand.shows(
                "open_palm", OPEN_TICKS if is_over_cloth else LET_GO_TICKS
            )
        if anchors:
            self.put_on(anchors)
        elif is_let_go:
            self.stage.sound("wood", 1, 60)
            self.current.lie()
            self.ask("grip")
            self.enter("taking")

    def admire(self, signals: Signals) -> None:
        """Let its story be read and the light play on it, until a thumb says go on."""
        self.watch_turn()
        if self.pick_up_under_hand(signals):
            return
        is_read = self.scene_ticks >= STORY_TICKS_MIN and (
            signals.is_pressed == 1 or self.is_shown("thumb_up", THUMB_TICKS)
        )
        if is_read or self.scene_ticks >= STORY_TICKS_MAX:
            self.stage.sound("wood", 4)
            self.line = ""
            self.next_ornament()

    def show_all(self, signals: Signals) -> None:
        """Wait until all three are held in view for a moment: that is the moment that counts."""
        is_in_view = self.mode == "pointer" or (
            signals.is_head_present == 1
            and all(hand.is_there for hand in self.hands if self.wears(hand.side))
        )
        self.held_ticks = self.held_ticks + 1 if is_in_view else 0
        if self.pick_up_under_hand(signals) or self.held_ticks < HOLD_TICKS:
            return
        self.hint = ""
        self.line = "line.complete"
        self.stage.particles("petals", x=500, y=420, w=900, h=500, layer=70)
        for degree in (4, 6, 9):
            self.stage.sound("bell", degree)
        for ornament in self.ornaments:
            ornament.clear_place()
        self.is_recording = True
        self.complete()
        self.enter("posing")

    def pose(self) -> None:
        """Count to the photograph, then leave time to turn the hand before the camera."""
        self.cloth.opacity_percent = ease(self.cloth.opacity_percent, 0, FADE_PERMILLE)
        left = 3 - self.scene_ticks // COUNT_TICKS
        self.count.is_visible = left > 0
        self.count.value = max(left, 1)
        if self.scene_ticks % COUNT_TICKS == 1 and left > 0:
            self.stage.sound("wood", 6 - left)
        if self.scene_ticks == 3 * COUNT_TICKS:
            self.line = "line.posed"
            self.stage.shutter()
            self.stage.sound("bell", 7)
        if self.scene_ticks >= POSE_TICKS:
            self.is_recording = False
            self.finish()

    # What happens to an ornament.

    def next_ornament(self) -> None:
        """Light the next place on the cloth; when all are worn, ask to see them together."""
        lying = [ornament for ornament in self.waiting if not ornament.is_worn]
        if not lying:
            self.light(None)
            self.held_ticks = 0
            self.ask("show_all")
            self.enter("showing")
            return
        self.current = lying[0]
        self.light(self.current)
        self.ask("grip")
        self.enter("taking")

    def pick_up_under_hand(self, signals: Signals) -> bool:
        """Return whether a hand takes the lit ornament, or over its empty place one that is worn.

        A tap of the pointer takes like a hand that closes, and carries until the next tap.
        """
        is_tapped = self.mode == "pointer" and signals.is_pressed == 1
        within_reach = [self.current] + [one for one in self.ornaments if one.is_worn]
        for hand in self.hands:
            for ornament in within_reach:
                if ornament.is_under(hand) and (hand.has_closed or is_tapped):
                    self.is_held_by_tap = is_tapped
                    self.pick_up(ornament, hand)
                    return True
        return False

    def lets_go(self, signals: Signals) -> bool:
        """Return whether the pointer lets go of what it carries: at the end of a drag, or a tap."""
        if self.is_held_by_tap:
            return signals.is_pressed == 1
        if signals.is_pressed == 1:
            self.is_held_by_tap = True  # It was a tap that took it, not the beginning of a drag.
        return not self.is_held_by_tap and self.carrier.shows("open_palm", OPEN_TICKS)

    def pick_up(self, ornament: Ornament, hand: Hand) -> None:
        """Let a hand carry an ornament, from the cloth or from where it was worn."""
        self.current = ornament
        self.carrier = hand
        self.light(ornament)
        ornament.carry(hand.side)
        self.count_worn()
        self.line = ""
        self.stage.sound("pluck", 2 + self.done)
        self.ask("wear_" + ornament.part)
        self.enter("carrying")

    def put_on(self, anchors: "tuple[str, ...]") -> None:
        """Put what is carried on, and tell its story."""
        ornament = self.current
        ornament.wear(anchors)
        self.count_worn()
        hand = self.carrier
        self.stage.particles(
            "sparkle", self.view, x=hand.x, y=hand.y, w=260, h=260, layer=55, value=self.done
        )
        for degree in (0, 2, 4):
            self.stage.sound("bell", degree + self.done)
        self.line = "story." + ornament.name
        self.shown_side = 0
        self.ask("thumb_up")
        self.enter("admiring")

    def where_to_wear(self, hand: Hand, signals: Signals) -> "tuple[str, ...]":
        """Return the anchors that the hand puts the ornament on now, none if it does not."""
        part = self.current.part
        if part == "ears":
            is_at_ear = hand.shows("open_palm") and self.is_at_ear(hand, signals)
            return ("face.user_left_ear", "face.user_right_ear") if is_at_ear else ()
        if hand.y > RAISED_Y:
            return ()
        if part == "finger" and hand.shows("point", OPEN_TICKS) and hand.finger != "thumb":
            return (finger_anchor(hand.side, hand.finger),)
        if not hand.shows("open_palm", OPEN_TICKS):
            return ()
        other = self.hands[1] if hand is self.hands[0] else self.hands[0]
        if other.is_there and other.is_near(hand.x, hand.y, OTHER_HAND_REACH, OTHER_HAND_REACH):
            hand = other  # One hand puts it on the other.
        place = "wrist" if part == "wrist" else "ring_finger"
        return (hand.side + "_hand." + place,)

    def is_at_ear(self, hand: Hand, signals: Signals) -> bool:
        """Return whether the hand is beside the head, where an ear is."""
        if not signals.is_head_present:
            return False
        width, height = signals.head_width_permille, signals.head_height_permille
        reach_x, reach_y = width * EAR_REACH_X_PERCENT // 100, height * EAR_REACH_Y_PERCENT // 100
        ears = (signals.head_x_permille - width // 2, signals.head_x_permille + width // 2)
        return any(hand.is_near(x, signals.head_y_permille, reach_x, reach_y) for x in ears)

    def watch_turn(self) -> None:
        """Let a hand that turns from palm to back, or back to palm, make its silver ring out."""
        for hand in self.hands:
            if not hand.is_there or hand.side != self.current.side:
                continue
            side = 1 if hand.palm > 0 else -1
            if abs(hand.palm) < TURNED_PERMILLE or side == self.shown_side:
                continue
            if self.shown_side != 0:
                self.turns += 1
                self.stage.sound("bell", 5 + self.turns % 4, 60)
                self.stage.particles(
                    "sparkle", self.view, x=hand.x, y=hand.y, w=200, h=200, layer=55, value=1
                )
            self.shown_side = side

    # What hands and ornaments have to do with each other.

    def is_shown(self, gesture: str, ticks: int) -> bool:
        return any(hand.shows(gesture, ticks) for hand in self.hands)

    def wears(self, side: str) -> bool:
        return any(ornament.side == side for ornament in self.ornaments)

    def count_worn(self) -> None:
        self.done = len([ornament for ornament in self.ornaments if ornament.is_worn])

    def light(self, lit: "Ornament | None") -> None:
        for ornament in self.ornaments:
            ornament.light(ornament is lit)

    # What is asked of the visitor, and where the play is.

    def ask(self, hint: str) -> None:
        """Ask for a gesture; with the pointer, for what stands for it."""
        self.hint = hint if self.mode == "camera" else hint + "_pointer"

    def enter(self, scene: str) -> None:
        """Go on to a scene."""
        self.scene = scene
        self.scene_ticks = 0


def finger_anchor(side: str, finger: str) -> str:
    """Return the anchor of a finger that the signals call "index", "ring" and so on."""
    return side + "_hand." + (finger if finger == "pinky" else finger + "_finger")


def pointed_at(hand: Hand, part: str) -> "tuple[str, ...]":
    """Return where on the figure the pointer is, of the places where this part is worn."""
    if part == "ears":
        is_near = any(hand.is_near(x, y, POINTER_REACH_X, POINTER_REACH_Y) for x, y in EAR_PLACES)
        return ("face.user_left_ear", "face.user_right_ear") if is_near else ()
    if part == "wrist":
        x, y = WRIST_PLACE
        is_near = hand.is_near(x, y, POINTER_REACH_X, POINTER_REACH_Y)
        return ("left_hand.wrist",) if is_near else ()
    near = [
        (abs(hand.x - x) + abs(hand.y - y), name)
        for name, x, y in FINGER_PLACES
        if hand.is_near(x, y, POINTER_REACH_X, POINTER_REACH_Y)
    ]
    return ("left_hand." + min(near)[1],) if near else ()
