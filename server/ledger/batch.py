"""A batch: all that has come in, done in one transaction, each item's failure its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from server.ledger.decisions import OnDecided, decide_plays
from server.ledger.openings import open_plays
from server.ledger.records import Decision, NewPlay

RunSet = Callable[[Connection, Any], Sequence[Any]]
"""Does a sequence of items in a few statements; returns for each its result."""


@dataclass(frozen=True, slots=True)
class OfSet:
    """One item of those that a function does together, as many as a batch has."""

    run_set: RunSet
    item: Any


Request = NewPlay | Decision | OfSet | Callable[[Connection], Any]
"""A play that begins, a decision, an item of a set, or any function over the connection."""


def run_batch(
    connection: Connection, requests: Sequence[Request], on_decided: Sequence[OnDecided] = ()
) -> list[Any]:
    """Run all requests; return for each its result, or the exception that it raised.

    Plays, then decisions, then all other sets are each done in a few statements; functions one by
    one. Errors of the database itself (disk full, connection lost) are raised: then nothing of the
    transaction can be kept.
    """
    outcomes: list[Any] = [None] * len(requests)
    decide = partial(decide_plays, on_decided=on_decided)
    sets: dict[RunSet, list[tuple[int, Any]]] = {open_plays: [], decide: []}
    alone: list[tuple[int, Callable[[Connection], Any]]] = []
    for place, one in enumerate(requests):
        if isinstance(one, NewPlay):
            sets[open_plays].append((place, one))
        elif isinstance(one, Decision):
            sets[decide].append((place, one))
        elif isinstance(one, OfSet):
            sets.setdefault(one.run_set, []).append((place, one.item))
        else:
            alone.append((place, one))
    for run_set, items in sets.items():
        found = _run_set(connection, run_set, [item for _, item in items])
        for (place, _), outcome in zip(items, found, strict=True):
            outcomes[place] = outcome
    for place, run in alone:
        outcomes[place] = _run_alone(connection, run)
    return outcomes


def _run_set(connection: Connection, run_set: RunSet, items: Sequence[Any]) -> Sequence[Any]:
    """Run items together; where one of them spoils it, run each in turn."""
    if not items:
        return []
    found = _run_alone(connection, lambda inside: run_set(inside, items))
    if not isinstance(found, Exception):
        return found
    if len(items) == 1:
        return [found]
    return [_run_set(connection, run_set, [item])[0] for item in items]


def _run_alone(connection: Connection, run: Callable[[Connection], Any]) -> Any:
    """Run one piece of work in a savepoint; return its result, or what it raised."""
    try:
        with connection.begin_nested():
            return run(connection)
    except (IntegrityError, DataError) as error:
        return error
    except SQLAlchemyError:
        raise
    except Exception as error:
        return error
