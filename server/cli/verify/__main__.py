"""The command: `kindlens verify`, or `python -m verify` where this folder is alone."""

import argparse
import sys
from pathlib import Path

from .export import verify
from .faults import UnreadableError
from .receipt import read_receipt
from .report import report
from .tree_head import read_key


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
