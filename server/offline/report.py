"""What a paired kiosk tells its host and its page about the central server."""

from server.kiosks.messages import Allotment
from server.schemas import Body, Count, Moment, PlayId, TotalsAnswer


class RefusedPlay(Body):
    """A play that the central server did not credit. reason: a word, see server/KIOSK.md."""

    play_id: PlayId
    task: str
    reason: str
    at: Moment


class OfflineReport(Body):
    """How this kiosk and the central server stand with each other.

    waiting: plays that are credited here and not answered there yet. last_error: a word, "" where
    all is well. allotments, plays_until, plays_per_day: as the central server said last.
    unknown_releases: effects whose release here the central server does not have, so that their
    plays have to wait until both are of one version.
    """

    kiosk: str
    central: str
    is_online: bool
    last_contact_at: Moment | None
    last_error: str
    waiting: Count
    credited: Count
    refused: Count
    newest_refused: list[RefusedPlay]
    plays_until: Moment | None
    plays_per_day: int | None
    allotments: list[Allotment]
    unknown_releases: list[str]


class CampaignAsSaid(Body):
    """The whole campaign's totals, as the central server said last; this kiosk alone knows less.

    said_at: when that was heard. waiting: plays credited here that the totals have not got yet.
    """

    totals: TotalsAnswer
    said_at: Moment
    is_online: bool
    waiting: Count
