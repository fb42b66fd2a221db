"""GET /api/ledger.jsonl and .csv: every entry up to one signed head, streamed.

Entries never change, so each piece is read by itself, no transaction stays open, and memory stays
the same whether a hundred entries are asked for or a hundred million.
"""

import asyncio
import csv
import io
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from aiohttp import web
from sqlalchemy import Connection

from server.clock import iso_utc
from server.csv_download import cell
from server.ledger.entries import read_entries
from server.ledger.leaf import leaf_line
from server.ledger.ledger import LedgerUnavailableError
from server.ledger.log import read_head
from server.ledger.records import Entry, LedgerTotals
from server.ledger.sums import read_totals
from server.ledger.tree_head import TreeHead
from server.ledger_schemas import LedgerEnding, LedgerTaskTotals
from server.services import SERVICES, Services
from server.transparency import describe_head
from server.unavailable import too_many_exports

log = logging.getLogger(__name__)

CHUNK = 1_000  # Entries a piece; other work gets its turn in between.
EXPORTS_MAX = 4

COLUMNS = (
    "index",
    "at",
    "kind",
    "campaign",
    "task",
    "from",
    "to",
    "amount_fen",
    "number",
    "participant",
    "play_id",
    "trace",
    "reference",
    "corrects",
)


@dataclass(frozen=True)
class Form:
    """How an export is written. ending: what follows the last entry."""

    media_type: str
    suffix: str
    beginning: bytes
    write: Callable[[Sequence[Entry]], bytes]
    ending: Callable[[Services, TreeHead, LedgerTotals], bytes]


# A few who download must not slow down everybody who plays.
EXPORT_SLOTS = web.AppKey("export_slots", asyncio.Semaphore)


async def get_ledger_jsonl(request: web.Request) -> web.StreamResponse:
    """Stream all entries, one line each, and a last line with totals and signed head."""
    return await _stream(request, JSONL)


async def get_ledger_csv(request: web.Request) -> web.StreamResponse:
    """Stream all entries as a table (RFC 4180)."""
    return await _stream(request, CSV)


async def _stream(request: web.Request, form: Form) -> web.StreamResponse:
    services, slots = request.app[SERVICES], request.app[EXPORT_SLOTS]
    if slots.locked():
        raise too_many_exports()
    async with slots:
        head, totals = await services.ledger.read(_read_end)
        name = f"kindlens-ledger-{head.size}.{form.suffix}"
        response = web.StreamResponse(
            headers={
                "Content-Type": form.media_type,
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            }
        )
        await response.prepare(request)
        if request.method == "HEAD":
            return response
        try:
            await response.write(form.beginning)
            for first in range(0, head.size, CHUNK):
                count = min(CHUNK, head.size - first)
                piece = partial(_write_piece, write=form.write, first=first, count=count)
                await response.write(await services.ledger.read(piece))
            await response.write(form.ending(services, head, totals))
            await response.write_eof()
        except LedgerUnavailableError as error:
            log.warning("an export had to be cut off: %s", error)
            if request.transport is not None:  # Whoever reads it must not take it for whole.
                request.transport.abort()
        return response


def _read_end(connection: Connection) -> tuple[TreeHead, LedgerTotals]:
    return read_head(connection), read_totals(connection)


def _write_piece(
    connection: Connection, *, write: Callable[[Sequence[Entry]], bytes], first: int, count: int
) -> bytes:
    return write(read_entries(connection, first, count))


def _jsonl_lines(entries: Sequence[Entry]) -> bytes:
    return b"".join(leaf_line(entry) + b"\n" for entry in entries)


def _jsonl_ending(services: Services, head: TreeHead, totals: LedgerTotals) -> bytes:
    ending = LedgerEnding(
        key=services.signer.public_key.hex(),
        totals=[
            LedgerTaskTotals(
                campaign=key.campaign,
                task=key.task,
                pledged_fen=one.pledged_fen,
                released_fen=one.released_fen,
                paid_fen=one.paid_fen,
                credited_plays=one.credited_plays,
                participants=one.participants,
            )
            for key, one in sorted(totals.by_task.items())
        ],
        tree_head=describe_head(head, services.signer),
    )
    return ending.model_dump_json().encode() + b"\n"


def _csv_rows(entries: Sequence[Entry]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(
        (
            entry.index,
            iso_utc(entry.at_ms),
            entry.kind.value,
            entry.campaign,
            entry.task,
            entry.from_account,
            entry.to_account,
            entry.amount_fen,
            entry.number,
            entry.participant,
            entry.play_id,
            entry.trace,
            cell(entry.reference),
            entry.corrects,
        )
        for entry in entries
    )
    return text.getvalue().encode()


JSONL = Form("application/jsonl", "jsonl", b"", _jsonl_lines, _jsonl_ending)
CSV = Form(
    "text/csv; charset=utf-8",
    "csv",
    ",".join(COLUMNS).encode() + b"\r\n",
    _csv_rows,
    lambda services, head, totals: b"",
)
