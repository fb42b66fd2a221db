"""Pictures with their times, out of a video file, a still picture or a camera, by OpenCV."""

import time
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from effects.engine.signals import TICK_S
from effects.tracker.errors import ClipError
from effects.tracker.native_log import muted_native_log
from effects.tracker.tracker import Picture

STILL_HZ = 15  # How often a still picture is looked at: about as often as a page tracks.
STILL_SECONDS = 10.0
EARLY_S = 0.0005  # Times come in whole milliseconds; a picture this early belongs to the tick.

T = TypeVar("T")

TimedPicture = tuple[float, Picture]
"""Seconds since the first picture, and the picture."""


def open_clip(path: Path, seconds: float | None = None) -> Iterator[TimedPicture]:
    """Return the pictures of a video file by the file's own times. Raises ClipError.

    seconds: play it over and over for so long; None: once (a still picture: for STILL_SECONDS).
    """
    if not path.is_file():
        raise ClipError(
            f"got {path}: no such file; expected a video, or a camera by its number (0, 1, …)"
        )
    start = list(islice(read_clip(path), 2))
    if not start:
        raise ClipError(f"got {path}: no video that OpenCV can read; expected MP4, WebM, GIF, …")
    if len(start) == 1:
        return hold_still(start[0][1], seconds or STILL_SECONDS)
    return read_clip(path) if seconds is None else loop_clip(path, seconds)


def hold_still(picture: Picture, seconds: float) -> Iterator[TimedPicture]:
    """Yield one picture over and over."""
    for number in range(round(seconds * STILL_HZ)):
        yield number / STILL_HZ, picture


def loop_clip(path: Path, seconds: float) -> Iterator[TimedPicture]:
    """Yield the pictures of a file over and over."""
    start_s = 0.0
    while True:
        last_s = step_s = 0.0
        for t_s, picture in read_clip(path):
            if start_s + t_s >= seconds:
                return
            yield start_s + t_s, picture
            last_s, step_s = t_s, t_s - last_s
        start_s += last_s + step_s  # The last picture lasts as long as the one before it.


def read_clip(path: Path) -> Iterator[TimedPicture]:
    """Yield the pictures of a file; none where OpenCV cannot read it."""
    with muted_native_log():
        video = cv2.VideoCapture(str(path))
    hz = video.get(cv2.CAP_PROP_FPS) or 30.0
    last_s = -1.0
    try:
        for number in count():
            is_there, picture = video.read()
            if not is_there:
                return
            t_s = video.get(cv2.CAP_PROP_POS_MSEC) / 1000
            if t_s <= last_s:  # Some files carry no times.
                t_s = number / hz
            last_s = t_s
            yield t_s, np.asarray(picture, np.uint8)
    finally:
        video.release()


def open_camera(index: int, seconds: float | None = None) -> Iterator[TimedPicture]:
    """Return a camera's pictures as they come, for ever or so long. Raises ClipError."""
    with muted_native_log():
        video = cv2.VideoCapture(index)
    if not video.isOpened():
        raise ClipError(
            f"got no camera {index}; expected one that is plugged in, not in use and allowed; "
            "to do: try another number, or name a video file"
        )
    return watch_camera(video, seconds)


def watch_camera(video: cv2.VideoCapture, seconds: float | None) -> Iterator[TimedPicture]:
    """Yield the pictures of an open camera, and close it in the end."""
    started_s = time.monotonic()
    try:
        while True:
            is_there, picture = video.read()
            t_s = time.monotonic() - started_s
            if not is_there or (seconds is not None and t_s >= seconds):
                return
            yield t_s, np.asarray(picture, np.uint8)
    finally:
        video.release()


def by_tick(pictures: Iterable[tuple[float, T]]) -> Iterator[tuple[float, T] | None]:
    """Yield once a tick the newest picture taken since the tick before, or None.

    So 15 pictures a second come at every second tick, and of 60 every other is left out.
    """
    tick = 0
    newest: tuple[float, T] | None = None
    for timed in pictures:
        while tick * TICK_S < timed[0] - EARLY_S:
            yield newest
            newest = None
            tick += 1
        newest = timed
    if newest is not None:
        yield newest
