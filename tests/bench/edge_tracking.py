"""Tracking on the server beside tracking on the device, over the same pictures of a moving face.

How far the signals are apart, how long an answer takes (beside the time that the device itself
takes to track) and how large pictures are, for each way to send them; and how many pictures a
second one core tracks. Over the loopback: a venue's network adds its own time.
"""

import asyncio
import json
import math
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from aiohttp import ClientSession, ClientWebSocketResponse

from effects.engine.landmarks import FACE_BLENDSHAPES, FACE_LANDMARKS
from effects.tracker.tracker import Picture
from server.edge.job import PICTURE_HEAD
from tests.bench.figure import Figure
from tests.gestures.in_browser import (
    HANDS_MAX,
    InBrowser,
    differences,
    rows_of,
    track_in_browser,
)
from tests.live_server import LiveServer
from tests.web.robot import ASTRONAUT

if TYPE_CHECKING:
    from effects.engine.tracker_frame import TrackerFrame

SECONDS, HZ = 6, 15
WARM_UP = HZ  # Pictures that no time is measured of.
WIDTH, HEIGHT = 640, 480
FACE_PX = 150  # As wide as the robot's before the page's camera.
SWAY_PX = 120
VISITORS = 3  # On one core at once, to see what it bears.
CROWD_S = 6
HEAD_SIGNALS = (
    "head_x_permille",
    "head_y_permille",
    "head_width_permille",
    "head_yaw_ddeg",
    "head_pitch_ddeg",
    "mouth_open_permille",
    "smile_permille",
)


