"""The public log's addresses: its key, its newest signed head, and how it has grown.

Nothing here asks who wants to know, or about which entry.
"""

from http import HTTPStatus

from aiohttp import web
from sqlalchemy import Connection

from server.clock import iso_utc
from server.errors import ApiError
from server.ledger.log import read_head, read_nodes
from server.ledger.merkle import consistency_proof
from server.ledger.tree_head import HeadSigner, TreeHead
from server.ledger_schemas import ConsistencyAnswer, LedgerKeyAnswer, TreeHeadAnswer
from server.public_facts import fresh_json
from server.services import SERVICES
from server.whole_number import number_that_query_needs


def describe_head(head: TreeHead, signer: HeadSigner) -> TreeHeadAnswer:
    """Return a head as answers show it."""
    return TreeHeadAnswer(
        origin=signer.origin,
        size=head.size,
        root=head.root.hex(),
        at=iso_utc(head.at_ms),
        signature=head.signature.hex(),
    )


async def get_ledger_key(request: web.Request) -> web.Response:
    """Return the public key of the log."""
    signer = request.app[SERVICES].signer
    return fresh_json(LedgerKeyAnswer(origin=signer.origin, key=signer.public_key.hex()))


async def get_ledger_head(request: web.Request) -> web.Response:
    """Return the newest signed head."""
    services = request.app[SERVICES]
    head = await services.ledger.read(read_head)
    return fresh_json(describe_head(head, services.signer))


async def get_ledger_consistency(request: web.Request) -> web.Response:
    """Return the proof that the log of one size begins with that of an earlier one."""
    services = request.app[SERVICES]
    first, second = (number_that_query_needs(request, name) for name in ("first", "second"))

    def prove(connection: Connection) -> list[bytes]:
        size = read_head(connection).size
        if not 1 <= first <= second <= size:
            raise ApiError(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "invalid_field",
                got=f"first={first}, second={second}",
                expected=f"1 <= first <= second <= {size}, the size of the newest head",
                todo="take both from heads that this log has signed",
            )
        return consistency_proof(first, second, read_nodes(connection))

    proof = await services.ledger.read(prove)
    return fresh_json(
        ConsistencyAnswer(first=first, second=second, proof=[one.hex() for one in proof])
    )
