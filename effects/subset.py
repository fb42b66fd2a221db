"""The part of Python that CPython and MicroPython share bit for bit; the rest is refused.

Reads source as text (AST); runs nothing. Refused is what was measured to differ: order of dicts
and keyword arguments, sets, unstable sorting, transcendental maths, missing syntax and modules,
and state that would live on from one play to the next.
"""

import ast
from dataclasses import dataclass

from effects.idle_loops import is_endless

SMALL_INT_BITS = 30
ENGINE_MODULES = {
    "binascii": {"b2a_base64", "crc32"},
    "json": None,
    "struct": {"pack", "unpack"},
    # Only signals and filters use these, before the recorded integers.
    "math": {"atan2", "pi", "sqrt"},
}
CALLS = {
    "__import__": "import at the top of the file",
    "breakpoint": "look at the play with ?inspect",
    "compile": "write the code out",
    "dir": "name the attributes",
    "eval": "write the code out",
    "exec": "write the code out",
    "frozenset": "use a tuple",
    "globals": "keep state in attributes of the effect",
    "hash": "compare values themselves",
    "id": "compare values themselves",
    "input": "read signals",
    "locals": "keep state in attributes of the effect",
    "open": "put data into the file as a tuple",
    "pow": "multiply",
    "print": "set a node or the line",
    "set": "use a list or tuple",
    "vars": "name the attributes",
}
# What an effect may define of Python's own names; the rest leads into the interpreter.
OWN_NAMES = ("__init__", "__slots__", "__all__", "__eq__", "__lt__", "__len__", "__str__")
METHODS = {
    "is_integer": "compare with int(value)",
    "items": "use a tuple of pairs, or sorted(…)",
    "keys": "use a tuple, or sorted(…)",
    "popitem": "use a list",
    "sort": "use sorted(…) without key: MicroPython's sort moves equals about",
    "values": "use a tuple of pairs",
    "zfill": 'format with "%03d"',
}


@dataclass(frozen=True, order=True)
class Refusal:
    """One place that the two interpreters would not agree on. line counts from 1."""

    path: str
    line: int
    got: str
    todo: str
    expected: str = "what both interpreters compute alike"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: got {self.got}; {self.todo}"


