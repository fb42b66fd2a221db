"""The parts of the desk, put together once, and its first account."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from server.clock import HOUR_MS, MINUTE_MS, Clock
from server.keys import Keys
from server.operator.accounts import FIRST_NAME, Role, add_account, has_accounts
from server.operator.acts import SERVER, Act, record
from server.operator.devices import KnownDevices
from server.operator.funnel import Funnel
from server.operator.passwords import PasswordChecker, hash_password, make_password
from server.operator.sessions import SessionLife
from server.settings import Settings


def say(text: str) -> None:
    """Tell who started the server, on the terminal: the log may be kept, this must not be."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


@dataclass(frozen=True)
class Desk:
    """What the handlers of the desk need beside the server's own parts."""

    passwords: PasswordChecker
    devices: KnownDevices
    life: SessionLife
    funnel: Funnel
    announce: Callable[[str], None] = field(default=say)


def create_desk(settings: Settings, keys: Keys, clock: Clock) -> Desk:
    """Return the parts of the desk."""
    return Desk(
        passwords=PasswordChecker(),
        devices=KnownDevices(keys.operator),
        life=SessionLife(
            settings.operator_idle_minutes * MINUTE_MS, settings.operator_hours * HOUR_MS
        ),
        funnel=Funnel(clock),
    )


def make_first_account(connection: Connection, now_ms: int) -> list[str]:
    """Where nobody can sign in yet, add an account; return its password, which is kept nowhere."""
    if has_accounts(connection):
        return []
    password = make_password()
    add_account(connection, FIRST_NAME, Role.OPERATOR, hash_password(password))
    act = Act("account_added", FIRST_NAME, after={"role": Role.OPERATOR.value})
    record(connection, SERVER, act, now_ms)
    return [password]


def first_account_text(password: str) -> str:
    """Return what is told about the first account, once."""
    return (
        f"The operator's desk is at /operator. Sign in as {FIRST_NAME} with the password\n"
        f"    {password}\n"
        "and choose your own. This one is shown once; `kindlens operator reset` makes another."
    )
