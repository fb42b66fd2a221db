"""`kindlens operator`: accounts from the command line."""

from pathlib import Path

import pytest

from server.cli.operator import main


@pytest.fixture
def data_dir(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "data"


@pytest.mark.usefixtures("data_dir")
def test_accounts_come_and_go(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert "nobody yet" in capsys.readouterr().out
    assert main(["add", "vera", "--role", "viewer"]) == 0
    first = capsys.readouterr().out.splitlines()[1].strip()
    assert main(["reset", "vera"]) == 0
    second = capsys.readouterr().out.splitlines()[1].strip()
    assert len({first, second}) == 2
    main(["list"])
    assert capsys.readouterr().out == "vera  viewer  (has not chosen a password yet)\n"
    assert main(["remove", "vera"]) == 0
    main(["list"])
    assert "vera" not in capsys.readouterr().out.replace("vera can sign in no more", "")


@pytest.mark.usefixtures("data_dir")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add", "Vera"], "got the name 'Vera', expected a small letter"),
        (["add", "a'; --"], "expected a small letter"),
        (["reset", "nobody"], "which nobody has"),
        (["remove", "nobody"], "see `kindlens operator list`"),
    ],
)
def test_what_is_wrong_is_said(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main(arguments) == 1
    assert says in capsys.readouterr().err


@pytest.mark.usefixtures("data_dir")
def test_a_name_is_given_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "vera"]) == 0
    assert main(["add", "vera"]) == 1
    assert "which is taken" in capsys.readouterr().err
