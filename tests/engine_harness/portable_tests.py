"""Find the engine's portable tests and run them in MicroPython, all in one interpreter.

A portable test module (tests/engine/test_*.py) holds plain functions `test_*` without arguments
and with bare asserts. pytest runs them in CPython as they are; `run_portable_tests` runs the same
functions in MicroPython. A module that imports something only CPython has is left out.
"""

import ast
import json
from dataclasses import dataclass
from pathlib import Path

from tests.engine_harness.micropython import ROOT, MicroPythonError, run_in_micropython

FOLDER = ROOT / "tests" / "engine"
CPYTHON_ONLY = ("pytest", "hypothesis", "tests")  # Importing one of these leaves a module out.

RUN_ONE = """
def run_one(module_name, function_name):
    import io, json, sys
    failure = None
    try:
        getattr(__import__(module_name), function_name)()
    except Exception as error:
        text = io.StringIO()
        sys.print_exception(error, text)
        failure = text.getvalue()
    print(json.dumps([module_name, function_name, failure]))
"""


@dataclass(frozen=True)
class PortableTest:
    """One test function of one module."""

    module: str
    function: str


def is_portable(tree: ast.Module) -> bool:
    """Return whether a module imports nothing that only CPython has."""
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return not any(name.split(".")[0] in CPYTHON_ONLY for name in names)


def find_portable_tests(folder: Path = FOLDER) -> list[PortableTest]:
    """Return all portable tests, in order of file and line."""
    found: list[PortableTest] = []
    for path in sorted(folder.glob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"), str(path))
        if is_portable(tree):
            found += [
                PortableTest(path.stem, node.name)
                for node in tree.body
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            ]
    return found


def run_portable_tests(
    tests: list[PortableTest], folder: Path = FOLDER
) -> dict[PortableTest, str | None]:
    """Run tests in one MicroPython; return each one's traceback, None where it passed.

    Raises MicroPythonError if the interpreter itself ended before all had run.
    """
    files = {f"/{path.name}": path.read_text("utf-8") for path in folder.glob("*.py")}
    calls = [f"run_one({test.module!r}, {test.function!r})" for test in tests]
    printed = run_in_micropython(RUN_ONE, *calls, files=files)
    results: dict[PortableTest, str | None] = {}
    for line in printed.splitlines():
        if line.startswith('["test_'):  # A test may print as well.
            module, function, failure = json.loads(line)
            results[PortableTest(module, function)] = failure
    missing = [test for test in tests if test not in results]
    if missing:
        raise MicroPythonError(f"got no result of {missing}; printed: {printed[-2000:]}")
    return results
