"""The public log over HTTP: receipts, heads, proofs and exports, checked by `kindlens verify`."""

import asyncio
import csv
import io
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientError
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from server import app, exports
from server.cli.verify.export import verify
from server.cli.verify.receipt import Receipt, read_receipt
from server.cli.verify.tree_head import check_signature, read_head, read_key
from server.ledger.bookings import correct, pay_out, pledge
from server.ledger.entries import read_entries
from server.ledger.merkle import is_consistent
from server.ledger.records import Entry, TaskKey
from tests.server.conftest import BOTH_DATABASES, RunningServer, StartServer
from tests.server.visitor import Visitor

pytestmark = BOTH_DATABASES

TASK = "stray_animals"


async def get(visitor: Visitor, path: str) -> Any:
    response = await visitor.client.get(path)
    assert response.status == 200, await response.text()
    return await response.json()


async def credited(running: RunningServer) -> tuple[Visitor, dict[str, Any]]:
    """Return a new visitor with the short receipt of a credited play."""
    visitor = await running.visitor()
    ticket = await visitor.begin()
    answer = await visitor.deliver(ticket, await visitor.play(ticket))
    assert answer["status"] == "credited"
    return visitor, answer["receipt"]


async def save_export(visitor: Visitor, path: Path) -> Path:
    response = await visitor.client.get("/api/ledger.jsonl")
    assert response.status == 200
    return save(path, await response.read())


def save(path: Path, content: Any) -> Path:
    """Write bytes as they are, anything else as JSON."""
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


async def test_export_and_receipts_hold_for_the_independent_command(
    running: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "CHUNK", 4)  # So that a small ledger too is several pieces.
    key = TaskKey(running.services.campaigns.current().id, TASK)
    receipts: list[Receipt] = []
    entries: list[int] = []
    for number in range(1, 6):
        visitor, short = await credited(running)
        whole = await get(visitor, f"/api/receipts/{short['play_id']}")
        assert (whole["index"], whole["leaf"]) == (short["entry"], short["leaf"])
        receipts.append(read_receipt(save(tmp_path / f"{number}.json", whole)))
        entries.append(short["entry"])
    now_ms = running.clock()
    await running.services.ledger.write(lambda one: pay_out(one, key, 40, now_ms, "No. 7, 爱心"))
    await running.services.ledger.write(
        lambda one: correct(one, entries[-1], now_ms, "played twice")
    )
    visitor = await running.visitor()
    export = await save_export(visitor, tmp_path / "ledger.jsonl")
    public = read_key(save(tmp_path / "key.json", await get(visitor, "/api/ledger/key")))
    found = verify(export, receipts, public)
    assert found.faults == []
    assert found.totals[key] == {
        "pledged_fen": 1000,
        "released_fen": 80,
        "paid_fen": 40,
        "credited_plays": 5,
        "participants": 5,
    }
    totals = await get(visitor, "/api/totals")
    assert totals["tasks"][0]["released_fen"] == 80
    lines = export.read_bytes().splitlines()
    assert lines[receipts[0].index] == receipts[0].line
    assert json.loads(lines[-1])["tree_head"] == await get(visitor, "/api/ledger/head")


async def test_heads_grow_from_one_another(running: RunningServer) -> None:
    visitor, _ = await credited(running)
    heads = [await get(visitor, "/api/ledger/head")]
    for _ in range(4):
        await credited(running)
        heads.append(await get(visitor, "/api/ledger/head"))
    key = bytes.fromhex((await get(visitor, "/api/ledger/key"))["key"])
    for head in heads:
        check_signature(read_head(head), key)
    newest = heads[-1]
    for head in heads:
        query = f"first={head['size']}&second={newest['size']}"
        answer = await get(visitor, f"/api/ledger/consistency?{query}")
        proof = [bytes.fromhex(one) for one in answer["proof"]]
        roots = bytes.fromhex(head["root"]), bytes.fromhex(newest["root"])
        assert is_consistent(head["size"], roots[0], newest["size"], roots[1], proof)


NEVER_SIZES = (
    "",
    "first=1",
    "first=0&second=1",
    "first=2&second=1",
    "first=1&second=99",
    "first=-1&second=1",
    "first=1.0&second=2",
    "first=%D9%A1&second=2",
    f"first=1&second={'9' * 5000}",
)


async def test_sizes_the_ledger_never_had_are_refused(running: RunningServer) -> None:
    visitor = await running.visitor()
    for query in NEVER_SIZES:
        response = await visitor.client.get(f"/api/ledger/consistency?{query}")
        assert response.status == 422, query
        error = (await response.json())["error"]
        assert error["code"] == "invalid_field"
        assert len(error["got"]) < 200


