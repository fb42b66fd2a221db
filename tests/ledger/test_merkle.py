"""The Merkle tree against published vectors, and against the RFC's own recursive definition."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.ledger.merkle import (
    EMPTY_ROOT,
    STORED_HEIGHTS,
    Frontier,
    Subtree,
    consistency_proof,
    hash_children,
    hash_leaf,
    inclusion_proof,
    is_consistent,
    is_included,
    root_of,
)
from server.ledger.stored_nodes import GROUP, StoredNodes

# The test data of the Certificate Transparency project, which RFC 6962's authors published.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
# (index, size): the leaf's audit path.
PATHS = {
    (0, 1): (),
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
    (1, 5): (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}
# (old size, size): the consistency proof.
CONSISTENT = {
    (1, 1): (),
    (1, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}


def naive_root(hashes: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, word for word."""
    if not hashes:
        return EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    k = naive_split(len(hashes))
    return hash_children(naive_root(hashes[:k]), naive_root(hashes[k:]))


def naive_split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def naive_path(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """PATH of 2.1.3.1, word for word."""
    if len(hashes) == 1:
        return []
    k = naive_split(len(hashes))
    if index < k:
        return [*naive_path(index, hashes[:k]), naive_root(hashes[k:])]
    return [*naive_path(index - k, hashes[k:]), naive_root(hashes[:k])]


def naive_consistency(m: int, hashes: Sequence[bytes], is_known: bool = True) -> list[bytes]:
    """SUBPROOF of 2.1.4.1, word for word."""
    if m == len(hashes):
        return [] if is_known else [naive_root(hashes)]
    k = naive_split(len(hashes))
    if m <= k:
        return [*naive_consistency(m, hashes[:k], is_known), naive_root(hashes[k:])]
    return [*naive_consistency(m - k, hashes[k:], False), naive_root(hashes[:k])]


class StoredTree:
    """Leaves and stored subtrees in memory, as a database would keep them."""

    def __init__(self, leaves: Sequence[bytes], batches: Sequence[int] = ()) -> None:
        self.rows: dict[int, list[bytes]] = {0: [], **{height: [] for height in STORED_HEIGHTS}}
        self.frontier = Frontier()
        self.reads: list[tuple[int, int]] = []
        ends = [*batches, len(leaves)]
        for end in ends:
            self._append(leaves[self.frontier.size : end])

    def _append(self, leaves: Sequence[bytes]) -> None:
        self.frontier, completed = self.frontier.extended(leaves)
        self.rows[0] += leaves
        for one in completed:
            assert one == Subtree(one.height, len(self.rows[one.height]), one.hash)
            self.rows[one.height].append(one.hash)

    def fetch(self, height: int, first: int, count: int) -> list[bytes]:
        self.reads.append((height, count))
        return self.rows[height][first : first + count]

    def nodes(self) -> StoredNodes:
        return StoredNodes(self.fetch)


def some_leaves(count: int) -> list[bytes]:
    return [hash_leaf(str(number).encode()) for number in range(count)]


PUBLISHED = [hash_leaf(leaf) for leaf in LEAVES]
MANY = some_leaves(3_000)  # Reaches over ten groups of 256.


def test_the_empty_tree_has_the_root_of_the_rfc() -> None:
    rfc = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert EMPTY_ROOT.hex() == rfc
    assert Frontier().root() == root_of(0, StoredTree([]).nodes()) == EMPTY_ROOT


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size: int) -> None:
    tree = StoredTree(PUBLISHED[:size])
    assert tree.frontier.root().hex() == ROOTS[size - 1]
    assert root_of(size, StoredTree(PUBLISHED).nodes()).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size"), PATHS)
def test_published_audit_paths(index: int, size: int) -> None:
    proof = inclusion_proof(index, size, StoredTree(PUBLISHED).nodes())
    assert tuple(one.hex() for one in proof) == PATHS[index, size]
    assert is_included(index, PUBLISHED[index], size, bytes.fromhex(ROOTS[size - 1]), proof)


@pytest.mark.parametrize(("old_size", "size"), CONSISTENT)
def test_published_consistency_proofs(old_size: int, size: int) -> None:
    proof = consistency_proof(old_size, size, StoredTree(PUBLISHED).nodes())
    assert tuple(one.hex() for one in proof) == CONSISTENT[old_size, size]


