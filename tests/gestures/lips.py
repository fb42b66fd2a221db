"""How surely a blow is told from lips at rest: python -m tests.gestures.lips MEDIA

MEDIA: a folder with faces/ and video/ (photographs.py names the files). The pictures go through
the real tracker, the engine's signals and its Blow, 10 pictures a second.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from effects.engine import Blow
from effects.engine.signals import TICK_HZ, SignalReader, needs, with_always
from effects.engine.tracker_frame import CHIN, FOREHEAD
from effects.tracker.clip import by_tick, read_clip
from effects.tracker.tracker import Picture, Tracker
from tests.gestures.intervals import poisson_95, wilson_95
from tests.gestures.motion import Waves
from tests.gestures.photographs import FACE_CLIP, FACES, PALM_CLIP, THUMB_CLIP
from tests.gestures.pursed_lips import purse

if TYPE_CHECKING:
    from effects.engine.tracker_frame import Face, TrackerFrame

SIGNALS = ("mouth_pucker_permille",)
WIDTH, HEIGHT = 640, 480
FACE_SHARE = 0.4  # Of the picture's height, forehead to chin.
PICTURES_HZ = 10
REST_S, RISE_S, BLOW_S = 3.0, 0.3, 1.0
BLOWS = 3
# How far the mouth is drawn together, from a small blow to a large one.
SHARES = (0.9, 1.0, 1.15)
TOOTHY_SMILE = 0.5  # A mouth that shows its teeth draws together to teeth: no blow.


def seated(photo: Picture, face: "Face") -> Picture:
    """Return a camera picture of that face, in its size and place."""
    top, bottom = face["points"][FOREHEAD + 1], face["points"][CHIN + 1]
    scale = FACE_SHARE * HEIGHT / max(1e-6, (bottom - top) * photo.shape[0])
    middle = np.array(face["points"][0:2]) * (photo.shape[1], photo.shape[0])
    move = np.array(
        [
            [scale, 0, WIDTH / 2 - scale * middle[0]],
            [0, scale, HEIGHT / 2 - scale * middle[1]],
        ]
    )
    moved = cv2.warpAffine(
        photo, move, (WIDTH, HEIGHT), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    return moved.astype(np.uint8)


def swayed(picture: Picture, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Yield how the head sways, a move a picture."""
    across, down = (Waves.drawn(rng, 0, 12, 0.1, 0.7) for _ in range(2))
    turn, nearer = Waves.drawn(rng, 0, 4, 0.1, 0.5), Waves.drawn(rng, 1, 0.04, 0.1, 0.4)
    number = 0
    while True:
        t_s = number / PICTURES_HZ
        move = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), turn.at(t_s), nearer.at(t_s))
        yield move + np.array([[0, 0, across.at(t_s)], [0, 0, down.at(t_s)]])
        number += 1


def shares_of_mouth(share: float) -> Iterator[float]:
    """Yield how far the lips are pursed, a picture each: rest, blow and rest, in turn."""
    for _ in range(BLOWS):
        yield from [0.0] * round(REST_S * PICTURES_HZ)
        rise = round(RISE_S * PICTURES_HZ)
        yield from [share * (step + 1) / rise for step in range(rise)]
        yield from [share] * round(BLOW_S * PICTURES_HZ)
    yield from [0.0] * round(REST_S * PICTURES_HZ)


