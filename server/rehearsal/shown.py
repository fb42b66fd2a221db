"""What a play shows by name: words and pictures, which the effect must have.

Runs in the enclosed process; reads nodes, changes nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from effects.engine.effect import Effect
    from effects.engine.stage import Node

DRAWN = ("backdrop", "camera", "sprite", "line")  # Kinds whose image is a picture of art/.


class ShownNames:
    """Gathers, tick by tick, keys of texts, pictures of art/ and models of models/."""

    def __init__(self) -> None:
        self.texts: set[str] = set()
        self.art: set[str] = set()
        self.models: set[str] = set()

    def see(self, effect: "Effect", nodes: "list[Node]") -> None:
        """Take what is shown after one tick."""
        if effect.hint:
            self.texts.add(f"hint.{effect.hint}")
        if effect.line and not effect.line.startswith("story."):  # Stories have texts of their own.
            self.texts.add(effect.line)
        self.texts.update(f"action.{word}" for word in effect.offered)
        for node in nodes:
            if node.text:
                self.texts.add(node.text)
            if node.image and node.kind in DRAWN:
                self.art.add(node.image)
            if node.kind == "model":
                self.models.add(node.image)

    def told(self) -> dict[str, list[str]]:
        """Return the names, in order, by where they should be: texts, art, models."""
        return {
            "texts": sorted(self.texts),
            "art": sorted(self.art),
            "models": sorted(self.models),
        }
