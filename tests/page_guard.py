"""Watches pages for what must never happen: third-party requests, exceptions, console errors."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

LOCAL_SCHEMES = ("data", "blob", "about")
# MediaPipe writes its notes to stderr, which its wasm glue reports as console errors.
KNOWN_CONSOLE_ERRORS = (re.compile(r"^INFO: Created TensorFlow Lite XNNPACK delegate for CPU"),)


class PageGuard:
    """Collects what went wrong in one browser context; `check` fails the test on it.

    A test that provokes an error on purpose says so with `allow`.
    """

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.problems: list[str] = []
        self._origin = origin
        self._allowed = list(KNOWN_CONSOLE_ERRORS)
        context.on("request", self._see_request)
        context.on("console", self._see_console)
        context.on("weberror", self._see_error)

    def allow(self, pattern: str) -> None:
        """Allow console errors and exceptions that contain the regular expression."""
        self._allowed.append(re.compile(pattern))

    def check(self) -> None:
        """Fail with everything that was seen."""
        assert not self.problems, "the page did what it must not:\n" + "\n".join(self.problems)

    def _see_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        is_own = f"{parts.scheme}://{parts.netloc}" == self._origin
        if not is_own and parts.scheme not in LOCAL_SCHEMES:
            self.problems.append(f"third-party request: {request.method} {request.url}")

    def _see_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._report(f"console error: {message.text}", message.text)

    def _see_error(self, error: WebError) -> None:
        self._report(f"exception in the page: {error.error.stack or error.error}", str(error.error))

    def _report(self, problem: str, text: str) -> None:
        if not any(pattern.search(text) for pattern in self._allowed):
            self.problems.append(problem)
