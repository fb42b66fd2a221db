"""Devices on which an operator has signed in before.

Such a device has attempts of its own, so that a stranger who guesses at an account from elsewhere
uses up nobody's but theirs (OWASP, "Device cookies").
"""

import hashlib
import secrets

from aiohttp import web
from itsdangerous import BadSignature, URLSafeSerializer

from server.cookies import set_cookie

COOKIE = "kindlens_operator_device"
COOKIE_AGE_S = 365 * 24 * 3600
PATH = "/api/operator/session"  # It goes nowhere else.


class KnownDevices:
    """Signs the cookies of known devices and recognises its own."""

    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeSerializer(
            key, salt="kindlens.device.1", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def whose_attempt(self, request: web.Request, name: str) -> str:
        """Return from whose allowance this request for a name takes."""
        try:
            device = self._serializer.loads(request.cookies.get(COOKIE, ""))
        except BadSignature:
            device = None
        match device:
            case [str(known), str(device_id)] if known == name:
                return f"device {device_id}"
            case _:
                return f"account {name}"

    def give_cookie(self, response: web.StreamResponse, name: str, *, is_secure: bool) -> None:
        """Remember that the account has signed in here."""
        value = str(self._serializer.dumps([name, secrets.token_hex(8)]))
        set_cookie(response, COOKIE, value, is_secure=is_secure, age_s=COOKIE_AGE_S, path=PATH)
