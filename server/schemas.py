"""The bodies of requests and answers, as the OpenAPI description shows them."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from server.ledger.funding import Funding
from server.task_state import TaskState
from server.verdicts import Verdict

EffectId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
ReleaseHash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
PLAY_ID = r"[0-9a-f]{32}"
PlayId = Annotated[str, Field(pattern=f"^{PLAY_ID}$")]
Fen = Annotated[int, Field(ge=0, description="Whole fen; 100 fen are one yuan.")]
Count = Annotated[int, Field(ge=0)]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
Tracking = Literal["face", "hands", "person"]
TICKET_CHARACTERS_MAX = 2000


def is_play_id(text: str) -> bool:
    """Return whether a text, for instance of a path, can be a play's id."""
    return re.fullmatch(PLAY_ID, text) is not None


class Body(BaseModel):
    """Strict: no conversion between types, no fields beyond those named."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Titles(Body):
    """A text in every language of the product."""

    zh_cn: Annotated[str, Field(alias="zh-CN", min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True
    )


class ErrorDetail(Body):
    """code is for programs; the rest is for people."""

    code: str
    got: str
    expected: str
    todo: str


class ErrorAnswer(Body):
    """Every answer with a status of 400 or more."""

    error: ErrorDetail


class PlayRequest(Body):
    """Asks for a ticket. release: what the page is about to run.

    kiosk: the name of the device, where many visitors share one; it has its own limit of a day.
    """

    effect: EffectId
    release: ReleaseHash
    mode: Literal["camera", "pointer"]
    kiosk: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")] | None = None


class PlayAnswer(Body):
    """A ticket. The seed decides the play.

    funding: what the pledge has for it.
    """

    play_id: PlayId
    ticket: Annotated[str, Field(max_length=TICKET_CHARACTERS_MAX)]
    seed: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    release: ReleaseHash
    effect: EffectId
    task: str
    issued_at: Moment
    deliver_until: Moment
    fen_per_play: Fen
    funding: Funding


class CompletionRequest(Body):
    """Delivers a play. trace: base64 of the deflated (zlib) trace."""

    ticket: Annotated[str, Field(min_length=1, max_length=TICKET_CHARACTERS_MAX)]
    trace: Annotated[str, Field(min_length=1)]


class Receipt(Body):
    """What one play released. number counts the credited plays of its task.

    entry: its index in the ledger; leaf: its line there, to the letter. The proof that the line is
    there comes from /api/receipts/{play_id}.
    """

    play_id: PlayId
    number: Annotated[int, Field(ge=1)]
    task: str
    effect: EffectId
    amount_fen: Fen
    currency: Literal["CNY"]
    credited_at: Moment
    entry: Count
    leaf: str


class CompletionAnswer(Body):
    """The verdict. reason is a word for programs, "" where there is nothing to add.

    decided_by: of a held play, when a person will have looked at the latest.
    """

    status: Verdict
    reason: str
    receipt: Receipt | None
    decided_by: Moment | None


class TaskTotals(Body):
    """What one task has received so far. title is in the language asked for.

    paid_fen: of what was released, what the operator has paid out. state: whether plays count now.
    opens_at: from when on, of a task that is not open yet; else null.
    """

    id: str
    title: str
    titles: Titles
    effect: EffectId
    credited_plays: Count
    released_fen: Fen
    pledged_fen: Fen
    paid_fen: Fen
    participants: Count
    fen_per_play: Fen
    state: TaskState
    opens_at: Moment | None


class TotalsAnswer(Body):
    """The public totals; the live WebSocket sends the same.

    participants: people who took part in any task, each counted once.
    """

    tasks: list[TaskTotals]
    participants: Count


class Can(Body):
    """What released money can pay for, whole units only. source: who says what one unit takes."""

    units: Count
    unit: Titles
    fen_per_unit: Annotated[int, Field(gt=0)]
    source: Titles


class TaskImpact(Body):
    """What has come of one task. verdicts: how many plays came to each, those of none left out."""

    id: str
    state: TaskState
    pledged_fen: Fen
    released_fen: Fen
    paid_fen: Fen
    credited_plays: Count
    participants: Count
    verdicts: dict[Verdict, Count]
    can: Can


class TaskCourse(Body):
    """What one task was credited, one number a span."""

    id: str
    credited_plays: list[Count]
    released_fen: list[Fen]


class Course(Body):
    """Credits over time, in spans of step_hours from starts_at on; the newest is not over yet."""

    starts_at: Moment
    step_hours: Annotated[int, Field(ge=1)]
    tasks: list[TaskCourse]


class ImpactAnswer(Body):
    """What the campaign has come to, as of the ledger's first `entries` entries.

    participants: people (browsers, visits at a kiosk) in any task, each counted once. by_hour: the
    last two days; by_day: days of China (UTC+8). Corrections lower the totals, not the course.
    undecided: how many deliveries were answered without deciding a play, by status: another
    completion of it was decided (duplicate), or the ticket was too old, not ours or of another.
    """

    as_of: Moment
    entries: Count
    participants: Count
    tasks: list[TaskImpact]
    undecided: dict[Verdict, Count]
    by_hour: Course
    by_day: Course


class RecentCredit(Body):
    """One credit of the ledger, without anything about who played. entry: its index there."""

    entry: Count
    task: str
    number: Annotated[int, Field(ge=1)]
    amount_fen: Fen
    credited_at: Moment


class RecentAnswer(Body):
    """The newest credits, the newest first."""

    credits: list[RecentCredit]


class EffectEntry(Body):
    """One effect. release and summaries are null while it is still to come."""

    id: EffectId
    task: str
    release: ReleaseHash | None
    status: Literal["open", "coming"]
    tracking: list[Tracking]
    titles: Titles
    summaries: Titles | None


class EffectsAnswer(Body):
    """All effects of the campaign, in its order.

    origin: where links that visitors share lead to; null: where the page itself is.
    is_workshop: whether an author runs this server, so that pages swap in what is saved.
    edge_tracking: whether this server offers to track, to visitors whose devices are slow.
    """

    origin: str | None
    is_workshop: bool = False
    edge_tracking: bool
    effects: list[EffectEntry]


class Charity(Body):
    """Who receives the money. donation_url: where one may give without playing; null: nowhere."""

    name: Titles
    registration: Annotated[str, Field(min_length=1, max_length=100)]
    contact: Annotated[str, Field(min_length=1, max_length=200)]
    donation_url: Annotated[str, Field(pattern=r"^https://[^\s\"'<>]+$", max_length=500)] | None = (
        None
    )


class Sponsor(Body):
    """Who has pledged the money."""

    name: Titles


class Meaning(Body):
    """What the money of a task can do: one unit for so many fen. source: who says so."""

    unit: Titles
    fen_per_unit: Annotated[int, Field(gt=0)]
    source: Titles


class CampaignTask(Body):
    """What a task's money does, in words, and where that is said."""

    id: str
    titles: Titles
    effect: EffectId
    pledged_fen: Fen
    fen_per_play: Fen
    statement: Titles
    source: Titles
    meaning: Meaning
    is_paused: bool


