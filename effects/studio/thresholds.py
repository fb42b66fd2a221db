"""Finds the levels that an effect compares its signals with, for the studio's graphs. CPython only.

Read off the source, never run: a comparison of `signals.<name>` (or its `abs`) with a number or a
constant of the module, and a Hysteresis that is fed `signals.<name>`. What an effect computes
first and compares later is not found.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from effects.engine.signals import SIGNALS

NAMES = frozenset(entry[0] for entry in SIGNALS)


@dataclass(frozen=True)
class Threshold:
    """signal: which one. level: in its unit. name: of the constant, "" for a bare number.

    file, line: where it is compared, the file from the folder above `effects`.
    """

    signal: str
    level: int
    name: str
    file: str
    line: int


def find_thresholds(sources: Mapping[str, str]) -> list[Threshold]:
    """Return the levels in an effect's own sources (path to text), in the order of the files.

    A source that does not parse has none: what is wrong with it is for the check to say.
    """
    found: list[Threshold] = []
    for path, source in sources.items():
        try:
            tree = ast.parse(source)
        except SyntaxError:
            continue
        found += _Module(path, tree).thresholds()
    unique = {(level.signal, level.level, level.name): level for level in reversed(found)}
    return sorted(unique.values(), key=lambda level: (level.file, level.line, level.level))


class _Module:
    def __init__(self, path: str, tree: ast.Module) -> None:
        self.path = path
        self.tree = tree
        self.constants = dict(_constants(tree))
        self.hystereses = dict(self._hystereses())

    def thresholds(self) -> Iterator[Threshold]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Compare):
                yield from self._of_comparison(node)
            elif isinstance(node, ast.Call):
                yield from self._of_call(node)

    def _of_comparison(self, node: ast.Compare) -> Iterator[Threshold]:
        sides = [node.left, *node.comparators]
        for one, other in pairwise(sides):
            for signal, level in ((one, other), (other, one)):
                yield from self._told(_signal(signal), level, _is_abs(signal), node.lineno)

    def _of_call(self, node: ast.Call) -> Iterator[Threshold]:
        """Find `self._light.next(signals.face_light_permille)`."""
        function = node.func
        if not (isinstance(function, ast.Attribute) and function.attr == "next" and node.args):
            return
        for level in self.hystereses.get(ast.unparse(function.value), ()):
            yield from self._told(_signal(node.args[0]), level, False, node.lineno)

    def _told(
        self, signal: str | None, level: ast.expr, is_abs: bool, line: int
    ) -> Iterator[Threshold]:
        value = self._value(level)
        if signal is None or value is None:
            return
        name = ast.unparse(level) if isinstance(level, ast.Name) else ""
        yield Threshold(signal, value, name, self.path, line)
        if is_abs:
            yield Threshold(signal, -value, f"-{name}" if name else "", self.path, line)

    def _value(self, node: ast.expr) -> int | None:
        if isinstance(node, ast.Name):
            return self.constants.get(node.id)
        return _number(node)

    def _hystereses(self) -> Iterator[tuple[str, list[ast.expr]]]:
        for node in ast.walk(self.tree):
            if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)):
                continue
            if ast.unparse(node.value.func) == "Hysteresis":
                yield ast.unparse(node.targets[0]), node.value.args


def _signal(node: ast.expr) -> str | None:
    """Return the signal's name of `signals.<name>` or `abs(signals.<name>)`."""
    if _is_abs(node):
        assert isinstance(node, ast.Call)
        node = node.args[0]
    if isinstance(node, ast.Attribute) and node.attr in NAMES:
        return node.attr if ast.unparse(node.value).endswith("signals") else None
    return None


def _is_abs(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "abs" and len(node.args) == 1


def _number(node: ast.expr) -> int | None:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _constants(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the module's whole numbers: `A = 1`, `A, B = 1, 2`."""
    for node in tree.body:
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        target, value = node.targets[0], node.value
        pairs = [(target, value)]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs = list(zip(target.elts, value.elts, strict=False))
        for name, part in pairs:
            number = _number(part)
            if isinstance(name, ast.Name) and number is not None:
                yield name.id, number
