"""Chaos as a test: short in `make test`, at full length in `make chaos`, with figures printed."""

import json
from pathlib import Path

import pytest

from tests.chaos.flooding import flood
from tests.chaos.hostile_deliveries import CLASSES
from tests.chaos.length import FULL_HOSTILE, SHORT_HOSTILE

LIVE_MS_MAX = 3000  # Totals are coalesced over 200 ms; the rest is a machine that is busy.

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1800)]


async def test_hostile_completions_are_refused_by_name(
    tmp_path: Path, is_full_chaos: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    completions = FULL_HOSTILE if is_full_chaos else SHORT_HOSTILE
    state = await flood(tmp_path, completions, seed=1)
    with capsys.disabled():
        print("\n" + json.dumps({"chaos": "flood", **state.figures()}))
    assert state.wrong == []
    assert state.sent == completions
    assert len(state.by_class) == len(CLASSES)
    assert max(state.live_ms) < LIVE_MS_MAX
