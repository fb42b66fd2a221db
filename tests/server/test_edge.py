"""Edge tracking without a browser: what comes back, who is sent away, and that nothing is kept."""

import asyncio
import json
import os
import signal
import struct
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from aiohttp import (
    ClientSession,
    ClientWebSocketResponse,
    WSCloseCode,
    WSMsgType,
    WSServerHandshakeError,
)

from effects.engine.landmarks import FACE_LANDMARKS
from server.edge import visit
from server.edge.job import PICTURE_HEAD
from tests.live_server import LiveServer
from tests.server.conftest import RunningServer, StartServer
from tests.server.visitor import Visitor

PHOTO = Path(__file__).parents[1] / "media" / "astronaut.jpg"
NEEDS: dict[str, Any] = {
    "faces": True,
    "hands": 0,
    "mesh": True,
    "matrix": True,
    "light": True,
    "landmarks": [number for _, number in FACE_LANDMARKS],
    "blendshapes": ["jawOpen"],
}
MESH_BYTES = 478 * 3 * 4
MARK = b"a mark that no other file has 7c1f"
MARK_SEGMENT = b"\xff\xfe" + struct.pack(">H", len(MARK) + 2) + MARK  # A JPEG's comment.


def encoded(suffix: str, picture: Any) -> bytes:
    """Return a picture as a file of this kind."""
    quality = [cv2.IMWRITE_JPEG_QUALITY, 75, cv2.IMWRITE_WEBP_QUALITY, 75]
    return cv2.imencode(suffix, picture, quality)[1].tobytes()


def face() -> Any:
    """Return a picture of a face, 480 x 360."""
    whole = cv2.imread(str(PHOTO))
    assert whole is not None
    return cv2.resize(whole[:384, :512], (480, 360))


def marked_photo() -> bytes:
    """Return a face as a page sends it, with a mark in it to look for."""
    jpeg = encoded(".jpg", face())
    return jpeg[:2] + MARK_SEGMENT + jpeg[2:]


def bomb() -> bytes:
    """Return a JPEG of a few hundred bytes that says it is 65,500 pixels wide and high."""
    jpeg = bytearray(encoded(".jpg", np.zeros((64, 64, 3), np.uint8)))
    at = jpeg.index(b"\xff\xc0") + 5
    jpeg[at : at + 4] = struct.pack(">HH", 65500, 65500)
    return bytes(jpeg)


def files_with(folder: Path, part: bytes) -> list[Path]:
    """Return every file below a folder that has these bytes in it."""
    return [path for path in folder.rglob("*") if path.is_file() and part in path.read_bytes()]


@pytest.fixture
async def edge(start_server: StartServer) -> RunningServer:
    """Return a server that tracks one visitor, in one process."""
    return await start_server(edge_tracking=True, edge_workers=1, edge_visitors_max=1)


async def enter(visitor: Visitor, **changes: Any) -> ClientWebSocketResponse:
    """Open a line and say what is needed."""
    line = await visitor.client.ws_connect("/api/edge")
    await line.send_json(NEEDS | changes)
    return line


async def show(
    line: ClientWebSocketResponse, picture: bytes, t_ms: float = 0, rest: int = 0
) -> Any:
    """Send a picture; return the server's answer: JSON and meshes, or the code of its goodbye."""
    await line.send_bytes(PICTURE_HEAD.pack(t_ms, rest) + picture)
    message = await line.receive(timeout=60)
    if message.type is not WSMsgType.BINARY:
        return line.close_code
    (length,) = struct.unpack_from("<I", message.data)
    return json.loads(message.data[4 : 4 + length]), message.data[4 + length :]


async def test_a_picture_is_answered_with_what_the_page_would_find(edge: RunningServer) -> None:
    line = await enter(await edge.visitor())
    assert await line.receive_str() == "welcome"
    for suffix in (".jpg", ".webp"):
        seen, meshes = await show(line, encoded(suffix, face()), t_ms=100)
        (found,) = seen["faces"]
        assert len(found["points"]) == 3 * len(FACE_LANDMARKS)
        assert (len(found["blendshapes"]), len(found["matrix"])) == (1, 16)
        assert 0.3 < found["light"] < 1
        assert (seen["hands"], seen["meshes"], len(meshes)) == ([], 1, MESH_BYTES)
        # The named point is the mesh's own.
        at = 3 * FACE_LANDMARKS[0][1]
        x, y, _ = struct.unpack_from("<3f", meshes, at * 4)
        assert found["points"][:2] == pytest.approx([x, y], abs=1e-4)
    seen, meshes = await show(line, encoded(".jpg", face()), t_ms=200, rest=1)
    assert (seen["faces"], meshes) == ([], b"")
    await line.close()


