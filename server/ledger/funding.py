"""What the pledge has for a play that begins. Words for visitors live in the pages' catalogues."""

from enum import StrEnum


class Funding(StrEnum):
    """Told with the ticket, before the play."""

    RESERVED = "reserved"  # Its amount is kept for it for ten minutes.
    IF_PLEDGE_LASTS = "if_pledge_lasts"  # Credited if the pledge lasts until it is delivered.
    FULLY_FUNDED = "fully_funded"  # Nothing is left; it is played for joy.
    NOT_OPEN = "not_open"  # The campaign is paused, or has not begun, or is over.
