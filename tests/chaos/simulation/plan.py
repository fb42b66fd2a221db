"""What a run tries, all of it drawn from one seed."""

import random
from dataclasses import dataclass
from typing import Literal

from tests.server.campaign_file import FEN_PER_PLAY

Database = Literal["sqlite", "postgresql"]

FAULTS = ("kill", "full_disk", "locked", "skew")
FAULTS_OF: dict[Database, tuple[str, ...]] = {
    "sqlite": FAULTS,
    "postgresql": (*FAULTS, "postgres_gone"),
}
FUNDED_SHARE = (0.3, 1.0)  # Of the plays that deserve it, for how many the pledge lasts.


@dataclass(frozen=True)
class Plan:
    """visitors: how many play at the same time. processes: server processes over one database."""

    seed: int
    database: Database
    plays: int
    visitors: int
    processes: int
    pledged_fen: int
    faults: tuple[str, ...]

    def rng(self, what: str) -> random.Random:
        """Return the generator of one actor."""
        return random.Random(f"{self.seed} {self.database} {what}")


def draw_plan(seed: int, database: Database, plays: int) -> Plan:
    """Return the plan of a seed."""
    rng = random.Random(f"{seed} {database}")
    return Plan(
        seed=seed,
        database=database,
        plays=plays,
        visitors=rng.randint(6, 16),
        processes=1 if database == "sqlite" else rng.randint(2, 3),
        pledged_fen=FEN_PER_PLAY * max(1, round(plays * rng.uniform(*FUNDED_SHARE))),
        faults=FAULTS_OF[database],
    )