class CampaignAnswer(Body):
    """The campaign in words: whose money, for whom, when. is_example: none of it is real."""

    id: str
    titles: Titles
    currency: Literal["CNY"]
    is_example: bool
    charity: Charity
    sponsor: Sponsor
    opens_at: Moment | None
    closes_at: Moment | None
    is_paused: bool
    tasks: list[CampaignTask]


class ModelEntry(Body):
    """A tracking model that this server has."""

    name: str
    url: str
    bytes: Count
    sha256: ReleaseHash


class ModelsAnswer(RootModel[list[ModelEntry]]):
    """The tracking models that this server has fetched."""


class HealthAnswer(Body):
    """Whether plays can be credited now."""

    status: Literal["ok"]
    replay_workers: Count
    replays_waiting: Count
    live_clients: Count


class AuthorityEntry(Body):
    """The local certificate authority. sha256: pairs of hexadecimal digits, as devices show it."""

    name: str
    sha256: Annotated[str, Field(pattern=r"^[0-9A-F]{2}(:[0-9A-F]{2}){31}$")]
    ends_at: Moment
    url: str


class TlsAnswer(Body):
    """https of the local network; nulls where the server has none of its own.

    plain_origin: what other devices open first; null where none can reach this server.
    authority: null where devices trust the certificate without further ado.
    """

    origin: str | None
    plain_origin: str | None
    authority: AuthorityEntry | None
