"""Draw the pictures that links show in chats: `python assets/art/previews.py`.

1200 x 630, without words of any language but the name. Needs Debian's chromium and Pillow.
"""

import io
import tempfile
from pathlib import Path

import draw
from contact_sheet import photograph
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
DODGE_FOOD = ROOT / draw.DODGE_FOOD
PAGES = ROOT / draw.PAGES
TARGET = ROOT / "web" / "public" / "previews"
FONT = ROOT / "assets" / "fonts" / "noto-sans-sc.woff2"
WIDTH_PX, HEIGHT_PX = 1200, 630
BYTES_MAX = 120_000
COLOURS_MAX = 256

# Where the parts of the dog sit, in body widths (effects/dodge_food/art/README.md).
DOG = (
    ("tail", 0.2, 0.34),
    ("body", 0, 0),
    ("ear_left", -0.2, -0.42),
    ("ear_right", 0.2, -0.42),
    ("head", 0, -0.2),
    ("eyes_happy", 0, -0.2),
    ("mouth_happy", 0, -0.2),
)
# Dish, middle, width and turn in degrees; the clean ones fall toward the bowl.
DISHES = (
    ("rice", 600, 72, 128, -8),
    ("fish", 440, 168, 146, 10),
    ("egg", 762, 176, 116, 8),
    ("nail_sausage", 316, 74, 132, -18),
    ("onion", 884, 70, 112, 14),
)


STYLE = f"""<style>
@font-face {{ font-family: Noto; src: url("{FONT.as_uri()}"); font-weight: 400 900 }}
body {{ margin: 0; width: {WIDTH_PX}px; height: {HEIGHT_PX}px; overflow: hidden; position: relative;
  font-family: Noto; background: #1c2a50 }}
img {{ position: absolute; transform: translate(-50%, -50%) rotate(var(--turn, 0deg)) }}
.name {{ position: absolute; left: 44px; bottom: 40px; display: flex;
  align-items: center; gap: 14px; padding: 10px 30px 12px 16px; color: #1d2433; background: #fff5e4;
  font-size: 46px; font-weight: 800; border-radius: 22px 19px 24px 18px / 19px 23px 18px 24px;
  box-shadow: 0 2px 3px rgb(12 16 32 / 30%), 0 14px 26px -10px rgb(12 16 32 / 60%) }}
.roof {{ left: auto; right: 20px; bottom: auto; top: 100px; font-size: 36px }}
.right {{ left: auto; right: 44px }}
.middle {{ left: 50%; bottom: 52px; transform: translateX(-50%); font-size: 40px }}
.dusk {{ position: absolute; inset: 0; background: rgb(20 31 61 / 45%) }}
.print img {{ border: 14px solid #fff5e4; border-radius: 26px 22px 28px 21px;
  box-shadow: 0 3px 4px rgb(12 16 32 / 40%), 0 26px 40px -12px rgb(12 16 32 / 80%) }}
.name img {{ position: static; transform: none; width: 66px }}
</style>"""


def picture(path: Path, x: float, y: float, width: float, turn: float = 0) -> str:
    """Return the HTML of a drawing with its middle at (x, y)."""
    style = f"left:{x}px;top:{y}px;width:{width}px;--turn:{turn}deg"
    return f'<img src="{path.as_uri()}" style="{style}">'


def name_tag(place: str = "") -> str:
    """Return the site's name on a slip of paper, in the lower left corner or elsewhere."""
    logo = (PAGES / "logo.svg").as_uri()
    return f'<div class="name {place}"><img src="{logo}">Kindlens</div>'


def dodge_food() -> str:
    """The stall on its street, dishes falling, the dark ones passing by."""
    x, y, stall = 600, 388, 480
    body = stall * 0.5

    def art(name: str, at_x: float, at_y: float, width: float, turn: float = 0) -> str:
        return picture(DODGE_FOOD / f"{name}.svg", at_x, at_y, width, turn)

    parts = [art(name, 600, -70, 1600) for name in ("page_far", "page_near")]
    parts.append(art("stall", x, y, stall))
    parts += [
        art(f"dog_{name}", x + right * body, y - stall * 0.05 + down * body, body)
        for name, right, down in DOG
    ]
    parts.append(art("stall_front", x, y, stall))
    parts += [
        art("stall_wheel", x + side * 0.28 * stall, y + 0.34 * stall, 0.24 * stall)
        for side in (-1, 1)
    ]
    parts.append(art("progress_4", x, y + stall * 0.04, stall * 0.3))
    parts += [art(*dish) for dish in DISHES]
    return "".join(parts) + name_tag()


def home() -> str:
    """The home page's scene, wide."""
    return picture(PAGES / "hero.svg", 600, 300, 1210) + name_tag("roof")


def heritage_jewelry() -> str:
    """Silver on batik."""
    return picture(PAGES / "task_heritage.svg", 600, 315, 1200) + name_tag()


def age_booth() -> str:
    """One life in three frames."""
    return picture(PAGES / "task_heart.svg", 600, 330, 1200) + name_tag("right")


def impact() -> str:
    """The three causes as prints, side by side under the lanterns."""
    street = "".join(
        picture(DODGE_FOOD / f"{name}.svg", 600, -70, 1600) for name in ("page_far", "page_near")
    )
    prints = "".join(
        f'<div class="print">{picture(PAGES / f"task_{name}.svg", x, y, 352, turn)}</div>'
        for name, x, y, turn in (
            ("stray", 218, 292, -4),
            ("heart", 982, 292, 4),
            ("heritage", 600, 332, -1),
        )
    )
    return f'{street}<div class="dusk"></div>{prints}' + name_tag("middle")


def save(body: str, path: Path) -> None:
    """Photograph a scene and keep it in as few colours as look the same."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        photograph(STYLE + body, shot, WIDTH_PX, HEIGHT_PX)
        image = Image.open(shot).convert("RGB").crop((0, 0, WIDTH_PX, HEIGHT_PX))
    for colours in range(COLOURS_MAX, 0, -16):
        small = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if small.tell() <= BYTES_MAX:
            path.write_bytes(small.getvalue())
            return
    raise SystemExit(f"{path.name}: got more than {BYTES_MAX} bytes; to do: draw it simpler")


def main() -> None:
    """Draw and save all previews."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for scene in (home, dodge_food, heritage_jewelry, age_booth, impact):
        save(scene(), TARGET / f"{scene.__name__}.png")


if __name__ == "__main__":
    main()
