"""A hand cut out of a photograph, so that it can be moved over other people and rooms."""

from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from effects.engine.landmarks import HAND_LANDMARKS, hand_position
from effects.tracker.tracker import Picture, Tracker
from tests.gestures.people import median_lab
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
FOREARM_PALMS = 0.7  # Of the forearm, in palm lengths, comes along: a sleeve covers its end.
FINGERS = ("thumb", "index", "middle", "ring", "pinky")
PALM = ("wrist", "thumb_cmc", "index_mcp", "middle_mcp", "ring_mcp", "pinky_mcp")


@dataclass(frozen=True)
class Cutout:
    """picture: B, G, R. cover: 0..255, how much of the hand each pixel is. Pixels throughout.

    middle: of all landmarks. wrist: in these pixels. palm: from there to the middle knuckle, which
    points up the hand. palm_px: its true length, however it leans toward the camera.
    reach: half the width and height of the box around all landmarks.
    skin: of the palm, or the back of the hand, the median in 8-bit LAB.
    is_scene: the whole photograph, which is to fill the picture.
    """

    name: str
    gesture: str
    side: str
    picture: Picture
    cover: NDArray[np.uint8]
    middle: NDArray[np.float64]
    wrist: NDArray[np.float64]
    palm: NDArray[np.float64]
    palm_px: float
    reach: NDArray[np.float64]
    skin: NDArray[np.float64]
    is_scene: bool = False

    @property
    def anchor(self) -> NDArray[np.float64]:
        """Return the pixel that its path moves: of a loose hand its palm, which stays where it is
        as one gesture becomes another.
        """
        return self.middle if self.is_scene else self.wrist + self.palm / 2

    def mirrored(self) -> "Cutout":
        """Return the same hand of the other side."""
        last = self.picture.shape[1] - 1
        return replace(
            self,
            side="right" if self.side == "left" else "left",
            picture=np.ascontiguousarray(self.picture[:, ::-1]),
            cover=np.ascontiguousarray(self.cover[:, ::-1]),
            middle=np.array([last - self.middle[0], self.middle[1]]),
            wrist=np.array([last - self.wrist[0], self.wrist[1]]),
            palm=np.array([-self.palm[0], self.palm[1]]),
        )


def cut_hands(photo: GesturePhoto, media: Path) -> list[Cutout]:
    """Return every hand that the tracker sees in a photograph. Raises MediaMissingError."""
    picture = read_picture(media / photo.file, photo.second)
    with Tracker(HANDS_NEED) as tracker:
        frame = [tracker.track(picture, look * 66.0) for look in range(LOOKS)][-1]
    size = np.array([frame["width"], frame["height"]])
    cutouts: list[Cutout] = []
    for hand in frame["hands"]:
        # The depth of a landmark is in picture widths, as x is.
        points = np.array(hand["points"]).reshape(-1, 3) * [*size, size[0]]
        name = f"{photo.name}, {hand['side']}"
        if photo.is_scene:
            cutouts.append(whole_scene(picture, points, name, photo.gesture, hand["side"]))
        else:
            cutouts.append(cut_hand(picture, points, name, photo.gesture, hand["side"]))
    return cutouts


def point_of(points: NDArray[np.float64], name: str) -> NDArray[np.float64]:
    """Return where one landmark is in the picture, by its name."""
    return points[hand_position(name) // 3, :2]


def palm_length(points: NDArray[np.float64]) -> float:
    """Return how long a palm is, from the wrist to the middle knuckle, in depth as well."""
    wrist, knuckle = (points[hand_position(name) // 3] for name in ("wrist", "middle_mcp"))
    return float(np.linalg.norm(knuckle - wrist))


def cut_hand(
    picture: Picture, points: NDArray[np.float64], name: str, gesture: str, side: str
) -> Cutout:
    """Return the hand at these 21 points (pixels, depth as well) by GrabCut.

    It is sure in the palm and along the bones, sure not far from them, and by colour in between.
    """
    wrist, knuckle = point_of(points, "wrist"), point_of(points, "middle_mcp")
    palm = knuckle - wrist
    palm_px = float(np.hypot(*palm))
    mask = np.full(picture.shape[:2], cv2.GC_BGD, np.uint8)
    elbow = wrist - palm * FOREARM_PALMS
    cv2.line(mask, pixel(wrist), pixel(elbow), cv2.GC_PR_FGD, round(palm_px * 0.85))
    hull = palm_hull(points)
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
    corner = np.array([left, top])
    return Cutout(
        name,
        gesture,
        side,
        np.ascontiguousarray(picture[box]),
        np.asarray(soft[box], np.uint8),
        hand_middle(points) - corner,
        wrist - corner,
        palm,
        palm_length(points),
        hand_reach(points),
        skin_of(picture, points),
    )


def whole_scene(
    picture: Picture, points: NDArray[np.float64], name: str, gesture: str, side: str
) -> Cutout:
    """Return the whole photograph of a hand at these 21 points (pixels, depth as well)."""
    wrist, knuckle = point_of(points, "wrist"), point_of(points, "middle_mcp")
    return Cutout(
        name,
        gesture,
        side,
        picture,
        np.full(picture.shape[:2], 255, np.uint8),
        hand_middle(points),
        wrist,
        knuckle - wrist,
        palm_length(points),
        hand_reach(points),
        skin_of(picture, points),
        is_scene=True,
    )


def palm_hull(points: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return the outline of a palm."""
    corners = np.array([point_of(points, joint) for joint in PALM], np.int32)
    return np.asarray(cv2.convexHull(corners), np.int32)


def skin_of(picture: Picture, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the colour of a palm, the median in 8-bit LAB."""
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.drawContours(mask, [palm_hull(points)], -1, 255, cv2.FILLED)
    return median_lab(picture, mask)


def hand_middle(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the middle of the box around a hand's landmarks."""
    return (points[:, :2].min(axis=0) + points[:, :2].max(axis=0)) / 2


def hand_reach(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return half the width and height of the box around a hand's landmarks."""
    return (points[:, :2].max(axis=0) - points[:, :2].min(axis=0)) / 2


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
