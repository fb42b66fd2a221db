"""Write every drawing as an SVG file where it is used: `python assets/art/draw.py`."""

from collections.abc import Iterator
from pathlib import Path

import birthday
import booth_card
import booth_hints
import booth_life
import booth_pace
import booth_props
import booth_room
import bowls
import cat
import dark_dishes
import dishes
import dog
import embroidery
import icons
import jewelry_card
import jewelry_figure
import jewelry_hints
import jewelry_pieces
import jewelry_portrait
import jewelry_room
import lantern_river
import pages
import small
import stall
import street
import window

ROOT = Path(__file__).resolve().parents[2]
DODGE_FOOD = ROOT / "effects" / "dodge_food" / "art"
JEWELRY = ROOT / "effects" / "heritage_jewelry"
AGE_BOOTH = ROOT / "effects" / "age_booth" / "art"
EXAMPLES = ROOT / "effects" / "examples"
PAGES = ROOT / "web" / "src" / "art"
EXAMPLE_MODULES = (("lanterns", lantern_river), ("candles", birthday), ("air_wish", embroidery))


def drawings() -> Iterator[tuple[Path, str]]:
    """Yield path and text of every file that is drawn."""
    for module in (dog, cat, dishes, dark_dishes, bowls, small, stall, street, window):
        for sheet in module.sheets():
            yield DODGE_FOOD / f"{sheet.name}.svg", sheet.markup()
    for module in (jewelry_figure, jewelry_room, jewelry_pieces, jewelry_hints, jewelry_portrait):
        for sheet in module.sheets():
            yield JEWELRY / "art" / f"{sheet.name}.svg", sheet.markup()
    yield JEWELRY / "figure.json", jewelry_figure.landmarks()
    for module in (booth_life, booth_room, booth_props, booth_hints, booth_pace):
        for sheet in module.sheets():
            yield AGE_BOOTH / f"{sheet.name}.svg", sheet.markup()
    for effect, module in EXAMPLE_MODULES:
        for sheet in module.sheets():
            yield EXAMPLES / effect / effect / "art" / f"{sheet.name}.svg", sheet.markup()
    for sheet in (*pages.sheets(), *jewelry_card.sheets(), *booth_card.sheets()):
        yield PAGES / f"{sheet.name}.svg", sheet.markup()
    for name, path in icons.ICONS.items():
        yield PAGES / f"{name}.svg", icons.markup(path)


def main() -> None:
    """Draw and save; existing files of the same name are replaced."""
    for path, text in drawings():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
