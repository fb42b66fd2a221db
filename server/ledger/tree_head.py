"""Signed tree heads: what the log was at a moment, so that nobody can say later it was another.

What is signed is a checkpoint as the C2SP's tlog-checkpoint describes it (origin, size, root in
base64, each on a line of its own), with the moment as its extension line. Ed25519, RFC 8032.
"""

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from server.clock import iso_utc

ORIGIN_DIGITS = 16  # Of the public key's SHA-256: another key is another log.


@dataclass(frozen=True, slots=True)
class TreeHead:
    """The log's first `size` entries have this root. signature: 64 bytes."""

    size: int
    root: bytes
    at_ms: int
    signature: bytes

    def text(self, origin: str) -> bytes:
        """Return what is signed."""
        root = base64.b64encode(self.root).decode("ascii")
        return f"{origin}\n{self.size}\n{root}\n{iso_utc(self.at_ms)}\n".encode("ascii")


def origin_of(public_key: bytes) -> str:
    """Return the name of the log that a public key signs for."""
    return f"kindlens/{hashlib.sha256(public_key).hexdigest()[:ORIGIN_DIGITS]}"


class HeadSigner:
    """Signs heads, and knows its own. key: the 32 bytes of an Ed25519 private key."""

    def __init__(self, key: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(key)
        self.public_key = self._key.public_key().public_bytes_raw()
        self.origin = origin_of(self.public_key)

    def sign(self, size: int, root: bytes, at_ms: int) -> TreeHead:
        """Return the signed head of a tree."""
        text = TreeHead(size, root, at_ms, b"").text(self.origin)
        return TreeHead(size, root, at_ms, self._key.sign(text))

    def has_signed(self, head: TreeHead) -> bool:
        """Return whether a head carries this key's signature."""
        try:
            public = Ed25519PublicKey.from_public_bytes(self.public_key)
            public.verify(head.signature, head.text(self.origin))
        except InvalidSignature:
            return False
        return True
