"""The campaign: tasks, pledges, fen per completed play, limits, and whose money does what."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from server.clock import ms_of_iso
from server.schemas import (
    Body,
    CampaignAnswer,
    CampaignTask,
    Charity,
    EffectId,
    Meaning,
    Moment,
    Sponsor,
    Titles,
    Tracking,
)

CampaignFen = Annotated[int, Field(gt=0)]
TaskId = EffectId  # The same shape: a snake_case noun, never shown.


class CampaignError(Exception):
    """A campaign file that cannot be used; the text names the key, what came and what to do."""


class CampaignEffect(Body):
    """The effect of a task. titles and tracking announce one that is still to come; an effect
    that is there speaks for itself."""

    id: EffectId
    tracking: list[Tracking] = Field(default_factory=list[Tracking])
    titles: Titles | None = None


class Limits(Body):
    """How many credits a day (UTC) may have one source; what is beyond is `capped`.

    per_network: an address cut to /24 or /48; high, since a carrier puts a town behind one.
    per_task: null, no limit. reservations_per_network: places held at the same time.
    """

    per_participant: Annotated[int, Field(ge=1)] = 20
    per_kiosk: Annotated[int, Field(ge=1)] = 5_000
    per_network: Annotated[int, Field(ge=1)] = 20_000
    per_task: Annotated[int, Field(ge=1)] | None = None
    reservations_per_network: Annotated[int, Field(ge=1)] = 2_000


class Task(Body):
    """One donation task. source: who says what `statement` says.

    pledged_fen: booked when a campaign file is imported; later pledges are booked at the desk, and
    what counts is in the ledger.
    """

    id: TaskId
    pledged_fen: Annotated[int, Field(ge=0)] = 0
    fen_per_play: CampaignFen
    titles: Titles
    effect: CampaignEffect
    statement: Titles
    source: Titles
    meaning: Meaning
    is_paused: bool = False

    @model_validator(mode="after")
    def _pledge_holds_a_play(self) -> "Task":
        if 0 < self.pledged_fen < self.fen_per_play:
            raise ValueError("fen_per_play is more than the whole pledged_fen")
        return self


class Campaign(Body):
    """All tasks, in the order in which they are shown.

    is_example: its charity and money are made up, and the pages say so. opens_at, closes_at:
    outside of them, and while it is paused, plays are for the joy of it alone.
    """

    id: TaskId
    currency: Literal["CNY"]
    titles: Titles
    is_example: bool = False
    charity: Charity
    sponsor: Sponsor
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    is_paused: bool = False
    limits: Limits = Limits()
    tasks: Annotated[list[Task], Field(min_length=1)]

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> "Campaign":
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValueError("closes_at is not after opens_at")
        return self

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Campaign":
        for kind, ids in (
            ("task", [task.id for task in self.tasks]),
            ("effect", [task.effect.id for task in self.tasks]),
        ):
            twice = sorted({one for one in ids if ids.count(one) > 1})
            if twice:
                raise ValueError(f"{kind} {twice[0]} is there twice")
        return self

    def task_of_effect(self, effect_id: str) -> Task | None:
        """Return the task that an effect plays for."""
        return next((task for task in self.tasks if task.effect.id == effect_id), None)

    def takes_play(self, task_id: str, issued_at_ms: int) -> bool:
        """Return whether a play may be credited whose ticket was issued at this moment.

        What began while the campaign was open counts, when it arrives in time; a pause stops all.
        """
        task = next((task for task in self.tasks if task.id == task_id), None)
        if self.is_paused or task is None or task.is_paused:
            return False
        if self.opens_at is not None and issued_at_ms < ms_of_iso(self.opens_at):
            return False
        return self.closes_at is None or issued_at_ms < ms_of_iso(self.closes_at)

    def resumed(self) -> "Campaign":
        """Return it with nothing of it paused."""
        tasks = [task.model_copy(update={"is_paused": False}) for task in self.tasks]
        return self.model_copy(update={"tasks": tasks, "is_paused": False})

    def without_pledges(self) -> "Campaign":
        """Return it as the database keeps it, where pledges are entries of the ledger."""
        tasks = [task.model_copy(update={"pledged_fen": 0}) for task in self.tasks]
        return self.model_copy(update={"tasks": tasks})

    def paused(self, task_id: str | None, *, is_paused: bool) -> "Campaign":
        """Return it paused or resumed; task_id: one task of it alone."""
        if task_id is None:
            return self.model_copy(update={"is_paused": is_paused})
        tasks = [
            task.model_copy(update={"is_paused": is_paused}) if task.id == task_id else task
            for task in self.tasks
        ]
        return self.model_copy(update={"tasks": tasks})

    def answer(self, pledged_fen: Mapping[str, int]) -> CampaignAnswer:
        """Return what the pages may show of it. pledged_fen: of each task, from the ledger."""
        return CampaignAnswer(
            id=self.id,
            titles=self.titles,
            currency=self.currency,
            is_example=self.is_example,
            charity=self.charity,
            sponsor=self.sponsor,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            is_paused=self.is_paused,
            tasks=[
                CampaignTask(
                    id=task.id,
                    titles=task.titles,
                    effect=task.effect.id,
                    pledged_fen=pledged_fen.get(task.id, 0),
                    fen_per_play=task.fen_per_play,
                    statement=task.statement,
                    source=task.source,
                    meaning=task.meaning,
                    is_paused=task.is_paused,
                )
                for task in self.tasks
            ],
        )


def read_campaign(path: Path) -> Campaign:
    """Return the checked campaign of a file. Raises CampaignError."""
    try:
        return Campaign.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise CampaignError(
            f"{path}: cannot be read ({error.strerror}); to do: let CAMPAIGN name a campaign file"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CampaignError(f"{path}: is no TOML: {error}; to do: correct it there") from error
    except ValidationError as error:
        lines = [
            f"{path}: {_key(problem['loc'])}: got {str(problem['input'])[:80]!r}, "
            f"expected: {problem['msg']}; to do: correct this key"
            for problem in error.errors(include_url=False)
        ]
        raise CampaignError("\n".join(lines)) from error


def _key(location: tuple[int | str, ...]) -> str:
    """Return where in the file, for instance tasks[0].titles.en."""
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return key.lstrip(".") or "the file"