@dataclass(frozen=True)
class Sending:
    """A way to send pictures. quality: of the codec, 0..100."""

    width: int
    suffix: str
    quality: int

    @property
    def name(self) -> str:
        """How figures call it."""
        return f"{self.width}px_{self.suffix[1:]}{self.quality}"

    def encode(self, picture: Picture) -> bytes:
        """Return the picture as it is sent."""
        size = (self.width, self.width * HEIGHT // WIDTH)
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        codec = cv2.IMWRITE_JPEG_QUALITY if self.suffix == ".jpg" else cv2.IMWRITE_WEBP_QUALITY
        return cv2.imencode(self.suffix, small, [codec, self.quality])[1].tobytes()


PAGES_WAY = Sending(480, ".jpg", 75)
SENDINGS = (
    PAGES_WAY,
    Sending(320, ".jpg", 75),
    Sending(640, ".jpg", 75),
    Sending(480, ".jpg", 50),
    Sending(480, ".webp", 75),
)


def pictures_of_a_face() -> list[tuple[float, Picture]]:
    """Return pictures of a photo that sways, with a camera's noise, and when each was taken."""
    photo = cv2.imread(str(ASTRONAUT.photo))
    assert photo is not None
    scale = FACE_PX / ASTRONAUT.width_px
    noise = np.random.default_rng(1)
    pictures: list[tuple[float, Picture]] = []
    for number in range(SECONDS * HZ):
        t_s = number / HZ
        x = WIDTH / 2 + SWAY_PX * math.sin(math.pi * t_s) - ASTRONAUT.center_px[0] * scale
        y = HEIGHT / 2 - ASTRONAUT.center_px[1] * scale
        place = np.array([[scale, 0, x], [0, scale, y]])
        clean = np.asarray(
            cv2.warpAffine(photo, place, (WIDTH, HEIGHT), borderValue=(136, 127, 119)), np.float64
        )
        grainy = np.clip(clean + noise.normal(0, 3, clean.shape), 0, 255)
        pictures.append((t_s, np.asarray(grainy, np.uint8)))
    return pictures


@dataclass(frozen=True)
class Followed:
    """What came of showing all pictures to the server."""

    frames: "list[TrackerFrame]"
    latency_ms: list[float]
    sent_bytes: int
    heard_bytes: int


async def show(line: ClientWebSocketResponse, t_s: float, picture: bytes) -> tuple[Any, int]:
    """Return what the server saw in a picture, and the bytes of its answer."""
    await line.send_bytes(PICTURE_HEAD.pack(t_s * 1000, 0) + picture)
    answer = await line.receive_bytes()
    (length,) = struct.unpack_from("<I", answer)
    return json.loads(answer[4 : 4 + length]), len(answer)


async def enter(session: ClientSession, origin: str, hands: int) -> ClientWebSocketResponse:
    """Return a visitor's line, once it is welcome and warm."""
    line = await session.ws_connect(f"{origin}/api/edge")
    await line.send_json(
        {
            "faces": True,
            "hands": hands,
            "mesh": False,
            "matrix": True,
            "light": False,
            "landmarks": [number for _, number in FACE_LANDMARKS],
            "blendshapes": list(FACE_BLENDSHAPES),
        }
    )
    assert await line.receive_str() == "welcome"
    return line


async def follow(origin: str, pictures: list[tuple[float, Picture]], way: Sending) -> Followed:
    """Show the server all pictures, one after the other."""
    encoded = [(t_s, way.encode(picture)) for t_s, picture in pictures]
    frames: list[TrackerFrame] = []
    latency_ms: list[float] = []
    heard_bytes = 0
    async with ClientSession() as session:
        line = await enter(session, origin, HANDS_MAX)
        for t_s, picture in encoded:
            began_s = time.perf_counter()
            seen, length = await show(line, t_s, picture)
            latency_ms.append((time.perf_counter() - began_s) * 1000)
            heard_bytes += length
            size = {"width": WIDTH, "height": HEIGHT}
            frames.append({"t_ms": t_s * 1000, **size, **seen})  # pyright: ignore
        await line.close()
    sent_bytes = sum(len(picture) for _, picture in encoded)
    return Followed(frames, latency_ms[WARM_UP:], sent_bytes, heard_bytes)


async def crowd_per_s(origin: str, picture: bytes, hands: int) -> float:
    """Return how many pictures of all visitors together one worker tracks a second."""
    counts = [0] * VISITORS

    async def visit(session: ClientSession, index: int) -> None:
        line = await enter(session, origin, hands)
        await show(line, 0, picture)
        ends_s = time.monotonic() + CROWD_S
        while time.monotonic() < ends_s:
            await show(line, time.monotonic(), picture)
            counts[index] += 1
        await line.close()

    async with ClientSession() as session:
        await asyncio.gather(*(visit(session, index) for index in range(VISITORS)))
    return sum(counts) / CROWD_S


def figures_of(way: Sending, followed: Followed, device: InBrowser) -> Iterator[Figure]:
    """Yield what one way to send costs, and how far its signals are from the device's."""
    name = f"edge_{way.name}"
    yield Figure(
        f"{name}_sent_kb_per_picture", followed.sent_bytes / len(followed.frames) / 1e3, "KB"
    )
    for percent in (50, 99):
        here, there = (
            float(np.percentile(one, percent))
            for one in (followed.latency_ms, device.took_ms[WARM_UP:])
        )
        yield Figure(f"{name}_latency_ms_p{percent}", here, "ms", baseline=there)
    apart = differences(rows_of(followed.frames), rows_of(device.frames))
    found = [len(frame["faces"]) for frame in followed.frames]
    yield Figure(f"{name}_faces_found", sum(found) / len(found), "share")
    for signal in HEAD_SIGNALS if way is PAGES_WAY else HEAD_SIGNALS[:1]:
        yield Figure(f"{name}_{signal}_apart_p95", float(np.quantile(apart[signal], 0.95)), "units")
    if way is PAGES_WAY:
        yield Figure("edge_heard_kb_per_picture", followed.heard_bytes / len(found) / 1e3, "KB")


def measure() -> list[Figure]:
    """Measure every way to send, and one core's capacity."""
    pictures = pictures_of_a_face()
    device = track_in_browser(pictures)
    settings = {"EDGE_TRACKING": "1", "EDGE_WORKERS": "1", "EDGE_VISITORS_MAX": str(VISITORS)}
    figures: list[Figure] = []
    with TemporaryDirectory() as folder:
        server = LiveServer(Path(folder) / "data", settings).start()
        for way in SENDINGS:
            figures += figures_of(way, asyncio.run(follow(server.url, pictures, way)), device)
        picture = PAGES_WAY.encode(pictures[0][1])
        for hands, name in ((0, "face"), (HANDS_MAX, "face_and_hands")):
            per_s = asyncio.run(crowd_per_s(server.url, picture, hands))
            figures.append(Figure(f"edge_{name}_pictures_per_s_a_core", per_s, "1/s"))
        server.stop()
    return figures
