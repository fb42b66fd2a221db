"""Any node of the Merkle tree from the few heights that are stored, 256 hashes at a time."""

from collections.abc import Callable, Sequence

from server.ledger.merkle import STORED_HEIGHTS, hash_children

STEP = 8  # Between two stored heights.
GROUP = 1 << STEP

Fetch = Callable[[int, int, int], Sequence[bytes]]
"""fetch(height, first, count): hashes of a stored height (0: the leaves), fewer at the end."""


class StoredNodes:
    """The nodes of one tree, each group of 256 stored hashes read at most once.

    A proof needs the groups on the path of its leaf and those at the tree's end: at most two a
    stored height, however large the tree is.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._groups: dict[tuple[int, int], list[list[bytes]]] = {}

    def __call__(self, height: int, position: int) -> bytes:
        """Return the hash of a complete subtree. IndexError: the tree does not reach that far."""
        base = max((one for one in STORED_HEIGHTS if one <= height), default=0)
        up = height - base
        group, offset = divmod(position << up, GROUP)
        return self._levels(base, group)[up][offset >> up]

    def _levels(self, base: int, group: int) -> list[list[bytes]]:
        """Return a group's hashes and what is above them, level by level."""
        if (base, group) not in self._groups:
            levels = [list(self._fetch(base, group * GROUP, GROUP))]
            while len(below := levels[-1]) > 1:
                pairs = zip(below[::2], below[1::2], strict=False)  # A last one alone waits.
                levels.append([hash_children(left, right) for left, right in pairs])
            self._groups[base, group] = levels
        return self._groups[base, group]
