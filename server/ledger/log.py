"""The transparency log over the entries: its tree, and the signed head that says what they are.

It takes in what stands in the table of entries, in the transaction that has written it, so entries
and log are committed together: a signed head is never of something that a crash takes back, and
nobody can read one before it is on disk.
"""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from server.clock import Clock
from server.ledger.entries import read_entries
from server.ledger.leaf import hash_entry
from server.ledger.log_tables import log_state, subtrees, tree_heads
from server.ledger.merkle import HASH_BYTES, Frontier
from server.ledger.stored_nodes import StoredNodes
from server.ledger.tree_head import HeadSigner, TreeHead

CHUNK = 5_000  # Entries at a time, where many have to be taken in.
HEAD_KEPT_EVERY_MS = 60_000  # A head for each credit would take more room than the credit.

_STATE = select(log_state)
_GROW = update(log_state).values(size=bindparam("grown"), frontier=bindparam("hashes"))
_SIGN = update(log_state).values(
    signed_size=bindparam("of_size"),
    root=bindparam("of_root"),
    at_ms=bindparam("of_ms"),
    signature=bindparam("by_key"),
)
_LAST_KEPT_AT = select(tree_heads.c.at_ms).order_by(tree_heads.c.size.desc()).limit(1)
_SUBTREES = (
    select(subtrees.c.hash)
    .where(
        subtrees.c.height == bindparam("of_height"),
        subtrees.c.position >= bindparam("first"),
        subtrees.c.position < bindparam("end"),
    )
    .order_by(subtrees.c.position)
)


class TransparencyLog:
    """Writes the log. signer: whose key says that this is the log."""

    def __init__(self, signer: HeadSigner, clock: Clock) -> None:
        self._signer = signer
        self._clock = clock

    def catch_up(self, connection: Connection) -> None:
        """Take in the entries that are new, and sign the head. Call it last before the commit.

        The caller has its turn: nobody else writes meanwhile. Where nothing is new, nothing is
        signed, but a head by another key (one that was lost, say) is signed anew by ours.
        """
        state = connection.execute(_STATE).one()
        frontier = Frontier(state.size, _unpack(state.frontier))
        while found := read_entries(connection, frontier.size, CHUNK):
            frontier, completed = frontier.extended(map(hash_entry, found))
            if completed:
                connection.execute(
                    insert(subtrees),
                    [
                        {"height": one.height, "position": one.position, "hash": one.hash}
                        for one in completed
                    ],
                )
            if len(found) < CHUNK:
                break
        if frontier.size != state.size:
            hashes = b"".join(frontier.hashes)
            connection.execute(_GROW, {"grown": frontier.size, "hashes": hashes})
        elif state.signed_size == state.size and self._signer.has_signed(_head_of(state)):
            return
        self._sign(connection, frontier, is_new=frontier.size != state.signed_size)

    def _sign(self, connection: Connection, frontier: Frontier, *, is_new: bool) -> None:
        head = self._signer.sign(frontier.size, frontier.root(), self._clock())
        connection.execute(
            _SIGN,
            {
                "of_size": head.size,
                "of_root": head.root,
                "of_ms": head.at_ms,
                "by_key": head.signature,
            },
        )
        last_kept_at_ms = connection.execute(_LAST_KEPT_AT).scalar_one_or_none()
        if is_new and (
            last_kept_at_ms is None or head.at_ms - last_kept_at_ms >= HEAD_KEPT_EVERY_MS
        ):
            connection.execute(
                insert(tree_heads).values(
                    size=head.size, root=head.root, at_ms=head.at_ms, signature=head.signature
                )
            )


def read_head(connection: Connection) -> TreeHead:
    """Return the newest signed head."""
    return _head_of(connection.execute(_STATE).one())


def read_nodes(connection: Connection) -> StoredNodes:
    """Return the nodes of the tree, as far as the entries reach; for proofs."""

    def fetch(height: int, first: int, count: int) -> list[bytes]:
        if height == 0:
            return [hash_entry(entry) for entry in read_entries(connection, first, count)]
        found = connection.execute(
            _SUBTREES, {"of_height": height, "first": first, "end": first + count}
        )
        return list(found.scalars())

    return StoredNodes(fetch)


def _unpack(packed: bytes) -> tuple[bytes, ...]:
    """Return hashes that were stored one after another."""
    return tuple(packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES))


def _head_of(state: Row[Any]) -> TreeHead:
    return TreeHead(state.signed_size, state.root, state.at_ms, state.signature)
