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
from tests.gestures.camera_look import CameraLook, drawn_skin
from tests.gestures.cutout import Cutout
from tests.gestures.motion import Path as HandPath
from tests.gestures.motion import Waves
from tests.gestures.people import HEIGHT, WIDTH, Person, read_person
from tests.gestures.photographs import (
    CHILDREN,
    CROWDS,
    FACE_CLIP,
    PALM_CLIP,
    THUMB_CLIP,
    WELL_LIT,
    WITHOUT_HANDS,
    cover,
    read_picture,
)
from tests.gestures.sequences import (
    HZ,
    NEARER,
    PALM_OF_FACE,
    HandTrack,
    Scene,
    draw_holds,
    render,
)
from tests.gestures.sleeve import Sleeve

PART_S = 10.0
PARTS = ("talking",) * 22 + ("waving",) * 12 + ("scratching",) * 14 + ("still",) * 6 + ("clip",) * 6
SHOWN = {
    "talking": ("open_palm", "open_palm", "open_palm", "point", "open_palm", "open_palm", "fist"),
    "waving": ("open_palm",),
    "scratching": ("fist", "fist", "open_palm"),
}
GESTURES = 8
CLIPS = (PALM_CLIP, THUMB_CLIP, FACE_CLIP)


def draw_part(seed: int, kind: str, person: Person, cutouts: Sequence[Cutout]) -> Scene:
    """Return one part of the ten minutes with a person and their hands."""
    rng = np.random.default_rng(seed)
    sides = ["left", "right"] if rng.random() < 0.5 else ["right", "left"]
    skin, sleeve = drawn_skin(rng, person.skin), Sleeve.drawn(rng)
    count = 1 + int(kind == "talking" and rng.random() < 0.6)
    tracks = [
        HandTrack(
            side,
            draw_path(rng, kind, side, person.face),
            skin,
            sleeve,
            draw_holds(rng, side, cutouts, draw_gestures(rng, kind)),
        )
        for side in sides[:count]
    ]
    sway = (Waves.drawn(rng, 0, 16, 0.1, 0.5), Waves.drawn(rng, 0, 8, 0.1, 0.5))
    return Scene(seed, person.picture, sway, CameraLook.drawn(rng), tracks, PART_S)


def draw_path(rng: np.random.Generator, kind: str, side: str, face: float) -> HandPath:
    """Return how a hand talks, waves or scratches; face: its owner's, in picture heights."""
    apart = 0.2 if side == "left" else -0.2  # Unmirrored: the left hand is on the right.
    middle = face * float(rng.uniform(*PALM_OF_FACE))
    palm = Waves.drawn(rng, middle, NEARER * middle, 0.1, 0.3)
    if kind == "waving":
        x, y = Waves.drawn(rng, 0.5 + apart, 0.08, 1.0, 2.0), Waves.drawn(rng, 0.4, 0.1, 0.1, 0.3)
        turn = Waves.drawn(rng, 0, 28, 1.2, 2.2)
    elif kind == "scratching":
        x = Waves(0.5 + apart / 2, np.array([0.05, 0.01]), np.array([0.2, 3.2]), np.zeros(2))
        y = Waves(0.7, np.array([0.45, 0.012]), np.array([0.12, 3.6]), rng.uniform(0, 6, 2))
        turn = Waves.drawn(rng, 0, 15, 0.3, 1.5)
    else:
        x, y = Waves.drawn(rng, 0.5 + apart, 0.2, 0.2, 0.7), Waves.drawn(rng, 0.75, 0.22, 0.2, 0.8)
        turn = Waves.drawn(rng, 0, 45, 0.2, 0.9)
    return HandPath(x, y, palm, turn)


def draw_gestures(rng: np.random.Generator, kind: str) -> list[str]:
    """Return what a hand shows one after the other, for longer than a part lasts."""
    return [str(gesture) for gesture in rng.choice(SHOWN[kind], GESTURES)]


def negative_parts(
    media: Path, cutouts: Sequence[Cutout], seed: int, shown_clips: Sequence[str] = CLIPS
) -> Iterator[tuple[str, Iterator[tuple[float, Picture]]]]:
    """Yield each part's kind and its pictures with their times. Raises MediaMissingError.

    shown_clips: those in which nobody means what is counted.
    """
    rng = np.random.default_rng(seed)
    people = cycle([*WELL_LIT, CHILDREN])
    stills = cycle([*WITHOUT_HANDS, *CROWDS, CHILDREN])
    clips = cycle(shown_clips)
    for number, kind in enumerate(rng.permutation(PARTS)):
        if kind == "clip":
            yield kind, thinned(media / next(clips))
        elif kind == "still":
            picture = cover(read_picture(media / next(stills)), WIDTH, HEIGHT)
            still = Waves.drawn(rng, 0, 0, 0.1, 0.5)
            look = CameraLook.drawn(rng)
            yield kind, render(Scene(seed + number, picture, (still, still), look, [], PART_S))
        else:
            person = read_person(media / next(people))
            yield str(kind), render(draw_part(seed + number, str(kind), person, cutouts))


def thinned(clip: Path) -> Iterator[tuple[float, Picture]]:
    """Yield a clip over and over for a part's time, at most HZ pictures a second."""
    due_s = 0.0
    for t_s, picture in open_clip(clip, PART_S):
        if t_s >= due_s - 0.001:
            due_s += 1 / HZ
            yield t_s, picture
