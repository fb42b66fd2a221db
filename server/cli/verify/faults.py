"""What can be wrong: a file that cannot be read, or something in one that does not hold."""

from collections.abc import Callable

Say = Callable[[str], None]
"""Takes a sentence about something that does not hold."""


class UnreadableError(Exception):
    """A file that is not what it should be at all; the text says which and what to do."""


class Mismatch(Exception):  # noqa: N818  (a finding, not a mistake of this program)
    """Something in an entry, a head or a receipt does not hold; the text says what."""
