"""What a ledger of a million credits takes on the disk, and how long a full check of it takes.

`make bench-large` measures the same of 39,000,000 (ledger_size_large).
"""

import time
from collections.abc import Callable, Iterator

from server.ledger.audit import audit
from server.ledger.database import open_reader
from tests.bench.figure import Figure, at_most
from tests.bench.ledger_path import DATABASES, fill, state_bytes

CREDITS = 1_000_000
BYTES_PER_CREDIT_MAX = 250


def measure_of(credits_: int, make: Callable[[str, int], None]) -> Iterator[Figure]:
    """Make a ledger on each database, check it, and yield its figures before the next one begins.

    make: makes the ledger, of an empty database's address and the number of credits.
    """
    millions = f"{credits_ // 1_000_000}m"
    for name, open_database in DATABASES.items():
        with open_database() as url:
            started_s = time.perf_counter()
            make(url, credits_)
            filled_s = time.perf_counter() - started_s
            size = state_bytes(url)
            started_s = time.perf_counter()
            engine = open_reader(url)
            with engine.begin() as connection:
                wrong = audit(connection)
            engine.dispose()
            audited_s = time.perf_counter() - started_s
        assert not wrong, wrong[:5]
        yield Figure(f"ledger_{millions}_{name}_fill_per_s", credits_ / filled_s, "credits/s")
        yield Figure(
            f"ledger_{millions}_{name}_bytes_per_credit",
            size / credits_,
            "bytes",
            at_most(BYTES_PER_CREDIT_MAX),
        )
        yield Figure(f"ledger_{millions}_{name}_audit_s", audited_s, "s")


def measure() -> Iterator[Figure]:
    """Measure a million credits, lived through by the ledger's own path."""
    return measure_of(CREDITS, fill)
