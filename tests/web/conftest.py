"""What the tests of the pages share."""

import pytest

from tests.web.bundling import Modules


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Modules:
    """Return the pages' modules."""
    return Modules(tmp_path_factory.mktemp("modules"))
