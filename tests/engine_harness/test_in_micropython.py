"""Every portable engine test once more, in the page's MicroPython."""

import pytest

from tests.engine_harness.portable_tests import (
    PortableTest,
    find_portable_tests,
    run_portable_tests,
)

TESTS = find_portable_tests()


@pytest.fixture(scope="session")
def micropython_results() -> dict[PortableTest, str | None]:
    """Run all of them at once: starting the interpreter costs more than most tests."""
    return run_portable_tests(TESTS)


@pytest.mark.parametrize("test", TESTS, ids=lambda test: f"{test.module}.{test.function}")
def test_in_micropython(
    test: PortableTest, micropython_results: dict[PortableTest, str | None]
) -> None:
    failure = micropython_results[test]
    assert failure is None, f"in MicroPython:\n{failure}"
