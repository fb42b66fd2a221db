"""An ornament with its place on the cloth: lying there, carried by a hand, or worn."""

from effects.engine import Node, Stage
from effects.heritage_jewelry.holding import Hand

SLOT_SIZE, LIT_SLOT_SIZE = 130, 190
SIZE, LIT_SIZE, CARRIED_SIZE = 96, 150, 130
LOW_Y, LIT_Y = 915, 815  # The one that is to be taken lies nearer, where hands can be seen.
SLOT_LAYER, MODEL_LAYER = 25, 40
REACH_X, REACH_Y = 105, 135  # A hand over it, in permille of the picture.


class Ornament:
    """One of the three. name: its model; x: its place on the cloth; part: where it is worn."""

    def __init__(self, stage: Stage, view: Node, name: str, part: str, x: int) -> None:
        self.name = name
        self.part = part
        self.x = x
        self.is_worn = False
        self.side = ""  # Which hand wears it; "" for the ears.
        self._is_lit = False
        self._stage = stage
        self._slot = stage.sprite(
            "slot", view, role="tray:" + name, x=x, y=LOW_Y, w=SLOT_SIZE, layer=SLOT_LAYER
        )
        self.node = stage.model(name, view, role="ornament:" + name, layer=MODEL_LAYER)
        self._twin = stage.model(
            name, view, role="ornament:" + name, layer=MODEL_LAYER, is_visible=False
        )
        self.lie()

    @property
    def y(self) -> int:
        """Its place's height in permille of the picture."""
        return LIT_Y if self._is_lit else LOW_Y

    def is_under(self, hand: Hand) -> bool:
        """Return whether a hand is over its place on the cloth."""
        return hand.is_near(self.x, self.y, REACH_X, REACH_Y)

    def light(self, is_lit: bool) -> None:
        """Let its place come nearer, or lie back."""
        self._is_lit = is_lit
        self._slot.image = "slot_lit" if is_lit else "slot"
        self._slot.w = LIT_SLOT_SIZE if is_lit else SLOT_SIZE
        self._slot.y = self.y
        if not self.is_worn and self.node.anchor == "":
            self.lie()

    def lie(self) -> None:
        """Lie on the cloth."""
        self.is_worn = False
        self.node.anchor = ""
        self.node.x, self.node.y = self.x, self.y
        self.node.w = LIT_SIZE if self._is_lit else SIZE
        self.node.motion = "spin" if self._is_lit else "sway"
        self._twin.is_visible = False

    def carry(self, side: str) -> None:
        """Hang in the grip of a hand."""
        self.is_worn = False
        self.node.anchor = side + "_hand.grip"
        self.node.w = CARRIED_SIZE
        self.node.motion = ""
        self._twin.is_visible = False

    def wear(self, anchors: "tuple[str, ...]") -> None:
        """Sit on the visitor, in its natural size, at one place or two."""
        self.is_worn = True
        self.node.w = self._twin.w = 0
        self.node.motion = self._twin.motion = ""
        self.node.anchor = anchors[0]
        self.side = anchors[0].split("_hand.")[0] if "_hand." in anchors[0] else ""
        if len(anchors) > 1:
            self._twin.anchor = anchors[1]
            self._twin.is_visible = True
