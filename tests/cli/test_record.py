"""`kindlens record` and `kindlens replay` over a clip of a real face, by the real tracker."""

import json
import tomllib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from effects.place import EFFECTS
from effects.trace_file import read_trace_file
from effects.tracker import packages, tracker
from effects.tracker.clip import by_tick, open_clip
from effects.tracker.tracker import Picture
from server.cli.__main__ import main
from tests.cli.moving_photo import PHOTO, write_clip
from tests.live_server import ROOT

SEED = "00000000000000000000000000000029"
BROKEN_TRACE = f'{{"made_by": "x", "seed": "{SEED}", "expected": {{}}, "trace": "AAAA"}}'
BOT_TRACE = EFFECTS / "dodge_food" / "traces" / "bot_sure.json"


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("clip") / "swaying.mp4", seconds=4, hz=15)


@pytest.fixture(scope="module")
def recorded(clip: Path) -> Path:
    """Return the trace file of the dodge game played by the clip."""
    out = clip.with_name("swaying.json")
    words = ["record", str(clip), "--effect", "dodge_food", "--out", str(out), "--seed", SEED]
    assert main([*words, "--choice", "stray=cat"]) == 0
    return out


def test_a_clip_becomes_a_trace_of_the_same_length(recorded: Path) -> None:
    play = read_trace_file(recorded)
    assert play.seed == SEED
    assert play.trace.choices == {"stray": "cat"}
    assert play.made_by == "kindlens record of swaying.mp4, mediapipe==0.10.33"
    # The last of 60 pictures, 15 a second, is taken at tick 118.
    assert len(play.trace.rows) == 119
    assert play.expected["status"] == "not_completed"


def test_the_face_of_the_clip_is_followed(recorded: Path) -> None:
    trace = read_trace_file(recorded).trace
    xs = [row[trace.columns.index("head_x_permille")] for row in trace.rows]
    present = [row[trace.columns.index("is_present")] for row in trace.rows]
    assert sum(present) > 110
    # 60 px of 480 to either side; smoothing takes a little off the turning points.
    assert 180 < max(xs) - min(xs) < 260


def test_a_replay_tells_what_happened(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(recorded)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "Played by kindlens record of swaying.mp4, mediapipe==0.10.33.",
        f"dodge_food by camera, stray cat, seed {SEED}",
    ]
    assert "ready; somebody is there; asked to: nod" in lines[2]
    assert lines[-1].startswith("Not completed after 4.0 s")


def test_a_whole_play_is_told_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(BOT_TRACE)]) == 0
    printed = capsys.readouterr().out
    assert "completed" in printed
    assert printed.splitlines()[-1].startswith("Completed after 27.9 s (best_combo 14, caught 14")


def test_an_altered_trace_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = json.loads(BOT_TRACE.read_text("utf-8"))
    kept["seed"] = SEED.replace("2", "3")
    altered = tmp_path / "altered.json"
    altered.write_text(json.dumps(kept), "utf-8")
    assert main(["replay", str(altered)]) == 1
    assert "Does not replay: digest_differs after" in capsys.readouterr().out


def test_pictures_come_at_their_ticks() -> None:
    picture = np.zeros((1, 1, 3), np.uint8)
    at_15_hz = [timed and round(timed[0] * 15) for timed in by_tick(iter(take(picture, 15)))]
    assert at_15_hz[:5] == [0, None, 1, None, 2]
    at_60_hz = [timed and round(timed[0] * 60) for timed in by_tick(iter(take(picture, 60)))]
    assert at_60_hz[:4] == [0, 2, 4, 6]
    at_25_hz = [timed and round(timed[0] * 25) for timed in by_tick(iter(take(picture, 25)))]
    assert at_25_hz[:8] == [0, None, 1, 2, 3, 4, 5, None]


def take(picture: Picture, hz: int) -> "list[tuple[float, Picture]]":
    return [(number / hz, picture) for number in range(hz)]


def test_a_clip_plays_over_and_over_for_so_long(clip: Path) -> None:
    times = [t_s for t_s, _ in open_clip(clip, seconds=9)]
    assert len(times) == 9 * 15
    steps = [later - earlier for earlier, later in pairwise(times)]
    assert max(steps) - min(steps) < 0.002


def test_a_still_picture_is_held() -> None:
    assert len(list(open_clip(PHOTO, seconds=2))) == 30


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere.mp4"], "got nowhere.mp4: no such file; expected a video, or a camera"),
        ([str(ROOT / "README.md")], "no video that OpenCV can read; expected MP4"),
        (["97"], "got no camera 97; expected one that is plugged in"),
        (["x.mp4", "--seed", "cafe"], "got --seed cafe: a seed is 32 hexadecimal digits, got 4"),
        (["x.mp4", "--choice", "stray=cow"], "got --choice stray=cow, expected one of: stray=dog"),
        (["x.mp4", "--out", "/nowhere/at/all/t.json"], "no such folder"),
        (["x.mp4", "--effect", "lanterns"], "got effect 'lanterns', expected a folder that holds"),
    ],
)
def test_what_cannot_be_recorded_is_told(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    defaults = ["--effect", "dodge_food", "--out", str(tmp_path / "t.json")]
    assert main(["record", *defaults, *words]) == 1
    assert told in capsys.readouterr().err


def test_a_missing_model_is_told(
    clip: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(tracker, "CACHE_FOLDER", tmp_path)
    words = ["record", str(clip), "--effect", "dodge_food", "--out", str(tmp_path / "t.json")]
    assert main(words) == 1
    told = capsys.readouterr().err
    assert "got no face_landmarker.task" in told
    assert "to do: run `python -m models.fetch face_landmarker`" in told


def test_missing_packages_are_told(
    clip: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(name: str) -> None:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(packages, "import_module", refuse)
    words = ["record", str(clip), "--effect", "dodge_food", "--out", str(tmp_path / "t.json")]
    assert main(words) == 1
    assert (
        "to do: run `.venv/bin/python -m pip install 'mediapipe==0.10.33' 'opencv-contrib-python=="
        in capsys.readouterr().err
    )


def test_the_named_versions_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert list(packages.REQUIREMENTS) == project["optional-dependencies"]["tracker"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"seed": "zz"}', BROKEN_TRACE])
def test_a_file_that_is_no_play_is_told(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.json"
    path.write_text(text, "utf-8")
    assert main(["replay", str(path)]) == 1
    assert f"got {path}: no recorded play" in capsys.readouterr().err
