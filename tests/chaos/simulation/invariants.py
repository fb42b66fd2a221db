"""What must hold after every run, whatever happened."""

import asyncio
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, DummyCookieJar
from sqlalchemy import select

from server.ledger.audit import audit
from server.ledger.database import open_reader
from server.ledger.tables import entries
from tests.chaos.simulation.witness import Witness
from tests.live_server import ROOT, LiveServer

WRONG_SHOWN_MAX = 20
RECEIPTS = 20  # So many are checked against the export.


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


async def check_export(witness: Witness, server: LiveServer, folder: Path) -> list[str]:
    """Return what `kindlens verify` finds in the public export, and in some plays' receipts."""
    credited = [play.opened for play in witness.plays if play.opened.play_id in witness.receipts]
    command = [sys.executable, "-m", "server.cli", "verify", str(folder / "ledger.jsonl")]
    async with ClientSession(server.url, cookie_jar=DummyCookieJar()) as client:
        for opened in credited[:: max(1, len(credited) // RECEIPTS)]:
            path = folder / f"{opened.play_id}.json"
            address = f"/api/receipts/{opened.play_id}"
            async with client.get(address, headers={"Cookie": opened.cookie}) as response:
                path.write_bytes(await response.read())
            command += ["--receipt", str(path)]
        async with client.get("/api/ledger.jsonl") as response:
            (folder / "ledger.jsonl").write_bytes(await response.read())
    done = await asyncio.to_thread(
        subprocess.run, command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return [] if done.returncode == 0 else [f"kindlens verify: {done.stdout}{done.stderr}"[:2000]]


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
