"""Secrets of this installation: made on first use, kept in DATA_DIR/keys, never printed."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from server.whole_files import READABLE_BY_OWNER, write_whole_once

KEY_BYTES = 32
FOLDER_MODE = 0o700


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
        made = f"{secrets.token_bytes(KEY_BYTES).hex()}\n".encode("ascii")
        write_whole_once(path, made, READABLE_BY_OWNER)
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError as error:
        raise KeyFileError(_describe(path, "something that is no hexadecimal text")) from error
    if len(key) != KEY_BYTES:
        raise KeyFileError(_describe(path, f"{len(key)} bytes"))
    return key


def _describe(path: Path, got: str) -> str:
    return (
        f"{path}: got {got}, expected {KEY_BYTES} bytes in hexadecimal; to do: put the key of your "
        "backup there. Without it open tickets, known participants or the log's name are lost."
    )
