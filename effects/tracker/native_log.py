"""MediaPipe's native code writes notes for its own developers to stderr; they go nowhere here."""

import os
from collections.abc import Generator
from contextlib import contextmanager

STDERR = 2  # The file descriptor itself: native code does not know sys.stderr.


@contextmanager
def muted_native_log() -> Generator[None]:
    """Drop what is written to file descriptor 2 meanwhile; what goes wrong comes as exceptions."""
    kept = os.dup(STDERR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STDERR)
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(nowhere)
        os.close(kept)
