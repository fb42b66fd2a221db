"""Which network a visitor comes from: cut short, marked under a key of the day, never kept longer.

The mark is what limits of the day count by. Its key is thrown away after two days; from then on
nobody can tell which network it was. An address is never stored or logged.
"""

import hashlib
import hmac
import secrets

from aiohttp import web

from server.addresses import network_of, parse_networks, visitor_address
from server.clock import DAY_MS, Clock
from server.ledger.ledger import Ledger

KEY_BYTES = 32
MARK_BYTES = 8


class Networks:
    """Marks the networks of requests."""

    def __init__(self, ledger: Ledger, clock: Clock, trusted_proxies: str) -> None:
        self._ledger = ledger
        self._clock = clock
        self._trusted = parse_networks(trusted_proxies)
        self._key: tuple[int, bytes] = (-1, b"")

    async def mark(self, request: web.Request) -> bytes | None:
        """Return the mark of the network that asks; None where it cannot be known.

        Raises LedgerUnavailableError when the day's key cannot be had.
        """
        peer = request.transport.get_extra_info("peername") if request.transport else None
        address = visitor_address(
            peer[0] if peer else None,
            request.headers.getall("X-Forwarded-For", []),
            self._trusted,
        )
        if address is None:
            return None
        day = self._clock() // DAY_MS
        if self._key[0] != day:  # All processes share it, by the ledger.
            offered = secrets.token_bytes(KEY_BYTES)
            self._key = day, await self._ledger.network_key(day, offered)
        text = network_of(address).encode()
        return hmac.new(self._key[1], text, hashlib.sha256).digest()[:MARK_BYTES]
