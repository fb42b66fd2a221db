"""What a ledger of a million credits takes on the disk, and how long a full check of it takes.

`make bench-large` measures the same of 39,000,000 (ledger_size_large).
"""

import time

from server.ledger.audit import audit
from server.ledger.database import open_reader
from tests.bench.figure import Figure, at_most
from tests.bench.ledger_path import DATABASES, fill, state_bytes

CREDITS = 1_000_000
BYTES_PER_CREDIT_MAX = 250


def measure_of(credits_: int) -> list[Figure]:
    """Fill a ledger on each database, and check it."""
    figures: list[Figure] = []
    millions = f"{credits_ // 1_000_000}m"
    for name, open_database in DATABASES.items():
        with open_database() as url:
            started_s = time.perf_counter()
            fill(url, credits_)
            filled_s = time.perf_counter() - started_s
            size = state_bytes(url)
            started_s = time.perf_counter()
            engine = open_reader(url)
            with engine.begin() as connection:
                wrong = audit(connection)
            engine.dispose()
            audited_s = time.perf_counter() - started_s
        assert not wrong, wrong[:5]
        figures += [
            Figure(f"ledger_{millions}_{name}_fill_per_s", credits_ / filled_s, "credits/s"),
            Figure(
                f"ledger_{millions}_{name}_bytes_per_credit",
                size / credits_,
                "bytes",
                at_most(BYTES_PER_CREDIT_MAX),
            ),
            Figure(f"ledger_{millions}_{name}_audit_s", audited_s, "s"),
        ]
    return figures


def measure() -> list[Figure]:
    """Measure a million credits."""
    return measure_of(CREDITS)
