"""The same as ledger_size, of as many credits as a campaign of the largest kind has."""

from collections.abc import Iterator

from tests.bench.figure import Figure
from tests.bench.ledger_size import measure_of
from tests.bench.written_ledger import write_ledger

CREDITS = 39_000_000


def measure() -> Iterator[Figure]:
    """Measure 39 million credits; takes an hour and 20 GB of disk."""
    return measure_of(CREDITS, write_ledger)
