"""The simulator as a test: a short run in `make test`, some long ones in `make chaos`."""

import json
from pathlib import Path
from typing import get_args

import pytest

from tests.chaos.simulation.plan import Database, draw_plan
from tests.chaos.simulation.run import simulate

PLAYS, FULL_PLAYS = 80, 3000
RUNS, FULL_RUNS = 1, 3  # On each database, of seeds that follow each other.

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(3600)]


@pytest.mark.parametrize("database", get_args(Database))
async def test_nothing_is_lost_doubled_or_released_beyond_the_pledge(
    tmp_path: Path,
    database: Database,
    is_full_chaos: bool,
    chaos_seed: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for seed in range(chaos_seed, chaos_seed + (FULL_RUNS if is_full_chaos else RUNS)):
        plan = draw_plan(seed, database, FULL_PLAYS if is_full_chaos else PLAYS)
        with capsys.disabled():
            print(f"\nchaos on {database}: SEED={seed} (make chaos SEED={seed} tries it again)")
        witness = await simulate(tmp_path / str(seed), plan)
        with capsys.disabled():
            print(json.dumps({"chaos": database, "seed": seed, **witness.figures()}))
        assert witness.wrong == [], f"SEED={seed}: {witness.wrong[:20]}"
        assert witness.faults
        assert witness.verdicts["credited"]
