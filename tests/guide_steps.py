"""The steps of effects/GUIDE.md: its code blocks, each as what it does to a folder.

The first word after the fence is the language; what follows says what the block is for:
a path, for a file or (diff) a change of it; `install`, `open`, `fails` for commands.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from effects.place import EFFECTS

GUIDE = EFFECTS / "GUIDE.md"
FENCE = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = ("svg", "python", "toml")


@dataclass(frozen=True)
class Step:
    """kind: "run", "install", "open" or "fails" (commands), "write" or "change" (a file)."""

    kind: str
    text: str
    path: str = ""


def read_steps() -> list[Step]:
    """Return the steps in the order of reading."""
    steps: list[Step] = []
    for language, what, text in FENCE.findall(GUIDE.read_text("utf-8")):
        if language == "sh":
            steps.append(Step(what or "run", text))
        elif language == "diff":
            steps.append(Step("change", text, what))
        elif language in FILES:
            steps.append(Step("write", text, what))
    return steps


def apply(step: Step, folder: Path) -> None:
    """Write or change a file as the guide says; a change must fit at exactly one place."""
    path = folder / step.path
    if step.kind == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, "utf-8")
        return
    lines = step.text.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if not line.startswith("+"))
    after = "".join(line[1:] for line in lines if not line.startswith("-"))
    source = path.read_text("utf-8")
    assert source.count(before) == 1, f"{step.path}: {source.count(before)} places for\n{step.text}"
    path.write_text(source.replace(before, after), "utf-8")