async def test_more_visitors_than_places_use_their_own_device(edge: RunningServer) -> None:
    first = await enter(await edge.visitor())
    assert await first.receive_str() == "welcome"
    second = await enter(await edge.visitor())
    assert await second.receive_str() == "full"
    await first.close()
    while edge.services.edge is not None and edge.services.edge.visitors:
        await second.receive()
    third = await enter(await edge.visitor())
    assert await third.receive_str() == "welcome"
    await third.close()


async def test_who_sends_no_camera_picture_is_sent_away(edge: RunningServer) -> None:
    crew = edge.services.edge
    assert crew is not None
    workers: list[int] = []
    for picture, code in (
        (b"no picture at all", WSCloseCode.INVALID_TEXT),
        (bomb(), WSCloseCode.INVALID_TEXT),
        (encoded(".jpg", np.zeros((16, 16, 3), np.uint8)), WSCloseCode.INVALID_TEXT),
        (encoded(".jpg", np.zeros((1300, 40, 3), np.uint8)), WSCloseCode.INVALID_TEXT),
        (cv2.imencode(".png", face())[1].tobytes()[:90_000], WSCloseCode.INVALID_TEXT),
        (bytes(visit.PICTURE_BYTES_MAX), WSCloseCode.MESSAGE_TOO_BIG),
    ):
        line = await enter(await edge.visitor())
        assert await line.receive_str() == "welcome"
        assert await show(line, picture) == code
        while crew.visitors:  # noqa: ASYNC110 - The crew tells nobody of it.
            await asyncio.sleep(0.01)
        workers += crew.process_ids
    assert len(set(workers)) == 1, "none of it may end a worker"
    # A picture that was cut off on its way shows what has come of it, or nothing.
    line = await enter(await edge.visitor())
    assert await line.receive_str() == "welcome"
    await show(line, encoded(".jpg", face())[:900])
    await line.close()


@pytest.mark.parametrize(
    "hello",
    ["{}", "not json", json.dumps(NEEDS | {"hands": 9}), json.dumps(NEEDS | {"landmarks": [478]})],
)
async def test_who_does_not_say_what_is_needed_is_sent_away(
    edge: RunningServer, hello: str
) -> None:
    line = await (await edge.visitor()).client.ws_connect("/api/edge")
    await line.send_str(hello)
    await line.receive()
    assert line.close_code == 1008


async def test_who_sends_nothing_loses_the_place(
    edge: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit, "QUIET_S_MAX", 0.2)
    line = await enter(await edge.visitor())
    assert await line.receive_str() == "welcome"
    await line.receive(timeout=20)
    assert line.close_code == 1008


async def test_a_worker_that_ends_costs_one_picture(edge: RunningServer) -> None:
    line = await enter(await edge.visitor())
    assert await line.receive_str() == "welcome"
    crew = edge.services.edge
    assert crew is not None
    for _ in range(visit.ENDED_WORKERS_MAX):
        assert len((await show(line, encoded(".jpg", face())))[0]["faces"]) == 1
        os.kill(crew.process_ids[0], signal.SIGKILL)
        while len((await show(line, encoded(".jpg", face())))[0]["faces"]) == 0:
            pass
    os.kill(crew.process_ids[0], signal.SIGKILL)
    answer = await show(line, encoded(".jpg", face()))
    assert answer == 1011 or answer[0]["faces"] == []
    await line.close()


async def test_it_is_off_unless_it_is_turned_on(running: RunningServer) -> None:
    visitor = await running.visitor()
    with pytest.raises(WSServerHandshakeError) as told:
        await visitor.client.ws_connect("/api/edge")
    assert told.value.status == 404
    effects = await (await visitor.client.get("/api/effects")).json()
    assert effects["edge_tracking"] is False


async def test_other_sites_pages_may_not_send_pictures(edge: RunningServer) -> None:
    visitor = await edge.visitor()
    with pytest.raises(WSServerHandshakeError) as told:
        await visitor.client.ws_connect("/api/edge", origin="https://elsewhere.example")
    assert told.value.status == 403


async def test_no_picture_is_kept_or_logged(tmp_path: Path) -> None:
    # A real server with temporary files of its own, so that every place it could write to is seen.
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    settings = {"EDGE_TRACKING": "1", "EDGE_WORKERS": "1", "TMPDIR": str(temporary)}
    server = LiveServer(tmp_path / "data", settings).start()
    try:
        async with ClientSession() as session:
            line = await session.ws_connect(f"{server.url}/api/edge")
            await line.send_json(NEEDS)
            assert await line.receive_str() == "welcome"
            for number in range(5):
                seen, _ = await show(line, marked_photo(), t_ms=number * 40)
                assert len(seen["faces"]) == 1
            assert await show(line, MARK) == 1007  # Nor what goes wrong.
    finally:
        server.stop()
    assert files_with(tmp_path, MARK) == []
    assert files_with(tmp_path, marked_photo()[-2000:-1900]) == []
    assert files_with(temporary, b"") == []
    assert server.log_path in files_with(tmp_path, b"Kindlens is open")
