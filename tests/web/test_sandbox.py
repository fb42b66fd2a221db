"""An effect that tries to leave its interpreter, in a real browser: there is no way out."""

import pytest
from playwright.sync_api import Page

from tests.conftest import OpenPage
from tests.page_guard import PageGuard
from tests.web.inspection import inspect, wait_for
from tests.web.stub_release import serve_stub

pytestmark = pytest.mark.browser

EFFECT = '''
"""Tries to break out as soon as it starts."""
from effects.engine import Effect


class DodgeFood(Effect):
    SIGNALS = ("head_x_permille",)

    def start(self):
        self.stopped = []
        self.attempt()

    def attempt(self):
{attempt}

    def tick(self, signals):
        self.done = len(self.stopped)
        self.goal = 9
'''

REACHING = {
    "the_page": "import js\njs.document.title = 'out'",
    "a_callback": "import jsffi\njsffi.create_proxy(print)",
    "by_a_hidden_import": "eval('__im' + 'port__')('js').localStorage",
}

# What Python itself stops: the play goes on, and every attempt has failed.
STOPPED = """
for attempt in (
    lambda: open("/effects/engine/play.py", "w"),
    lambda: open("/new.py", "w"),
    lambda: __import__("os").remove("/effects/engine/play.py"),
    lambda: __import__("os").mkdir("/new"),
    lambda: __import__("os").rename("/effects", "/gone"),
    lambda: __import__("mip"),
    lambda: __import__("socket"),
    lambda: input(),
    lambda: bytearray(1000000000),
):
    try:
        attempt()
    except Exception as error:
        self.stopped.append(str(error))
"""


def indented(source: str) -> str:
    return "\n".join(f"        {line}" for line in source.strip().splitlines())


def start(open_page: OpenPage, attempt: str) -> Page:
    page = open_page("en", service_workers="block")
    serve_stub(page, EFFECT.replace("{attempt}", indented(attempt)))
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("play-pointer").click()
    return page


@pytest.mark.parametrize("attempt", REACHING)
def test_reaching_for_javascript_ends_the_play_and_says_so(
    open_page: OpenPage, guards: list[PageGuard], attempt: str
) -> None:
    page = start(open_page, REACHING[attempt])
    guards[0].allow("Forbidden")
    shown = page.locator(".effect-error")
    shown.wait_for(timeout=60_000)
    assert "the effect reached for JavaScript" in shown.inner_text()
    assert page.title() != "out"


def test_files_modules_and_memory_beyond_its_own_are_not_there(open_page: OpenPage) -> None:
    page = start(open_page, STOPPED)
    wait_for(page, "state.tick > 3", timeout_s=60)
    assert inspect(page)["phase"] == "ready"
    assert page.get_by_test_id("progress").inner_text().split("/")[0].strip() == "9"


def test_a_loop_without_an_end_is_ended(open_page: OpenPage, guards: list[PageGuard]) -> None:
    page = start(open_page, "try:\n    while True:\n        self.done += 1\nexcept:\n    pass")
    guards[0].allow("Overtime")
    shown = page.locator(".effect-error")
    shown.wait_for(timeout=60_000)
    assert "look for a loop that does not end" in shown.inner_text()