class Watcher:
    """Tells in each tick whether the face of the pictures so far blows."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._reader = SignalReader(with_always(SIGNALS))
        self._blow = Blow()
        self.pucker = 0

    def look(self, picture: Picture | None, t_s: float) -> bool:
        """Take a tick, with a new picture or none."""
        frame: TrackerFrame | None = None
        if picture is not None:
            frame = self._tracker.track(picture, t_s * 1000)
        row = self._reader.read_frame(frame, is_pressed=False)
        self.pucker = row[2]
        return bool(row[0]) and self._blow.next(self.pucker)


def found_face(picture: Picture) -> "Face | None":
    """Return the face of a picture."""
    with Tracker(needs(("smile_permille", "mouth_pucker_permille"))) as tracker:
        faces = tracker.track(picture, 0)["faces"]
    return faces[0] if faces else None


def blows_told(picture: Picture, face: "Face", share: float, seed: int) -> tuple[int, int, float]:
    """Return how many blows were told, how many at rest, and how many seconds it rested."""
    rng = np.random.default_rng(seed)
    moves = swayed(picture, rng)
    told = [False] * BLOWS
    wrong, rest_ticks, was_on = 0, 0, False
    at = -1
    before = 0.0
    with Tracker(needs(SIGNALS)) as tracker:
        watcher = Watcher(tracker)
        for number, now in enumerate(shares_of_mouth(share)):
            if now > 0 and before == 0:
                at += 1
            before = now
            move = next(moves)
            mouth = purse(picture, face, now) if now else picture
            shown = cv2.warpAffine(mouth, move, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
            for tick in range(TICK_HZ // PICTURES_HZ):
                t_s = number / PICTURES_HZ
                is_on = watcher.look(shown.astype(np.uint8) if tick == 0 else None, t_s)
                if now:
                    told[at] = told[at] or is_on
                else:
                    rest_ticks += 1
                    # What was begun may end in the tenths of a second after.
                    wrong += is_on and not was_on
                was_on = is_on
    return sum(told), wrong, rest_ticks / TICK_HZ


def rests_of_clip(path: Path) -> tuple[int, float, int]:
    """Return how often a blow was told in a clip without one, its seconds, its largest signal."""
    wrong, ticks, largest, was_on = 0, 0, 0, False
    with Tracker(needs(SIGNALS)) as tracker:
        watcher = Watcher(tracker)
        for timed in by_tick(read_clip(path)):
            is_on = watcher.look(None if timed is None else timed[1], ticks / TICK_HZ)
            wrong += is_on and not was_on
            was_on = is_on
            largest = max(largest, watcher.pucker)
            ticks += 1
    return wrong, ticks / TICK_HZ, largest


def main() -> None:
    """Print what was told of every face, then the sums."""
    media = Path(sys.argv[1])
    told = trials = wrong = 0
    rest_s = 0.0
    for seed, name in enumerate(FACES):
        photo = cv2.imread(str(media / name))
        assert photo is not None, f"got no picture {name}"
        found = found_face(photo.astype(np.uint8))
        picture = None if found is None else seated(photo.astype(np.uint8), found)
        face = None if picture is None else found_face(picture)
        if picture is None or face is None:
            print(f"{name:34} no face")
            continue
        smile = sum(face["blendshapes"][1:3]) / 2
        is_toothy = smile > TOOTHY_SMILE
        words = [f"{name:34} smile {smile:.2f}{' (left out)' if is_toothy else ''}"]
        for share in SHARES:
            hits, mistakes, seconds = blows_told(picture, face, share, seed)
            words.append(f"{share}: {hits} of {BLOWS}, {mistakes} at rest")
            wrong, rest_s = wrong + mistakes, rest_s + seconds
            if not is_toothy:
                told, trials = told + hits, trials + BLOWS
        print("  ".join(words), flush=True)
    low, high = wilson_95(told, trials)
    print(f"told {told} of {trials} ({low:.3f}..{high:.3f})")
    for clip in (PALM_CLIP, THUMB_CLIP, FACE_CLIP):
        mistakes, seconds, largest = rests_of_clip(media / clip)
        wrong, rest_s = wrong + mistakes, rest_s + seconds
        print(f"{clip:46} {mistakes} in {seconds:.0f} s, largest {largest}")
    low, high = (bound * 60 / rest_s for bound in poisson_95(wrong))
    print(f"at rest {wrong} in {rest_s / 60:.1f} minutes, {low:.2f}..{high:.2f} a minute")


if __name__ == "__main__":
    main()
