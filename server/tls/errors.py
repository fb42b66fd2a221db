"""What can be wrong with certificates."""


class TlsError(Exception):
    """A certificate or key that cannot be used; the text says which and what to do."""
