"""Plays for tests of the ledger, without a server around it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from server.ledger.decisions import decide_plays
from server.ledger.ledger import Ledger
from server.ledger.log import TransparencyLog
from server.ledger.openings import open_plays
from server.ledger.records import Decision, NewPlay, StoredVerdict, TaskKey
from server.ledger.tree_head import HeadSigner
from server.verdicts import Verdict

CAMPAIGN = "spring"
TASK, OTHER_TASK = TaskKey(CAMPAIGN, "stray_animals"), TaskKey(CAMPAIGN, "heritage_mothers")
FEN_PER_PLAY = 20
PLEDGED_FEN = 100  # Of the fixture `pledged`.


def make_ledger(url: str) -> Ledger:
    """Return a ledger that is not open yet, with a key of no secrecy."""
    return Ledger(url, TransparencyLog(HeadSigner(bytes(32)), lambda: 1))


def person(name: str) -> str:
    """Return a participant as the ledger knows them."""
    return name.encode().hex().rjust(32, "0")


def play_id(number: int) -> str:
    """Return the id of a play."""
    return f"{number:032x}"


def new_play(number: int, name: str = "p", key: TaskKey = TASK, **changes: Any) -> NewPlay:
    """Return a play that begins at millisecond `number`."""
    play = NewPlay(
        play_id=play_id(number),
        participant=person(name),
        campaign=key.campaign,
        task=key.task,
        effect="three_taps",
        release="f" * 64,
        mode="camera",
        fen_per_play=FEN_PER_PLAY,
        issued_at_ms=number,
        deliver_until_ms=number + 1000,
    )
    return replace(play, **changes)


def decision(number: int, status: Verdict = Verdict.CREDITED, **changes: Any) -> Decision:
    """Return the decision about a play, ten milliseconds after it began."""
    return replace(Decision(play_id(number), status, "", "c" * 32, number + 10), **changes)


def decide(connection: Connection, decisions: Sequence[Decision]) -> list[tuple[Verdict, str]]:
    """Decide plays that are there; return status and reason of each."""
    stored = decide_plays(connection, decisions)
    return [(one.status, one.reason) for one in stored if isinstance(one, StoredVerdict)]


def credit(connection: Connection, number: int, name: str = "p", key: TaskKey = TASK) -> Verdict:
    """Open a play and deliver it; return what became of it."""
    open_plays(connection, [new_play(number, name, key)])
    return decide(connection, [decision(number)])[0][0]
