"""A batch of a kiosk's plays: each checked and replayed here, then all booked at once.

Nothing that a kiosk says is believed but what its replay shows. Its times decide only on which day
its cap counts a play; its rate must be one that the campaign had; its participants get pseudonyms
of their own.
"""

import asyncio
import base64
import binascii
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from server.campaign import Campaign
from server.clock import DAY_MS
from server.judge import Judgement, mark_of
from server.kiosks.credentials import Kiosk, find_by_credential
from server.kiosks.messages import Answer, Batch, OfflinePlay
from server.kiosks.taking import Delivered, find_answers, note_refusals, take_over
from server.operator.campaign_versions import list_since
from server.replay.pool import PoolFullError, ReplayUnavailableError
from server.services import Services
from server.tickets import Ticket
from server.verdicts import Verdict

ROUNDING_DAYS = 1  # Clocks differ, so a day may begin a little sooner or later at a kiosk.


def refused(reason: str) -> Answer:
    """Return a final answer."""
    return Answer(status="refused", reason=reason)


def later(reason: str) -> Answer:
    """Return the answer that asks for the play again."""
    return Answer(status="later", reason=reason)


@dataclass(frozen=True)
class _Opened:
    """A play as it came, in its form. trace: the delivered bytes, mark: what they are known by."""

    play: OfflinePlay
    trace: bytes
    mark: str


class Delivery:
    """Takes batches of one connection."""

    def __init__(self, services: Services, kiosk: Kiosk, credential: str) -> None:
        self._services = services
        self._kiosk = kiosk
        self._credential = credential

    async def take(self, batch: Batch) -> list[Answer] | None:
        """Return an answer to each play; None: the credential has ended meanwhile.

        Raises LedgerUnavailableError: then nothing of the batch was booked.
        """
        opened = [open_play(fields) for fields in batch.plays]
        good = [one for one in opened if isinstance(one, _Opened)]
        marks = {one.play.play_id: one.mark for one in good}
        campaigns = {one.play.campaign for one in good}
        since_ms = self._kiosk.issued_at_ms
        answers, versions = await self._services.ledger.read(
            lambda connection: (
                find_answers(connection, self._kiosk.name, marks),
                {one: list_since(connection, one, since_ms) for one in campaigns},
            )
        )
        clock_offset_ms = self._services.clock() - batch.now_ms
        examined = await asyncio.gather(
            *(
                self._examine(one, versions[one.play.campaign], clock_offset_ms)
                for play_id, one in {one.play.play_id: one for one in good}.items()
                if play_id not in answers
            )
        )
        decided = await self._book([one for one in examined if isinstance(one, Delivered)])
        if decided is None:
            return None
        answers |= decided
        answers |= {one[0]: one[1] for one in examined if not isinstance(one, Delivered)}
        await self._note(answers, {one.play.play_id: one.play.task for one in good})
        return [one if isinstance(one, Answer) else answers[one.play.play_id] for one in opened]

    async def _examine(
        self, one: _Opened, versions: list[Campaign], clock_offset_ms: int
    ) -> Delivered | tuple[str, Answer]:
        """Replay a play that is not decided yet; return it, or its answer if it cannot be."""
        play, now_ms = one.play, self._services.clock()
        decided_at_ms = min(play.decided_at_ms + clock_offset_ms, now_ms)
        issued_at_ms = decided_at_ms - max(0, play.decided_at_ms - play.issued_at_ms)
        problem = self._problem_of(play, versions, issued_at_ms, decided_at_ms)
        if problem is not None:
            return play.play_id, problem
        kiosks = self._services.kiosks
        ticket = Ticket(
            play_id=play.play_id,
            seed=play.seed,
            effect=play.effect,
            release=play.release,
            campaign=play.campaign,
            task=play.task,
            participant=kiosks.pseudonym(play.campaign, self._kiosk.name, play.participant),
            fen_per_play=play.fen_per_play,
            issued_at_ms=issued_at_ms,
            deliver_until_ms=now_ms,
        )
        judgement = await self._replay(ticket, one.trace, decided_at_ms)
        if judgement is None:
            return play.play_id, later("busy")
        if judgement.status is Verdict.UPDATE_NEEDED:
            return play.play_id, later("release_unknown")
        day = self._day_of(play.decided_at_ms, clock_offset_ms, now_ms)
        return Delivered(ticket, one.mark, day, one.trace, judgement)

    def _problem_of(
        self, play: OfflinePlay, versions: list[Campaign], issued_at_ms: int, decided_at_ms: int
    ) -> Answer | None:
        """Return what a play cannot be, whatever its replay says."""
        tasks = [task for version in versions for task in version.tasks if task.id == play.task]
        if all(
            (task.effect.id, task.fen_per_play) != (play.effect, play.fen_per_play)
            for task in tasks
        ):
            return refused("rate_unknown")
        if decided_at_ms > self._kiosk.plays_until_ms:
            return refused("kiosk_over")
        campaign = self._services.campaigns.find(play.campaign)
        if campaign is None:
            return refused("rate_unknown")
        if not campaign.resumed().takes_play(play.task, issued_at_ms):
            return refused("not_open")
        if not campaign.takes_play(play.task, issued_at_ms):
            return later("paused")
        return None

    def _day_of(self, decided_at_ms: int, clock_offset_ms: int, now_ms: int) -> int:
        """Return the day on which the cap counts a play: the kiosk's own, if that can be.

        Whole days by which its clock is wrong are taken off, so that both count alike; a day
        outside of the kiosk's time is brought back into it.
        """
        day = decided_at_ms // DAY_MS + round(clock_offset_ms / DAY_MS)
        first = self._kiosk.issued_at_ms // DAY_MS - ROUNDING_DAYS
        return max(first, min(day, now_ms // DAY_MS + ROUNDING_DAYS))

    async def _replay(self, ticket: Ticket, trace: bytes, decided_at_ms: int) -> Judgement | None:
        """Return what a replay comes to; None: not now."""
        try:
            async with self._services.kiosks.replays:
                return await self._services.judge.weigh(ticket, trace, decided_at_ms, None)
        except (PoolFullError, ReplayUnavailableError):
            return None

    async def _book(self, delivered: list[Delivered]) -> dict[str, Answer] | None:
        if not delivered:
            return {}
        kiosks = self._services.kiosks

        def write(connection: Connection) -> dict[str, Answer] | None:
            kiosk, now_ms = find_by_credential(connection, self._credential), self._services.clock()
            if kiosk is None or now_ms > kiosks.deliver_until_ms(kiosk.plays_until_ms):
                return None
            return take_over(connection, kiosk, delivered, now_ms, kiosks.on_decided)

        return await self._services.ledger.write(write)

    async def _note(self, answers: dict[str, Answer], tasks: dict[str, str]) -> None:
        """Keep the refusals, so that the operator sees them."""
        found = [
            (play_id, tasks[play_id], answer.reason)
            for play_id, answer in answers.items()
            if answer.status == "refused"
        ]
        if found:
            now_ms = self._services.clock()
            await self._services.ledger.write(
                lambda connection: note_refusals(connection, self._kiosk.name, found, now_ms)
            )


def open_play(fields: dict[str, Any]) -> _Opened | Answer:
    """Return a play in its form, or the answer to something that has not that form."""
    try:
        play = OfflinePlay.model_validate(fields)
        trace = base64.b64decode(play.trace, validate=True)
    except (ValidationError, binascii.Error, ValueError):
        return refused("malformed")
    return _Opened(play, trace, mark_of(trace))
