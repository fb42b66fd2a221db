"""Answers that decide nothing about a play: duplicates, deliveries too late, forged tickets.

The ledger keeps no row of them, else anybody could fill it; the public counts have their number.
"""

from sqlalchemy import Connection, select

from server.ledger.tables import undecided_answers
from server.verdicts import Verdict


def read_undecided(connection: Connection, campaign: str) -> dict[Verdict, int]:
    """Return how many deliveries of a campaign were answered so, by verdict."""
    table = undecided_answers
    rows = connection.execute(
        select(table.c.status, table.c["count"]).where(table.c.campaign == campaign)
    )
    return {Verdict(status): count for status, count in rows}
