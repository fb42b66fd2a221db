"""What is odd about a trace; words for it are in the operator's catalogue, under its kind."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

Kind = Literal["still", "jerky", "copy"]


@dataclass(frozen=True)
class Finding:
    """facts: whole numbers and ids for the operator's sentence.

    still: seconds. jerky: jerks. copy: of (a play id), share_percent, later_ms, is_mirrored.
    """

    kind: Kind
    facts: Mapping[str, int | str]

    def as_json(self) -> str:
        """Return it as one line of JSON."""
        return json.dumps(asdict(self), sort_keys=True)
