"""The statements of every play, built once: building them is most of what they would cost."""

from sqlalchemy import bindparam, exists, insert, select, update

from server.ledger.tables import contributors, plays, totals, transfers, verdicts

CLOSE_NEWEST = (
    update(plays)
    .where(
        plays.c.participant == bindparam("of_participant"),
        plays.c.closed_at_ms.is_(None),
    )
    .values(closed_at_ms=bindparam("at_ms"))
)
ADD_PLAY = insert(plays)
FIND_PLAY = (
    select(
        plays,
        verdicts.c.status,
        verdicts.c.reason,
        verdicts.c.completion_sha256,
        transfers.c.number,
        transfers.c.amount_fen,
        transfers.c.at_ms,
    )
    .select_from(
        plays.outerjoin(verdicts, verdicts.c.play_id == plays.c.play_id).outerjoin(
            transfers, transfers.c.play_id == plays.c.play_id
        )
    )
    .where(plays.c.play_id == bindparam("of_play_id"))
)
ADD_VERDICT = insert(verdicts)
HAS_CONTRIBUTED = select(
    exists().where(
        contributors.c.task == bindparam("of_task"),
        contributors.c.participant == bindparam("of_participant"),
    )
)
IS_KNOWN = select(exists().where(contributors.c.participant == bindparam("of_participant")))
ADD_CONTRIBUTOR = insert(contributors)
# Answers nothing when the pledge has less left than the amount.
RELEASE = (
    update(totals)
    .where(
        totals.c.task == bindparam("of_task"),
        totals.c.released_fen + bindparam("amount_fen") <= totals.c.pledged_fen,
    )
    .values(
        released_fen=totals.c.released_fen + bindparam("amount_fen"),
        credited_plays=totals.c.credited_plays + 1,
        participants=totals.c.participants + bindparam("new_participants"),
        newcomers=totals.c.newcomers + bindparam("new_people"),
    )
    .returning(totals.c.credited_plays)
)
ADD_TRANSFER = insert(transfers)
READ_TOTALS = select(totals)
