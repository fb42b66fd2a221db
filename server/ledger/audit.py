"""Checks the ledger against itself: every total recomputed from its rows."""

from sqlalchemy import Connection, select

from server.ledger.journal import read_totals
from server.ledger.tables import contributors, plays, transfers, verdicts
from server.verdicts import Verdict


def audit(connection: Connection) -> list[str]:
    """Return what is wrong with the ledger, one sentence each; an empty list is what it should be.

    Reads every row: for operators and tests, not for requests.
    """
    return [*_audit_credits(connection), *_audit_totals(connection)]


def _audit_credits(connection: Connection) -> list[str]:
    """Each credited verdict has one credit of the ticket's amount, and no other play has any."""
    wrong: list[str] = []
    credited = set(
        connection.execute(
            select(verdicts.c.play_id).where(verdicts.c.status == Verdict.CREDITED.value)
        ).scalars()
    )
    rows = connection.execute(
        select(transfers, plays.c.fen_per_play, plays.c.task.label("play_task"))
        .select_from(transfers.join(plays, plays.c.play_id == transfers.c.play_id))
        .where(transfers.c.kind == "credit")
    ).all()
    paid = [row.play_id for row in rows]
    if len(paid) != len(set(paid)):
        wrong.append("a play has more than one credit")
    wrong += [f"play {one} is credited, without a transfer" for one in credited - set(paid)]
    wrong += [f"play {one} has a transfer, not credited" for one in set(paid) - credited]
    for row in rows:
        if row.amount_fen != row.fen_per_play or row.task != row.play_task:
            wrong.append(f"play {row.play_id}: its transfer is not what its ticket promised")
    return wrong


def _audit_totals(connection: Connection) -> list[str]:
    """The totals are the sums of the rows, and credits are numbered without a gap."""
    wrong: list[str] = []
    stored = read_totals(connection)
    rows = connection.execute(select(transfers)).all()
    participants = connection.execute(select(contributors)).all()
    for task in sorted({*stored, *(row.task for row in rows)}):
        total = stored.get(task)
        if total is None:
            wrong.append(f"task {task} has transfers and no totals")
            continue
        pledged = sum(row.amount_fen for row in rows if row.task == task and row.kind == "pledge")
        credits_ = [row for row in rows if row.task == task and row.kind == "credit"]
        found = (
            ("pledged_fen", total.pledged_fen, pledged),
            ("released_fen", total.released_fen, sum(row.amount_fen for row in credits_)),
            ("credited_plays", total.credited_plays, len(credits_)),
            ("participants", total.participants, sum(row.task == task for row in participants)),
        )
        wrong += [
            f"task {task}: {name} says {got}, its rows say {expected}"
            for name, got, expected in found
            if got != expected
        ]
        if total.released_fen > total.pledged_fen:
            wrong.append(f"task {task}: more is released than pledged")
        if sorted(row.number for row in credits_) != list(range(1, len(credits_) + 1)):
            wrong.append(f"task {task}: credits are not numbered 1 to {len(credits_)}")
    people = len({row.participant for row in participants})
    if (counted := sum(total.newcomers for total in stored.values())) != people:
        wrong.append(f"newcomers of all tasks say {counted}, their rows say {people}")
    return wrong
