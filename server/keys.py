"""Secrets of this installation: made on first use, kept in DATA_DIR/keys, never printed."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 32
FOLDER_MODE = 0o700
FILE_MODE = 0o600


class KeyFileError(Exception):
    """A key file that is there but cannot be a key; the text says which and what to do."""


@dataclass(frozen=True)
class Keys:
    """ticket: signs tickets. participant: turns cookies into what the ledger may store.

    log: the Ed25519 private key that signs the ledger's tree heads.
    operator: signs what tells a device on which an operator has signed in before.
    """

    ticket: bytes
    participant: bytes
    log: bytes
    operator: bytes


def load_keys(folder: Path) -> Keys:
    """Return the keys in this folder, making those that are missing. Raises KeyFileError."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(FOLDER_MODE)
    names = ("ticket", "participant", "log", "operator")
    return Keys(*(_load_key(folder / f"{name}.key") for name in names))


def _load_key(path: Path) -> bytes:
    if not path.exists():
        write_secret_once(path, f"{secrets.token_bytes(KEY_BYTES).hex()}\n".encode("ascii"))
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError as error:
        raise KeyFileError(_describe(path, "something that is no hexadecimal text")) from error
    if len(key) != KEY_BYTES:
        raise KeyFileError(_describe(path, f"{len(key)} bytes"))
    return key


def write_secret_once(path: Path, secret: bytes) -> None:
    """Write a secret so that no half-written one can ever be read: whole, then under its name."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(partial, path)  # Unlike a rename, leaves what another process made first.
    except FileExistsError:
        pass
    finally:
        partial.unlink()


def _describe(path: Path, got: str) -> str:
    return (
        f"{path}: got {got}, expected {KEY_BYTES} bytes in hexadecimal; to do: put the key of your "
        "backup there. Without it open tickets, known participants or the log's name are lost."
    )
