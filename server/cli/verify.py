"""`kindlens verify LEDGER_EXPORT`: checks an export of the public ledger, and receipts against it.

Independent on purpose: it imports nothing of the server, so that a mistake there is not made again
here. Needs the standard library and `cryptography`; of the entries, none but the few that are
corrected stay in memory, and doubles are looked for in a 64th of the plays at a time.

What is checked: each line is an entry in its one spelling, numbered from 0 without a gap; accounts
and amounts; no account below zero after any entry (so never more released than pledged, never more
paid than released); one credit a play; credits of each task numbered from 1; each correction undoes
one earlier entry, once; the totals; the root of the Merkle tree (RFC 9162) and the signature of its
head; and of each receipt its entry, its proof, its head, and that the export grew from that head.
"""

import argparse
import base64
import binascii
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, NamedTuple, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FAULTS_SHOWN_MAX = 50
LINE_BYTES_MAX = 65_536
FEN_PER_YUAN = 100

ACCOUNTS = {
    "pledge": ("sponsor", "pledge"),
    "credit": ("pledge", "released"),
    "payout": ("released", "paid"),
}
ALWAYS = {"amount_fen", "at", "campaign", "from", "index", "kind", "task", "to"}
# By kind: the fields that an entry has beside those.
FIELDS = {
    "pledge": {"reference"},
    "credit": {"number", "participant", "play_id", "trace"},
    "payout": {"reference"},
    "correction": {"corrects", "reference"},
}
WHOLE_NUMBERS = {"amount_fen", "corrects", "index", "number"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
ACCOUNT = re.compile(r"sponsor|pledge|released|paid")
SHAPES = {
    "at": MOMENT,
    "campaign": NAME,
    "task": NAME,
    "from": ACCOUNT,
    "to": ACCOUNT,
    "play_id": re.compile(r"[0-9a-f]{32}"),
    "participant": re.compile(r"[0-9a-f]{32}"),
    "trace": re.compile(r"[0-9a-f]{32}"),
}

Task = tuple[str, str]
"""A campaign and a task of it."""
Say = Callable[[str], None]


class UnreadableError(Exception):
    """A file that is not what it should be at all; the text says which and what to do."""


class Mismatch(Exception):  # noqa: N818  (a finding, not a mistake of this program)
    """Something in an entry, a head or a receipt does not hold; the text says what."""


# --- RFC 9162, section 2.1 ---------------------------------------------------------------------


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


# --- signed tree heads --------------------------------------------------------------------------


class Head(NamedTuple):
    """A signed statement: so many entries, with this root, at that time."""

    origin: str
    size: int
    root: bytes
    at: str
    signature: bytes

    def text(self) -> bytes:
        """Return what is signed: a checkpoint (C2SP tlog-checkpoint) with the time as last line."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n{self.at}\n".encode()


def read_head(document: Any) -> Head:
    """Return a head from its JSON. Raises Mismatch."""
    try:
        head = Head(
            str(document["origin"]),
            int(document["size"]),
            bytes.fromhex(document["root"]),
            str(document["at"]),
            bytes.fromhex(document["signature"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Mismatch(f"its tree head cannot be read ({error!r})") from error
    if not MOMENT.fullmatch(head.at):
        raise Mismatch(f"its tree head is of {head.at!r}, which is no moment")
    return head


def origin_of(key: bytes) -> str:
    """Return the name of the log that this public key signs."""
    return f"kindlens/{hashlib.sha256(key).hexdigest()[:16]}"


def check_signature(head: Head, key: bytes) -> None:
    """Raise Mismatch unless the key's owner has signed this head."""
    if head.origin != origin_of(key):
        raise Mismatch(f"its tree head is of the log {head.origin!r}, not of {origin_of(key)!r}")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(head.signature, head.text())
    except (InvalidSignature, ValueError) as error:
        raise Mismatch("the signature of its tree head is not by the key") from error


# --- entries ------------------------------------------------------------------------------------


class Seen:
    """Notes any number of 16-byte values, each with a number, and finds them again at the end.

    On disk beyond 4 MB, in as many files as there are buckets, however much is noted.
    """

    BUCKETS = 64  # By the last byte, which is random in all values that are kept here.
    RECORD = 24  # 16 bytes of the value, 8 of its number.

    def __init__(self) -> None:
        self._buckets = [SpooledTemporaryFile[bytes](1 << 16) for _ in range(self.BUCKETS)]

    def add(self, value: bytes, number: int) -> None:
        """Note a value and its number."""
        self._buckets[value[15] % self.BUCKETS].write(value + number.to_bytes(8, "big"))

    def twice(self) -> Iterator[tuple[int, int]]:
        """Yield the number of the first and of the other, for each value that is there again."""
        for records in self._read():
            first: dict[bytes, int] = {}
            for value, number in records:
                if (earlier := first.setdefault(value, number)) != number:
                    yield earlier, number

    def count(self) -> Counter[int]:
        """Return how many different values each number has."""
        counted: Counter[int] = Counter()
        for records in self._read():
            counted.update(number for _, number in set(records))
        return counted

    def _read(self) -> Iterator[Iterator[tuple[bytes, int]]]:
        """Yield the records of each bucket, which is let go then: all that is left to do."""
        for bucket in self._buckets:
            with bucket:
                bucket.seek(0)
                yield ((one[:16], int.from_bytes(one[16:], "big")) for one in self._records(bucket))

    def _records(self, bucket: "SpooledTemporaryFile[bytes]") -> Iterator[bytes]:
        while record := bucket.read(self.RECORD):
            yield record


@dataclass
class Account:
    """What the entries of one task come to. number: of the task, as they came."""

    number: int = 0
    balances_fen: Counter[str] = field(default_factory=Counter[str])
    numbered: int = 0
    credited_plays: int = 0

    def totals(self, participants: int = 0) -> dict[str, int]:
        """Return the figures under the names of the export."""
        released = self.balances_fen["released"] + self.balances_fen["paid"]
        return {
            "pledged_fen": -self.balances_fen["sponsor"],
            "released_fen": released,
            "paid_fen": self.balances_fen["paid"],
            "credited_plays": self.credited_plays,
            "participants": participants,
        }


class Book:
    """The entries so far, and what must hold for each of them.

    corrected: indexes of the entries that some line corrects, which are few; they are remembered.
    """

    def __init__(self, corrected: set[int], say: Say) -> None:
        self.accounts: dict[Task, Account] = {}
        self._say = say
        self._remembered: dict[int, dict[str, Any] | None] = dict.fromkeys(corrected)
        self._undone: set[int] = set()
        self._plays = Seen()
        self._people = Seen()  # With the numbers of tasks.
        self._next = 0

    def add(self, line: bytes) -> None:
        """Take the next entry in; whatever does not hold is said, and the rest goes on."""
        place = f"entry {self._next}"
        try:
            entry = read_entry(line)
            if entry["index"] != self._next:
                self._say(f"{place}: got the entry with index {entry['index']} in its place")
                self._next = entry["index"]
                place = f"entry {self._next}"
            self._next += 1
            self._apply(entry)
        except Mismatch as fault:
            self._say(f"{place}: {fault}")

    def finish(self) -> dict[Task, dict[str, int]]:
        """Say what only the end shows, and return the totals."""
        for first, other in self._plays.twice():
            self._say(f"entry {other}: its play was credited before, by entry {first}")
        people = self._people.count()
        return {task: one.totals(people[one.number]) for task, one in self.accounts.items()}

    def _apply(self, entry: dict[str, Any]) -> None:
        index, kind, amount_fen = entry["index"], entry["kind"], entry["amount_fen"]
        task = entry["campaign"], entry["task"]
        if (account := self.accounts.get(task)) is None:
            account = self.accounts[task] = Account(len(self.accounts))
        if index in self._remembered:
            self._remembered[index] = entry
        balances = account.balances_fen
        balances[entry["from"]] -= amount_fen
        balances[entry["to"]] += amount_fen
        if kind == "credit":
            self._count(entry, account)
        elif kind == "correction":
            self._undo(entry, account)
        if kind != "correction" and (entry["from"], entry["to"]) != ACCOUNTS[kind]:
            raise Mismatch(f"a {kind} cannot go from {entry['from']!r} to {entry['to']!r}")
        if entry["from"] != "sponsor" and balances[entry["from"]] < 0:
            raise Mismatch(
                f"takes {amount_fen} fen from `{entry['from']}` of task {entry['task']}, which is "
                f"{-balances[entry['from']]} fen more than was there"
            )

    def _count(self, entry: dict[str, Any], account: Account) -> None:
        account.credited_plays += 1
        self._people.add(bytes.fromhex(entry["participant"]), account.number)
        self._plays.add(bytes.fromhex(entry["play_id"]), entry["index"])
        expected, account.numbered = account.numbered + 1, entry["number"]
        if entry["number"] != expected:
            raise Mismatch(f"is credit number {entry['number']} of its task, expected {expected}")

    def _undo(self, entry: dict[str, Any], account: Account) -> None:
        target = entry["corrects"]
        undone = self._remembered.get(target) if target < entry["index"] else None
        if undone is None:
            raise Mismatch(f"corrects entry {target}, which is not there before it")
        if undone["kind"] == "correction" or target in self._undone:
            raise Mismatch(f"corrects entry {target}, which cannot be corrected (any more)")
        self._undone.add(target)
        for name, of_undone in (
            ("amount_fen", "amount_fen"),
            ("campaign", "campaign"),
            ("task", "task"),
            ("from", "to"),
            ("to", "from"),
        ):
            if entry[name] != undone[of_undone]:
                raise Mismatch(
                    f"corrects entry {target}, but its {name} is {entry[name]!r} and not "
                    f"{undone[of_undone]!r}"
                )


def read_entry(line: bytes) -> dict[str, Any]:
    """Return the entry of a line that is one, in its one spelling. Raises Mismatch."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Mismatch(f"its line is no JSON ({error})") from error
    if not isinstance(entry, dict):
        raise Mismatch("its line is no object")
    entry = cast("dict[str, Any]", entry)
    kind = entry.get("kind")
    if not isinstance(kind, str) or kind not in FIELDS:
        raise Mismatch(f"its kind is {kind!r}, expected one of {', '.join(FIELDS)}")
    names = ALWAYS | FIELDS[kind]
    if missing := sorted(names - entry.keys()):
        raise Mismatch(f"has no {', '.join(missing)}")
    if unknown := sorted(entry.keys() - names):
        raise Mismatch(f"has {', '.join(map(repr, unknown))}, which a {kind} does not have")
    for name, value in entry.items():
        if name in WHOLE_NUMBERS:
            if type(value) is not int or value < (1 if name in ("amount_fen", "number") else 0):
                raise Mismatch(f"its {name} is {value!r}, expected a whole number")
        elif type(value) is not str or (name in SHAPES and not SHAPES[name].fullmatch(value)):
            raise Mismatch(f"its {name} is {value!r}, which is not of the right form")
    if spell(entry) != line:
        raise Mismatch("its line is not spelled as entries are (sorted, without spaces)")
    return entry


def spell(document: Any) -> bytes:
    """Return a document's one spelling."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode(errors="surrogatepass")


# --- receipts -----------------------------------------------------------------------------------


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


# --- the whole export ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """What an export holds. faults: one sentence each, as many as are shown."""

    size: int
    head: Head | None
    key: bytes | None
    totals: dict[Task, dict[str, int]]
    faults: list[str]
    fault_count: int


def verify(export: Path, receipts: list[Receipt], key: bytes | None = None) -> Found:
    """Check a whole export. key: the one that must have signed; None: the export's own.

    Raises UnreadableError for a file that cannot be read.
    """
    faults: list[str] = []
    count = 0

    def say(sentence: str) -> None:
        nonlocal count
        count += 1
        if count <= FAULTS_SHOWN_MAX:
            faults.append(sentence)

    tree, book = Tree(), Book(find_corrected(export), say)
    ending: dict[str, Any] | None = None
    for line in lines_of(export):
        if ending is not None:
            say("after the line with totals and tree head there is more")
            break
        if (ending := read_ending(line)) is not None:
            continue
        for receipt in receipts:
            if receipt.index == tree.size:
                receipt.line_now = line
        tree.add(leaf_hash(line))
        book.add(line)
        for receipt in receipts:
            if receipt.head.size == tree.size:
                receipt.root_then = tree.root()
    totals = book.finish()
    head = None
    if ending is None:
        say("the export is cut short: its last line, with totals and tree head, is missing")
    else:
        compare_totals(ending["totals"], totals, say)
        try:
            key = key if key is not None else bytes.fromhex(ending["key"])
            head = read_head(ending["tree_head"])
            check_head(head, tree, key)
        except (TypeError, ValueError) as error:
            say(f"the export's key cannot be read ({error})")
        except Mismatch as fault:
            say(f"the export: {fault}")
    for receipt in receipts:
        try:
            receipt.check(key if key is not None else receipt.key)
        except Mismatch as fault:
            say(f"receipt {receipt.name}: {fault}")
    return Found(tree.size, head, key, totals, faults, count)


def check_head(head: Head, tree: Tree, key: bytes) -> None:
    """Raise Mismatch unless this head is signed and says what the entries come to."""
    check_signature(head, key)
    if head.size != tree.size:
        raise Mismatch(f"has {tree.size} entries, but its tree head says {head.size}")
    if head.root != tree.root():
        raise Mismatch(
            "its entries are not those that were signed (another root of the Merkle tree)"
        )


def compare_totals(said: Any, found: dict[Task, dict[str, int]], say: Say) -> None:
    """Say where the export's totals differ from what its entries come to."""
    try:
        by_task = {(str(one.pop("campaign")), str(one.pop("task"))): one for one in said}
    except (AttributeError, KeyError, TypeError):
        say("the export's totals cannot be read")
        return
    nothing = Account().totals()
    for task in sorted({*by_task, *found}):
        of_said, of_found = by_task.get(task), found.get(task, nothing)
        name = f"task {task[1]!r} of {task[0]!r}"
        if of_said is None:
            say(f"{name}: is in the entries alone, the totals do not name it")
            continue
        for figure in sorted({*of_said, *of_found}):
            if (got := of_said.get(figure)) != (expected := of_found.get(figure)):
                say(f"{name}: the export says {figure} = {got!r}, its entries say {expected}")


def read_ending(line: bytes) -> dict[str, Any] | None:
    """Return the last line of an export, None when this line is an entry or broken."""
    if b'"tree_head"' not in line:
        return None
    try:
        ending = json.loads(line)
    except (ValueError, RecursionError):
        return None
    is_ending = isinstance(ending, dict) and {"key", "totals", "tree_head"} <= ending.keys()
    return cast("dict[str, Any]", ending) if is_ending else None


def find_corrected(export: Path) -> set[int]:
    """Return the indexes that lines of an export correct. Those must be remembered on the way."""
    pattern = re.compile(rb'"corrects":(\d{1,18})[,}]')
    return {int(found[1]) for line in lines_of(export) if (found := pattern.search(line))}


def lines_of(export: Path) -> Iterator[bytes]:
    """Yield the lines without their ends. Raises UnreadableError."""
    try:
        with export.open("rb") as file:
            while line := file.readline(LINE_BYTES_MAX):
                yield line.removesuffix(b"\n")
    except OSError as error:
        raise UnreadableError(
            f"{export}: cannot be read ({error.strerror}); to do: save /api/ledger.jsonl of the "
            "site and name that file"
        ) from error


def read_key(path: Path) -> bytes:
    """Return a public key: the hexadecimal text of 32 bytes, alone or as /api/ledger/key says it.

    Raises UnreadableError.
    """
    try:
        text = path.read_text("utf-8").strip()
        key = bytes.fromhex(json.loads(text)["key"] if text.startswith("{") else text)
    except (OSError, ValueError, KeyError, TypeError, binascii.Error) as error:
        raise UnreadableError(
            f"{path}: got no key ({error}), expected 64 hexadecimal digits; to do: save "
            "/api/ledger/key of the site, or ask the operator"
        ) from error
    if len(key) != 32:
        raise UnreadableError(f"{path}: got {len(key)} bytes, expected a key of 32")
    return key


# --- for people ---------------------------------------------------------------------------------


def yuan(fen: int) -> str:
    """Return fen as yuan, for instance 1,234.50."""
    return f"{fen // FEN_PER_YUAN:,}.{fen % FEN_PER_YUAN:02}"


def report(found: Found, receipts: list[Receipt], *, is_key_given: bool) -> list[str]:
    """Return what to tell, line by line."""
    if found.fault_count:
        more = found.fault_count - len(found.faults)
        return [
            *found.faults,
            *([f"and {more} more"] if more else []),
            f"{found.fault_count} faults in {found.size:,} entries: this export does not hold",
        ]
    assert found.head is not None
    assert found.key is not None
    lines = [f"{found.size:,} entries, signed on {found.head.at}: everything holds"]
    for (_, task), totals in sorted(found.totals.items()):
        lines.append(
            f"  {task}: pledged {yuan(totals['pledged_fen'])} yuan, "
            f"released {yuan(totals['released_fen'])}, paid {yuan(totals['paid_fen'])}; "
            f"{totals['credited_plays']:,} plays of {totals['participants']:,} participants"
        )
    lines += [f"  receipt {one.name}: entry {one.index} is in it, unchanged" for one in receipts]
    lines.append(f"  key {found.key.hex()}")
    if not is_key_given:
        lines.append(
            "  (the export's own; compare it with a receipt, with /api/ledger/key or with what "
            "the operator has printed, or give --key)"
        )
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when everything holds, 1 when something does not, 2 when unreadable."""
    parser = argparse.ArgumentParser(
        prog="kindlens verify", description="Check an export of the public ledger."
    )
    parser.add_argument("export", type=Path, help="the file of /api/ledger.jsonl")
    parser.add_argument(
        "--receipt", type=Path, action="append", default=[], help="a saved receipt (repeatable)"
    )
    parser.add_argument("--key", type=Path, help="the public key that must have signed")
    asked = parser.parse_args(arguments)
    try:
        receipts = [read_receipt(path) for path in asked.receipt]
        key = read_key(asked.key) if asked.key else None
        found = verify(asked.export, receipts, key)
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(report(found, receipts, is_key_given=key is not None)))
    return 1 if found.fault_count else 0


if __name__ == "__main__":
    sys.exit(main())
