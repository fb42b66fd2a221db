"""The bodies of the desk's requests and answers."""

from typing import Annotated, Any, Literal

from pydantic import Field

from server.campaign import Campaign
from server.ledger.records import EntryKind
from server.operator.accounts import Role
from server.operator.passwords import CHARACTERS_MAX
from server.plausibility.picture import MarkKind
from server.schemas import Body, Count, EffectId, Fen, Moment, PlayId, Titles
from server.verdicts import Verdict

Name = Annotated[str, Field(min_length=1, max_length=64)]
FEN_MAX = 10**14  # A trillion yuan: beyond is a slip of the finger.
Note = Annotated[str, Field(max_length=1000)]
Reference = Annotated[str, Field(min_length=1, max_length=200)]
FunnelStep = Literal["opened", "consented", "tracked", "played", "completed", "credited", "kept"]
Password = Annotated[str, Field(min_length=1, max_length=CHARACTERS_MAX)]


class SignInRequest(Body):
    """Who wants to sign in."""

    name: Name
    password: Password


class SessionFacts(Body):
    """Who is signed in. csrf_token: goes into the header X-Csrf-Token of every change.

    ends_at: by then at the latest; idle_minutes: sooner, after so long without a request.
    """

    name: str
    role: Role
    must_change_password: bool
    csrf_token: str
    ends_at: Moment
    idle_minutes: int


class SessionAnswer(Body):
    """The session of this browser; null: nobody is signed in."""

    session: SessionFacts | None


class PasswordRequest(Body):
    """Replaces one's own password."""

    old: Password
    new: Password


class DoneAnswer(Body):
    """It is on disk."""

    status: Literal["done"] = "done"


class ActEntry(Body):
    """One act. before, after: what was changed, by its path; null: nothing was there."""

    act_no: int
    at: Moment
    operator: str
    kind: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    note: str


class ActsAnswer(Body):
    """Acts, newest first. more_before: ask again with `before` at this number; null: no more."""

    acts: list[ActEntry]
    more_before: int | None


class CampaignEntry(Body):
    """The newest version of a campaign. operator: who saved it; `server`: imported from a file."""

    version: int
    at: Moment
    operator: str
    is_running: bool
    campaign: Campaign


class EffectChoice(Body):
    """An effect that a task can have."""

    id: EffectId
    titles: Titles


class CampaignsAnswer(Body):
    """All campaigns, and the effects that this server has."""

    campaigns: list[CampaignEntry]
    effects: list[EffectChoice]


class CampaignSaveRequest(Body):
    """Saves a campaign. version: the one that was changed; 0: it is new."""

    version: Annotated[int, Field(ge=0)]
    campaign: Campaign
    note: Note = ""


class RunRequest(Body):
    """Lets a campaign run instead of the one before."""

    campaign: EffectId


class PauseRequest(Body):
    """Pauses or resumes. task: null, the whole campaign."""

    task: EffectId | None
    is_paused: bool
    note: Note = ""


class PageTextsAnswer(Body):
    """The operator's own words for a page; null: those that the product comes with."""

    texts: dict[Literal["zh-CN", "en"], str | None]
    changed_at: Moment | None


class PageTextsRequest(Body):
    """Replaces the words of a page, in both languages; null: back to the product's own."""

    texts: dict[Literal["zh-CN", "en"], Annotated[str, Field(max_length=20_000)] | None]


class FunnelStepRequest(Body):
    """One page came this far. channel: the word `ch` of the link that it was opened by."""

    step: FunnelStep
    effect: EffectId | None = None
    channel: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9_-]{0,31})?$")] = ""


class FunnelRow(Body):
    """How many pages of one channel and task came how far in the days asked for."""

    channel: str
    task: str
    counts: dict[FunnelStep, int]


class FunnelAnswer(Body):
    """The funnel of the running campaign."""

    from_day: str
    to_day: str
    rows: list[FunnelRow]


class Balance(Body):
    """What a task's accounts hold, and how many plays and participants it had."""

    task: str
    pledged_fen: Fen
    released_fen: Fen
    paid_fen: Fen
    credited_plays: int
    participants: int


class OverviewAnswer(Body):
    """How the running campaign stands. reviews_due_at: of the first that waits."""

    balances: list[Balance]
    reviews_open: int
    reviews_due_at: Moment | None


class MoneyEntry(Body):
    """An entry of the ledger. corrected_by: the entry that takes it back; null: it stands."""

    index: int
    kind: EntryKind
    task: str
    from_account: str
    to_account: str
    amount_fen: Fen
    at: Moment
    reference: str
    corrects: int | None
    corrected_by: int | None


class MoneyAnswer(Body):
    """What people booked, newest first. more_before: ask again with `before` at this index."""

    balances: list[Balance]
    entries: list[MoneyEntry]
    more_before: int | None


class PledgeRequest(Body):
    """Books a pledge to a task of the running campaign. reference: the sponsor's."""

    task: EffectId
    amount_fen: Annotated[int, Field(gt=0, le=FEN_MAX)]
    reference: Reference


class PayoutRequest(Body):
    """Books what has been paid to the charity. reference: the document's number."""

    task: EffectId
    amount_fen: Annotated[int, Field(gt=0, le=FEN_MAX)]
    reference: Reference


class CorrectionRequest(Body):
    """Takes an entry back by a counter-entry. reason: public, in the ledger."""

    entry: Annotated[int, Field(ge=0)]
    reason: Reference


class ReviewEntry(Body):
    """A held play. The last four are null until it is decided."""

    play_id: PlayId
    task: str
    amount_fen: Fen
    finding: dict[str, Any]
    held_at: Moment
    due_at: Moment
    resolved_at: Moment | None
    is_accepted: bool | None
    operator: str | None
    note: str | None


class ReviewsAnswer(Body):
    """Held plays: those that wait, the first due first, and the last decided.

    open_count: of all that wait; `open` may hold fewer.
    """

    open: list[ReviewEntry]
    open_count: int
    resolved: list[ReviewEntry]


class TraceMark(Body):
    """Something to look at, from tick `first` until before `end`. signal: null, of all."""

    kind: MarkKind
    signal: str | None
    first: Count
    end: Count


class TraceSignal(Body):
    """One signal of a trace, a value a tick."""

    name: str
    values: list[int]


class TraceAnswer(Body):
    """What moved in a held play, for whoever decides about it.

    marks: where nobody is there (absent), where nothing moves for long (still), where the head
    jumps (jerk), where it moves as in the earlier play of which it is a copy (same).
    """

    tick_hz: Annotated[int, Field(ge=1)]
    ticks: Count
    signals: list[TraceSignal]
    marks: list[TraceMark]


class ReviewRequest(Body):
    """Decides a held play, for good. note: why."""

    is_accepted: bool
    note: Annotated[str, Field(min_length=1, max_length=1000)]


class ReviewAnswer(Body):
    """What became of it; an accepted one may be `unfunded`."""

    status: Verdict
    reason: str
