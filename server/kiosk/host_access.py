"""Who is the host: whoever knows the code, which may be tried only now and then."""

import hmac
import secrets

from aiohttp import web

from server.clock import HOUR_MS, Clock
from server.operator.attempts import Allowance, Attempt

COOKIE = "kindlens_kiosk_host"
DEVICE_COOKIE = "kindlens_kiosk_device"
SESSION_MS = 4 * HOUR_MS
SESSION_BYTES = 24
SESSIONS_MAX = 64
DEVICE_AGE_S = 365 * 24 * 3600

# One address, and all together: 10^8 codes last for centuries at six a minute.
OF_ONE = Allowance(burst=5, refill_s=30)
OF_ALL = Allowance(burst=30, refill_s=10)


class HostAccess:
    """Sessions of the host, in memory: a restart asks for the code again.

    key: of this server, so that nobody can try codes on the device's cookie.
    """

    def __init__(self, code: str, key: bytes, clock: Clock) -> None:
        self._code = code
        self._key = key
        self._clock = clock
        self._sessions: dict[str, int] = {}

    def attempts(self, address: str) -> tuple[Attempt, Attempt]:
        """Return what an attempt from an address counts against: that address first, then all."""
        return Attempt(f"kiosk:{address}", OF_ONE), Attempt("kiosk", OF_ALL)

    def is_right(self, code: str) -> bool:
        """Compare a code, in a time that tells nothing."""
        return hmac.compare_digest(code.encode(), self._code.encode())

    def begin(self) -> str:
        """Return the cookie of a new session."""
        now_ms = self._clock()
        self._sessions = {one: end_ms for one, end_ms in self._sessions.items() if end_ms > now_ms}
        while len(self._sessions) >= SESSIONS_MAX:
            self._sessions.pop(next(iter(self._sessions)))
        session = secrets.token_urlsafe(SESSION_BYTES)
        self._sessions[session] = now_ms + SESSION_MS
        return session

    def is_host(self, request: web.Request) -> bool:
        """Return whether the host asks."""
        return self._sessions.get(request.cookies.get(COOKIE, ""), 0) > self._clock()

    def end(self, request: web.Request) -> None:
        """End the session of a request, if there is one."""
        self._sessions.pop(request.cookies.get(COOKIE, ""), None)

    def device_cookie(self) -> str:
        """Return what marks a browser as the kiosk's own; another code makes it worthless."""
        text = f"kindlens.kiosk.device:{self._code}"
        return hmac.new(self._key, text.encode(), "sha256").hexdigest()
