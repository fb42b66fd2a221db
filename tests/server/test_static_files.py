"""Pages, assets, releases and models: headers, caching, compression."""

import json
from pathlib import Path

import brotli
import pytest

from server import precompress
from server.security_headers import HEADERS
from server.static_files import ASK_FIRST, FOR_EVER
from tests.server.conftest import RunningServer, StartServer
from tests.server.effects_folder import SUMMARIES, TITLES
from tests.server.visitor import Visitor

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "worker-src 'self'; img-src 'self' blob:; style-src 'self'; font-src 'self'; "
    "media-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


@pytest.mark.parametrize(
    ("path", "media_type", "cache_control"),
    [
        ("/", "text/html; charset=utf-8", ASK_FIRST),
        ("/play/three_taps", "text/html; charset=utf-8", ASK_FIRST),
        ("/trust", "text/html; charset=utf-8", ASK_FIRST),
        ("/privacy", "text/html; charset=utf-8", ASK_FIRST),
        ("/sw.js", "text/javascript; charset=utf-8", ASK_FIRST),
        ("/manifest.webmanifest", "application/manifest+json", ASK_FIRST),
        ("/icon.svg", "image/svg+xml", ASK_FIRST),
        ("/workbox-1a2b3c4d.js", "text/javascript; charset=utf-8", FOR_EVER),
        ("/assets/index-abc.js", "text/javascript; charset=utf-8", FOR_EVER),
        ("/wasm/tasks-vision-0.10.35/vision.wasm", "application/wasm", FOR_EVER),
    ],
)
async def test_what_a_file_is_and_how_long_it_may_be_kept(
    visitor: Visitor, path: str, media_type: str, cache_control: str
) -> None:
    for method in ("GET", "HEAD"):
        response = await visitor.client.request(method, path)
        assert response.status == 200
        assert response.headers["Content-Type"] == media_type
        assert response.headers["Cache-Control"] == cache_control
        assert response.headers["ETag"]


@pytest.mark.parametrize("path", ["/", "/assets/index-abc.js", "/api/totals", "/api/nothing"])
async def test_every_answer_carries_the_policy(visitor: Visitor, path: str) -> None:
    response = await visitor.client.get(path)
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["Permissions-Policy"].startswith("camera=(self)")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Server"] == "Kindlens"
    assert set(HEADERS) <= set(response.headers)


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("br, gzip", "br", "brotli of script"),
        ("gzip, deflate", "gzip", "gzip of script"),
        ("identity", None, "script"),
    ],
)
async def test_the_compressed_form_that_the_browser_takes(
    visitor: Visitor, accepted: str, encoding: str | None, body: str
) -> None:
    session = visitor.client.session
    response = await session.get(
        visitor.client.make_url("/assets/index-abc.js"),
        headers={"Accept-Encoding": accepted},
        auto_decompress=False,
    )
    assert response.headers.get("Content-Encoding") == encoding
    assert response.headers["Vary"] == "Accept-Encoding"
    assert await response.text() == body


async def test_an_unchanged_page_is_not_sent_again(visitor: Visitor) -> None:
    etag = (await visitor.client.get("/sw.js")).headers["ETag"]
    again = await visitor.client.get("/sw.js", headers={"If-None-Match": etag})
    assert again.status == 304
    assert await again.read() == b""


async def test_a_mistyped_address_shows_the_page_to_people_and_the_error_to_programs(
    visitor: Visitor,
) -> None:
    person = await visitor.client.get("/tpyo", headers={"Accept": "text/html,*/*"})
    assert (person.status, person.content_type) == (404, "text/html")
    program = await visitor.client.get("/tpyo", headers={"Accept": "*/*"})
    assert (program.status, program.content_type) == (404, "application/json")


