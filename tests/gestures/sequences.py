"""Labelled sequences: people before a webcam whose hands go from gesture to gesture as they move.

Whole photographs, a person with their own hand, are moved as one: they sway, tilt and come nearer,
in other light; the hand stays in the picture, and between two gestures nobody shows a hand. Loose
hands, cut out of the photographs, are laid over other people, wander, turn, come near and go; one
gesture fades into the next within a quarter of a second, or the hand leaves and comes back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from effects.tracker.tracker import Picture
from tests.gestures.camera_look import CameraLook, SkinTone
from tests.gestures.cutout import Cutout
from tests.gestures.motion import Path, Waves

WIDTH, HEIGHT = 640, 480
HZ = 10  # The lower end of what a page tracks without a graphics card.
EXPOSURE_S = 1 / 45  # What a webcam takes indoors; it makes the motion blur.
FADE_S = 0.25  # From one gesture to the next: two or three pictures.
HOLD_S = (1.0, 1.7)
ABSENCE_S = 0.5
ABSENCE_SHARE = 0.15  # Of the changes, how often the hand is gone meanwhile.
SCENE_ZOOM = 1.22  # Of whole photographs, which may sway by a tenth without showing their edge.
EDGE = 0.02  # Of the picture: how near its edge the hand of a whole photograph may come.


@dataclass(frozen=True)
class Hold:
    """One occurrence of a gesture: its cutout is fully there from start_s to end_s."""

    cutout: Cutout
    corners: NDArray[np.float64]  # A little perspective: shifts of a unit square's corners.
    start_s: float
    end_s: float


@dataclass(frozen=True)
class HandTrack:
    """One hand of a sequence: all its holds are of one side."""

    side: str
    path: Path
    tone: SkinTone
    holds: list[Hold]

    def shown(self, t_s: float) -> Iterator[tuple[Hold, float]]:
        """Yield what is to be seen at a moment, with its opacity; the last one lies on top."""
        for number, hold in enumerate(self.holds):
            if hold.start_s <= t_s < hold.end_s:
                yield hold, 1.0
            gap_s = hold.start_s - self.holds[number - 1].end_s if number else 0.0
            if 0 < gap_s <= FADE_S * 1.01 and hold.start_s - gap_s <= t_s < hold.start_s:
                yield self.holds[number - 1], 1.0
                yield hold, (t_s - hold.start_s + gap_s) / gap_s


@dataclass(frozen=True)
class Scene:
    """What a sequence is rendered from."""

    seed: int
    backdrop: Picture
    sway: tuple[Waves, Waves]
    look: CameraLook
    tracks: list[HandTrack]
    duration_s: float


def draw_path(rng: np.random.Generator, side: str, is_alone: bool) -> Path:
    """Return a path; of two hands, each stays in its own half."""
    # Unmirrored, the visitor's left hand is in the picture's right half.
    middle, reach = (0.5, 0.3) if is_alone else (0.74 if side == "left" else 0.26, 0.14)
    return Path(
        Waves.drawn(rng, middle, reach, 0.1, 0.35),
        Waves.drawn(rng, 0.58, 0.2, 0.1, 0.35),
        Waves.drawn(rng, float(rng.uniform(0.17, 0.27)), 0.05, 0.05, 0.2),
        Waves.drawn(rng, 0.0, 22.0, 0.1, 0.4),
    )


def draw_holds(
    rng: np.random.Generator, side: str, cutouts: Sequence[Cutout], gestures: Sequence[str]
) -> list[Hold]:
    """Return one hold a gesture, in order, each by some photograph of it."""
    holds: list[Hold] = []
    t_s = 0.4
    for gesture in gestures:
        fitting = [cutout for cutout in cutouts if cutout.gesture == gesture]
        assert fitting, f"no photograph of {gesture}"
        cutout = fitting[int(rng.integers(len(fitting)))]
        if cutout.side != side:
            cutout = cutout.mirrored()
        end_s = t_s + float(rng.uniform(*HOLD_S))
        holds.append(Hold(cutout, rng.uniform(-0.07, 0.07, (4, 2)), t_s, end_s))
        is_gone = cutout.is_scene or rng.random() < ABSENCE_SHARE
        t_s = end_s + (ABSENCE_S if is_gone else FADE_S)
    return holds


def draw_scene(
    seed: int, backdrop: Picture, cutouts: Sequence[Cutout], gestures: Sequence[Sequence[str]]
) -> Scene:
    """Return a scene whose hands make these gestures in order; a list of them for each hand."""
    rng = np.random.default_rng(seed)
    sides = ["left", "right"] if rng.random() < 0.5 else ["right", "left"]
    tone = SkinTone.drawn(rng)
    tracks = [
        HandTrack(
            side,
            draw_path(rng, side, len(gestures) == 1),
            tone,
            draw_holds(rng, side, cutouts, order),
        )
        for side, order in zip(sides, gestures, strict=False)
    ]
    sway = (Waves.drawn(rng, 0, 14, 0.05, 0.3), Waves.drawn(rng, 0, 7, 0.05, 0.3))
    end_s = max(track.holds[-1].end_s for track in tracks) + 0.4
    return Scene(seed, backdrop, sway, CameraLook.drawn(rng), tracks, end_s)


def render(scene: Scene) -> Iterator[tuple[float, Picture]]:
    """Yield the pictures of a scene with their times, HZ a second."""
    rng = np.random.default_rng(scene.seed + 1)
    toned = {id(hold): scene_tone(track, hold) for track in scene.tracks for hold in track.holds}
    for number in range(round(scene.duration_s * HZ)):
        t_s = number / HZ
        shift = np.array([[1.0, 0, scene.sway[0].at(t_s)], [0, 1.0, scene.sway[1].at(t_s)]])
        canvas = cv2.warpAffine(
            scene.backdrop, shift, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE
        )
        canvas = np.asarray(canvas, np.uint8)
        for track in scene.tracks:
            for hold, opacity in track.shown(t_s):
                lay_over(canvas, hold, toned[id(hold)], track.path, t_s, opacity)
        yield t_s, scene.look.applied(canvas, rng)


def scene_tone(track: HandTrack, hold: Hold) -> Picture:
    """Return a hold's cutout in the skin tone of its track; a whole photograph has its own."""
    picture = hold.cutout.picture
    return picture if hold.cutout.is_scene else track.tone.applied(picture)


