"""The bodies of what the desk asks and answers about kiosks."""

from typing import Annotated

from pydantic import Field

from server.kiosks.messages import KioskName
from server.operator.bodies import Note
from server.schemas import Body, Count, EffectId, Fen, Moment, PlayId

DAYS_MAX = 400
PLAYS_MAX = 10_000_000

Days = Annotated[int, Field(ge=1, le=DAYS_MAX)]
Plays = Annotated[int, Field(ge=0, le=PLAYS_MAX)]
PlaysPerDay = Annotated[int, Field(ge=1, le=PLAYS_MAX)]


class KioskTerms(Body):
    """What a kiosk may from now on.

    days: until it ends. plays_per_day: of each task. plays: by task, set aside beyond what it has.
    """

    days: Days
    plays_per_day: PlaysPerDay
    plays: dict[EffectId, Plays]


class KioskRequest(KioskTerms):
    """Adds a kiosk."""

    name: KioskName


class RevokeRequest(Body):
    """Lets a kiosk in no more."""

    note: Note = ""


class CredentialAnswer(Body):
    """A kiosk's credential, shown this once. command: what its host types; it asks for it."""

    name: KioskName
    credential: str
    command: str


class KioskAllotment(Body):
    """What of a task's pledge is a kiosk's. is_set_aside: its rest is kept for it.

    plays: taken over, those that wait for a review included.
    """

    task: str
    allotted_fen: Fen
    used_fen: Fen
    plays: Count
    is_set_aside: bool


class RefusedKioskPlay(Body):
    """A kiosk's play that was not credited. reason: a word, see server/KIOSK.md."""

    play_id: PlayId
    task: str
    reason: str
    at: Moment


class KioskEntry(Body):
    """One kiosk. waiting: how many plays it had not delivered when it was seen last.

    refused: the newest of them.
    """

    name: KioskName
    is_revoked: bool
    is_online: bool
    issued_at: Moment
    plays_until: Moment
    plays_per_day: PlaysPerDay
    seen_at: Moment | None
    waiting: Count
    allotments: list[KioskAllotment]
    refused: list[RefusedKioskPlay]


class KiosksAnswer(Body):
    """All kiosks, by name."""

    kiosks: list[KioskEntry]
