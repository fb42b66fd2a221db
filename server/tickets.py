"""Tickets: what the server signs when a play begins, and checks when it is delivered."""

import hashlib
from typing import Annotated

from itsdangerous import BadSignature, URLSafeSerializer
from pydantic import Field, ValidationError

from server.schemas import Body, EffectId, Fen, PlayId, ReleaseHash

SALT = "kindlens.ticket.2"  # A ticket of another version does not verify.


class TicketError(Exception):
    """A text that is no ticket of this server."""


class Ticket(Body):
    """What one play may be, single use. participant: as the ledger stores it, never the cookie.

    campaign: the one that ran when the play began; another one may run when it is delivered.
    seed: 32 hexadecimal digits, decides the play. Moments in milliseconds since 1970 UTC.
    """

    play_id: PlayId
    seed: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    effect: EffectId
    release: ReleaseHash
    campaign: str
    task: str
    participant: str
    fen_per_play: Fen
    issued_at_ms: int
    deliver_until_ms: int


class TicketOffice:
    """Signs tickets and recognises its own."""

    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeSerializer(
            key, salt=SALT, signer_kwargs={"digest_method": hashlib.sha256}
        )

    def sign(self, ticket: Ticket) -> str:
        """Return a ticket as text for the page."""
        return str(self._serializer.dumps(ticket.model_dump()))

    def read(self, text: str) -> Ticket:
        """Return the ticket that this server signed. Raises TicketError for any other text."""
        try:
            return Ticket.model_validate(self._serializer.loads(text))
        except (BadSignature, ValidationError) as error:
            raise TicketError("the signature is not of this server's key") from error
