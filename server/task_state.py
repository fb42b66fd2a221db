"""Whether a completed play of a task releases money now, and why not."""

from enum import StrEnum


class TaskState(StrEnum):
    """How a task stands. Only in `open` does a play move money; the others are for joy."""

    OPEN = "open"
    NOT_PLEDGED = "not_pledged"  # No pledge is booked yet.
    FULLY_FUNDED = "fully_funded"  # The whole pledge is released.
    PAUSED = "paused"  # The operator has stopped the campaign or this task for a while.
    NOT_YET = "not_yet"  # Before opens_at.
    OVER = "over"  # From closes_at on.
