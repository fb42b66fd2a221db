"""Signed heads: their bytes for ever, and whose they are."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from server.cli.verify.tree_head import Head, check_signature, origin_of
from server.ledger.merkle import EMPTY_ROOT
from server.ledger.tree_head import HeadSigner, TreeHead

SIGNER = HeadSigner(bytes(range(32)))
AT_MS = 1_780_000_000_123


def test_the_signed_text_is_a_checkpoint() -> None:
    head = SIGNER.sign(0, EMPTY_ROOT, AT_MS)
    assert head.text(SIGNER.origin) == (
        b"kindlens/56475aa75463474c\n"
        b"0\n"
        b"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
        b"2026-05-28T20:26:40.123Z\n"
    )
    key = Ed25519PublicKey.from_public_bytes(SIGNER.public_key)
    key.verify(head.signature, head.text(SIGNER.origin))


def test_a_head_is_known_by_its_own_key_alone() -> None:
    head = SIGNER.sign(7, bytes(32), AT_MS)
    assert SIGNER.has_signed(head)
    assert not HeadSigner(bytes(32)).has_signed(head)
    assert not SIGNER.has_signed(TreeHead(8, head.root, head.at_ms, head.signature))
    assert not SIGNER.has_signed(TreeHead(0, EMPTY_ROOT, 0, b""))


def test_the_independent_command_reads_the_same_text() -> None:
    head = SIGNER.sign(7, bytes(range(32)), AT_MS)
    other = Head(
        origin_of(SIGNER.public_key),
        head.size,
        head.root,
        "2026-05-28T20:26:40.123Z",
        head.signature,
    )
    assert other.text() == head.text(SIGNER.origin)
    check_signature(other, SIGNER.public_key)
