"""What a kiosk and the central server say to each other over the WebSocket, as JSON texts.

    kiosk                                central
    Hello                      ->
                               <-        News      and again whenever it has changed
    Batch                      ->
                               <-        Answers   one for each play, in its order
                               <-        Problem   and the end, for what is none of these

Everything may come twice: a play is known by its id.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from server.campaign import Campaign
from server.errors import echo
from server.schemas import (
    Body,
    Count,
    EffectId,
    ErrorDetail,
    Fen,
    Moment,
    PlayId,
    ReleaseHash,
    TotalsAnswer,
)

PROTOCOL = 1
PATH = "/api/kiosks/sync"
BATCH_PLAYS_MAX = 50
MESSAGE_BYTES_MAX = 1024 * 1024
TRACE_CHARACTERS_MAX = 256 * 1024  # In base64; a play of 40 s takes 14,000.
RELEASES_MAX = 200

Seed = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Digits = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
KioskName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
AtMs = Annotated[int, Field(ge=0, le=10**15)]  # Milliseconds since 1970 UTC.


class Hello(Body):
    """The kiosk begins. now_ms: its clock; releases: what it plays by; waiting: how many plays."""

    kind: Literal["hello"] = "hello"
    protocol: int
    now_ms: AtMs
    releases: Annotated[list[ReleaseHash], Field(max_length=RELEASES_MAX)]
    waiting: Annotated[int, Field(ge=0, le=10**9)]


class OfflinePlay(Body):
    """One play that the kiosk credited or held. trace: base64 of what was delivered (deflated).

    participant: the kiosk's own pseudonym, another one for each visitor.
    """

    play_id: PlayId
    campaign: EffectId
    task: EffectId
    effect: EffectId
    release: ReleaseHash
    seed: Seed
    participant: Digits
    fen_per_play: Annotated[int, Field(gt=0, le=10**9)]
    issued_at_ms: AtMs
    decided_at_ms: AtMs
    trace: Annotated[str, Field(min_length=1, max_length=TRACE_CHARACTERS_MAX)]


class Batch(Body):
    """Plays to be taken over. now_ms: the kiosk's clock as it sends, by which times are set right.

    plays: OfflinePlay each; checked one by one, so that a bad one stops no other.
    """

    kind: Literal["batch"] = "batch"
    number: Count
    now_ms: AtMs
    waiting: Annotated[int, Field(ge=0, le=10**9)]
    plays: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=BATCH_PLAYS_MAX)]


class Answer(Body):
    """What became of one play. later: send it again some time; the others are final."""

    status: Literal["credited", "refused", "later"]
    reason: str


class Answers(Body):
    """Answers to a batch, in the order of its plays."""

    kind: Literal["answers"] = "answers"
    number: Count
    answers: list[Answer]


class Allotment(Body):
    """What is set aside for this kiosk in one task, and what of it the central server booked."""

    task: EffectId
    allotted_fen: Fen
    used_fen: Fen


class News(Body):
    """What the kiosk takes over. totals: of the whole campaign, this kiosk's part included.

    releases: the current one of each effect, by which plays are known here.
    """

    kind: Literal["news"] = "news"
    kiosk: KioskName
    plays_until: Moment
    plays_per_day: Annotated[int, Field(ge=1)]
    allotments: list[Allotment]
    releases: dict[str, ReleaseHash]
    campaign: Campaign
    totals: TotalsAnswer


class Problem(Body):
    """Why the connection ends."""

    kind: Literal["problem"] = "problem"
    error: ErrorDetail


FromKiosk = Annotated[Hello | Batch, Field(discriminator="kind")]
FromCentral = Annotated[News | Answers | Problem, Field(discriminator="kind")]
FROM_KIOSK: TypeAdapter[Hello | Batch] = TypeAdapter(FromKiosk)
FROM_CENTRAL: TypeAdapter[News | Answers | Problem] = TypeAdapter(FromCentral)


def bad_message(got: object, expected: str) -> Problem:
    """Return what is told about a text that is none of the messages."""
    return Problem(
        error=ErrorDetail(
            code="bad_message",
            got=echo(got),
            expected=expected,
            todo="use a kiosk of the same version as this server",
        )
    )
