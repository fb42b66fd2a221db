"""What can become of a completion. The one list of verdicts for the whole product.

Words for visitors live in the pages' catalogues, under these names.
"""

from enum import StrEnum


class Verdict(StrEnum):
    """The status of a completion. A verdict that the ledger stores is final."""

    CREDITED = "credited"  # The play released its part of the pledge.
    UNFUNDED = "unfunded"  # An honest play, but the pledge has been released entirely.
    CAPPED = "capped"  # An honest play beyond what one participant may release.
    HELD = "held"  # Waits for a person to look at it.
    EXPIRED = "expired"  # Delivered too late, or played on a ticket that a newer one closed.
    NOT_COMPLETED = "not_completed"  # The replay does not reach the completion.
    IMPLAUSIBLE = "implausible"  # The wall clock, or the cost of the replay, rules it out.
    TAMPERED = "tampered"  # Ticket or trace are not what the server and the effect made.
    DUPLICATE = "duplicate"  # Another completion of this play has been decided already.
    UPDATE_NEEDED = "update_needed"  # The release of the ticket is not kept any more.
