"""Where an author has to look when the engine found the fault later than it was made."""

import ast
import re
from pathlib import Path

from effects.checks.problem import line_of
from effects.place import EffectPlace

# What the engine says of a node's field (effects/engine/stage.py) and of a signal.
FIELD = re.compile(r": (\w+) is .*, expected a (?:whole number|word)")
SIGNAL = re.compile(r"^got signal '(\w+)'")


def place_of_fault(place: EffectPlace, text: str) -> tuple[str, int] | None:
    """Return file and line of what most likely led to an error; None where nothing does.

    text: of an error that was raised in the engine, after the effect's own line had run.
    """
    field, signal = FIELD.search(text), SIGNAL.search(text)
    for path in sorted(place.folder.glob("*.py")):
        line = 0
        if field is not None:
            line = _line_setting(path, field[1])
        elif signal is not None:
            line = line_of(path.read_text("utf-8"), f'"{signal[1]}"')
        if line:
            return f"{place.id}/{path.name}", line
    return None


def _line_setting(path: Path, field: str) -> int:
    """Return the first line that sets a field by a division, else the only one that sets it."""
    setting: list[int] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, (ast.Assign, ast.AugAssign)):
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if not any(isinstance(one, ast.Attribute) and one.attr == field for one in targets):
            continue
        if any(isinstance(part, ast.Div) for part in ast.walk(node)):
            return node.lineno
        setting.append(node.lineno)
    return setting[0] if len(setting) == 1 else 0
