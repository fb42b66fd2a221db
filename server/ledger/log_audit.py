"""Checks the transparency log against the entries: every hash and signature computed anew.

Reads every entry, once, in constant memory: for operators and tests, not for requests.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from server.ledger.entries import read_entries
from server.ledger.leaf import hash_entry
from server.ledger.log_tables import log_state, subtrees, tree_heads
from server.ledger.merkle import Frontier, Subtree
from server.ledger.tree_head import HeadSigner, TreeHead

CHUNK = 5_000


def audit_log(connection: Connection, signer: HeadSigner) -> list[str]:
    """Return what is wrong with the log, one sentence each; an empty list is what it should be.

    connection: of open_reader, so that all is of one moment.
    """
    wrong: list[str] = []
    heads = _read_heads(connection)
    sizes = sorted(heads)
    stored = {
        (row.height, row.position): bytes(row.hash) for row in connection.execute(select(subtrees))
    }
    frontier = Frontier()
    wrong += _check_heads(heads.pop(0, ()), frontier, signer)
    while found := read_entries(connection, frontier.size, CHUNK):
        leaves = [hash_entry(entry) for entry in found]
        # In steps, so that the tree is looked at just as large as each head says.
        signed = sizes[bisect_right(sizes, frontier.size) : bisect_right(sizes, found[-1].index)]
        for end in (*signed, frontier.size + len(leaves)):
            here, leaves = leaves[: end - frontier.size], leaves[end - frontier.size :]
            frontier, completed = frontier.extended(here)
            wrong += [_differs(one) for one in completed if stored.pop(_key(one), b"") != one.hash]
            wrong += _check_heads(heads.pop(end, ()), frontier, signer)
    state = connection.execute(select(log_state)).one()
    if (state.size, bytes(state.frontier)) != (frontier.size, b"".join(frontier.hashes)):
        wrong.append(f"the log says {state.size} entries, of which there are {frontier.size}")
    if state.signed_size != state.size:
        wrong.append(f"{state.size} entries are in the log, its head is of {state.signed_size}")
    wrong += [f"a head was signed of {size} entries, which are not there" for size in sorted(heads)]
    wrong += [f"a hash is stored for entries that are not there: {key}" for key in sorted(stored)]
    return wrong


def _read_heads(connection: Connection) -> dict[int, list[TreeHead]]:
    """Return all heads that are kept, by their size."""
    heads: dict[int, list[TreeHead]] = {}
    for table, size in ((tree_heads, tree_heads.c.size), (log_state, log_state.c.signed_size)):
        query = select(size.label("of_size"), table.c.root, table.c.at_ms, table.c.signature)
        for row in connection.execute(query):
            head = TreeHead(row.of_size, bytes(row.root), row.at_ms, bytes(row.signature))
            heads.setdefault(head.size, []).append(head)
    return heads


def _check_heads(
    heads: Iterable[TreeHead], frontier: Frontier, signer: HeadSigner
) -> Iterator[str]:
    for head in heads:
        if head.root != frontier.root():
            yield f"the first {head.size} entries are not those whose head was signed"
        elif not signer.has_signed(head):
            yield f"the head of the first {head.size} entries is not signed by this key"


def _key(one: Subtree) -> tuple[int, int]:
    return one.height, one.position


def _differs(one: Subtree) -> str:
    first = one.position << one.height
    return f"the stored hash of entries {first} to {first + (1 << one.height) - 1} is another one"
