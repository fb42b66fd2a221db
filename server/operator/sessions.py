"""Sessions of the desk: a random id in a cookie, of which only the hash is stored."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from aiohttp import web
from sqlalchemy import Connection, delete, insert, select, update

from server.cookies import drop_cookie, set_cookie
from server.operator.accounts import Account, find_account
from server.operator.tables import operator_sessions

COOKIE = "kindlens_operator"
SECURE_COOKIE = f"__Host-{COOKIE}"  # Browsers let no other host or plain http set this one.
ID_BYTES = 32
SEEN_EVERY_MS = 60_000  # How exactly the idle time is kept: a write a minute, not a request.


@dataclass(frozen=True)
class SessionLife:
    """When a session ends: so long after the last request, and so long after its start."""

    idle_ms: int
    whole_ms: int


@dataclass(frozen=True)
class Session:
    """Somebody who is signed in. id: the cookie's value."""

    id: str
    account: Account
    started_at_ms: int

    @property
    def csrf_token(self) -> str:
        """What the desk's own page sends along with every change, and no other page can know."""
        return hmac.new(self.id.encode(), b"kindlens.csrf", hashlib.sha256).hexdigest()


def start_session(connection: Connection, account: Account, now_ms: int) -> Session:
    """Begin a session under a new id."""
    session = Session(secrets.token_urlsafe(ID_BYTES), account, now_ms)
    connection.execute(
        insert(operator_sessions).values(
            id_sha256=_sha256(session.id),
            operator=account.name,
            started_at_ms=now_ms,
            seen_at_ms=now_ms,
        )
    )
    return session


def find_session(
    connection: Connection, session_id: str, life: SessionLife, now_ms: int
) -> tuple[Session, bool] | None:
    """Return the session of a cookie, unless it has ended, and whether to say it was seen."""
    row = connection.execute(
        select(operator_sessions).where(operator_sessions.c.id_sha256 == _sha256(session_id))
    ).one_or_none()
    if row is None or _is_over(row.started_at_ms, row.seen_at_ms, life, now_ms):
        return None
    account = find_account(connection, row.operator)
    if account is None:
        return None
    is_to_mark = now_ms - row.seen_at_ms >= SEEN_EVERY_MS
    return Session(session_id, account, row.started_at_ms), is_to_mark


def mark_seen(connection: Connection, session_id: str, now_ms: int) -> None:
    """Let the idle time begin again."""
    connection.execute(
        update(operator_sessions)
        .where(operator_sessions.c.id_sha256 == _sha256(session_id))
        .values(seen_at_ms=now_ms)
    )


def end_session(connection: Connection, session_id: str) -> None:
    """End a session; its cookie is worth nothing from now on."""
    connection.execute(
        delete(operator_sessions).where(operator_sessions.c.id_sha256 == _sha256(session_id))
    )


def forget_ended(connection: Connection, life: SessionLife, now_ms: int) -> None:
    """Delete the rows of sessions that have ended by themselves."""
    connection.execute(
        delete(operator_sessions).where(
            (operator_sessions.c.started_at_ms < now_ms - life.whole_ms)
            | (operator_sessions.c.seen_at_ms < now_ms - life.idle_ms)
        )
    )


def _is_over(started_at_ms: int, seen_at_ms: int, life: SessionLife, now_ms: int) -> bool:
    return now_ms - started_at_ms >= life.whole_ms or now_ms - seen_at_ms >= life.idle_ms


def _sha256(session_id: str) -> bytes:
    return hashlib.sha256(session_id.encode()).digest()


def read_session_cookie(request: web.Request, *, is_secure: bool) -> str | None:
    """Return the session id that a request brings."""
    return request.cookies.get(_cookie(is_secure))


def set_session_cookie(response: web.StreamResponse, session_id: str, *, is_secure: bool) -> None:
    """Give the cookie."""
    set_cookie(response, _cookie(is_secure), session_id, is_secure=is_secure)


def drop_session_cookie(response: web.StreamResponse, *, is_secure: bool) -> None:
    """Take the cookie away."""
    drop_cookie(response, _cookie(is_secure), is_secure=is_secure)


def _cookie(is_secure: bool) -> str:
    return SECURE_COOKIE if is_secure else COOKIE
