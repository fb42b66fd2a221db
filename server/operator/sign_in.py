"""Signing in and out, and one's own password."""

from functools import partial
from http import HTTPStatus

from aiohttp import web
from sqlalchemy import Connection

from server.clock import MINUTE_MS, iso_utc
from server.errors import ApiError
from server.https import is_secure
from server.operator.accounts import Account, find_account, set_password
from server.operator.acts import Act, record
from server.operator.attempts import Allowance, Attempt, count_attempts, forget
from server.operator.bodies import (
    DoneAnswer,
    PasswordRequest,
    SessionAnswer,
    SessionFacts,
    SignInRequest,
)
from server.operator.guard import session_of
from server.operator.passwords import CHARACTERS_MIN, TooManyPasswordsError
from server.operator.sessions import (
    Session,
    drop_session_cookie,
    end_session,
    forget_ended,
    read_session_cookie,
    set_session_cookie,
    start_session,
)
from server.public_facts import fresh_json
from server.request_body import read_body
from server.services import SERVICES, Services
from server.unavailable import too_many_passwords

OF_ACCOUNT = Allowance(burst=5, refill_s=60)  # Of an account, or of a device that it is known on.
OF_NETWORK = Allowance(burst=20, refill_s=20)


async def get_session(request: web.Request) -> web.Response:
    """Say who is signed in; nobody is no error."""
    session = await session_of(request)
    facts = None if session is None else _facts(request.app[SERVICES], session)
    return fresh_json(SessionAnswer(session=facts))


async def sign_in(request: web.Request) -> web.Response:
    """Check name and password, and begin a session under a new id."""
    services = request.app[SERVICES]
    desk = services.desk
    asked = await read_body(request, SignInRequest, services.settings.body_bytes_max)
    of_account = Attempt(desk.devices.whose_attempt(request, asked.name), OF_ACCOUNT)
    mark = await services.networks.mark(request)
    of_network = Attempt(f"network {mark.hex() if mark else ''}", OF_NETWORK)
    try:
        await _count_attempts(services, of_account, of_network)
        account = await services.ledger.read(partial(find_account, name=asked.name))
        stored = account.password_hash if account else None
        is_right = await desk.passwords.check(stored, asked.password)
        if account is None or not is_right:
            raise _sign_in_failed()
        old_id = read_session_cookie(request, is_secure=is_secure(request))
        begin = partial(_begin, services, account, old_id, of_account)
        session = await services.ledger.write(begin)
    except TooManyPasswordsError as error:
        raise too_many_passwords() from error
    response = fresh_json(SessionAnswer(session=_facts(services, session)))
    response.set_status(HTTPStatus.CREATED)
    set_session_cookie(response, session.id, is_secure=is_secure(request))
    desk.devices.give_cookie(response, account.name, is_secure=is_secure(request))
    return response


async def _count_attempts(services: Services, *attempts: Attempt) -> None:
    """Count an attempt. Raises ApiError where one is not allowed, or TooManyPasswordsError.

    A flood is turned away by a look at memory first.
    """
    services.desk.passwords.refuse_crowd()
    if refused_s := await count_attempts(services.ledger, attempts, services.clock()):
        raise _too_many_attempts(refused_s)


def _begin(
    services: Services,
    account: Account,
    old_id: str | None,
    attempt: Attempt,
    connection: Connection,
) -> Session:
    """Start a session, end the one that this browser had, and forget those that have ended."""
    now_ms = services.clock()
    forget(connection, attempt)
    forget_ended(connection, services.desk.life, now_ms)
    if old_id is not None:
        end_session(connection, old_id)
    record(connection, account.name, Act("signed_in", account.name), now_ms)
    return start_session(connection, account, now_ms)


async def sign_out(request: web.Request, session: Session) -> web.Response:
    """End the session; its cookie opens nothing any more."""

    def end(connection: Connection) -> None:
        end_session(connection, session.id)

    await request.app[SERVICES].ledger.write(end)
    response = fresh_json(DoneAnswer())
    drop_session_cookie(response, is_secure=is_secure(request))
    return response


async def change_password(request: web.Request, session: Session) -> web.Response:
    """Replace one's own password; every other session of the account ends."""
    services = request.app[SERVICES]
    desk, account = services.desk, session.account
    asked = await read_body(request, PasswordRequest, services.settings.body_bytes_max)
    attempt = Attempt(f"change {account.name}", OF_ACCOUNT)
    _check_new(asked, account.name)
    try:
        await _count_attempts(services, attempt)
        if not await desk.passwords.check(account.password_hash, asked.old):
            raise _old_password_wrong()
        stored = await desk.passwords.hash(asked.new)
    except TooManyPasswordsError as error:
        raise too_many_passwords() from error

    def replace(connection: Connection) -> Session:
        now_ms = services.clock()
        forget(connection, attempt)
        set_password(connection, account.name, stored, must_change=False)
        record(connection, account.name, Act("password_changed", account.name), now_ms)
        changed = find_account(connection, account.name)
        assert changed is not None, "an account went while its password was set"
        return start_session(connection, changed, now_ms)

    renewed = await services.ledger.write(replace)
    response = fresh_json(SessionAnswer(session=_facts(services, renewed)))
    set_session_cookie(response, renewed.id, is_secure=is_secure(request))
    return response


def _check_new(asked: PasswordRequest, name: str) -> None:
    """Length is what counts (NIST SP 800-63B); the two rules beside it are for the obvious."""
    if len(asked.new) < CHARACTERS_MIN or asked.new == asked.old or name in asked.new.lower():
        raise ApiError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "password_weak",
            got=f"a password of {len(asked.new)} characters",
            expected=f"at least {CHARACTERS_MIN} characters, not the old one, without the name",
            todo="choose a longer one, for instance four words that do not belong together",
        )


def _facts(services: Services, session: Session) -> SessionFacts:
    life = services.desk.life
    return SessionFacts(
        name=session.account.name,
        role=session.account.role,
        must_change_password=session.account.must_change_password,
        csrf_token=session.csrf_token,
        ends_at=iso_utc(session.started_at_ms + life.whole_ms),
        idle_minutes=life.idle_ms // MINUTE_MS,
    )


def _sign_in_failed() -> ApiError:
    return ApiError(
        HTTPStatus.UNAUTHORIZED,
        "sign_in_failed",
        got="a name and a password that do not belong together",
        expected="those of an account",
        todo="try again; who runs the server can reset a password with `kindlens operator reset`",
    )


def _old_password_wrong() -> ApiError:
    return ApiError(
        HTTPStatus.FORBIDDEN,
        "old_password_wrong",
        got="another password than the account's",
        expected="the password you signed in with",
        todo="type it again",
    )


def _too_many_attempts(wait_s: int) -> ApiError:
    return ApiError(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too_many_attempts",
        got="more attempts than a person types",
        expected=f"the next one in {wait_s} s",
        todo="wait; nobody is locked out for longer",
        retry_after_s=wait_s,
    )
