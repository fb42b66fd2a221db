"""Photograph the drawings for the eye: `python assets/art/contact_sheet.py <folder>`.

Writes `parts.png` (every drawing, the dishes also in grey, for a deuteranope and at 48 px) and
one `scene_<width>x<height>.png` for each kind of screen. Needs Debian's chromium.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from draw import DODGE_FOOD, PAGES

CLEAN = ("fish", "meat", "kibble", "water", "egg", "rice", "pumpkin", "chicken")
DARK = ("mouldy_bread", "nail_sausage", "bark", "bottled_sewage", "chocolate", "onion")
SCREENS = ((390, 844), (1280, 800), (1080, 1920))

# Machado et al. 2009, deuteranopia, severity 1.
DEUTERANOPIA = ".367 .861 -.228 0 0 .280 .673 .047 0 0 -.012 .043 .969 0 0 0 0 0 1 0"

# The places of effects/dodge_food/art/README.md, as a page that puts them together.
SCENE = """
const PLACES = {
  dog: {tail: [.2, .34], body: [0, 0], ear_left: [-.2, -.42], ear_right: [.2, -.42],
        head: [0, -.2]},
  cat: {tail: [.17, .36], body: [0, 0], ear_left: [-.19, -.4], ear_right: [.19, -.4],
        head: [0, -.19]},
};
const put = (name, x, y, width) => {
  const image = new Image();
  image.src = `${ART}/${name}.svg`;
  image.style.cssText = `position:absolute;left:${x}px;top:${y}px;width:${width}px;` +
    "transform:translate(-50%,-50%)";
  document.body.append(image);
};
const cover = Math.max(W / 1600, H / 1600);
const field = Math.min(W, 1.15 * H), unit = Math.min(field, .75 * H) / 1000;
for (const name of ["page_far", "page_near"]) put(name, W / 2, H - 800 * cover, 1600 * cover);
const frame = (W < H ? 860 : 700) * unit;
put("window_scene", W / 2, .29 * H, frame * .88);
put("window_frame", W / 2, .29 * H, frame);
[["fish", 300, 520], ["nail_sausage", 640, 560], ["rice", 480, 640], ["onion", 720, 700],
 ["bottled_sewage", 250, 720]].forEach(([name, x, y]) =>
  put(name, W / 2 + (x - 500) / 1000 * field, y / 1000 * H, 120 * unit));
const stall = 480 * unit, x = W / 2, y = .865 * H, body = stall * .5;
put("stall", x, y, stall);
const at = (part, name) => put(`${WHO}_${name ?? part}`, x + PLACES[WHO][part][0] * body,
  y - stall * .05 + PLACES[WHO][part][1] * body, body);
["tail", "body", "ear_left", "ear_right", "head"].forEach((part) => at(part));
at("head", "eyes_open"); at("head", "mouth_happy");
put("stall_front", x, y, stall);
for (const side of [-1, 1])
  put("stall_wheel", x + side * .28 * stall, y + .34 * stall, .24 * stall);
put("progress_4", x, y + stall * .04, stall * .3);
"""


def rows(folder: Path, names: tuple[str, ...], width: int, style: str = "") -> str:
    """Return the HTML of one row of drawings, each `width` px wide."""
    images = "".join(
        f'<img src="{(folder / name).as_uri()}.svg" width="{width}" style="margin:4px">'
        for name in names
    )
    return f'<div style="{style}">{images}</div>'


def parts_page() -> str:
    """Return a page with every drawing."""
    effect = tuple(sorted(path.stem for path in DODGE_FOOD.glob("*.svg")))
    pages = tuple(sorted(path.stem for path in PAGES.glob("*.svg")))
    dishes = CLEAN + DARK
    return (
        '<body style="margin:0;background:#5d6a84">'
        f'<svg width="0" height="0"><filter id="deuteranope"><feColorMatrix '
        f'values="{DEUTERANOPIA}"/></filter></svg>'
        + rows(DODGE_FOOD, CLEAN, 140)
        + rows(DODGE_FOOD, DARK, 140)
        + rows(DODGE_FOOD, dishes, 70, "filter:grayscale(1)")
        + rows(DODGE_FOOD, dishes, 70, "filter:url(#deuteranope)")
        + rows(DODGE_FOOD, dishes, 48)
        + rows(DODGE_FOOD, effect, 130)
        + rows(PAGES, pages, 130, "background:#fff5e4")
    )


def photograph(html: str, picture: Path, width: int, height: int) -> None:
    """Save what chromium shows of the page; raises CalledProcessError if it cannot.

    The picture is the page alone: nothing here may depend on innerWidth or innerHeight, which a
    headless window reports smaller than asked.
    """
    browser = shutil.which("chromium")
    if browser is None:
        sys.exit("got: no chromium; expected: Debian's; todo: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f'<!doctype html><meta charset="utf-8">{html}', encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
        options += ("--disable-background-networking", "--disable-component-update")
        options += (f"--user-data-dir={folder}/profile", f"--window-size={width},{height}")
        subprocess.run(
            (browser, *options, f"--screenshot={picture}", page.as_uri()),
            check=True,
            capture_output=True,
        )


def main(folder: Path) -> None:
    """Photograph parts and scenes into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    photograph(parts_page(), folder / "parts.png", 1260, 2200)
    for (width, height), who in zip(SCREENS, ("dog", "dog", "cat"), strict=True):
        names = {"ART": DODGE_FOOD.as_uri(), "WHO": who, "W": width, "H": height}
        script = "".join(f"const {name} = {json.dumps(names[name])};" for name in names) + SCENE
        page = f'<body style="margin:0;overflow:hidden"><script>{script}</script>'
        photograph(page, folder / f"scene_{width}x{height}.png", width, height)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
