"""How the test files are shared out over lanes."""

from tests.lanes import LONG_FILES, drives_browser, gives_way, order
from tests.live_server import ROOT


def test_the_long_files_are_there() -> None:
    assert [file for file in LONG_FILES if not (ROOT / file).is_file()] == []


def test_long_files_begin_and_those_without_a_browser_end() -> None:
    files = ["tests/ledger/test_log.py", "tests/web/test_stage.py", LONG_FILES[1], LONG_FILES[0]]
    assert sorted(files, key=order) == files[::-1]
    assert [drives_browser(file) for file in files] == [False, True, True, True]


def test_of_three_lanes_or_more_the_last_gives_way() -> None:
    assert [gives_way(f"gw{number}", 3) for number in range(4)] == [False, False, True, False]
    assert not any(gives_way(f"gw{number}", 2) for number in range(2))
