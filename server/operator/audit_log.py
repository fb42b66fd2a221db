"""The audit log at the desk: every act, newest first, and all of them as a file."""

from functools import partial

from aiohttp import web

from server.clock import iso_utc
from server.csv_download import start_csv
from server.operator.acts import RecordedAct, list_acts
from server.operator.bodies import ActEntry, ActsAnswer
from server.operator.sessions import Session
from server.public_facts import fresh_json
from server.services import SERVICES
from server.whole_number import number_of_query

PAGE = 50
DOWNLOAD_PAGE = 500
COLUMNS = ("act_no", "at", "operator", "kind", "subject", "before", "after", "note")


async def get_acts(request: web.Request, session: Session) -> web.Response:
    """Return acts, newest first, a page of them; `before` asks for older ones."""
    del session
    before = number_of_query(request, "before")
    acts = await request.app[SERVICES].ledger.read(
        partial(list_acts, before_no=before, limit=PAGE + 1)
    )
    shown = acts[:PAGE]
    more_before = shown[-1].act_no if len(acts) > PAGE else None
    return fresh_json(ActsAnswer(acts=[_entry(one) for one in shown], more_before=more_before))


async def download_acts(request: web.Request, session: Session) -> web.StreamResponse:
    """Send every act as CSV, newest first, a part at a time."""
    del session
    ledger = request.app[SERVICES].ledger
    table = await start_csv(request, "acts.csv", COLUMNS)
    before: int | None = None
    while acts := await ledger.read(partial(list_acts, before_no=before, limit=DOWNLOAD_PAGE)):
        await table.write([_cells(one) for one in acts])
        before = acts[-1].act_no
    return await table.end()


def _entry(one: RecordedAct) -> ActEntry:
    act = one.act
    return ActEntry(
        act_no=one.act_no,
        at=iso_utc(one.at_ms),
        operator=one.operator,
        kind=act.kind,
        subject=act.subject,
        before=None if act.before is None else dict(act.before),
        after=None if act.after is None else dict(act.after),
        note=act.note,
    )


def _cells(one: RecordedAct) -> tuple[object, ...]:
    entry = _entry(one)
    return tuple(getattr(entry, column) for column in COLUMNS)
