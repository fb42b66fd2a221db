"""Labelled sequences: people before a webcam whose hands go from gesture to gesture as they move.

Whole photographs, a person with their own hand, are moved as one: they sway, tilt and come nearer,
in other light; the hand stays in the picture, and between two gestures nobody shows a hand. Loose
hands, cut out of the photographs, are raised before other people, in the skin and the size of
theirs and out of a sleeve; they wander, turn and come near. One gesture becomes another in its
place, within a fifth of a second, or the hand goes down and comes up again with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from effects.tracker.tracker import Picture
from tests.gestures.camera_look import CameraLook, drawn_skin, in_skin
from tests.gestures.cutout import Cutout
from tests.gestures.motion import Path, Waves
from tests.gestures.people import HEIGHT, WIDTH, Person
from tests.gestures.sleeve import Sleeve

HZ = 10  # The lower end of what a page tracks without a graphics card.
EXPOSURE_S = 1 / 45  # What a webcam takes indoors; it makes the motion blur.
CHANGE_S = 0.2  # From one gesture to the next in view: the picture between belongs to neither.
RISE_S = 0.4  # What a hand takes from below the picture to its place, and back.
HOLD_S = (1.0, 1.7)
ABSENCE_S = 0.5
FIRST_S = 0.4  # Until the first gesture, and after the last.
ABSENCE_SHARE = 0.4  # Of the changes, how often the hand is gone meanwhile.
PALM_OF_FACE = (0.45, 0.62)  # A palm, wrist to knuckle, is half a face, or is held nearer.
NEARER = 0.15  # How much nearer and farther it comes meanwhile.
SCENE_PALM = (0.17, 0.27)  # Of whole photographs, in picture heights.
SCENE_ZOOM = 1.22  # Of whole photographs, which may sway by a tenth without showing their edge.
EDGE = 0.02  # Of the picture: how near its edge the hand of a whole photograph may come.


@dataclass(frozen=True)
class Hold:
    """One occurrence of a gesture: its cutout is fully there from start_s to end_s.

    rises, sinks: it comes from below the picture and goes back there; otherwise the gesture before
    becomes this one in its place.
    """

    cutout: Cutout
    corners: NDArray[np.float64]  # A little perspective: shifts of a unit square's corners.
    start_s: float
    end_s: float
    rises: bool
    sinks: bool

    def is_seen(self, t_s: float) -> bool:
        """Return whether any of it may be seen at a moment."""
        change_s = 0.0 if self.cutout.is_scene else CHANGE_S / 2
        since_s = self.start_s - (RISE_S if self.rises else change_s)
        return since_s <= t_s < self.end_s + (RISE_S if self.sinks else change_s)

    def lowered(self, t_s: float) -> float:
        """Return how far below its place it is at a moment, of its way from below the picture."""
        before_s = self.start_s - t_s if self.rises else 0.0
        after_s = t_s - self.end_s if self.sinks else 0.0
        share = min(max(before_s, after_s, 0.0) / RISE_S, 1.0)
        return share * share * (3 - 2 * share)


@dataclass(frozen=True)
class HandTrack:
    """One hand of a sequence: all its holds are of one side. skin: in 8-bit LAB."""

    side: str
    path: Path
    skin: NDArray[np.float64]
    sleeve: Sleeve
    holds: list[Hold]

    def shown(self, t_s: float) -> Hold | None:
        """Return what is to be seen at a moment."""
        return next((hold for hold in self.holds if hold.is_seen(t_s)), None)


@dataclass(frozen=True)
class Scene:
    """What a sequence is rendered from."""

    seed: int
    backdrop: Picture
    sway: tuple[Waves, Waves]
    look: CameraLook
    tracks: list[HandTrack]
    duration_s: float


def draw_path(rng: np.random.Generator, side: str, is_alone: bool, face: float | None) -> Path:
    """Return a path; of two hands, each stays in its own half.

    face: the height of its owner's face in picture heights; None for a whole photograph.
    """
    # Unmirrored, the visitor's left hand is in the picture's right half.
    middle, reach = (0.5, 0.3) if is_alone else (0.74 if side == "left" else 0.26, 0.14)
    x = Waves.drawn(rng, middle, reach, 0.1, 0.35)
    y = Waves.drawn(rng, 0.58, 0.2 if face is None else 0.14, 0.1, 0.35)
    palm = float(rng.uniform(*(SCENE_PALM if face is None else PALM_OF_FACE))) * (face or 1.0)
    nearer = 0.05 if face is None else NEARER * palm
    return Path(
        x, y, Waves.drawn(rng, palm, nearer, 0.05, 0.2), Waves.drawn(rng, 0.0, 22.0, 0.1, 0.4)
    )


def draw_holds(
    rng: np.random.Generator, side: str, cutouts: Sequence[Cutout], gestures: Sequence[str]
) -> list[Hold]:
    """Return one hold a gesture, in order, each by some photograph of it."""
    holds: list[Hold] = []
    t_s = FIRST_S
    is_gone = True
    for number, gesture in enumerate(gestures):
        fitting = [cutout for cutout in cutouts if cutout.gesture == gesture]
        assert fitting, f"no photograph of {gesture}"
        cutout = fitting[int(rng.integers(len(fitting)))]
        if cutout.side != side:
            cutout = cutout.mirrored()
        end_s = t_s + float(rng.uniform(*HOLD_S))
        corners = rng.uniform(-0.07, 0.07, (4, 2))
        rises = is_gone and not cutout.is_scene
        is_last = number + 1 == len(gestures)
        is_gone = cutout.is_scene or is_last or rng.random() < ABSENCE_SHARE
        sinks = is_gone and not cutout.is_scene
        holds.append(Hold(cutout, corners, t_s, end_s, rises, sinks))
        t_s = end_s + (ABSENCE_S if is_gone else CHANGE_S) + (2 * RISE_S if sinks else 0.0)
    return holds


def draw_scene(
    seed: int, person: Person, cutouts: Sequence[Cutout], gestures: Sequence[Sequence[str]]
) -> Scene:
    """Return a scene whose hands make these gestures in order; a list of them for each hand."""
    rng = np.random.default_rng(seed)
    sides = ["left", "right"] if rng.random() < 0.5 else ["right", "left"]
    skin = drawn_skin(rng, person.skin)
    sleeve = Sleeve.drawn(np.random.default_rng([seed, 1]))
    face = None if cutouts[0].is_scene else person.face
    tracks = [
        HandTrack(
            side,
            draw_path(rng, side, len(gestures) == 1, face),
            skin,
            sleeve,
            draw_holds(rng, side, cutouts, order),
        )
        for side, order in zip(sides, gestures, strict=False)
    ]
    sway = (Waves.drawn(rng, 0, 14, 0.05, 0.3), Waves.drawn(rng, 0, 7, 0.05, 0.3))
    end_s = max(track.holds[-1].end_s for track in tracks) + FIRST_S
    return Scene(seed, person.picture, sway, CameraLook.drawn(rng), tracks, end_s)


def render(scene: Scene) -> Iterator[tuple[float, Picture]]:
    """Yield the pictures of a scene with their times, HZ a second."""
    rng = np.random.default_rng(scene.seed + 1)
    skinned = {id(hold): own_skin(track, hold) for track in scene.tracks for hold in track.holds}
    for number in range(round(scene.duration_s * HZ)):
        t_s = number / HZ
        shift = np.array([[1.0, 0, scene.sway[0].at(t_s)], [0, 1.0, scene.sway[1].at(t_s)]])
        canvas = cv2.warpAffine(
            scene.backdrop, shift, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE
        )
        canvas = np.asarray(canvas, np.uint8)
        for track in scene.tracks:
            shown = track.shown(t_s)
            if shown is not None:
                lay_over(canvas, track, shown, skinned[id(shown)], t_s)
        yield t_s, scene.look.applied(canvas, rng)


def own_skin(track: HandTrack, hold: Hold) -> Picture:
    """Return a hold's cutout in the skin of its track; a whole photograph has its own."""
    cutout = hold.cutout
    return cutout.picture if cutout.is_scene else in_skin(cutout.picture, cutout.skin, track.skin)


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
    x, y = path.x.at(t_s) * WIDTH, (path.y.at(t_s) + hold.lowered(t_s)) * HEIGHT
    return similarity(cutout.anchor, x, y, scale, float(turn)) @ cv2.getPerspectiveTransform(
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


def lay_over(canvas: Picture, track: HandTrack, hold: Hold, skinned: Picture, t_s: float) -> None:
    """Lay a hand and its sleeve over the canvas, blurred by their movement."""
    cutout, size = hold.cutout, (WIDTH, HEIGHT)
    matrix = placement(hold, track.path, t_s)
    border = cv2.BORDER_REPLICATE if cutout.is_scene else cv2.BORDER_CONSTANT
    hand = cv2.warpPerspective(skinned, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpPerspective(cutout.cover, matrix, size, borderMode=border)
    if not cutout.is_scene:
        wrist, knuckle = (
            place_of(point, matrix) for point in (cutout.wrist, cutout.wrist + cutout.palm)
        )
        arm, arm_cover = track.sleeve.laid(wrist, knuckle, WIDTH, HEIGHT)
        hand = np.where(arm_cover[..., None] > 0, arm, hand)
        cover = np.maximum(cover, arm_cover)
    left, top, width, height = cv2.boundingRect(cover)
    if not width:  # All of it is outside the picture.
        return
    before = placement(hold, track.path, t_s - EXPOSURE_S)
    kernel = blur_kernel(place_of(cutout.anchor, matrix) - place_of(cutout.anchor, before))
    box = (slice(top, top + height), slice(left, left + width))
    hand, cover = (cv2.filter2D(layer[box], -1, kernel) for layer in (hand, cover))
    share = cover.astype(np.float32)[..., None] / 255
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
