"""Words of pages that the operator may write: so far those about privacy."""

from functools import partial
from http import HTTPStatus

from aiohttp import web
from sqlalchemy import Connection, delete, insert, select

from server.clock import iso_utc
from server.errors import ApiError, echo
from server.operator.acts import Act, record
from server.operator.bodies import PageTextsAnswer, PageTextsRequest
from server.operator.desk_body import read_desk_body
from server.operator.sessions import Session
from server.operator.tables import page_texts
from server.public_facts import fresh_json
from server.services import SERVICES

PAGES = ("privacy",)


def read_page_texts(connection: Connection, page: str) -> PageTextsAnswer:
    """Return the operator's words for a page."""
    rows = connection.execute(select(page_texts).where(page_texts.c.page == page)).all()
    texts = {row.language: row.text for row in rows}
    changed_at = iso_utc(max(row.changed_at_ms for row in rows)) if rows else None
    return PageTextsAnswer(
        texts={"zh-CN": texts.get("zh-CN"), "en": texts.get("en")}, changed_at=changed_at
    )


async def get_page_texts(request: web.Request) -> web.Response:
    """Return what the operator wrote for a page, for everybody."""
    page = _page_of(request)
    texts = await request.app[SERVICES].ledger.read(partial(read_page_texts, page=page))
    return fresh_json(texts)


async def write_page_texts(request: web.Request, session: Session) -> web.Response:
    """Replace the words of a page."""
    services, page = request.app[SERVICES], _page_of(request)
    asked = await read_desk_body(request, PageTextsRequest)

    def write(connection: Connection) -> PageTextsAnswer:
        now_ms = services.clock()
        before = read_page_texts(connection, page)
        for language, text in asked.texts.items():
            if text == before.texts[language]:
                continue
            connection.execute(
                delete(page_texts).where(
                    page_texts.c.page == page, page_texts.c.language == language
                )
            )
            if text is not None:
                row = {"page": page, "language": language, "text": text, "changed_at_ms": now_ms}
                connection.execute(insert(page_texts).values(row))
            act = Act(
                "page_written",
                f"{page} ({language})",
                {"text": before.texts[language]},
                {"text": text},
            )
            record(connection, session.account.name, act, now_ms)
        return read_page_texts(connection, page)

    return fresh_json(await services.ledger.write(write))


def _page_of(request: web.Request) -> str:
    page = request.match_info["page"]
    if page not in PAGES:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "page_unknown",
            got=echo(page),
            expected=" or ".join(PAGES),
            todo="choose one of those",
        )
    return page