class _Visitor(ast.NodeVisitor):
    def __init__(self, path: str, allowed_package: str | None) -> None:
        self.path = path
        self.allowed_package = allowed_package
        self.found: list[Refusal] = []
        self.depth = 0
        self.sorted_depth = 0

    def refuse(self, node: ast.AST, got: str, todo: str) -> None:
        self.found.append(Refusal(self.path, getattr(node, "lineno", 1), got, todo))

    # Imports

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._check_module(node, alias.name, None)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self._check_module(node, "." * node.level + (node.module or ""), node.names)

    def _check_module(self, node: ast.AST, module: str, names: list[ast.alias] | None) -> None:
        if self.depth:
            self.refuse(node, "an import inside a function", "import at the top of the file")
        if module == "effects.engine" or module.startswith("effects.engine."):
            return
        own = self.allowed_package
        if own and (module == own or module.startswith(own + ".")):
            return
        if own is None and module in ENGINE_MODULES:
            allowed = ENGINE_MODULES[module]
            for alias in names or []:
                if allowed is not None and alias.name not in allowed:
                    self.refuse(node, f"{module}.{alias.name}", "it differs between interpreters")
            return
        todo = "import only effects.engine and the effect's own"
        if own and module.startswith("."):
            todo = f"write it out: from {own}{'.' + module.strip('.') if module.strip('.') else ''}"
        self.refuse(node, f"import of {module}", todo)

    # State

    def _function(self, node: ast.FunctionDef) -> None:
        self._check_letters(node, node.name)
        if node.args.posonlyargs:
            self.refuse(node, "a positional-only parameter", "leave the / out")
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.refuse(node, "an async function", "spread work over ticks")

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._check_letters(node, node.name)
        for decorator in node.decorator_list:
            self.refuse(decorator, "a class decorator", "write __init__")
        if len(node.bases) > 1:
            self.refuse(node, "several base classes", "inherit from one class")
        self._check_shared_state(node.body)
        self.generic_visit(node)

    def visit_Module(self, node: ast.Module) -> None:
        self._check_shared_state(node.body)
        is_skipped = _is_never_type_checking(node)
        for statement in node.body:
            if isinstance(statement, ast.If) and is_skipped and _is_type_checking(statement.test):
                continue  # Seen by the type checker only.
            self.visit(statement)

    def _check_shared_state(self, body: list[ast.stmt]) -> None:
        for statement in body:
            value = getattr(statement, "value", None)
            targets = getattr(statement, "targets", [])
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            if names == ["__all__"]:
                continue
            if isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(
                value, (ast.List, ast.Dict, ast.ListComp, ast.DictComp)
            ):
                self.refuse(
                    statement,
                    "a list or dict shared by all plays",
                    "make it a tuple, or set it in start()",
                )

    def visit_Global(self, node: ast.Global) -> None:
        self.refuse(node, "global", "keep state in attributes of the effect")

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if self._is_inner(node.attr):
            self.refuse(node, f".{node.attr}", "use what effects.engine offers")
        self._check_letters(node, node.attr)
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if self._is_inner(node.id):
            self.refuse(node, node.id, "use what effects.engine offers")
        self._check_letters(node, node.id)

    def visit_arg(self, node: ast.arg) -> None:
        self._check_letters(node, node.arg)
        self.generic_visit(node)

    def _check_letters(self, node: ast.AST, name: str) -> None:
        if not name.isascii():
            self.refuse(node, f"the name {name}", "name it with a-z, 0-9 and _")

    def _is_inner(self, name: str) -> bool:
        """Return whether a name is one of the interpreter's own, which effects leave alone."""
        is_special = name.startswith("__") and name.endswith("__")
        return self.allowed_package is not None and is_special and name not in OWN_NAMES

    # Order

    def visit_Set(self, node: ast.Set) -> None:
        self.refuse(node, "a set", "use a list or tuple")

    def visit_SetComp(self, node: ast.SetComp) -> None:
        self.refuse(node, "a set", "use a list or tuple")

    def visit_For(self, node: ast.For) -> None:
        self._check_iterated(node.iter)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        if is_endless(node):
            self.refuse(node, "a loop without an end", "count how often it may go around")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self._check_iterated(node.iter)
        self.generic_visit(node)

    def _check_iterated(self, iterated: ast.expr) -> None:
        if isinstance(iterated, (ast.Dict, ast.DictComp)):
            self.refuse(iterated, "a loop over a dict", "use a tuple of pairs")

    # Calls and operators

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in CALLS and not (name == "__import__" and self.allowed_package is None):
            self.refuse(node, f"{name}(…)", CALLS[name])
        if name == "sorted" and any(keyword.arg == "key" for keyword in node.keywords):
            self.refuse(node, "sorted(…, key=…)", "sort tuples: equals may change places")
        if name == "round" and len(node.args) > 1:
            self.refuse(node, "round(x, digits)", "round(x) only")
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if method in METHODS and self.sorted_depth == 0:
            self.refuse(node, f".{method}()", METHODS[method])
        self.sorted_depth += name == "sorted"
        self.generic_visit(node)
        self.sorted_depth -= name == "sorted"

    def visit_List(self, node: ast.List) -> None:
        self._check_unpacking(node, node.elts)
        self.generic_visit(node)

    def visit_Tuple(self, node: ast.Tuple) -> None:
        self._check_unpacking(node, node.elts)
        self.generic_visit(node)

    def _check_unpacking(self, node: ast.expr, elements: list[ast.expr]) -> None:
        for element in elements:
            if isinstance(element, ast.Starred) and isinstance(element.ctx, ast.Load):
                self.refuse(node, "unpacking with *", "concatenate with +")

    def visit_Dict(self, node: ast.Dict) -> None:
        if any(key is None for key in node.keys):
            self.refuse(node, "unpacking with **", "write the keys out")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Pow) and self.allowed_package is not None:
            self.refuse(node, "**", "multiply, or use sqrt of the engine")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        is_large = isinstance(value, int) and abs(value) >= 1 << SMALL_INT_BITS
        if is_large and self.allowed_package is not None:
            self.refuse(node, f"{value}", f"stay under 2**{SMALL_INT_BITS}")
        if isinstance(value, complex):
            self.refuse(node, "a complex number", "use whole numbers")

    # Syntax that MicroPython lacks

    def visit_Match(self, node: ast.Match) -> None:
        self.refuse(node, "match", "use if and elif")

    def visit_Await(self, node: ast.Await) -> None:
        self.refuse(node, "await", "spread work over ticks")

    def visit_TryStar(self, node: ast.AST) -> None:
        self.refuse(node, "except*", "use except")


def _is_type_checking(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def _is_never_type_checking(module: ast.Module) -> bool:
    """Return whether TYPE_CHECKING is set once, to False, so that what it guards never runs."""
    bound: list[ast.AST] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            name = node.id if isinstance(node.ctx, ast.Store) else ""
        elif isinstance(node, ast.alias):
            name = node.asname or node.name
        else:  # Functions, classes, handlers of exceptions.
            name = getattr(node, "name", "")
        if name == "TYPE_CHECKING" or name == "*":
            bound.append(node)
    return len(bound) == 1 and any(
        isinstance(statement, ast.Assign)
        and statement.targets == bound
        and isinstance(statement.value, ast.Constant)
        and statement.value.value is False
        for statement in module.body
    )


def refusals(source: str, path: str, effect_id: str | None) -> list[Refusal]:
    """Return every place of a source file that is outside the shared subset, in order.

    effect_id: whose file it is, or None for the engine itself, which may use a few modules more.
    """
    if source.startswith("\ufeff"):
        return [Refusal(path, 1, "a byte order mark", "save it as UTF-8 without one", "Python")]
    try:
        tree = ast.parse(source, path)
    except (SyntaxError, ValueError) as error:  # ValueError: null bytes, before Python 3.11.4.
        line = getattr(error, "lineno", None) or 1
        got = f"a syntax error ({getattr(error, 'msg', error)})"
        return [Refusal(path, line, got, "mend it", "Python")]
    visitor = _Visitor(path, f"effects.{effect_id}" if effect_id else None)
    visitor.visit(tree)
    return sorted(visitor.found)