async def test_a_receipt_is_its_participants_alone(running: RunningServer) -> None:
    owner, short = await credited(running)
    path = f"/api/receipts/{short['play_id']}"
    stranger, _ = await credited(running)
    nobody = await running.visitor()
    assert (await owner.client.get(path)).status == 200
    assert (await stranger.client.get(path)).status == 404
    assert (await nobody.client.get(path)).status == 403
    unplayed = await owner.begin()
    for play_id in (unplayed.play_id, "0" * 32, "..%2fhead", "x", "A" * 32):
        response = await owner.client.get(f"/api/receipts/{play_id}")
        assert response.status == 404


async def test_a_restarted_server_goes_on_with_the_same_log(
    start_server: StartServer, tmp_path: Path
) -> None:
    running = await start_server()
    visitor, short = await credited(running)
    receipt = await get(visitor, f"/api/receipts/{short['play_id']}")
    await running.end()
    again = await start_server()
    await credited(again)
    visitor = await again.visitor()
    export = await save_export(visitor, tmp_path / "ledger.jsonl")
    kept = read_receipt(save(tmp_path / "kept.json", receipt))
    assert verify(export, [kept], kept.key).faults == []


async def test_the_table_has_every_entry_and_no_formula(running: RunningServer) -> None:
    visitor, short = await credited(running)
    key = TaskKey(running.services.campaigns.current().id, TASK)
    await running.services.ledger.write(
        lambda one: pledge(one, key, 5, running.clock(), '=HYPERLINK("x"), 合同')
    )
    response = await visitor.client.get("/api/ledger.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="kindlens-ledger-' in response.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(await response.text(), newline="")))
    assert [int(row["index"]) for row in rows] == list(range(len(rows)))
    assert rows[short["entry"]]["play_id"] == short["play_id"]
    assert rows[-1]["reference"] == '\'=HYPERLINK("x"), 合同'
    leaf = json.loads(short["leaf"])
    row = rows[short["entry"]]
    assert {name: row[name] for name in leaf} == {name: str(leaf[name]) for name in leaf}


async def test_asking_for_the_head_of_an_export_reads_nothing(running: RunningServer) -> None:
    visitor = await running.visitor()
    response = await visitor.client.head("/api/ledger.jsonl")
    assert response.status == 200
    assert response.headers["Content-Type"] == "application/jsonl"
    assert await response.read() == b""


async def test_no_more_exports_run_at_once_than_may(
    start_server: StartServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()

    def read_slowly(connection: Connection, first: int, count: int) -> list[Entry]:
        may_go_on.wait()
        return read_entries(connection, first, count)

    monkeypatch.setattr(app, "EXPORTS_MAX", 1)
    monkeypatch.setattr(exports, "read_entries", read_slowly)
    visitor = await (await start_server()).visitor()
    under_way = asyncio.ensure_future(visitor.client.get("/api/ledger.csv"))
    await asyncio.wait([under_way], timeout=5)  # Its headers are here: it has begun.
    response = await visitor.client.get("/api/ledger.jsonl")
    assert response.status == 503
    assert response.headers["Retry-After"] == "5"
    assert (await response.json())["error"]["code"] == "too_many_exports"
    may_go_on.set()
    assert (await (await under_way).text()).count("\n") == 3  # Names, and two pledges.
    assert (await visitor.client.get("/api/ledger.jsonl")).status == 200


async def test_an_export_that_cannot_be_finished_is_cut_off(
    running: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: Connection, first: int, count: int) -> list[Entry]:
        raise OperationalError("the database is gone", None, Exception())

    monkeypatch.setattr(exports, "read_entries", fail)
    visitor = await running.visitor()
    with pytest.raises(ClientError):
        await (await visitor.client.get("/api/ledger.jsonl")).read()


async def test_nothing_in_the_export_is_a_cookie_or_a_key(
    running: RunningServer, tmp_path: Path
) -> None:
    visitor, short = await credited(running)
    export = (await save_export(visitor, tmp_path / "ledger.jsonl")).read_text()
    assert short["play_id"] in export
    cookies = [cookie.value for cookie in visitor.client.session.cookie_jar]
    assert cookies
    keys = running.services.keys
    secrets = [*cookies, keys.log.hex(), keys.participant.hex(), keys.ticket.hex()]
    assert [secret for secret in secrets if secret in export] == []
