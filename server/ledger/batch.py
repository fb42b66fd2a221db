"""A batch: all that has come in, done in one transaction, each item's failure its own."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from server.ledger.decisions import OnDecided, decide_plays
from server.ledger.openings import open_plays
from server.ledger.records import Decision, NewPlay

Request = NewPlay | Decision | Callable[[Connection], Any]
"""A play that begins, a decision, or any function over the connection."""


def run_batch(
    connection: Connection, requests: Sequence[Request], on_decided: Sequence[OnDecided] = ()
) -> list[Any]:
    """Run all requests; return for each its result, or the exception that it raised.

    Plays and decisions are each done as a set, in a few statements. Errors of the database itself
    (disk full, connection lost) are raised: then nothing of the transaction can be kept.
    """
    outcomes: list[Any] = [None] * len(requests)
    sets: tuple[tuple[type, Callable[[Connection, Any], Sequence[Any]]], ...] = (
        (NewPlay, open_plays),
        (Decision, partial(decide_plays, on_decided=on_decided)),
    )
    for kind, run_set in sets:
        places = [place for place, one in enumerate(requests) if isinstance(one, kind)]
        found = _run_set(connection, run_set, [requests[place] for place in places])
        for place, outcome in zip(places, found, strict=True):
            outcomes[place] = outcome
    for place, one in enumerate(requests):
        if not isinstance(one, NewPlay | Decision):
            outcomes[place] = _run_alone(connection, one)
    return outcomes


def _run_set(
    connection: Connection,
    run_set: Callable[[Connection, Any], Sequence[Any]],
    items: Sequence[Any],
) -> Sequence[Any]:
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
