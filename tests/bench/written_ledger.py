"""A ledger of any size in minutes: credits written as plays leave them, without living the plays.

Entries, people, tally and log are written by the ledger's own functions; what comes and goes on the
way (tickets, reservations) is left out. The full check of the ledger, which recomputes every sum,
tells whether this is the state that real plays would have left.
"""

import secrets
from collections import defaultdict

from server.clock import HOUR_MS
from server.ledger import entries
from server.ledger.database import open_writer
from server.ledger.dialect import dialect_of
from server.ledger.people import People
from server.ledger.records import Entry, TaskKey
from server.ledger.sums import task_numbers
from server.ledger.tables import tally
from server.uuid7 import uuid7_hex
from server.verdicts import Verdict
from tests.bench.ledger_path import (
    CAMPAIGN,
    FEN_PER_PLAY,
    PLAY_MS,
    PLAYS_PER_S,
    START_MS,
    TASKS,
    prepare,
    transparency_log,
)

CHUNK = 25_000


def make_credit(number: int, index: int) -> Entry:
    """Return the entry of one credit; number: of all, from 0. index: its place in the ledger."""
    issued_at_ms = START_MS + number * 1000 // PLAYS_PER_S
    return entries.credit_entry(
        TaskKey(CAMPAIGN, TASKS[number % len(TASKS)]),
        index=index,
        number=number // len(TASKS) + 1,
        amount_fen=FEN_PER_PLAY,
        at_ms=issued_at_ms + PLAY_MS,
        participant=secrets.token_hex(16),
        play_id=uuid7_hex(issued_at_ms),
        trace=secrets.token_hex(16),
    )


def write_ledger(url: str, credits_: int) -> None:
    """Make a ledger of so many credits, each of a participant of its own."""
    prepare(url)
    engine, log = open_writer(url), transparency_log()
    for first in range(0, credits_, CHUNK):
        with engine.begin() as connection:
            dialect = dialect_of(connection)
            dialect.take_turn(connection)
            numbers = {key.task: number for key, number in task_numbers(connection).items()}
            size = entries.next_index(connection)
            added = [
                make_credit(first + place, size + place)
                for place in range(min(CHUNK, credits_ - first))
            ]
            people = People(connection, ())
            counted: defaultdict[tuple[int, int, str], list[int]] = defaultdict(lambda: [0, 0])
            for entry in added:
                assert entry.participant is not None
                people.count(entry.at_ms, entry.participant, numbers[entry.task])
                of_hour = counted[
                    entry.at_ms // HOUR_MS, numbers[entry.task], Verdict.CREDITED.value
                ]
                of_hour[0] += 1
                of_hour[1] += entry.amount_fen
            entries.append(connection, added, task_numbers(connection))
            people.write(connection)
            dialect.add_up(connection, tally, dict(counted))
            log.catch_up(connection)
    engine.dispose()
