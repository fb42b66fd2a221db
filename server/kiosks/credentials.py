"""Credentials of kiosks: random, shown once, kept as a hash; they end by themselves."""

import hashlib
import json
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, Row, insert, select, update

from server.kiosks.tables import kiosks
from server.ledger.bookings import RefusedError

PREFIX = "kindlens-kiosk-"  # So that a scanner for leaked secrets can know one.
SECRET_BYTES = 32
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Kiosk:
    """A kiosk as the central server knows it.

    issued_at_ms: its first credential. plays_until_ms: what is played later is not credited.
    plays_per_day: of each task.
    waiting: how many plays it had not delivered when it was seen last.
    """

    name: str
    is_revoked: bool
    issued_at_ms: int
    plays_until_ms: int
    plays_per_day: int
    seen_at_ms: int | None
    waiting: int


def new_credential() -> str:
    """Return a credential that nobody can guess."""
    return PREFIX + secrets.token_urlsafe(SECRET_BYTES)


def issue(
    connection: Connection, name: str, plays_until_ms: int, plays_per_day: int, now_ms: int
) -> str:
    """Let a kiosk in, new or known, by a new credential, which is returned and kept nowhere.

    A known kiosk's earlier credential ends. Raises RefusedError for a name that cannot be one.
    """
    if not NAME.fullmatch(name):
        raise RefusedError(
            f"kiosk: got the name {name!r}, expected up to 64 small letters, digits, _ and -; "
            "to do: choose another"
        )
    if plays_until_ms <= now_ms or plays_per_day < 1:
        raise RefusedError(
            f"kiosk {name}: got an end in the past or no plays a day, expected a later end and at "
            "least one play a day; to do: correct them"
        )
    credential = new_credential()
    values = {
        "credential_sha256": _sha256(credential),
        "plays_until_ms": plays_until_ms,
        "plays_per_day": plays_per_day,
    }
    if find_kiosk(connection, name) is None:
        new = {"name": name, "issued_at_ms": now_ms, "waiting": 0, "releases": "[]"}
        connection.execute(insert(kiosks).values(**new, **values))
    else:
        connection.execute(update(kiosks).where(kiosks.c.name == name).values(values))
    return credential


def revoke(connection: Connection, name: str) -> None:
    """Let a kiosk in no more."""
    connection.execute(update(kiosks).where(kiosks.c.name == name).values(credential_sha256=None))


def find_kiosk(connection: Connection, name: str) -> Kiosk | None:
    """Return a kiosk by its name."""
    row = connection.execute(select(kiosks).where(kiosks.c.name == name)).one_or_none()
    return None if row is None else _kiosk(row)


def find_by_credential(connection: Connection, credential: str) -> Kiosk | None:
    """Return whose credential this is; None for one that was never issued, or is revoked."""
    row = connection.execute(
        select(kiosks).where(kiosks.c.credential_sha256 == _sha256(credential))
    ).one_or_none()
    return None if row is None else _kiosk(row)


def list_kiosks(connection: Connection) -> list[Kiosk]:
    """Return all kiosks, by name."""
    return [_kiosk(row) for row in connection.execute(select(kiosks).order_by(kiosks.c.name))]


def mark_seen(
    connection: Connection,
    name: str,
    waiting: int,
    now_ms: int,
    releases: Collection[str] | None = None,
) -> None:
    """Write down that a kiosk has been heard of. releases: what it plays by, if it says so."""
    values: dict[str, object] = {"seen_at_ms": now_ms, "waiting": waiting}
    if releases is not None:
        values["releases"] = json.dumps(sorted(releases))
    connection.execute(update(kiosks).where(kiosks.c.name == name).values(values))


def releases_of_kiosks(connection: Connection, ended_before_ms: int) -> set[str]:
    """Return the releases by which kiosks play that may still deliver."""
    texts = connection.execute(
        select(kiosks.c.releases).where(kiosks.c.plays_until_ms >= ended_before_ms)
    ).scalars()
    return {release for text in texts for release in json.loads(text)}


def _kiosk(row: Row[tuple[object, ...]]) -> Kiosk:
    return Kiosk(
        name=row.name,
        is_revoked=row.credential_sha256 is None,
        issued_at_ms=row.issued_at_ms,
        plays_until_ms=row.plays_until_ms,
        plays_per_day=row.plays_per_day,
        seen_at_ms=row.seen_at_ms,
        waiting=row.waiting,
    )


def _sha256(credential: str) -> bytes:
    return hashlib.sha256(credential.encode()).digest()
