"""`python -m tests.gestures.make_fixtures MEDIA`: record the small sequences that the tests carry.

Each is a second of one gesture by a moving hand, as the tracker sees it, rounded to what a landmark
is worth.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.gestures.cutout import HANDS_NEED, cut_hands
from tests.gestures.negatives import thinned
from tests.gestures.people import read_person
from tests.gestures.photographs import FACES, THUMB_CLIP, GesturePhoto
from tests.gestures.sequences import draw_scene, render
from tests.gestures.tracked import track

if TYPE_CHECKING:
    from effects.engine.tracker_frame import TrackerFrame

FOLDER = Path(__file__).with_name("fixtures")
FRAMES = 9
DIGITS = 4  # A twentieth of a pixel.
THUMB_SINCE_MS = 5000  # Of THUMB_CLIP: the hand is still there, and found once a picture.
PHOTOS = {
    "open_palm": GesturePhoto("hands/subhih_pic00024.jpg", "open_palm"),
    "back_of_hand": GesturePhoto("hands/mp_left_hands.jpg", "open_palm"),
    "fist": GesturePhoto("hands/subhih_1528664299.56_pic00114.jpg", "fist", is_scene=True),
    "point": GesturePhoto("hands/subhih_996_pic00083.jpg", "point", is_scene=True),
    "thumb_up": GesturePhoto("hands/mp_hand_thumb_up.jpg", "thumb_up"),
}


def main(media: Path) -> None:
    """Write one file a gesture."""
    FOLDER.mkdir(exist_ok=True)
    for number, (name, photo) in enumerate(PHOTOS.items()):
        cutout = cut_hands(photo, media)[-1]
        person = read_person(media / FACES[number])
        seed = next(seed for seed in range(100) if draw_side(seed) == cutout.side)
        scene = draw_scene(seed, person, [cutout], [[photo.gesture]])
        keep(name, photo.gesture, cutout.side, track(render(scene), HANDS_NEED))
    # Of a clip on end: a still picture of it is not taken for a pointing index.
    frames = track(thinned(media / THUMB_CLIP), HANDS_NEED)
    later = [frame for frame in frames if frame["t_ms"] > THUMB_SINCE_MS]
    keep("thumb_toward_camera", "thumb_up", "right", later)


def keep(name: str, gesture: str, side: str, frames: "list[TrackerFrame]") -> None:
    """Write the first frames with a hand to a file."""
    seen = [frame for frame in frames if frame["hands"]][:FRAMES]
    start_ms = seen[0]["t_ms"]
    for frame in seen:
        frame["t_ms"] = round(frame["t_ms"] - start_ms, 1)
        for hand in frame["hands"]:
            hand["points"] = [round(value, DIGITS) for value in hand["points"]]
    path = FOLDER / f"{name}.json"
    kept = {"gesture": gesture, "side": side, "frames": seen}
    path.write_text(json.dumps(kept, separators=(",", ":")) + "\n", "utf-8")
    print(path.name, side, len(seen), path.stat().st_size)


def draw_side(seed: int) -> str:
    """Return the side of the hand in the scene that draw_scene makes of this seed."""
    return "left" if np.random.default_rng(seed).random() < 0.5 else "right"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
