"""What is told of an export, for people."""

from .export import Found
from .receipt import Receipt

FEN_PER_YUAN = 100


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
