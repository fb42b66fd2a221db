"""A hand cut out of a photograph, so that it can be moved over other people and rooms."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from effects.engine.landmarks import HAND_LANDMARKS, hand_position
from effects.tracker.tracker import Picture, Tracker
from tests.gestures.photographs import GesturePhoto, read_picture

HANDS_NEED: dict[str, bool | int] = {
    "faces": False,
    "blendshapes": False,
    "matrix": False,
    "light": False,
    "hands": 2,
    "mesh": False,
}
LOOKS = 4  # Tracker frames until a still picture's landmarks have settled.
FOREARM_PALMS = 1.5  # How much of the forearm comes along, in palm lengths.
FINGERS = ("thumb", "index", "middle", "ring", "pinky")
PALM = ("wrist", "thumb_cmc", "index_mcp", "middle_mcp", "ring_mcp", "pinky_mcp")


@dataclass(frozen=True)
class Cutout:
    """picture: B, G, R. cover: 0..255, how much of the hand each pixel is. Pixels throughout.

    middle: of all landmarks, so that one gesture turns into another in its place. palm: from the
    wrist to the middle knuckle, which points up the hand.
    reach: half the width and height of the box around all landmarks.
    is_scene: the whole photograph, which is to fill the picture.
    """

    name: str
    gesture: str
    side: str
    picture: Picture
    cover: NDArray[np.uint8]
    middle: NDArray[np.float64]
    palm: NDArray[np.float64]
    reach: NDArray[np.float64]
    is_scene: bool = False

    @property
    def palm_px(self) -> float:
        """Return the length of the palm."""
        return float(np.hypot(*self.palm))

    def mirrored(self) -> "Cutout":
        """Return the same hand of the other side."""
        return Cutout(
            self.name,
            self.gesture,
            "right" if self.side == "left" else "left",
            np.ascontiguousarray(self.picture[:, ::-1]),
            np.ascontiguousarray(self.cover[:, ::-1]),
            np.array([self.picture.shape[1] - 1 - self.middle[0], self.middle[1]]),
            np.array([-self.palm[0], self.palm[1]]),
            self.reach,
            self.is_scene,
        )


def cut_hands(photo: GesturePhoto, media: Path) -> list[Cutout]:
    """Return every hand that the tracker sees in a photograph. Raises MediaMissingError."""
    picture = read_picture(media / photo.file, photo.second)
    with Tracker(HANDS_NEED) as tracker:
        frame = [tracker.track(picture, look * 66.0) for look in range(LOOKS)][-1]
    size = np.array([frame["width"], frame["height"]])
    cutouts: list[Cutout] = []
    for hand in frame["hands"]:
        points = np.array(hand["points"]).reshape(-1, 3)[:, :2] * size
        name = f"{photo.name}, {hand['side']}"
        if photo.is_scene:
            cutouts.append(whole_scene(picture, points, name, photo.gesture, hand["side"]))
        else:
            cutouts.append(cut_hand(picture, points, name, photo.gesture, hand["side"]))
    return cutouts


def point_of(points: NDArray[np.float64], name: str) -> NDArray[np.float64]:
    """Return one landmark by its name."""
    return points[hand_position(name) // 3]


def cut_hand(
    picture: Picture, points: NDArray[np.float64], name: str, gesture: str, side: str
) -> Cutout:
    """Return the hand at these 21 points (pixels) by GrabCut: sure in the palm and along the bones,
    sure not far from them, and by colour in between."""
    wrist, knuckle = point_of(points, "wrist"), point_of(points, "middle_mcp")
    palm = knuckle - wrist
    palm_px = float(np.hypot(*palm))
    mask = np.full(picture.shape[:2], cv2.GC_BGD, np.uint8)
    elbow = wrist - palm * FOREARM_PALMS
    cv2.line(mask, pixel(wrist), pixel(elbow), cv2.GC_PR_FGD, round(palm_px * 0.85))
    hull = cv2.convexHull(np.array([point_of(points, joint) for joint in PALM], np.int32))
    cv2.drawContours(mask, [hull], -1, cv2.GC_PR_FGD, round(palm_px * 0.4))
    for kind, width in ((cv2.GC_PR_FGD, 0.36), (cv2.GC_FGD, 0.12)):
        cv2.drawContours(mask, [hull], -1, kind, cv2.FILLED)
        for finger in FINGERS:
            bones = [point_of(points, joint) for joint, _ in HAND_LANDMARKS if finger in joint]
            for start, end in pairwise(bones):
                cv2.line(mask, pixel(start), pixel(end), kind, max(2, round(palm_px * width)))
    background, foreground = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(picture, mask, (0, 0, 1, 1), background, foreground, 5, cv2.GC_INIT_WITH_MASK)
    is_hand = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    opened = cv2.morphologyEx(is_hand, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    is_hand = largest_part(np.asarray(opened, np.uint8))
    soft = cv2.GaussianBlur(is_hand * 255, (0, 0), max(0.8, palm_px / 90))
    left, top, width, height = cv2.boundingRect(is_hand)
    box = (slice(top, top + height), slice(left, left + width))
    middle = hand_middle(points) - np.array([left, top])
    crop = np.ascontiguousarray(picture[box])
    hand = np.asarray(soft[box], np.uint8)
    return Cutout(name, gesture, side, crop, hand, middle, palm, hand_reach(points))


def whole_scene(
    picture: Picture, points: NDArray[np.float64], name: str, gesture: str, side: str
) -> Cutout:
    """Return the whole photograph of a hand at these 21 points (pixels)."""
    wrist, knuckle = point_of(points, "wrist"), point_of(points, "middle_mcp")
    everything = np.full(picture.shape[:2], 255, np.uint8)
    palm, middle = knuckle - wrist, hand_middle(points)
    reach = hand_reach(points)
    return Cutout(name, gesture, side, picture, everything, middle, palm, reach, is_scene=True)


def hand_middle(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the middle of the box around a hand's landmarks."""
    return (points.min(axis=0) + points.max(axis=0)) / 2


def hand_reach(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return half the width and height of the box around a hand's landmarks."""
    return (points.max(axis=0) - points.min(axis=0)) / 2


def pixel(point: NDArray[np.float64]) -> tuple[int, int]:
    """Return a point as OpenCV draws it."""
    return round(float(point[0])), round(float(point[1]))


def largest_part(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a mask of its largest connected part only."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return mask
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    return (labels == largest).astype(np.uint8)
