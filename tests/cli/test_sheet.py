"""`kindlens sheet` on a real face, by the real models and the shaders that ship, in Chromium."""

import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from server.cli import sheet
from server.cli.sheet import AGES, CONTACT_SHEET
from tests.live_server import ROOT

pytestmark = pytest.mark.browser

PHOTO = ROOT / "tests/media/astronaut.jpg"
# In the photo: between the eyes, and the face's width.
ORIGIN = np.array([224.0, 112.0])
WIDTH_PX = 92.0
ELLIPSE = np.array([1.25, 1.45]) * 1.25  # Nothing moves beyond it, in face widths ...
ELLIPSE_MIDDLE = np.array([0.0, 0.15])
ALIGNED_HALF = 1.5  # ... and no colour changes beyond this square.


@dataclass(frozen=True)
class Drawn:
    """What one run of the command wrote and said."""

    code: int
    errors: str
    folder: Path

    def picture(self, name: str) -> np.ndarray:
        image = cv2.imread(str(self.folder / f"{name}.png"))
        assert image is not None, f"no {name}.png"
        return image.astype(float)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Draw one photo, the same under another name, a file that is none, and one without a face."""
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "again.jpg").write_bytes(PHOTO.read_bytes())
    (folder / "words.jpg").write_text("no picture")
    cv2.imwrite(str(folder / "wall.png"), np.full((240, 320, 3), 200, np.uint8))
    pictures = [PHOTO, *(folder / name for name in ("again.jpg", "words.jpg", "wall.png"))]
    done = subprocess.run(
        [sys.executable, "-m", "server.cli", "sheet", *pictures, "--out", folder / "out"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return Drawn(done.returncode, done.stderr, folder / "out")


@cache
def photo() -> np.ndarray:
    image = cv2.imread(str(PHOTO))
    assert image is not None
    return image.astype(float)


@cache
def in_face(shape: tuple[int, int]) -> np.ndarray:
    """Return each pixel's place in the face's frame, about."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
    return (np.stack([columns, rows], -1) - ORIGIN) / WIDTH_PX


def test_every_age_is_written(drawn: Drawn) -> None:
    for age in (*AGES, "now"):
        assert drawn.picture(f"astronaut-{age}").shape == photo().shape
    sheet_picture = drawn.picture(CONTACT_SHEET.removesuffix(".png"))
    assert sheet_picture.shape[1] > sheet_picture.shape[0] > 400  # Two rows of eight.


def test_now_is_the_picture_untouched(drawn: Drawn) -> None:
    now = drawn.picture("astronaut-now")
    # Browser and OpenCV decode JPEG by different arithmetic.
    assert np.abs(now - photo()).mean() < 1.0


def test_nothing_changes_away_from_the_face(drawn: Drawn) -> None:
    now = drawn.picture("astronaut-now")
    face = in_face(now.shape[:2])
    moves = np.linalg.norm((face - ELLIPSE_MIDDLE) / ELLIPSE, axis=-1) < 1.05
    recoloured = np.abs(face - ELLIPSE_MIDDLE).max(-1) < 1.05 * ALIGNED_HALF
    far = ~(moves | recoloured)
    assert far.mean() > 0.1
    for age in AGES:
        assert np.abs(drawn.picture(f"astronaut-{age}") - now)[far].max() <= 1, age


def test_ages_differ_on_the_face(drawn: Drawn) -> None:
    stages = [drawn.picture(f"astronaut-{age}") for age in AGES]
    near = np.linalg.norm(in_face(stages[0].shape[:2]), axis=-1) < 0.5
    for before, after in pairwise(stages):
        assert np.abs(after - before)[near].mean() > 1.5


def test_a_child_is_smooth_and_old_skin_is_lined(drawn: Drawn) -> None:
    def roughness(age: object) -> float:
        """Return how much both cheeks vary at the size of folds."""
        light = cv2.cvtColor(drawn.picture(f"astronaut-{age}").astype(np.uint8), cv2.COLOR_BGR2GRAY)
        fine, broad = (cv2.GaussianBlur(light.astype(float), (0, 0), sigma) for sigma in (1.2, 5))
        folds = np.abs(fine - broad)
        x, y = np.moveaxis(in_face(light.shape), -1, 0)
        cheeks = (np.abs(np.abs(x) - 0.22) < 0.08) & (y > 0.1) & (y < 0.3)
        return float(folds[cheeks].mean())

    assert roughness(5) < 0.85 * roughness("now")
    assert roughness(80) > 1.1 * roughness("now")


def test_hair_turns_grey(drawn: Drawn) -> None:
    def saturation(age: object) -> float:
        tones = cv2.cvtColor(drawn.picture(f"astronaut-{age}").astype(np.uint8), cv2.COLOR_BGR2HSV)
        x, y = np.moveaxis(in_face(tones.shape[:2]), -1, 0)
        return float(tones[(np.abs(x) < 0.3) & (y > -0.85) & (y < -0.6), 1].mean())

    assert saturation(80) < 0.6 * saturation("now")
    assert abs(saturation(25) - saturation("now")) < 0.05 * saturation("now")


def test_the_same_picture_gives_the_same(drawn: Drawn) -> None:
    for age in AGES:
        assert np.array_equal(drawn.picture(f"astronaut-{age}"), drawn.picture(f"again-{age}")), age


def test_what_cannot_be_drawn_is_told(drawn: Drawn) -> None:
    assert drawn.code == 1
    assert "words.jpg: got a file that the browser cannot show" in drawn.errors
    assert "wall.png: got no face; expected one that looks towards the camera" in drawn.errors


def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "nobody.jpg"
    assert sheet.main([str(missing), "--out", str(tmp_path)]) == 1
    assert f"got {missing}, which is no file" in capsys.readouterr().err


def test_pictures_of_one_name_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "astronaut.jpg").write_bytes(PHOTO.read_bytes())
    words = [str(PHOTO), str(tmp_path / "astronaut.jpg"), "--out", str(tmp_path)]
    assert sheet.main(words) == 1
    assert "got several pictures named astronaut" in capsys.readouterr().err


def test_a_missing_playwright_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sheet, "find_spec", lambda name: None)
    assert sheet.main([str(PHOTO), "--out", str(tmp_path)]) == 1
    assert "run `make check`" in capsys.readouterr().err
