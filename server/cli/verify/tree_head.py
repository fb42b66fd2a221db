"""Signed tree heads, and the key that signs them."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .entry import MOMENT
from .faults import Mismatch, UnreadableError
from .merkle import Tree


class Head(NamedTuple):
    """A signed statement: so many entries, with this root, at that time."""

    origin: str
    size: int
    root: bytes
    at: str
    signature: bytes

    def text(self) -> bytes:
        """Return what is signed: a checkpoint (C2SP tlog-checkpoint) with the time as last line."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n{self.at}\n".encode()


def read_head(document: Any) -> Head:
    """Return a head from its JSON. Raises Mismatch."""
    try:
        head = Head(
            str(document["origin"]),
            int(document["size"]),
            bytes.fromhex(document["root"]),
            str(document["at"]),
            bytes.fromhex(document["signature"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Mismatch(f"its tree head cannot be read ({error!r})") from error
    if not MOMENT.fullmatch(head.at):
        raise Mismatch(f"its tree head is of {head.at!r}, which is no moment")
    return head


def origin_of(key: bytes) -> str:
    """Return the name of the log that this public key signs."""
    return f"kindlens/{hashlib.sha256(key).hexdigest()[:16]}"


def check_signature(head: Head, key: bytes) -> None:
    """Raise Mismatch unless the key's owner has signed this head."""
    if head.origin != origin_of(key):
        raise Mismatch(f"its tree head is of the log {head.origin!r}, not of {origin_of(key)!r}")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(head.signature, head.text())
    except (InvalidSignature, ValueError) as error:
        raise Mismatch("the signature of its tree head is not by the key") from error


def check_head(head: Head, tree: Tree, key: bytes) -> None:
    """Raise Mismatch unless this head is signed and says what the entries come to."""
    check_signature(head, key)
    if head.size != tree.size:
        raise Mismatch(f"has {tree.size} entries, but its tree head says {head.size}")
    if head.root != tree.root():
        raise Mismatch(
            "its entries are not those that were signed (another root of the Merkle tree)"
        )


def read_key(path: Path) -> bytes:
    """Return a public key: the hexadecimal text of 32 bytes, alone or as /api/ledger/key says it.

    Raises UnreadableError.
    """
    try:
        text = path.read_text("utf-8").strip()
        key = bytes.fromhex(json.loads(text)["key"] if text.startswith("{") else text)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableError(
            f"{path}: got no key ({error}), expected 64 hexadecimal digits; to do: save "
            "/api/ledger/key of the site, or ask the operator"
        ) from error
    if len(key) != 32:
        raise UnreadableError(f"{path}: got {len(key)} bytes, expected a key of 32")
    return key
