"""The Merkle tree of RFC 9162, section 2.1."""

import hashlib

from .faults import Mismatch


def leaf_hash(line: bytes) -> bytes:
    """Return the hash of an entry: of its line, without the line's end."""
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash over two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A Merkle tree that only grows: the hashes of its complete subtrees, largest first."""

    def __init__(self) -> None:
        self.size = 0
        self._whole: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Append a leaf's hash."""
        node, rest = leaf, self.size
        while rest & 1:
            node, rest = node_hash(self._whole.pop(), node), rest >> 1
        self._whole.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the root's hash."""
        if not self._whole:
            return hashlib.sha256(b"").digest()
        *rest, root = self._whole
        for one in reversed(rest):
            root = node_hash(one, root)
        return root


def root_of_path(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:
    """Return the root to which a leaf's path leads (2.1.3.2). Raises Mismatch if it has no end."""
    place, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise Mismatch("its proof is too long")
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise Mismatch("its proof is too short")
    return node
