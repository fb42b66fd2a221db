"""The kiosks' part of the central server: who is connected, and what all of them share."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSCloseCode, web

from server.clock import DAY_MS
from server.ledger.decisions import OnDecided

CONNECTIONS_MAX = 200  # One a kiosk; more are not let in.
CLOSE_S_MAX = 2
REPLAYS_AT_ONCE = 2  # Visitors who wait for their answer come before what was played hours ago.


@dataclass(frozen=True)
class Kiosks:
    """What connections of kiosks share.

    participant_key: makes the ledger's pseudonyms of a kiosk's. on_decided: what the ledger tells,
    too, when it decides over a play. grace_days: how long after its end a kiosk may deliver.
    """

    participant_key: bytes
    on_decided: Sequence[OnDecided]
    grace_days: int
    replays: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(REPLAYS_AT_ONCE))
    _open: dict[str, web.WebSocketResponse] = field(
        default_factory=dict[str, web.WebSocketResponse]
    )

    def deliver_until_ms(self, plays_until_ms: int) -> int:
        """Return until when a kiosk may deliver, and its money is set aside."""
        return plays_until_ms + self.grace_days * DAY_MS

    def pseudonym(self, campaign: str, kiosk: str, participant: str) -> str:
        """Return the ledger's pseudonym: no kiosk can name another's visitor, or one of ours."""
        text = f"{campaign}:kiosk:{kiosk}:{participant}".encode()
        return hmac.new(self.participant_key, text, hashlib.sha256).hexdigest()[:32]

    def is_full(self, kiosk: str) -> bool:
        """Return whether as many kiosks are connected as may be, beside this one."""
        return kiosk not in self._open and len(self._open) >= CONNECTIONS_MAX

    def is_online(self, kiosk: str) -> bool:
        """Return whether a kiosk is connected to this process."""
        return kiosk in self._open

    async def connected(self, kiosk: str, socket: web.WebSocketResponse) -> Callable[[], None]:
        """Note a connection, which ends the kiosk's earlier one; return how to note its end."""
        earlier = self._open.get(kiosk)
        self._open[kiosk] = socket
        if earlier is not None:
            await _close(earlier, b"the kiosk has connected anew")

        def ended() -> None:
            if self._open.get(kiosk) is socket:
                del self._open[kiosk]

        return ended

    async def disconnect(self, kiosk: str) -> None:
        """End the connection of a kiosk, if it is here."""
        socket = self._open.get(kiosk)
        if socket is not None:
            await _close(socket, b"the credential has ended")

    async def stop(self) -> None:
        """Say goodbye to all kiosks, which come again."""
        sockets = list(self._open.values())
        await asyncio.gather(*(_close(socket, b"the server ends") for socket in sockets))


async def _close(socket: web.WebSocketResponse, why: bytes) -> None:
    with suppress(TimeoutError, ConnectionError, RuntimeError):
        async with asyncio.timeout(CLOSE_S_MAX):
            await socket.close(code=WSCloseCode.GOING_AWAY, message=why)
