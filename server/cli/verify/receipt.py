"""A visitor's receipt: by itself, and against the export."""

import json
from dataclasses import dataclass
from pathlib import Path

from .faults import Mismatch, UnreadableError
from .merkle import leaf_hash, root_of_path
from .tree_head import Head, check_signature, read_head


@dataclass
class Receipt:
    """What a visitor kept. root_then: of the export's first entries, as many as its head had."""

    name: str
    index: int
    line: bytes
    proof: list[bytes]
    head: Head
    key: bytes
    line_now: bytes | None = None
    root_then: bytes | None = None

    def check(self, key: bytes) -> None:
        """Raise Mismatch unless it holds by itself and in the export."""
        if self.key != key:
            raise Mismatch("it was signed by another key than the export")
        check_signature(self.head, key)
        if not 0 <= self.index < self.head.size:
            raise Mismatch(f"its entry {self.index} is not among the {self.head.size} of its head")
        path = root_of_path(self.index, self.head.size, leaf_hash(self.line), self.proof)
        if path != self.head.root:
            raise Mismatch("its proof does not lead from its entry to its tree head")
        if self.root_then is None:
            raise Mismatch(
                f"the export is shorter than the ledger was on {self.head.at}: {self.head.size} "
                "entries were signed then"
            )
        if self.line_now != self.line:
            raise Mismatch(f"entry {self.index} of the export is another one")
        if self.root_then != self.head.root:
            raise Mismatch(
                f"the first {self.head.size} entries of the export are not those that were signed "
                f"on {self.head.at}"
            )


def read_receipt(path: Path) -> Receipt:
    """Return a receipt that can be checked. Raises UnreadableError."""
    try:
        document = json.loads(path.read_bytes())
        return Receipt(
            path.name,
            int(document["index"]),
            str(document["leaf"]).encode(),
            [bytes.fromhex(one) for one in document["proof"]],
            read_head(document["tree_head"]),
            bytes.fromhex(document["key"]),
        )
    except OSError as error:
        raise UnreadableError(
            f"{path}: cannot be read ({error.strerror}); to do: name a receipt that was saved"
        ) from error
    except (KeyError, TypeError, ValueError, RecursionError, Mismatch) as error:
        raise UnreadableError(
            f"{path}: got something that is no receipt ({error!r}), expected the file that the "
            "result page saved; to do: save it again"
        ) from error
