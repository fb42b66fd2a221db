"""Kill a kiosk and its central server at random: nothing lost, nothing doubled, no cap exceeded."""

import json
from pathlib import Path

import pytest

from tests.chaos.kiosks import KioskPlan, run_kiosk_plan
from tests.postgres import shared_postgres

pytestmark = pytest.mark.chaos

SHORT_KILLS, LONG_KILLS = 4, 25
ALLOTTED = (3000, 40)  # More than can be played, and less: then the wall is met on the way.
LONG_RUNS = 6


@pytest.mark.timeout(3600)
async def test_killed_at_any_moment_nothing_is_lost_or_doubled(
    tmp_path: Path,
    is_full_chaos: bool,
    chaos_seed: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for run in range(LONG_RUNS if is_full_chaos else 1):
        is_postgres = is_full_chaos and run % 2 == 1
        plan = KioskPlan(
            seed=chaos_seed + run,
            kills=LONG_KILLS if is_full_chaos else SHORT_KILLS,
            allotted=ALLOTTED[run // 2 % 2] if is_full_chaos else ALLOTTED[1],
            database_url=shared_postgres().new_database() if is_postgres else "",
        )
        seen = await run_kiosk_plan(tmp_path / str(run), plan)
        with capsys.disabled():
            print(json.dumps({"chaos": "kiosks", "seed": plan.seed, **seen.figures()}))
        assert seen.wrong == [], f"{plan}; try it again by SEED={plan.seed}"
        assert seen.credited
