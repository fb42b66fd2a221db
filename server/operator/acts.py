"""The audit log: every act of an operator, with what was before and what is after it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from server.operator.tables import acts

SERVER = "server"  # Who acts when the server itself does, at its first start.
SUBJECT_CHARACTERS_MAX = 160

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """One act. kind: a word such as `pledge`; subject: what it was done to."""

    kind: str
    subject: str
    before: Facts | None = None
    after: Facts | None = None
    note: str = ""


@dataclass(frozen=True)
class RecordedAct:
    """An act as the log keeps it."""

    act_no: int
    at_ms: int
    operator: str
    act: Act


def record(connection: Connection, operator: str, act: Act, now_ms: int) -> None:
    """Write an act down, in the transaction of what it changes."""
    connection.execute(
        insert(acts).values(
            at_ms=now_ms,
            operator=operator,
            kind=act.kind,
            subject=act.subject[:SUBJECT_CHARACTERS_MAX],
            before=_to_json(act.before),
            after=_to_json(act.after),
            note=act.note,
        )
    )


def list_acts(connection: Connection, before_no: int | None, limit: int) -> list[RecordedAct]:
    """Return acts, newest first. before_no: only older ones than this."""
    query = select(acts).order_by(acts.c.act_no.desc()).limit(limit)
    if before_no is not None:
        query = query.where(acts.c.act_no < before_no)
    return [
        RecordedAct(
            row.act_no,
            row.at_ms,
            row.operator,
            Act(row.kind, row.subject, _from_json(row.before), _from_json(row.after), row.note),
        )
        for row in connection.execute(query)
    ]


def changed(before: Facts, after: Facts) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return both sides reduced to what differs, as flat paths such as tasks.0.fen_per_play."""
    old, new = _flat(before), _flat(after)
    paths = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    return (
        {path: old[path] for path in paths if path in old},
        {path: new[path] for path in paths if path in new},
    )


def _flat(value: Any, path: str = "") -> dict[str, Any]:
    if isinstance(value, Mapping):
        items = [(str(key), part) for key, part in value.items()]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    elif isinstance(value, list):
        items = [(_name_of(part, position), part) for position, part in enumerate(value)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    else:
        return {path: value}
    found: dict[str, Any] = {}
    for key, part in items:  # pyright: ignore[reportUnknownVariableType]
        found |= _flat(part, f"{path}.{key}" if path else key)
    return found


def _name_of(part: Any, position: int) -> str:
    """Return how an item of a list is called: by its id, where it has one."""
    identity: Any = part.get("id") if isinstance(part, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return identity if isinstance(identity, str) else str(position)


def _to_json(facts: Facts | None) -> str | None:
    return None if facts is None else json.dumps(facts, ensure_ascii=False, sort_keys=True)


def _from_json(text: str | None) -> Facts | None:
    return None if text is None else json.loads(text)
