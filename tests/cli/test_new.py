"""`kindlens new`: what it makes is fit, plays, and is found as a pip package."""

import subprocess
import sys
from pathlib import Path

import pytest

from effects.packages import find_place, installed_places
from effects.place import UnknownEffectError
from server.cli.__main__ import main
from tests.live_server import ROOT


@pytest.mark.parametrize("tracking", ["face", "hands"])
def test_a_new_effect_is_fit_and_its_own_tests_pass(
    tmp_path: Path, tracking: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "paper_boat"
    assert main(["new", str(target), "--tracking", tracking]) == 0
    assert f"kindlens play {target}" in capsys.readouterr().out
    assert main(["check", str(target)]) == 0
    assert "paper_boat: nothing is wrong\n" in capsys.readouterr().out
    for path in target.rglob("*"):
        assert "my_effect" not in path.name
        assert path.is_dir() or "my_effect" not in path.read_text("utf-8").lower()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore", target],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert "2 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("My-Effect", "expected small letters, digits and _"),
        ("dodge_food", "the name of something else already"),
        ("json", "the name of something else already"),
        ("there", "which is there already"),
    ],
)
def test_what_cannot_be_made_is_told(
    tmp_path: Path, name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there").mkdir()
    assert main(["new", str(tmp_path / name)]) == 1
    assert told in capsys.readouterr().err


def test_an_effect_is_found_by_its_folders_its_id_and_nothing_else(tmp_path: Path) -> None:
    main(["new", str(tmp_path / "paper_boat")])
    inner = tmp_path / "paper_boat" / "paper_boat"
    for name in (str(tmp_path / "paper_boat"), str(inner)):
        assert find_place(name).folder == inner
        assert not find_place(name).is_trusted
    assert find_place("dodge_food").is_trusted
    with pytest.raises(UnknownEffectError, match=r"got effect 'boat', expected a folder .*dodge"):
        find_place("boat")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which pip has installed a new effect."""
    folder = tmp_path_factory.mktemp("packages")
    project = folder / "source" / "paper_boat"
    project.parent.mkdir()
    main(["new", str(project)])
    (project / "paper_boat" / "__init__.py").write_text('raise SystemExit("imported")\n')
    pip = (sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation")
    subprocess.run([*pip, "--target", folder / "site", project], check=True)
    return folder / "site"


def test_a_package_is_found_by_its_entry_point_without_running_it(packages: Path) -> None:
    places = installed_places([packages])
    assert [(place.id, place.folder) for place in places] == [
        ("paper_boat", packages / "paper_boat")
    ]
    assert not places[0].is_trusted
    assert find_place("paper_boat", [packages]) == places[0]
    assert len(places[0].art_files()) == 4
    assert set(places[0].text_files()) == {"zh-CN", "en"}
    assert len(places[0].trace_files()) == 2


def test_a_package_cannot_take_the_place_of_an_effect_that_is_there(
    packages: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "paper_boat").mkdir()
    (tmp_path / "paper_boat" / "manifest.json").touch()
    assert installed_places([packages], tmp_path) == []
    assert "got effect paper_boat, which is there already" in caplog.text


def test_an_entry_point_that_leads_elsewhere_is_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    about = tmp_path / "sly-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: sly\nVersion: 1\n")
    points = "[kindlens.effects]\nboat = os:system\nhull = hull\n"
    (about / "entry_points.txt").write_text(points)
    assert installed_places([tmp_path]) == []
    assert "got entry point boat = os:system, expected the effect's id twice" in caplog.text
    assert "got no hull/manifest.json" in caplog.text
