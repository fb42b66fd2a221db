"""Participants: a random first-party cookie, known to the ledger only as an HMAC.

The cookie says nothing about a person; without the campaign's key the ledger's form of it cannot
be traced back to the cookie, and another campaign's ledger has another form.
"""

import hashlib
import hmac
import re
import secrets

from aiohttp import web

from server.cookies import set_cookie

COOKIE = "kindlens_participant"
COOKIE_AGE_S = 365 * 24 * 3600
COOKIE_BYTES = 24
COOKIE_PATTERN = re.compile(r"[A-Za-z0-9_-]{32}")
PARTICIPANT_DIGITS = 32  # 128 bits of the HMAC are plenty to tell participants apart.


def read_cookie(request: web.Request) -> str | None:
    """Return the participant's cookie, None if there is none or it is not of our form."""
    value = request.cookies.get(COOKIE)
    return value if value is not None and COOKIE_PATTERN.fullmatch(value) else None


def new_cookie() -> str:
    """Return the value for a participant who comes for the first time."""
    return secrets.token_urlsafe(COOKIE_BYTES)


def give_cookie(response: web.StreamResponse, value: str, *, is_secure: bool) -> None:
    """Give the cookie for another year."""
    set_cookie(response, COOKIE, value, is_secure=is_secure, age_s=COOKIE_AGE_S, same_site="Lax")


def participant_of(cookie: str, key: bytes, campaign_id: str) -> str:
    """Return what the ledger stores for a cookie: an HMAC-SHA256 under the campaign's key."""
    digest = hmac.new(key, f"{campaign_id}:{cookie}".encode(), hashlib.sha256).hexdigest()
    return digest[:PARTICIPANT_DIGITS]
