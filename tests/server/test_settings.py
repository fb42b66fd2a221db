"""Settings, the campaign file and keys: documented, checked, and clear when wrong."""

from pathlib import Path

import pytest

from server.campaign import CampaignError, read_campaign
from server.keys import KeyFileError, load_keys
from server.settings import Settings, SettingsError, read_settings
from tests.live_server import ROOT
from tests.server.campaign_file import write_campaign


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    field = Settings.model_fields[name]
    assert field.description
    text = (ROOT / "server" / "README.md").read_text("utf-8")
    row = next((line for line in text.splitlines() if line.startswith(f"| `{name.upper()}`")), None)
    assert row is not None, f"server/README.md has no row for {name.upper()}"
    assert " ".join(field.description.split()) in row


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "eighty", "valid integer"),
        ("PORT", "70000", "less than or equal to 65535"),
        ("REPLAY_WORKERS", "0", "greater than or equal to 1"),
        ("PUBLIC_ORIGIN", "play.example.org", "match pattern"),
        ("DATABASE_URL", "postgresql://db/kindlens", "sqlite:///"),
    ],
)
def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as told:
        read_settings()
    assert str(told.value).startswith(f"{name}: got {value!r}, expected: ")
    assert expected in str(told.value)
    assert "to do:" in str(told.value)


def test_no_password_is_echoed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://kindlens:open sesame/1@db/kindlens")
    with pytest.raises(SettingsError) as told:
        read_settings()
    assert "sesame" not in str(told.value)
    assert "DATABASE_URL: got 'mysql://kindlens:***@db/kindlens'" in str(told.value)


def test_settings_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HOST", "")
    settings = read_settings()
    assert (settings.port, settings.host) == (9000, "localhost")
    assert settings.ledger_url == f"sqlite:///{tmp_path}/ledger.sqlite3"


def test_the_campaign_that_comes_with_the_server_is_whole() -> None:
    campaign = read_campaign(Settings.model_fields["campaign"].default)
    tasks = ["stray_animals", "heritage_mothers", "childrens_hearts"]
    assert [task.id for task in campaign.tasks] == tasks
    assert campaign.task_of_effect("dodge_food") is campaign.tasks[0]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("pledged_fen = 1000", 'pledged_fen = "1000"', "tasks[0].pledged_fen: got '1000'"),
        ("pledged_fen = 1000", "pledged_fen = 10.5", "tasks[0].pledged_fen: got '10.5'"),
        ("pledged_fen = 1000", "pledged_fen = -1", "tasks[0].pledged_fen: got '-1'"),
        ("fen_per_play = 20", "", "tasks[0].fen_per_play: "),
        ("fen_per_play = 20", "fen_per_play = 2000", "tasks[0]: "),
        ('en = "Stray animals"', 'e = "Stray"', "tasks[0].titles.en: "),
        ('id = "childrens_hearts"', 'id = "stray_animals"', "task stray_animals is there twice"),
        ('id = "studio"', 'id = "three_taps"', "effect three_taps is there twice"),
        ('currency = "CNY"', 'currency = "EUR"', "currency: got 'EUR'"),
        ('id = "spring"', 'id = "spring"\nsponser = "X"', "sponser: "),
        ('id = "spring"', "id = spring", "is no TOML"),
    ],
)
def test_a_wrong_campaign_file_names_the_key(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = write_campaign(tmp_path / "campaign.toml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(CampaignError) as told:
        read_campaign(path)
    assert says in str(told.value)
    assert str(path) in str(told.value)
    assert "to do:" in str(told.value)


def test_a_missing_campaign_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="let CAMPAIGN name a campaign file"):
        read_campaign(tmp_path / "none.toml")


def test_keys_stay_the_same_and_a_spoiled_one_is_never_replaced(tmp_path: Path) -> None:
    keys = load_keys(tmp_path)
    assert load_keys(tmp_path) == keys
    assert keys.ticket != keys.participant
    for spoiled in ("no hex", "abcd"):
        (tmp_path / "ticket.key").write_text(spoiled)
        with pytest.raises(KeyFileError, match="put the key of your backup there"):
            load_keys(tmp_path)
