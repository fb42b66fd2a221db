"""The link that a phone opens, told only while it really answers there.

The server asks itself over the network, as a phone would: a firewall, a wrong address or a server
that listens to its own machine alone shows before anybody scans a code in vain.
"""

from http import HTTPStatus

import aiohttp

from server.clock import Clock
from server.lan import lan_origin
from server.settings import Settings

PREFIX = "/h/"
BOOT_HEADER = "X-Kindlens-Kiosk"  # What answers there is this kiosk, and no other machine.
ANSWERS_S_MAX = 2
BELIEVED_MS = 3000  # The page asks again and again while it shows the code.


class HandoverLink:
    """Tells where phones reach this kiosk. boot: of this start of the server."""

    def __init__(self, settings: Settings, boot: str, clock: Clock) -> None:
        self._settings = settings
        self._boot = boot
        self._clock = clock
        self._asked_ms = -BELIEVED_MS
        self._origin: str | None = None

    async def of(self, token: str) -> str | None:
        """Return the link of a handover that is open; None while no phone could open it."""
        now_ms = self._clock()
        if not 0 <= now_ms - self._asked_ms < BELIEVED_MS:
            self._asked_ms = now_ms
            origin = lan_origin(self._settings)
            path = f"{origin}{PREFIX}{token}"
            self._origin = origin if origin and await self._answers(path) else None
        return f"{self._origin}{PREFIX}{token}" if self._origin else None

    async def _answers(self, url: str) -> bool:
        timeout = aiohttp.ClientTimeout(total=ANSWERS_S_MAX)
        try:
            async with aiohttp.ClientSession(timeout=timeout) as client, client.head(url) as answer:
                is_ours = answer.headers.get(BOOT_HEADER) == self._boot
                return answer.status == HTTPStatus.OK and is_ours
        except (TimeoutError, aiohttp.ClientError, OSError):
            return False