async def test_pages_that_are_not_built_say_so(tmp_path: Path, start_server: StartServer) -> None:
    visitor = await (await start_server(web_dir=tmp_path / "none")).visitor()
    response = await visitor.client.get("/")
    assert response.status == 503
    assert "make build" in (await response.json())["error"]["todo"]


async def test_a_release_is_for_ever_and_compressed(visitor: Visitor) -> None:
    effects = (await (await visitor.client.get("/api/effects")).json())["effects"]
    assert effects[0] == {
        "id": "three_taps",
        "task": "stray_animals",
        "release": visitor.release,
        "status": "open",
        "tracking": ["face"],
        "titles": TITLES,
        "summaries": SUMMARIES,
    }
    assert effects[1]["status"] == "coming"
    assert effects[1]["release"] is None
    response = await visitor.client.session.get(
        visitor.client.make_url(f"/releases/{visitor.release}.json"),
        headers={"Accept-Encoding": "br"},
        auto_decompress=False,
    )
    assert response.headers["Content-Encoding"] == "br"
    assert response.headers["Cache-Control"] == FOR_EVER
    document = json.loads(brotli.decompress(await response.read()))
    assert document["id"] == "three_taps"
    assert document["release"] == visitor.release
    assert "effects/engine/bridge.py" in document["files"]


async def test_an_effects_model_is_served_under_the_address_of_its_release(
    effects_dir: Path, start_server: StartServer
) -> None:
    folder = effects_dir / "three_taps" / "models"
    folder.mkdir()
    (folder / "ring.glb").write_bytes(b"glTF and so on")
    visitor = await (await start_server()).visitor()
    release = await visitor.client.get(f"/releases/{visitor.release}.json")
    address = (await release.json())["models"]["ring"]
    response = await visitor.client.get(address)
    assert await response.read() == b"glTF and so on"
    assert response.headers["Cache-Control"] == FOR_EVER
    assert response.content_type == "model/gltf-binary"
    for unknown in ("0" * 64 + ".glb", "ring.glb", "..%2f..%2fledger.sqlite3"):
        response = await visitor.client.get(f"/releases/models/{unknown}")
        assert (response.status, response.content_type) == (404, "application/json")


async def test_a_model_is_served_under_its_hash(tmp_path: Path, start_server: StartServer) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "face_landmarker.task").write_bytes(b"model")
    running: RunningServer = await start_server(models_dir=folder)
    client = (await running.visitor()).client
    models = await (await client.get("/api/models")).json()
    assert [model["name"] for model in models] == ["face_landmarker"]
    assert models[0]["url"] == "/models/64184e22-face_landmarker.task"
    response = await client.get(models[0]["url"])
    assert await response.read() == b"model"
    assert response.headers["Cache-Control"] == FOR_EVER
    assert response.content_type == "application/octet-stream"


def test_precompress_keeps_what_is_smaller_and_finds_it_again(tmp_path: Path) -> None:
    dist, kept = tmp_path / "dist", tmp_path / "kept"
    dist.mkdir()
    (dist / "large.js").write_text("let x = 1;\n" * 1000)
    (dist / "tiny.js").write_text("1")
    (dist / "noise.wasm").write_bytes(bytes((n * n * 7919 >> 8) & 255 for n in range(600)))
    (dist / "picture.png").write_text("png" * 1000)
    assert precompress.main([str(dist), "--kept", str(kept), "--no-models"]) == 0
    assert brotli.decompress((dist / "large.js.br").read_bytes()) == b"let x = 1;\n" * 1000
    assert (dist / "large.js.gz").exists()
    assert not (dist / "tiny.js.br").exists()
    assert not (dist / "picture.png.br").exists()
    before = {path.name: path.stat().st_mtime_ns for path in kept.iterdir()}
    (dist / "large.js.br").unlink()
    assert precompress.main([str(dist), "--kept", str(kept), "--no-models"]) == 0
    assert (dist / "large.js.br").exists()
    assert {path.name: path.stat().st_mtime_ns for path in kept.iterdir()} == before
