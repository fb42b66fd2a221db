"""Ten minutes in which nobody means to put anything on: talking, waving, scratching the head.

Hands that talk are open, half turned, pointing and, one time in seven, closed; hands that scratch
come up closed from below the picture, as through the tray, and go down again.
"""

from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

import numpy as np

from effects.tracker.clip import open_clip
from effects.tracker.tracker import Picture
from tests.gestures.camera_look import CameraLook, SkinTone
from tests.gestures.cutout import Cutout
from tests.gestures.motion import Path as HandPath
from tests.gestures.motion import Waves
from tests.gestures.photographs import (
    CHILDREN,
    CROWDS,
    FACE_CLIP,
    FACES,
    PALM_CLIP,
    THUMB_CLIP,
    WITHOUT_HANDS,
    cover,
    read_picture,
)
from tests.gestures.sequences import HEIGHT, HZ, WIDTH, HandTrack, Scene, draw_holds, render

PART_S = 10.0
PARTS = ("talking",) * 22 + ("waving",) * 12 + ("scratching",) * 14 + ("still",) * 6 + ("clip",) * 6
TALK = ("open_palm", "open_palm", "open_palm", "point", "open_palm", "open_palm", "fist")


def draw_part(seed: int, kind: str, backdrop: Picture, cutouts: Sequence[Cutout]) -> Scene:
    """Return one part of the ten minutes with a person and their hands; none where it is still."""
    rng = np.random.default_rng(seed)
    tone = SkinTone.drawn(rng)
    sides = ["left", "right"] if rng.random() < 0.5 else ["right", "left"]
    hands = {"talking": 1 + int(rng.random() < 0.6), "waving": 1, "scratching": 1, "still": 0}
    tracks = [draw_hand(rng, kind, side, tone, cutouts) for side in sides[: hands[kind]]]
    reach = 0 if kind == "still" else 16
    sway = (Waves.drawn(rng, 0, reach, 0.1, 0.5), Waves.drawn(rng, 0, reach / 2, 0.1, 0.5))
    return Scene(seed, backdrop, sway, CameraLook.drawn(rng), tracks, PART_S)


def draw_hand(
    rng: np.random.Generator, kind: str, side: str, tone: SkinTone, cutouts: Sequence[Cutout]
) -> HandTrack:
    """Return a hand that talks, waves or scratches for the whole part."""
    apart = 0.2 if side == "left" else -0.2  # Unmirrored: the left hand is on the right.
    palm = Waves.drawn(rng, float(rng.uniform(0.16, 0.24)), 0.04, 0.1, 0.3)
    if kind == "waving":
        x, y = Waves.drawn(rng, 0.5 + apart, 0.08, 1.0, 2.0), Waves.drawn(rng, 0.4, 0.1, 0.1, 0.3)
        turn = Waves.drawn(rng, 0, 28, 1.2, 2.2)
        gestures = ["open_palm"] * 8
    elif kind == "scratching":
        x = Waves(0.5 + apart / 2, np.array([0.05, 0.01]), np.array([0.2, 3.2]), np.zeros(2))
        y = Waves(0.7, np.array([0.45, 0.012]), np.array([0.12, 3.6]), rng.uniform(0, 6, 2))
        turn = Waves.drawn(rng, 0, 15, 0.3, 1.5)
        gestures = [str(rng.choice(["fist", "fist", "open_palm"])) for _ in range(8)]
    else:
        x, y = Waves.drawn(rng, 0.5 + apart, 0.2, 0.2, 0.7), Waves.drawn(rng, 0.75, 0.22, 0.2, 0.8)
        turn = Waves.drawn(rng, 0, 45, 0.2, 0.9)
        gestures = [str(rng.choice(TALK)) for _ in range(8)]
    loose = [cutout for cutout in cutouts if not cutout.is_scene]
    path = HandPath(x, y, palm, turn)
    return HandTrack(side, path, tone, draw_holds(rng, side, loose, gestures))


def negative_parts(
    media: Path, cutouts: Sequence[Cutout], seed: int
) -> Iterator[tuple[str, Iterator[tuple[float, Picture]]]]:
    """Yield each part's kind and its pictures with their times. Raises MediaMissingError."""
    rng = np.random.default_rng(seed)
    people = cycle([*FACES, CHILDREN])
    stills = cycle([*WITHOUT_HANDS, *CROWDS, CHILDREN])
    clips = cycle([PALM_CLIP, THUMB_CLIP, FACE_CLIP])
    for number, kind in enumerate(rng.permutation(PARTS)):
        if kind == "clip":
            yield kind, thinned(media / next(clips))
        else:
            file = next(stills) if kind == "still" else next(people)
            backdrop = cover(read_picture(media / file), WIDTH, HEIGHT)
            scene = draw_part(seed + number, str(kind), backdrop, cutouts)
            yield str(kind), render(scene)


def thinned(clip: Path) -> Iterator[tuple[float, Picture]]:
    """Yield a clip over and over for a part's time, at most HZ pictures a second."""
    due_s = 0.0
    for t_s, picture in open_clip(clip, PART_S):
        if t_s >= due_s - 0.001:
            due_s += 1 / HZ
            yield t_s, picture
