"""What the ledger does, as functions over one open connection. No threads, no clock, no I/O else.

Each function that writes is all or nothing inside the transaction (or savepoint) of its caller.
"""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import Connection, delete, exists, insert, select, update

from server.ledger.records import (
    Credit,
    Decision,
    NewPlay,
    StoredPlay,
    StoredVerdict,
    Totals,
)
from server.ledger.statements import (
    ADD_CONTRIBUTOR,
    ADD_PLAY,
    ADD_TRANSFER,
    ADD_VERDICT,
    CLOSE_NEWEST,
    FIND_PLAY,
    HAS_CONTRIBUTED,
    IS_KNOWN,
    READ_TOTALS,
    RELEASE,
)
from server.ledger.tables import plays, totals, transfers, verdicts
from server.verdicts import Verdict


class PledgeLoweredError(Exception):
    """The campaign pledges less than the ledger has booked; the text names the key."""


def open_play(connection: Connection, play: NewPlay) -> None:
    """Write down a new play, which closes the participant's earlier ticket."""
    connection.execute(
        CLOSE_NEWEST, {"of_participant": play.participant, "at_ms": play.issued_at_ms}
    )
    connection.execute(ADD_PLAY, {**asdict(play), "closed_at_ms": None})


def find_play(connection: Connection, play_id: str) -> StoredPlay | None:
    """Return a play with its verdict and credit, as far as there are any."""
    row = connection.execute(FIND_PLAY, {"of_play_id": play_id}).one_or_none()
    if row is None:
        return None
    verdict = None
    if row.status is not None:
        credit = None if row.number is None else Credit(row.number, row.amount_fen, row.at_ms)
        verdict = StoredVerdict(Verdict(row.status), row.reason, row.completion_sha256, credit)
    return StoredPlay(
        row.play_id, row.participant, row.task, row.fen_per_play, row.closed_at_ms, verdict
    )


def decide(connection: Connection, decision: Decision) -> StoredVerdict:
    """Store the verdict on a play, with its credit, and return what is stored.

    A play that has a verdict keeps it: then that one is returned, whatever `decision` says. A
    `credited` that the pledge has no room for is stored as `unfunded`. KeyError: no such play.
    """
    play = find_play(connection, decision.play_id)
    if play is None:
        raise KeyError(decision.play_id)
    if play.verdict is not None:
        return play.verdict
    status, credit = decision.status, None
    if status is Verdict.CREDITED:
        credit = _release(connection, play, decision.decided_at_ms)
        status = Verdict.CREDITED if credit else Verdict.UNFUNDED
    connection.execute(ADD_VERDICT, {**asdict(decision), "status": status.value})
    return StoredVerdict(status, decision.reason, decision.completion_sha256, credit)


def _release(connection: Connection, play: StoredPlay, now_ms: int) -> Credit | None:
    """Book a play's part of the pledge; None when less than that is left."""
    whose = {"of_task": play.task, "of_participant": play.participant}
    is_new = not connection.execute(HAS_CONTRIBUTED, whose).scalar_one()
    is_known = not is_new or connection.execute(IS_KNOWN, whose).scalar_one()
    number = connection.execute(
        RELEASE,
        {
            "of_task": play.task,
            "amount_fen": play.fen_per_play,
            "new_participants": 1 if is_new else 0,
            "new_people": 0 if is_known else 1,
        },
    ).scalar_one_or_none()
    if number is None:
        return None
    connection.execute(
        ADD_TRANSFER,
        {
            "kind": "credit",
            "task": play.task,
            "from_account": "pledge",
            "to_account": "released",
            "amount_fen": play.fen_per_play,
            "play_id": play.play_id,
            "number": number,
            "at_ms": now_ms,
        },
    )
    if is_new:
        connection.execute(ADD_CONTRIBUTOR, {"task": play.task, "participant": play.participant})
    return Credit(number, play.fen_per_play, now_ms)


def book_pledges(connection: Connection, pledged_fen: Mapping[str, int], now_ms: int) -> None:
    """Book what the campaign pledges beyond what is booked. pledged_fen: by task.

    Raises PledgeLoweredError for a pledge below the booked one: a promise is never taken back.
    """
    booked = {row.task: row.pledged_fen for row in connection.execute(select(totals))}
    for task, pledged in pledged_fen.items():
        more = pledged - booked.get(task, 0)
        if more < 0:
            raise PledgeLoweredError(
                f"campaign file, task {task}: got pledged_fen = {pledged}, expected at least the "
                f"{booked[task]} that the ledger has booked; to do: set it to that or more (a "
                "pledge can be raised, never lowered), or use another DATA_DIR"
            )
        if more == 0:
            continue
        if task in booked:
            connection.execute(
                update(totals).where(totals.c.task == task).values(pledged_fen=pledged)
            )
        else:
            connection.execute(
                insert(totals).values(
                    task=task,
                    pledged_fen=pledged,
                    released_fen=0,
                    credited_plays=0,
                    participants=0,
                    newcomers=0,
                )
            )
        connection.execute(
            insert(transfers).values(
                kind="pledge",
                task=task,
                from_account="sponsor",
                to_account="pledge",
                amount_fen=more,
                play_id=None,
                number=None,
                at_ms=now_ms,
            )
        )


def read_totals(connection: Connection) -> dict[str, Totals]:
    """Return what each task has received, by task."""
    return {row["task"]: Totals(**row) for row in connection.execute(READ_TOTALS).mappings()}


def purge_undelivered(connection: Connection, before_ms: int) -> int:
    """Forget plays that were never delivered and may not be any more; return how many.

    Their tickets are refused by their own date, so nothing is lost but rows.
    """
    return connection.execute(
        delete(plays).where(
            plays.c.deliver_until_ms < before_ms,
            ~exists().where(verdicts.c.play_id == plays.c.play_id),
        )
    ).rowcount


def open_releases(connection: Connection, now_ms: int) -> set[str]:
    """Return the releases of plays that may still be delivered."""
    return set(
        connection.execute(
            select(plays.c.release)
            .distinct()
            .where(
                plays.c.deliver_until_ms >= now_ms,
                ~exists().where(verdicts.c.play_id == plays.c.play_id),
            )
        ).scalars()
    )
