"""What must hold after every run, whatever happened."""

from collections import Counter
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from sqlalchemy import select

from server.ledger.audit import audit
from server.ledger.database import open_reader
from server.ledger.tables import entries
from tests.chaos.simulation.witness import Witness
from tests.live_server import LiveServer

WRONG_SHOWN_MAX = 20


def check_ledger(witness: Witness, url: str) -> list[str]:
    """Return what is wrong between the answers and the ledger, or within the ledger."""
    with open_reader(url).begin() as connection:
        wrong = audit(connection)
        rows = connection.execute(
            select(
                entries.c.entry_index,
                entries.c.kind,
                entries.c.amount_fen,
                entries.c.play_id,
                entries.c.number,
            ).order_by(entries.c.entry_index)
        ).all()
    if [row.entry_index for row in rows] != list(range(len(rows))):
        wrong.append("entries are not numbered from 0 without a gap")
    credited = [row for row in rows if row.play_id is not None]
    booked = {row.play_id: (row.number, row.amount_fen) for row in credited}
    if len(credited) != len(booked):
        wrong.append("a play is booked twice")
    said = witness.receipts
    wrong += [f"play {one}: receipt {said[one]}, not booked" for one in said.keys() - booked.keys()]
    wrong += [f"play {one}: booked, no receipt" for one in booked.keys() - said.keys()]
    wrong += [
        f"play {one}: receipt {said[one]}, booked {booked[one]}"
        for one in said.keys() & booked.keys()
        if said[one] != booked[one]
    ]
    pledged = released = 0
    for row in rows:
        if row.play_id is None:
            pledged += row.amount_fen
        else:
            released += row.amount_fen
        if released > pledged:
            wrong.append(f"entry {row.entry_index}: {released} fen released of {pledged} pledged")
    return wrong


def check_reserved(witness: Witness) -> list[str]:
    """Return which honest plays held a place and were refused for want of money all the same.

    To be asked where the clock ran right and no play took longer than a place is held.
    """
    return [
        f"play {play.opened.play_id} held a place and got {play.answer}"
        for play in witness.plays
        if play.opened.funding == "reserved"
        and play.answer is not None
        and play.answer["status"] == "unfunded"
    ]


async def check_totals(witness: Witness, servers: list[LiveServer]) -> list[str]:
    """Return how public totals differ from the receipts; every process must say the same."""
    wrong: list[str] = []
    receipts = witness.receipts
    people = {play.opened.cookie for play in witness.plays if play.opened.play_id in receipts}
    expected = Counter(
        credited_plays=len(receipts),
        released_fen=sum(fen for _, fen in receipts.values()),
        participants=len(people),
    )
    for number, server in enumerate(servers):
        async with ClientSession(server.url) as client, client.get("/api/totals") as response:
            task: dict[str, Any] = (await response.json())["tasks"][0]
        found = Counter({name: task[name] for name in expected})
        if found != expected:
            wrong.append(f"process {number} says {dict(found)}, receipts say {dict(expected)}")
    return wrong


def check_log_files(servers: list[LiveServer]) -> list[str]:
    """Return what the servers' logs must not hold: a mistake of ours, a visitor's address."""
    paths: set[Path] = {server.log_path for server in servers}
    wrong: list[str] = []
    for path in paths:
        lines = path.read_text(errors="replace").splitlines()
        wrong += [
            f"{path.name}, line {number}: {line[:300]}"
            for number, line in enumerate(lines, 1)
            if line.startswith("Traceback") or (" failed" in line and "server.errors" in line)
        ]
    return wrong[:WRONG_SHOWN_MAX]
