"""The ornaments' models: valid, small, named and sized as the stage expects them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
ORNAMENTS = ROOT / "assets" / "ornaments"
MODELS = ROOT / "effects" / "heritage_jewelry" / "models"
NAMES = ("miao_bangle", "filigree_ring", "batik_earrings")
BYTES_MAX = 1_500_000
TRIANGLES_MAX = 36_000


@pytest.fixture(scope="module")
def reports() -> dict[str, Any]:
    """Return what the committed files hold, by name (assets/ornaments/inspect.mjs)."""
    command = ["node", str(ORNAMENTS / "inspect.mjs"), str(MODELS), *NAMES]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def test_all_three_fit_the_byte_budget() -> None:
    assert {path.stem for path in MODELS.iterdir()} == set(NAMES)
    assert sum(path.stat().st_size for path in MODELS.iterdir()) <= BYTES_MAX


@pytest.mark.parametrize("name", NAMES)
def test_the_validator_finds_nothing(reports: dict[str, Any], name: str) -> None:
    assert reports[name]["problems"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_software_gpu_can_draw_them(reports: dict[str, Any], name: str) -> None:
    assert 5_000 < reports[name]["triangles"] <= TRIANGLES_MAX


@pytest.mark.parametrize(
    ("name", "nodes"),
    [
        ("miao_bangle", {"miao_bangle", "band", "twisted_wires"}),
        ("filigree_ring", {"filigree_ring", "band", "flower"}),
        ("batik_earrings", {"batik_earrings", "hook", "butterfly", "batik_round", "drops"}),
    ],
)
def test_nodes_have_their_names(reports: dict[str, Any], name: str, nodes: set[str]) -> None:
    assert nodes <= set(reports[name]["nodes"])
    assert reports[name]["roots"] == [name]


def test_silver_is_metal_and_cloth_is_not(reports: dict[str, Any]) -> None:
    for report in reports.values():
        for material, (metallic, roughness) in report["materials"].items():
            if material == "indigo_batik":
                assert (metallic, roughness > 0.8) == (0, True)
            else:
                assert metallic == 1
                assert 0.18 <= roughness <= 0.4


def test_the_bangle_fits_a_wrist(reports: dict[str, Any]) -> None:
    low, high = reports["miao_bangle"]["low"], reports["miao_bangle"]["high"]
    assert (low[0], high[0]) == pytest.approx((-high[0], high[0]), abs=0.01)
    assert 0.52 < high[0] < 0.66
    assert 0.44 < high[2] < 0.58
    assert 0.15 < high[1] < 0.35
    # Nothing reaches into the wrist: an oval of 0.5 by 0.42.
    assert reports["miao_bangle"]["reach_in"]["0.5x0.42"] > 0.96


def test_the_ring_fits_a_finger_and_shows_its_flower_at_the_back(reports: dict[str, Any]) -> None:
    low, high = reports["filigree_ring"]["low"], reports["filigree_ring"]["high"]
    assert high[2] > 0.62 > -low[2] > 0.5
    assert high[0] == pytest.approx(-low[0], abs=0.03)
    assert reports["filigree_ring"]["reach_in"]["0.5x0.5"] > 0.96


def test_the_ear_ornament_hangs_from_its_hook(reports: dict[str, Any]) -> None:
    low, high = reports["batik_earrings"]["low"], reports["batik_earrings"]["high"]
    assert 0 <= high[1] < 0.04
    assert 1.0 <= -low[1] <= 1.3
    assert -low[0] == pytest.approx(high[0], abs=0.01)
    # The drops swing about the middle of the round.
    assert reports["batik_earrings"]["pivots"]["drops"] == pytest.approx([0, -0.655, 0], abs=0.001)


def test_the_scripts_make_the_committed_files(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ORNAMENTS / "build.py"), str(tmp_path)], check=True)
    for name in NAMES:
        made, committed = tmp_path / f"{name}.glb", MODELS / f"{name}.glb"
        assert made.read_bytes() == committed.read_bytes(), f"{name}.glb: run build.py"


def test_credits_name_them() -> None:
    text = (ROOT / "assets" / "CREDITS.md").read_text("utf-8")
    assert "effects/heritage_jewelry/models/" in text
