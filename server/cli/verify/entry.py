"""One entry of the ledger: its line in its one spelling."""

import json
import re
from typing import Any, cast

from .faults import Mismatch

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
