"""Write every drawing as an SVG file where it is used: `python assets/art/draw.py`."""

from pathlib import Path

import bowls
import cat
import dark_dishes
import dishes
import dog
import icons
import pages
import small
import stall
import street
import window

ROOT = Path(__file__).resolve().parents[2]
DODGE_FOOD = ROOT / "effects" / "dodge_food" / "art"
PAGES = ROOT / "web" / "src" / "art"


def main() -> None:
    """Draw and save; existing files of the same name are replaced."""
    for module in (dog, cat, dishes, dark_dishes, bowls, small, stall, street, window):
        for sheet in module.sheets():
            (DODGE_FOOD / f"{sheet.name}.svg").write_text(sheet.markup(), encoding="utf-8")
    for sheet in pages.sheets():
        (PAGES / f"{sheet.name}.svg").write_text(sheet.markup(), encoding="utf-8")
    for name, path in icons.ICONS.items():
        (PAGES / f"{name}.svg").write_text(icons.markup(path), encoding="utf-8")


if __name__ == "__main__":
    main()