@settings(deadline=None)
@given(st.integers(0, len(MANY)), st.lists(st.integers(0, len(MANY)), max_size=8))
def test_batches_of_any_sizes_give_the_same_tree(size: int, cuts: list[int]) -> None:
    at_once = StoredTree(MANY[:size])
    in_batches = StoredTree(MANY[:size], sorted(min(cut, size) for cut in cuts))
    assert in_batches.frontier == at_once.frontier
    assert in_batches.rows == at_once.rows
    assert at_once.frontier.root() == naive_root(MANY[:size])


@settings(deadline=None)
@given(st.data())
def test_inclusion_is_the_recursive_definition(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(MANY)))
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, StoredTree(MANY).nodes())
    assert proof == naive_path(index, MANY[:size])
    assert is_included(index, MANY[index], size, naive_root(MANY[:size]), proof)


@settings(deadline=None)
@given(st.data())
def test_consistency_is_the_recursive_definition(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(MANY)))
    old = data.draw(st.integers(1, size))
    proof = consistency_proof(old, size, StoredTree(MANY).nodes())
    roots = naive_root(MANY[:old]), naive_root(MANY[:size])
    assert proof == naive_consistency(old, MANY[:size])
    assert is_consistent(old, roots[0], size, roots[1], proof)


@settings(deadline=None)
@given(st.data())
def test_no_other_leaf_place_size_root_or_path_is_included(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    index = data.draw(st.integers(0, size - 1))
    root = naive_root(MANY[:size])
    proof = naive_path(index, MANY[:size])
    other = hash_leaf(b"never there")
    assert not is_included(index, other, size, root, proof)
    assert not is_included(index, MANY[index], size, other, proof)
    assert not is_included(index, MANY[index], size, root, [*proof, other])
    assert not is_included(size, MANY[index], size, root, proof)
    assert not is_included(-1, MANY[index], size, root, proof)
    if proof:
        assert not is_included(index, MANY[index], size, root, proof[:-1])
        broken = data.draw(st.integers(0, len(proof) - 1))
        assert not is_included(
            index, MANY[index], size, root, [*proof[:broken], other, *proof[broken + 1 :]]
        )
        elsewhere = data.draw(st.integers(0, size - 1).filter(lambda one: one != index))
        assert not is_included(elsewhere, MANY[index], size, root, proof)


@settings(deadline=None)
@given(st.data())
def test_no_rewritten_past_is_consistent(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 70))
    old = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old - 1))
    past = naive_root(MANY[:old])
    rewritten = [*MANY[:changed], hash_leaf(b"rewritten"), *MANY[changed + 1 : size]]
    proof = naive_consistency(old, rewritten)
    assert not is_consistent(old, past, size, naive_root(rewritten), proof)
    honest = naive_consistency(old, MANY[:size])
    root = naive_root(MANY[:size])
    assert not is_consistent(old, past, size, root, [*honest, hash_leaf(b"more")])
    assert not is_consistent(old, past, size, root, honest[:-1])
    assert not is_consistent(0, EMPTY_ROOT, size, root, honest)
    assert not is_consistent(size, root, old, past, honest)
    assert not is_consistent(size, past, size, root, [])


def test_a_proof_in_a_tree_of_39_million_reads_a_few_groups() -> None:
    """The tree is one leaf over and over, so that its nodes can be told without its leaves."""
    size, index = 39_000_000, 12_345_678
    same = [hash_leaf(b"same")]
    for _ in range(32):
        same.append(hash_children(same[-1], same[-1]))
    reads: list[int] = []

    def fetch(height: int, first: int, count: int) -> list[bytes]:
        found = max(0, min(count, (size >> height) - first))
        reads.append(found)
        return [same[height]] * found

    proof = inclusion_proof(index, size, StoredNodes(fetch))
    root = root_of(size, StoredNodes(fetch))
    assert is_included(index, same[0], size, root, proof)
    assert len(reads) <= 4 * (1 + len(STORED_HEIGHTS))
    assert max(reads) <= GROUP
