"""How the kiosk's page is, by its heartbeats; the supervisor and the host look here."""

from collections import deque
from dataclasses import dataclass, replace

from server.clock import Clock, iso_utc
from server.kiosk.bodies import BrowserFacts, ErrorFacts, HeartbeatRequest, PageFacts

ERRORS_MAX = 50
SECOND_MS = 1000


@dataclass(frozen=True)
class _Error:
    at_ms: int
    text: str
    count: int


class Health:
    """Counts and remembers, in memory, bounded; nothing of a visitor is in it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.started_ms = clock()
        self.plays = 0
        self.page_loads = 0
        self.browser: BrowserFacts | None = None
        self._beat: HeartbeatRequest | None = None
        self._beat_ms = 0
        self._errors: deque[_Error] = deque(maxlen=ERRORS_MAX)

    def take(self, beat: HeartbeatRequest) -> None:
        """Take a heartbeat."""
        before = self._beat
        if before is None or before.page != beat.page:
            self.page_loads += 1
            self.plays += beat.plays
        else:
            self.plays += max(0, beat.plays - before.plays)
        self._beat, self._beat_ms = beat, self._clock()
        if beat.error is not None:
            self.note(beat.error)

    def note(self, text: str) -> None:
        """Remember what went wrong; the same again is counted."""
        now_ms = self._clock()
        last = self._errors[-1] if self._errors else None
        if last is not None and last.text == text:
            self._errors[-1] = replace(last, at_ms=now_ms, count=last.count + 1)
        else:
            self._errors.append(_Error(now_ms, text, 1))

    def silent_ms(self) -> int | None:
        """Return how long ago the page was heard; None when it never was."""
        return None if self._beat is None else max(0, self._clock() - self._beat_ms)

    def forget_page(self) -> None:
        """Wait for a new page: the one that was heard has been ended."""
        self._beat = None

    def page(self) -> PageFacts | None:
        """Return how the page is, None before its first heartbeat."""
        beat = self._beat
        if beat is None:
            return None
        return PageFacts(
            silent_s=(self.silent_ms() or 0) // SECOND_MS,
            state=beat.state,
            camera=beat.camera,
            frames_per_s=beat.frames_per_s,
            tracks_per_s=beat.tracks_per_s,
            heap_bytes=beat.heap_bytes,
            undelivered=beat.undelivered,
        )

    def errors(self) -> list[ErrorFacts]:
        """Return what went wrong, newest first."""
        return [
            ErrorFacts(at=iso_utc(error.at_ms), text=error.text, count=error.count)
            for error in reversed(self._errors)
        ]
