"""Write every drawing as an SVG file where it is used: `python assets/art/draw.py`."""

from collections.abc import Iterator
from pathlib import Path

import bowls
import cat
import dark_dishes
import dishes
import dog
import icons
import jewelry_card
import jewelry_figure
import jewelry_hints
import jewelry_pieces
import jewelry_portrait
import jewelry_room
import pages
import small
import stall
import street
import window

DODGE_FOOD = "effects/dodge_food/art"
JEWELRY = "effects/heritage_jewelry"
PAGES = "web/src/art"


def drawings() -> Iterator[tuple[str, str]]:
    """Yield path, from the root of the repository, and text of every file that is drawn."""
    for module in (dog, cat, dishes, dark_dishes, bowls, small, stall, street, window):
        for sheet in module.sheets():
            yield f"{DODGE_FOOD}/{sheet.name}.svg", sheet.markup()
    for module in (jewelry_figure, jewelry_room, jewelry_pieces, jewelry_hints, jewelry_portrait):
        for sheet in module.sheets():
            yield f"{JEWELRY}/art/{sheet.name}.svg", sheet.markup()
    yield f"{JEWELRY}/figure.json", jewelry_figure.landmarks()
    for sheet in (*pages.sheets(), *jewelry_card.sheets()):
        yield f"{PAGES}/{sheet.name}.svg", sheet.markup()
    for name, path in icons.ICONS.items():
        yield f"{PAGES}/{name}.svg", icons.markup(path)


def main() -> None:
    """Draw and save; existing files of the same name are replaced."""
    root = Path(__file__).resolve().parents[2]
    for path, text in drawings():
        (root / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
