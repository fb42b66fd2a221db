"""A small ledger as its export would be, made without the server, to be tampered with."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.cli.verify.entry import spell
from server.cli.verify.merkle import Tree, leaf_hash, node_hash
from server.cli.verify.tree_head import Head, origin_of

AT = "2026-12-01T08:00:00.000Z"
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)

Entry = dict[str, Any]


def moved(index: int, kind: str, accounts: str, amount_fen: int, **more: Any) -> Entry:
    """Return an entry. accounts: for instance "pledge>released"."""
    source, target = accounts.split(">")
    return {
        "index": index,
        "kind": kind,
        "campaign": "season",
        "task": "strays",
        "from": source,
        "to": target,
        "amount_fen": amount_fen,
        "at": AT,
        **more,
    }


def pledge(index: int, amount_fen: int, **more: Any) -> Entry:
    """Return a pledge."""
    return moved(index, "pledge", "sponsor>pledge", amount_fen, **{"reference": "first", **more})


def credit(index: int, number: int, **more: Any) -> Entry:
    """Return a credit of 20 fen, by one of three participants."""
    entry = moved(index, "credit", "pledge>released", 20, number=number)
    of_play = {"participant": f"{number % 3:032x}", "play_id": f"{number:032x}", "trace": "e" * 32}
    return {**entry, **of_play, **more}


def honest_entries() -> list[Entry]:
    """Return entries of every kind: 200 + 40 pledged, ten credits, a payout, two corrections."""
    return [
        pledge(0, 200),
        *(credit(index, index) for index in range(1, 9)),
        moved(9, "payout", "released>paid", 100, reference="No. 7"),
        pledge(10, 40, reference="second gift, 两"),
        moved(11, "correction", "paid>released", 100, corrects=9, reference="wrong charity"),
        moved(12, "correction", "released>pledge", 20, corrects=3, reference="was a test"),
        credit(13, 9),
        credit(14, 10),
    ]


HONEST_TOTALS = {
    "campaign": "season",
    "task": "strays",
    "pledged_fen": 240,
    "released_fen": 180,
    "paid_fen": 0,
    "credited_plays": 10,
    "participants": 3,
}


@dataclass
class MadeLedger:
    """Lines, totals and key of an export. After a change, `sign` says what a forger would say."""

    lines: list[bytes] = field(default_factory=lambda: [spell(one) for one in honest_entries()])
    totals: list[dict[str, Any]] = field(default_factory=lambda: [dict(HONEST_TOTALS)])
    key: Ed25519PrivateKey = KEY

    def head(self, size: int | None = None) -> Head:
        """Return the signed head of the first entries, or of all."""
        tree = Tree()
        for line in self.lines[:size]:
            tree.add(leaf_hash(line))
        public = self.key.public_key().public_bytes_raw()
        head = Head(origin_of(public), tree.size, tree.root(), AT, b"")
        return head._replace(signature=self.key.sign(head.text()))

    def entries(self) -> list[Entry]:
        """Return the entries."""
        return [json.loads(line) for line in self.lines]

    def set_entries(self, entries: list[Entry]) -> None:
        """Put others in their place."""
        self.lines = [spell(one) for one in entries]

    def ending(self, head: Head | None = None) -> dict[str, Any]:
        """Return the last line."""
        public = self.key.public_key().public_bytes_raw()
        return {
            "key": public.hex(),
            "totals": self.totals,
            "tree_head": document_of(head or self.head()),
        }

    def write(self, path: Path, ending: dict[str, Any] | None = None) -> Path:
        """Write the export. ending: another than the honest one."""
        lines = [*self.lines, spell(ending or self.ending())]
        path.write_bytes(b"".join(line + b"\n" for line in lines))
        return path

    def receipt(self, index: int, size: int | None = None) -> dict[str, Any]:
        """Return the receipt of an entry, under the head of the first `size` entries."""
        head = self.head(size)
        leaves = [leaf_hash(line) for line in self.lines[: head.size]]
        return {
            "index": index,
            "leaf": self.lines[index].decode(),
            "proof": [one.hex() for one in path_of(index, leaves)],
            "tree_head": document_of(head),
            "key": self.key.public_key().public_bytes_raw().hex(),
        }


def document_of(head: Head) -> dict[str, Any]:
    """Return a head as JSON has it."""
    return {
        "origin": head.origin,
        "size": head.size,
        "root": head.root.hex(),
        "at": head.at,
        "signature": head.signature.hex(),
    }


def path_of(index: int, leaves: list[bytes]) -> list[bytes]:
    """Return PATH of RFC 9162, 2.1.3.1."""
    if len(leaves) == 1:
        return []
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = leaves[:middle], leaves[middle:]
    if index < middle:
        return [*path_of(index, left), root_of(right)]
    return [*path_of(index - middle, right), root_of(left)]


def root_of(leaves: list[bytes]) -> bytes:
    """Return MTH of RFC 9162, 2.1.1."""
    if len(leaves) == 1:
        return leaves[0]
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root_of(leaves[:middle]), root_of(leaves[middle:]))
