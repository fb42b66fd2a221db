"""`kindlens kiosk`: what it explains, and what it is with which settings."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from server.cli.kiosk import TLS_PORT, kiosk_settings
from server.cli.kiosk_explained import (
    WORDS,
    desktop_entry,
    explain,
    preferred_language,
    systemd_unit,
)
from server.languages import LANGUAGES
from server.offline.pairing import Pairing
from server.settings import Settings


@pytest.fixture
def settings() -> Settings:
    """Return the settings of a kiosk that the host has not changed."""
    return kiosk_settings(Settings(port=9000), None)


def test_a_kiosk_is_open_to_its_network_unless_the_host_said_else(settings: Settings) -> None:
    assert (settings.host, settings.tls_port, settings.kiosk_name) == ("0.0.0.0", TLS_PORT, "kiosk")
    own = kiosk_settings(Settings(host="localhost", kiosk_name="hall"), None)
    assert (own.host, own.tls_port, own.kiosk_name) == ("localhost", None, "hall")
    paired = Pairing("https://play.example.org", "secret", "van-2")
    assert kiosk_settings(Settings(kiosk_name="hall"), paired).kiosk_name == "van-2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_explained(settings: Settings, language: str) -> None:
    said = explain(settings, "/opt/kindlens/bin/kindlens", language)
    for needed in (
        "ExecStart=/opt/kindlens/bin/kindlens kiosk",
        "PORT=9000 /opt/kindlens/bin/kindlens kiosk --browser; sleep 2; done",
        "chromium --kiosk",
        "http://localhost:9000/kiosk",
        '"URLBlocklist"',
        "kindlens kiosk --pair",
        "sudo systemctl enable kindlens-kiosk",
    ):
        assert needed in said
    assert "$" not in said


def test_there_are_words_in_every_language() -> None:
    assert {path.stem for path in WORDS.glob("*.md")} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("spoken", "language"), [("zh_CN.UTF-8", "zh-CN"), ("en_GB.UTF-8", "en"), ("", "zh-CN")]
)
def test_the_language_is_that_of_who_reads(
    monkeypatch: pytest.MonkeyPatch, spoken: str, language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, spoken)
    assert preferred_language() == language


def test_what_the_desktop_starts_is_words_of_a_shell(tmp_path: Path) -> None:
    settings = kiosk_settings(Settings(data_dir=tmp_path / "the data"), None)
    entry = desktop_entry(settings, "/opt/kindlens/bin/kindlens")
    program, _, script = shlex.split(entry.partition("Exec=")[2])
    assert program == "sh"
    called = shlex.split(script.partition(" do ")[2].partition(";")[0])
    assert called[:2] == ["env", f"DATA_DIR={tmp_path / 'the data'}"]
    assert called[3:] == ["/opt/kindlens/bin/kindlens", "kiosk", "--browser"]


def test_systemd_knows_every_word_of_the_unit(settings: Settings, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd here")
    unit = tmp_path / "kindlens-kiosk.service"
    unit.write_text(systemd_unit(settings, "/bin/true"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, timeout=60
    )
    assert [line for line in done.stderr.splitlines() if unit.name in line] == []
