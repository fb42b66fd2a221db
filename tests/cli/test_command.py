"""The command's table: what is there, what is not, and that asking costs nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from server.cli.__main__ import COMMANDS, main
from tests.live_server import ROOT


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    for name, command in COMMANDS.items():
        assert name in printed
        assert command.summary in printed


def test_an_unknown_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recrod"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("got command 'recrod', expected one of: serve, dev, audit, verify, ")
    assert " new, check, play, record, replay, " in told


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert "usage:" in capsys.readouterr().out


def test_nothing_but_recording_imports_the_tracking_packages() -> None:
    code = (
        "import sys, server.cli.record, server.cli.replay, server.__main__; "
        "print([name for name in ('mediapipe', 'cv2') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_installed_script_runs_from_any_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [str(ROOT / ".venv" / "bin" / "kindlens"), "replay", "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "TRACE.json" in done.stdout
