"""The Merkle tree of RFC 9162, section 2.1, over hashes alone: no I/O, no knowledge of entries.

A tree grows at its right end only. A subtree of height h at position p covers the 2**h leaves from
p * 2**h on; once these are there, its hash never changes. Keeping the hashes at a few heights is
therefore enough to prove anything about any size the tree ever had (see stored_nodes.py).
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

HASH_BYTES = 32
STORED_HEIGHTS = (8, 16, 24)  # 256 leaves, 65,536 and 16.8 million: half a byte of storage a leaf.
EMPTY_ROOT = hashlib.sha256(b"").digest()

Nodes = Callable[[int, int], bytes]
"""Returns the hash of the complete subtree of this height at this position."""


@dataclass(frozen=True, slots=True)
class Subtree:
    """A complete subtree: the leaves from position * 2**height on, 2**height of them."""

    height: int
    position: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that appending needs: the complete subtrees of a tree of this size, largest first.

    One for each 1 in the binary digits of size, at most 32 hashes for any ledger of this world.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def root(self) -> bytes:
        """Return the tree's root hash."""
        if not self.hashes:
            return EMPTY_ROOT
        *rest, root = self.hashes
        for one in reversed(rest):
            root = hash_children(one, root)
        return root

    def extended(self, leaf_hashes: Iterable[bytes]) -> "tuple[Frontier, list[Subtree]]":
        """Return the frontier after these leaves, and what became complete at a stored height."""
        size, stack = self.size, list(self.hashes)
        completed: list[Subtree] = []
        for node in leaf_hashes:
            height, position = 0, size
            while position & 1:
                node = hash_children(stack.pop(), node)
                height, position = height + 1, position >> 1
                if height in STORED_HEIGHTS:
                    completed.append(Subtree(height, position, node))
            stack.append(node)
            size += 1
        return Frontier(size, tuple(stack)), completed


def hash_leaf(data: bytes) -> bytes:
    """Return the hash of a leaf with this content."""
    return hashlib.sha256(b"\x00" + data).digest()


def hash_children(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node over two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(size: int, nodes: Nodes) -> bytes:
    """Return the root hash of the first `size` leaves."""
    return _hash_range(0, size, nodes) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """Return PATH(index, D[size]) of section 2.1.3.1: why this leaf is in that tree."""
    assert 0 <= index < size
    first, end = 0, size
    proof: list[bytes] = []
    while end - first > 1:
        middle = _split(first, end)
        if index < middle:
            proof.append(_hash_range(middle, end, nodes))
            end = middle
        else:
            proof.append(_hash_range(first, middle, nodes))
            first = middle
    return proof[::-1]


def consistency_proof(old_size: int, size: int, nodes: Nodes) -> list[bytes]:
    """Return PROOF(old_size, D[size]) of section 2.1.4.1: why that tree begins with the old one."""
    assert 0 < old_size <= size
    first, end = 0, size
    proof: list[bytes] = []
    while old_size != end:
        middle = _split(first, end)
        if old_size <= middle:
            proof.append(_hash_range(middle, end, nodes))
            end = middle
        else:
            proof.append(_hash_range(first, middle, nodes))
            first = middle
    if first:  # Else this subtree is the whole old tree, whose root the verifier has.
        proof.append(_hash_range(first, end, nodes))
    return proof[::-1]


def is_included(index: int, leaf: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Return whether a proof shows that the tree with this root has this leaf (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            node = hash_children(sibling, node)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            node = hash_children(node, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and node == root


def is_consistent(
    old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether a proof shows that the tree grew from the old one (2.1.4.2)."""
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == root
    path = list(proof)
    if old_size & (old_size - 1) == 0:  # The old tree is itself a node of the new one.
        path.insert(0, old_root)
    if not path:
        return False
    position, last = old_size - 1, size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old_node = node = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old_node, node = hash_children(sibling, old_node), hash_children(sibling, node)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            node = hash_children(node, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and old_node == old_root and node == root


def _split(first: int, end: int) -> int:
    """Return where the left child of the node over [first, end) ends: a power of two further."""
    return first + (1 << ((end - first - 1).bit_length() - 1))


def _hash_range(first: int, end: int, nodes: Nodes) -> bytes:
    """Return MTH(D[first:end]) for a range that is a node of some tree, complete or its last."""
    size = end - first
    if size & (size - 1) == 0:
        height = size.bit_length() - 1
        return nodes(height, first >> height)
    middle = _split(first, end)
    return hash_children(_hash_range(first, middle, nodes), _hash_range(middle, end, nodes))
