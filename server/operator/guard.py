"""Who may ask the desk what: a session for everything, the role and a token for every change."""

import hmac
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from http import HTTPStatus

from aiohttp import web
from sqlalchemy.exc import IntegrityError

from server.errors import ApiError, Handler
from server.https import is_secure
from server.operator.accounts import Role
from server.operator.sessions import Session, find_session, mark_seen, read_session_cookie
from server.services import SERVICES, Services

CSRF_HEADER = "X-Csrf-Token"
DeskHandler = Callable[[web.Request, Session], Awaitable[web.StreamResponse]]


def for_viewers(handler: DeskHandler) -> Handler:
    """Let everybody in who is signed in. For reading alone."""
    return _guarded(handler, needs_operator=False)


def for_operators(handler: DeskHandler) -> Handler:
    """Let in who may change things, with the token of their session."""
    return _guarded(handler, needs_operator=True)


def for_oneself(handler: DeskHandler) -> Handler:
    """Let in anybody signed in, with the token: what only concerns their own session or account."""
    return _guarded(handler, needs_operator=False, is_own=True)


def _guarded(handler: DeskHandler, *, needs_operator: bool, is_own: bool = False) -> Handler:
    @wraps(handler)
    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            session = await session_of(request)
            if session is None:
                raise not_signed_in()
            if needs_operator or is_own:
                _check_token(request, session)
            if not is_own and session.account.must_change_password:
                raise _password_change_needed()
            if needs_operator and session.account.role is not Role.OPERATOR:
                raise _role_missing(session)
            response = await handler(request, session)
        except IntegrityError as error:
            raise _overtaken() from error
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


async def session_of(request: web.Request) -> Session | None:
    """Return the session of a request, None where there is none or it has ended."""
    services: Services = request.app[SERVICES]
    session_id = read_session_cookie(request, is_secure=is_secure(request))
    if not session_id:
        return None
    desk, now_ms = services.desk, services.clock()
    found = await services.ledger.read(
        partial(find_session, session_id=session_id, life=desk.life, now_ms=now_ms)
    )
    if found is None:
        return None
    session, is_to_mark = found
    if is_to_mark:
        await services.ledger.write(partial(mark_seen, session_id=session_id, now_ms=now_ms))
    return session


def _check_token(request: web.Request, session: Session) -> None:
    sent = request.headers.get(CSRF_HEADER, "")
    if not hmac.compare_digest(sent.encode(), session.csrf_token.encode()):
        raise ApiError(
            HTTPStatus.FORBIDDEN,
            "token_missing",
            got=f"no {CSRF_HEADER} of this session",
            expected="the csrf_token of GET /api/operator/session",
            todo="load the desk again",
        )


def not_signed_in() -> ApiError:
    """There is no session, or it has ended."""
    return ApiError(
        HTTPStatus.UNAUTHORIZED,
        "not_signed_in",
        got="no session, or one that has ended",
        expected="the cookie of POST /api/operator/session",
        todo="sign in",
    )


def _password_change_needed() -> ApiError:
    return ApiError(
        HTTPStatus.FORBIDDEN,
        "password_change_needed",
        got="a session with the password that the server made",
        expected="a password of your own",
        todo="choose one with PUT /api/operator/password",
    )


def _role_missing(session: Session) -> ApiError:
    return ApiError(
        HTTPStatus.FORBIDDEN,
        "role_missing",
        got=f"an account whose role is {session.account.role}",
        expected=f"the role {Role.OPERATOR}",
        todo="ask somebody who has it",
    )


def _overtaken() -> ApiError:
    return ApiError(
        HTTPStatus.CONFLICT,
        "overtaken",
        got="a change of what somebody else has changed at the same time",
        expected="a change of what is there now",
        todo="load it again and look before you repeat it",
    )
