"""The wall clock, as something that can be handed in, and its form in answers."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

Clock = Callable[[], int]
"""Returns milliseconds since 1970-01-01 UTC."""


def system_clock_ms() -> int:
    """Return the wall clock in milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


def ms_of_iso(text: str) -> int:
    """Return the milliseconds since 1970-01-01 UTC of a moment as iso_utc writes it."""
    moment = datetime.fromisoformat(text)
    return round(moment.timestamp() * 1000)


def iso_utc(at_ms: int) -> str:
    """Return a moment as ISO 8601 in UTC with milliseconds, for instance 2026-05-01T08:00:00.000Z.

    Goes by integers: a float would now and then be a millisecond off.
    """
    seconds, milliseconds = divmod(at_ms, 1000)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.{milliseconds:03d}Z"
