"""Pairing a device over the real client with a server in this process."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from server.ledger import bookings
from server.ledger.bookings import RefusedError
from server.ledger.sums import read_totals
from server.offline.pair import pair
from server.offline.pairing import Pairing, PairingError, read_pairing
from server.settings import Settings
from tests.kiosks.conftest import KEY, Central
from tests.server.campaign_file import FEN_PER_PLAY, PLEDGED_FEN
from tests.server.conftest import engine, ledger_url  # noqa: F401  (fixtures)


@pytest.fixture
def device(tmp_path: Path) -> Settings:
    """Return the settings of a device with an empty folder."""
    settings = Settings(data_dir=tmp_path / "device")
    settings.keys_dir.mkdir(parents=True)
    return settings


def address_of(central: Central) -> str:
    """Return the server's origin."""
    return str(central.running.server.make_url("")).rstrip("/")


async def test_a_device_is_paired_by_its_credential(
    central: Central,
    device: Settings,
    engine: Engine,  # noqa: F811
) -> None:
    clock, address = central.running.clock, address_of(central)
    with pytest.raises(PairingError, match="credential_unknown"):
        await pair(device, Pairing(address, "kindlens-kiosk-guess"), engine, clock)
    assert read_pairing(device.keys_dir) is None
    credential = await central.add("hall", plays=4)
    await pair(device, Pairing(address, credential), engine, clock)
    assert read_pairing(device.keys_dir) == Pairing(address, credential, "hall")
    with engine.begin() as connection:
        assert read_totals(connection).by_task[KEY].pledged_fen == 4 * FEN_PER_PLAY
    # The same kiosk's device may be paired again, another's ledger may not be taken.
    await pair(device, Pairing(address, credential), engine, clock)
    other = await central.add("van")
    with pytest.raises(PairingError, match="set DATA_DIR to a new folder"):
        await pair(device, Pairing(address, other), engine, clock)


async def test_nobody_there_is_told(
    device: Settings,
    engine: Engine,  # noqa: F811
) -> None:
    with pytest.raises(PairingError, match="check address, network and credential"):
        await pair(device, Pairing("http://localhost:9", "x"), engine, lambda: 1)


async def test_a_pledge_under_an_allotment_cannot_be_taken_back(central: Central) -> None:
    await central.add(plays=1)
    ledger, now_ms = central.running.services.ledger, central.running.clock.now_ms

    with pytest.raises(RefusedError, match=f"expected at most {PLEDGED_FEN - FEN_PER_PLAY}"):
        await ledger.write(lambda connection: bookings.correct(connection, 0, now_ms, "mistake"))


async def test_no_more_is_set_aside_than_is_free(central: Central) -> None:
    plays = PLEDGED_FEN // FEN_PER_PLAY
    await central.add("hall", plays=plays - 1)
    with pytest.raises(RefusedError, match=f"expected at most the {FEN_PER_PLAY} of its pledge"):
        await central.add("van", plays=2)
    await central.add("van", plays=1)
