"""GET /api/receipts/{play_id}: the entry of one's own credited play, with the proof that it is in.

The proof names no other play, and whoever is not the participant is told nothing.
"""

import hmac
from http import HTTPStatus

from aiohttp import web
from sqlalchemy import Connection, bindparam

from server.errors import ApiError, echo
from server.ledger.entries import SELECT_ENTRIES, entry_of
from server.ledger.leaf import leaf_line
from server.ledger.log import read_head, read_nodes
from server.ledger.merkle import inclusion_proof
from server.ledger.records import Entry
from server.ledger.tables import entries
from server.ledger.tree_head import TreeHead
from server.ledger_schemas import ReceiptFileAnswer
from server.participants import participant_of, read_cookie
from server.public_facts import fresh_json
from server.schemas import is_play_id
from server.services import SERVICES
from server.transparency import describe_head

_OF_PLAY = SELECT_ENTRIES.where(entries.c.play_id == bindparam("of_play_id"))


async def get_receipt(request: web.Request) -> web.Response:
    """Return the whole receipt of a credited play, to its participant alone."""
    services = request.app[SERVICES]
    play_id = request.match_info["play_id"]
    cookie = read_cookie(request)
    if cookie is None:
        raise ApiError(
            HTTPStatus.FORBIDDEN,
            "participant_missing",
            got="no participant cookie",
            expected="the cookie that came with the ticket",
            todo="ask from the browser that played, with cookies allowed for this site",
        )

    def is_own(entry: Entry) -> bool:
        own = participant_of(cookie, services.keys.participant, entry.campaign)
        return hmac.compare_digest(own, entry.participant or "")

    def prove(connection: Connection) -> tuple[Entry, TreeHead, list[bytes]] | None:
        row = connection.execute(_OF_PLAY, {"of_play_id": play_id}).one_or_none()
        if row is None or not is_own(entry := entry_of(row)):
            return None
        head = read_head(connection)
        return entry, head, inclusion_proof(entry.index, head.size, read_nodes(connection))

    found = await services.ledger.read(prove) if is_play_id(play_id) else None
    if found is None:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "receipt_unknown",
            got=echo(play_id),
            expected="a play of this participant that was credited",
            todo="use the play_id of a receipt that this browser was given",
        )
    entry, head, proof = found
    return fresh_json(
        ReceiptFileAnswer(
            index=entry.index,
            leaf=leaf_line(entry).decode(),
            proof=[one.hex() for one in proof],
            tree_head=describe_head(head, services.signer),
            key=services.signer.public_key.hex(),
        )
    )
