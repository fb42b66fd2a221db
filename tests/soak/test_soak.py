"""The soak's short form: every fault once. `make soak` goes on for as long as wanted."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.soak.run import FAULTS, Soak

pytestmark = [pytest.mark.browser, pytest.mark.chaos, pytest.mark.long]


def test_a_kiosk_survives_every_fault_and_keeps_every_play(built_web: Path, tmp_path: Path) -> None:
    with sync_playwright() as playwright:
        soak = Soak(playwright, tmp_path / "kiosk", seed=1)
        try:
            figures = soak.run(seconds=0, faults=FAULTS)
        finally:
            soak.close()
    assert set(figures.faults) == set(FAULTS)
