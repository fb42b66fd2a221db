"""Ends a call into an effect that runs without an end, at the line where it does.

Counts the lines of the effect's own files that are run, so that it needs no clock and no signal of
the operating system: an enclosed process has neither.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

# An honest tick of 4 ms in a page runs less than a tenth of this; it is reached in a blink.
LINES_MAX = 500_000

Result = TypeVar("Result")


class EndlessError(BaseException):
    """A call came to no end. Not an Exception: an effect that catches those must not keep it."""


class LineWatch:
    """Counts lines of the files below a folder's name, anew for each call.

    part: what the names of watched files contain, for instance "/effects/my_effect/".
    """

    def __init__(self, part: str) -> None:
        self._part = part
        self._lines_left = LINES_MAX

    def run(self, call: Callable[[], Result]) -> Result:
        """Return what a call returns. Raises what it raises, and EndlessError."""
        self._lines_left = LINES_MAX
        sys.settrace(self._enter)
        try:
            return call()
        finally:
            sys.settrace(None)

    def _enter(self, frame: FrameType, event: str, argument: Any) -> Any:
        return self._step if self._part in frame.f_code.co_filename else None

    def _step(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            self._lines_left -= 1
            if self._lines_left < 0:
                raise EndlessError(f"{LINES_MAX} lines without an end")
        return self._step
