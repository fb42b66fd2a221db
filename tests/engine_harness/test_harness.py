"""The harness must see what fails in MicroPython, or its green says nothing."""

from pathlib import Path

import pytest

from tests.engine_harness.micropython import MicroPythonError, run_in_micropython
from tests.engine_harness.portable_tests import find_portable_tests, run_portable_tests

MIXED_MODULE = """
import sys

def test_passes():
    assert sys.implementation.name == "micropython"

def test_fails():
    print("some words")
    assert 1 == 2, "one is not two"

def test_raises():
    {}["missing"]
"""


def test_prints_come_back_and_globals_last_between_sources() -> None:
    assert run_in_micropython("n = 20 + 22", "print(n)\nprint('善')") == "42\n善\n"


def test_an_exception_comes_back_as_a_traceback() -> None:
    with pytest.raises(MicroPythonError, match=r"(?s)before\n.*line 2.*ZeroDivisionError"):
        run_in_micropython("print('before')\n1 // 0")


def test_effects_and_extra_files_can_be_read() -> None:
    source = "import effects.engine\nprint(open('/traces/one.txt').read())"
    assert run_in_micropython(source, files={"/traces/one.txt": "here"}) == "here\n"


def test_each_function_is_reported_by_itself(tmp_path: Path) -> None:
    (tmp_path / "test_mixed.py").write_text(MIXED_MODULE)
    (tmp_path / "test_cpython.py").write_text("import pytest\ndef test_left_out(): pass\n")
    tests = find_portable_tests(tmp_path)
    results = run_portable_tests(tests, tmp_path)
    assert [test.function for test in tests] == ["test_passes", "test_fails", "test_raises"]
    passed, failed, raised = (results[test] or "" for test in tests)
    assert passed == ""
    assert "AssertionError: one is not two" in failed
    assert "KeyError: missing" in raised
