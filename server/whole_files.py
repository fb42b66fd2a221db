"""Files that are there whole or not at all, whenever the power fails."""

import os
from contextlib import suppress
from pathlib import Path

READABLE_BY_ALL = 0o644
READABLE_BY_OWNER = 0o600


def write_whole(path: Path, data: bytes, mode: int = READABLE_BY_ALL) -> None:
    """Put a file in place in one step; its bytes are on disk before its name appears."""
    _write_partial(path, data, mode).replace(path)


def write_whole_once(path: Path, data: bytes, mode: int = READABLE_BY_ALL) -> None:
    """Do the same where no such file is yet; leave what another process made first."""
    partial = _write_partial(path, data, mode)
    try:
        with suppress(FileExistsError):
            os.link(partial, path)  # Unlike a rename, replaces nothing.
    finally:
        partial.unlink()


def _write_partial(path: Path, data: bytes, mode: int) -> Path:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return partial
