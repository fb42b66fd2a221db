"""The bodies of the kiosk's own requests and answers."""

from typing import Annotated, Literal

from pydantic import Field

from server.offline.report import CampaignAsSaid, OfflineReport
from server.schemas import Body, Count, Moment

Percent = Annotated[int, Field(ge=0, le=100)]
PageState = Literal["starting", "attract", "greeting", "consent", "play", "result", "maintenance"]
CameraState = Literal["on", "lost", "off"]
ErrorText = Annotated[str, Field(min_length=1, max_length=400)]
HandoverToken = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{32}$")]


class OrdersFacts(Body):
    """What the host wants. visit_ends, reloads: how often each was ordered."""

    is_paused: bool = False
    volume_percent_max: Percent = 100
    visit_ends: Count = 0
    reloads: Count = 0


class KioskFacts(Body):
    """A kiosk, as its own page needs it. is_device: whether this browser is the kiosk itself."""

    name: str
    boot: str
    is_device: bool
    idle_s: Count
    handover_s: Count
    orders: OrdersFacts


class KioskStateAnswer(Body):
    """kiosk: null where the server is no kiosk."""

    kiosk: KioskFacts | None


class HeartbeatRequest(Body):
    """How the kiosk's page is. page: drawn anew with every load. plays: completed since then.

    error: what went wrong since the last heartbeat, in a developer's words.
    """

    page: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    state: PageState
    camera: CameraState
    frames_per_s: Annotated[int, Field(ge=0, le=1000)]
    tracks_per_s: Annotated[int, Field(ge=0, le=1000)]
    heap_bytes: Annotated[int, Field(ge=0, le=2**53)]
    plays: Count
    undelivered: Count
    error: ErrorText | None = None


class HeartbeatAnswer(Body):
    """What the host wants, and which start of the server answers.

    campaign: null without a central server, and before it was heard for the first time.
    """

    boot: str
    orders: OrdersFacts
    campaign: CampaignAsSaid | None


class VisitEndAnswer(Body):
    """The visitor's cookie has been taken back with this answer."""

    is_ended: bool


class HandoverRequest(Body):
    """Asks for a place to hand a kept picture or video over. title: of the play, for the phone."""

    effect: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


class HandoverAnswer(Body):
    """A place of a few minutes. link: where a phone of this network opens it; null while no phone
    could: no picture is there yet, or the address does not answer."""

    token: HandoverToken
    link: str | None
    seconds_left: Count


class HostCodeRequest(Body):
    """The host's code."""

    code: Annotated[str, Field(pattern=r"^\d{4,12}$")]


class HostSessionAnswer(Body):
    """Whether this browser is the host's."""

    is_host: bool


class HostOrderRequest(Body):
    """One order. volume_percent_max: for "cap_volume" alone."""

    order: Literal["pause", "open", "end_visit", "reload_page", "restart_browser", "cap_volume"]
    volume_percent_max: Percent | None = None


class ErrorFacts(Body):
    """Something that went wrong at the kiosk. count: so often in a row."""

    at: Moment
    text: str
    count: Count


class PageFacts(Body):
    """The page, as its newest heartbeat told. silent_s: since then."""

    silent_s: Count
    state: PageState
    camera: CameraState
    frames_per_s: Count
    tracks_per_s: Count
    heap_bytes: Count
    undelivered: Count


class BrowserFacts(Body):
    """The browser that this server keeps. restarts: since the server's start."""

    is_running: bool
    restarts: Count
    last_reason: str | None


class HostAnswer(Body):
    """How the kiosk is. plays: completed since the server's start. handovers: open ones.

    browser: null where the host starts it. queue: null without a central server.
    """

    name: str
    started_at: Moment
    page: PageFacts | None
    plays: Count
    page_loads: Count
    handovers: Count
    errors: list[ErrorFacts]
    browser: BrowserFacts | None
    queue: OfflineReport | None
    orders: OrdersFacts