def placement(hold: Hold, path: Path, t_s: float) -> NDArray[np.float64]:
    """Return the homography from the cutout's pixels to the picture's."""
    cutout = hold.cutout
    height, width = cutout.picture.shape[:2]
    if cutout.is_scene:
        return scene_placement(cutout, path, t_s)
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    bent = square + (hold.corners * [width, height]).astype(np.float32)
    scale = path.palm.at(t_s) * HEIGHT / cutout.palm_px
    turn = np.radians(path.turn.at(t_s))
    x, y = path.x.at(t_s) * WIDTH, path.y.at(t_s) * HEIGHT
    return similarity(cutout.middle, x, y, scale, float(turn)) @ cv2.getPerspectiveTransform(
        square, bent
    )


def scene_placement(cutout: Cutout, path: Path, t_s: float) -> NDArray[np.float64]:
    """Return the homography of a whole photograph, which sways, tilts and comes a little nearer."""
    height, width = cutout.picture.shape[:2]
    zoom = SCENE_ZOOM * (1 + 1.5 * (path.palm.at(t_s) - path.palm.middle))
    scale = max(WIDTH / width, HEIGHT / height) * zoom
    turn = np.radians(path.turn.at(t_s) * 0.4)
    sway = np.array([path.x.at(t_s) - path.x.middle, path.y.at(t_s) - path.y.middle])
    size, frame = np.array([width, height]), np.array([WIDTH, HEIGHT])
    middle = frame / 2 + (cutout.middle - size / 2) * scale + 0.4 * sway * frame
    # The photograph fills the picture; above that, the hand is in it.
    middle = np.clip(middle, frame - (size - cutout.middle) * scale, cutout.middle * scale)
    room = np.minimum(cutout.reach * scale + EDGE * frame, frame / 2)
    x, y = np.clip(middle, room, frame - room)
    return similarity(cutout.middle, float(x), float(y), scale, float(turn))


def similarity(
    middle: NDArray[np.float64], x: float, y: float, scale: float, turn: float
) -> NDArray[np.float64]:
    """Return the matrix that scales and turns (radians) about a middle, and takes it to x, y."""
    cos, sin = np.cos(turn) * scale, np.sin(turn) * scale
    return np.array(
        [
            [cos, -sin, x - cos * middle[0] + sin * middle[1]],
            [sin, cos, y - sin * middle[0] - cos * middle[1]],
            [0, 0, 1.0],
        ]
    )


def lay_over(
    canvas: Picture, hold: Hold, toned: Picture, path: Path, t_s: float, opacity: float
) -> None:
    """Lay a hand over the canvas, blurred by its movement."""
    matrix = placement(hold, path, t_s)
    hand = cv2.warpPerspective(toned, matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
    border = cv2.BORDER_REPLICATE if hold.cutout.is_scene else cv2.BORDER_CONSTANT
    cover = cv2.warpPerspective(hold.cutout.cover, matrix, (WIDTH, HEIGHT), borderMode=border)
    before = placement(hold, path, t_s - EXPOSURE_S)
    moved = place_of(hold.cutout.middle, matrix) - place_of(hold.cutout.middle, before)
    left, top, width, height = cv2.boundingRect(cover)
    if not width:  # All of it is outside the picture.
        return
    box = (slice(top, top + height), slice(left, left + width))
    kernel = blur_kernel(moved)
    hand, cover = (cv2.filter2D(layer[box], -1, kernel) for layer in (hand, cover))
    share = cover.astype(np.float32)[..., None] * (opacity / 255)
    canvas[box] = (hand * share + canvas[box] * (1 - share)).astype(np.uint8)


def place_of(point: NDArray[np.float64], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where a homography takes a point."""
    x, y, w = matrix @ np.array([point[0], point[1], 1.0])
    return np.array([x / w, y / w])


def blur_kernel(moved: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the kernel of a movement by so many pixels while the shutter is open."""
    reach = int(np.ceil(np.max(np.abs(moved)) / 2))
    size = 2 * reach + 1
    kernel = np.zeros((size, size), np.float32)
    start = (round(reach - moved[0] / 2), round(reach - moved[1] / 2))
    end = (round(reach + moved[0] / 2), round(reach + moved[1] / 2))
    cv2.line(kernel, start, end, 1.0)
    return kernel / kernel.sum()
