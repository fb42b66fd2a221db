"""The bodies of the public log's answers, as the OpenAPI description shows them."""

from typing import Annotated

from pydantic import Field

from server.schemas import Body, Count, Moment

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="32 bytes.")]
Proof = Annotated[list[Hash], Field(max_length=64)]


class TreeHeadAnswer(Body):
    """A signed tree head: the first `size` entries have this Merkle root (RFC 9162).

    signature: Ed25519 over the lines origin, size, root in base64, at, each with a newline.
    """

    origin: Annotated[str, Field(pattern=r"^kindlens/[0-9a-f]{16}$")]
    size: Count
    root: Hash
    at: Moment
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]


class LedgerKeyAnswer(Body):
    """The log's name and its Ed25519 public key, which the name is made from."""

    origin: Annotated[str, Field(pattern=r"^kindlens/[0-9a-f]{16}$")]
    key: Hash


class ConsistencyAnswer(Body):
    """Why the log of `second` entries begins with that of `first` (RFC 9162, section 2.1.4)."""

    first: Count
    second: Count
    proof: Proof


class ReceiptFileAnswer(Body):
    """The receipt to keep. leaf: the entry's line in the export, to the letter.

    proof: why the tree of tree_head has this leaf at this index (RFC 9162, section 2.1.3).
    """

    index: Count
    leaf: str
    proof: Proof
    tree_head: TreeHeadAnswer
    key: Hash


class LedgerTaskTotals(Body):
    """What the entries of one task come to, in the last line of the export."""

    campaign: str
    task: str
    pledged_fen: Count
    released_fen: Count
    paid_fen: Count
    credited_plays: Count
    participants: Count


class LedgerEnding(Body):
    """The last line of the JSONL export."""

    key: Hash
    totals: list[LedgerTaskTotals]
    tree_head: TreeHeadAnswer
