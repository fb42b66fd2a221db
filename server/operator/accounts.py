"""Who may sign in, as functions over an open connection."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from server.operator.tables import operator_sessions, operators

NAME = re.compile(r"[a-z][a-z0-9_.-]{0,31}")
FIRST_NAME = "operator"


class Role(StrEnum):
    """viewer: may look at everything. operator: may change it, too."""

    VIEWER = "viewer"
    OPERATOR = "operator"


class AccountError(Exception):
    """An account that cannot be made or found; the text says why and what to do."""


@dataclass(frozen=True)
class Account:
    """One person's account. must_change_password: it is the one that the server printed."""

    name: str
    role: Role
    password_hash: str
    must_change_password: bool


def find_account(connection: Connection, name: str) -> Account | None:
    """Return the account of a name."""
    row = connection.execute(select(operators).where(operators.c.name == name)).one_or_none()
    return None if row is None else _account(row)


def list_accounts(connection: Connection) -> list[Account]:
    """Return all accounts by name."""
    rows = connection.execute(select(operators).order_by(operators.c.name))
    return [_account(row) for row in rows]


def has_accounts(connection: Connection) -> bool:
    """Return whether anybody can sign in."""
    return connection.execute(select(func.count()).select_from(operators)).scalar_one() > 0


def add_account(connection: Connection, name: str, role: Role, password_hash: str) -> None:
    """Add an account whose password was made by the server. Raises AccountError."""
    if NAME.fullmatch(name) is None:
        raise AccountError(
            f"got the name {name!r}, expected a small letter, then up to 31 small letters, figures "
            "or . _ -; to do: choose such a name"
        )
    if find_account(connection, name) is not None:
        raise AccountError(
            f"got the name {name!r}, which is taken; to do: choose another, or reset its password"
        )
    connection.execute(
        insert(operators).values(
            name=name, role=role.value, password_hash=password_hash, must_change_password=True
        )
    )


def set_password(
    connection: Connection, name: str, password_hash: str, *, must_change: bool
) -> None:
    """Replace a password and end all sessions of the account. Raises AccountError."""
    changed = connection.execute(
        update(operators)
        .where(operators.c.name == name)
        .values(password_hash=password_hash, must_change_password=must_change)
    )
    if changed.rowcount == 0:
        raise _unknown(name)
    connection.execute(delete(operator_sessions).where(operator_sessions.c.operator == name))


def remove_account(connection: Connection, name: str) -> None:
    """Remove an account and end its sessions; its acts stay. Raises AccountError."""
    if connection.execute(delete(operators).where(operators.c.name == name)).rowcount == 0:
        raise _unknown(name)
    connection.execute(delete(operator_sessions).where(operator_sessions.c.operator == name))


def _account(row: Row[Any]) -> Account:
    return Account(row.name, Role(row.role), row.password_hash, row.must_change_password)


def _unknown(name: str) -> AccountError:
    return AccountError(
        f"got the name {name!r}, which nobody has; to do: see `kindlens operator list`"
    )
