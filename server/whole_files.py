"""Files that are there whole or not at all, whenever the power fails."""

import os
from pathlib import Path

READABLE_BY_ALL = 0o644
READABLE_BY_OWNER = 0o600


def write_whole(path: Path, data: bytes, mode: int = READABLE_BY_ALL) -> None:
    """Put a file in place in one step; its bytes are on disk before its name appears."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
