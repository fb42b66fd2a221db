"""The whole export: every line, then totals, tree head and receipts."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from .book import Book, Task, compare_totals
from .faults import Mismatch, UnreadableError
from .merkle import Tree, leaf_hash
from .receipt import Receipt
from .tree_head import Head, check_head, read_head

FAULTS_SHOWN_MAX = 50
LINE_BYTES_MAX = 65_536


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
