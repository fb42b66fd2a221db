"""The drawings: what is committed is what the scripts draw, and the figure fits its landmarks."""

import subprocess
import sys
from pathlib import Path

from effects.age_booth.ages import AGES
from effects.engine.landmarks import FACE_LANDMARKS, HAND_LANDMARKS
from effects.manifest import Figure

ROOT = Path(__file__).resolve().parents[1]
BOOTH = ROOT / "effects" / "age_booth" / "art"
JEWELRY = ROOT / "effects" / "heritage_jewelry"
LIST_CHANGED = """
import sys
sys.path.insert(0, "assets/art")
import draw
for path, text in draw.drawings():
    if not path.is_file() or path.read_text("utf-8") != text:
        print(path)
"""


def test_the_scripts_draw_the_committed_files() -> None:
    command = [sys.executable, "-c", LIST_CHANGED]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == [], "run python assets/art/draw.py"


def test_every_age_has_its_portrait() -> None:
    """Opaque and of one size, so that one fades into the next."""
    drawn = {path.stem: path.read_text("utf-8") for path in BOOTH.glob("figure_*.svg")}
    assert set(drawn) == {"figure_lids", *(f"figure_{age}" for age in AGES)}
    assert all('width="960" height="1200"' in text for text in drawn.values())


def test_the_figure_raises_its_left_hand_beside_its_head() -> None:
    figure = Figure.model_validate_json((JEWELRY / "figure.json").read_bytes())
    (hand,), (face,) = figure.hands, figure.faces
    assert hand.side == "left"
    assert len(hand.points) == 3 * len(HAND_LANDMARKS)
    names = [name for name, _ in FACE_LANDMARKS]
    place = {name: face.points[3 * n : 3 * n + 2] for n, name in enumerate(names)}
    # Unmirrored, the figure's own left is on the right.
    assert place["user_left_cheek"][0] > place["user_right_cheek"][0]
    assert min(hand.points[0::3]) > place["user_left_ear_lobe"][0]
    assert place["forehead"][1] < place["nose_tip"][1] < place["chin"][1]
    # Everything that is adorned is seen on a tall screen too, which crops the sides.
    adorned = [*hand.points[0::3], place["user_right_ear_lobe"][0]]
    assert min(adorned) > 0.2
    assert max(adorned) < 0.8
