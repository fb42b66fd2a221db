"""An ornament with its place on the cloth: lying there, carried by a hand, or worn.

On the cloth and in the hand it is a drawing; worn, it is silver in the light of the room.
"""

from effects.engine import Node, Stage
from effects.heritage_jewelry.holding import Hand

SLOT_SIZE, LIT_SLOT_SIZE = 130, 190
SIZE, LIT_SIZE, CARRIED_SIZE = 96, 140, 150
LOW_Y, LIT_Y = 915, 815  # The one that is to be taken lies nearer, where hands can be seen.
SLOT_LAYER, DRAWING_LAYER, WORN_LAYER = 25, 45, 22
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
        role = "ornament:" + name
        self._slot = stage.sprite(
            "slot", view, role="tray:" + name, x=x, y=LOW_Y, w=SLOT_SIZE, layer=SLOT_LAYER
        )
        self._drawing = stage.sprite("ornament_" + name, view, role=role, layer=DRAWING_LAYER)
        self._models = [
            stage.model(name, view, role=role, layer=WORN_LAYER, is_visible=False)
            for _ in range(2 if part == "ears" else 1)
        ]
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
        if not self.is_worn and self._drawing.anchor == "":
            self.lie()

    def lie(self) -> None:
        """Lie on the cloth."""
        self._take_off()
        self._drawing.anchor = ""
        self._drawing.x, self._drawing.y = self.x, self.y
        self._drawing.w = LIT_SIZE if self._is_lit else SIZE
        self._drawing.motion = "pulse" if self._is_lit else ""

    def carry(self, side: str) -> None:
        """Hang in the grip of a hand."""
        self._take_off()
        self._drawing.anchor = side + "_hand.grip"
        self._drawing.w = CARRIED_SIZE
        self._drawing.motion = ""

    def wear(self, anchors: "tuple[str, ...]") -> None:
        """Sit on the visitor, in its natural size, at one place or two."""
        self.is_worn = True
        self.side = anchors[0].split("_hand.")[0] if "_hand." in anchors[0] else ""
        self._drawing.is_visible = False
        self._drawing.anchor = ""
        for model, anchor in zip(self._models, anchors):
            model.anchor = anchor
            model.is_visible = True

    def clear_place(self) -> None:
        """Take its place off the cloth: nothing is to be laid back any more."""
        self._slot.is_visible = False

    def _take_off(self) -> None:
        self.is_worn = False
        self.side = ""
        self._drawing.is_visible = True
        for model in self._models:
            model.anchor = ""
            model.is_visible = False
