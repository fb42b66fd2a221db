"""Limits of the day: by participant, kiosk, network and task, each with its reason."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from server.campaign import Limits
from server.clock import DAY_MS
from server.ledger.audit import audit
from server.ledger.bookings import book_pledges
from server.ledger.openings import open_plays
from server.verdicts import Verdict
from tests.server.conftest import BOTH_DATABASES, StartServer
from tests.server.ledger_plays import CAMPAIGN, OTHER_TASK, TASK, decide, decision, new_play

pytestmark = BOTH_DATABASES

CREDITED = (Verdict.CREDITED, "")
PLEDGES = {TASK.task: 10_000, OTHER_TASK.task: 10_000}


@pytest.mark.parametrize(
    ("limits", "changes", "reason"),
    [
        (Limits(per_participant=2), {}, "participant_day"),
        (Limits(per_kiosk=2), {"kiosk": "hall_3"}, "kiosk_day"),
        (Limits(per_network=2), {"network": b"network1"}, "network_day"),
        (Limits(per_task=2), {}, "task_day"),
    ],
    ids=["participant", "kiosk", "network", "task"],
)
def test_what_is_beyond_a_limit_is_capped_until_the_next_day(
    engine: Engine, limits: Limits, changes: dict[str, Any], reason: str
) -> None:
    def play(number: int, name: str, at_ms: int) -> tuple[Verdict, str]:
        open_plays(connection, [new_play(number, name, **changes)])
        asked = decision(number, decided_at_ms=at_ms, limits=limits)
        return decide(connection, [asked])[0]

    with engine.begin() as connection:
        book_pledges(connection, CAMPAIGN, PLEDGES, 1)
        who = "same" if reason == "participant_day" else "{}"
        found = [play(number, who.format(number), DAY_MS - 1) for number in range(1, 4)]
        assert found == [CREDITED, CREDITED, (Verdict.CAPPED, reason)]
        assert play(4, who.format(4), DAY_MS) == CREDITED
        assert audit(connection) == []


def test_limits_hold_within_one_set_and_beside_others(engine: Engine) -> None:
    with engine.begin() as connection:
        book_pledges(connection, CAMPAIGN, PLEDGES, 1)
        where = [b"network1", b"network1", b"network2", b"network1", b"network2"]
        plays = [new_play(n, f"p{n}", network=network) for n, network in enumerate(where, 1)]
        open_plays(connection, plays)
        limits = Limits(per_network=2)
        found = decide(connection, [decision(n, limits=limits) for n in range(1, 6)])
        capped = (Verdict.CAPPED, "network_day")
        assert found == [CREDITED, CREDITED, CREDITED, capped, CREDITED]


def test_a_participant_is_one_over_all_tasks_and_a_kiosk_is_not_its_visitors(
    engine: Engine,
) -> None:
    with engine.begin() as connection:
        book_pledges(connection, CAMPAIGN, PLEDGES, 1)
        limits = Limits(per_participant=1)
        for number, key in ((1, TASK), (2, OTHER_TASK)):
            open_plays(connection, [new_play(number, "same", key, kiosk="hall_3")])
        open_plays(connection, [new_play(3, "other", kiosk="hall_3")])
        found = decide(connection, [decision(n, limits=limits) for n in (1, 2, 3)])
        assert found == [CREDITED, (Verdict.CAPPED, "participant_day"), CREDITED]


def test_what_is_refused_uses_up_no_limit(engine: Engine) -> None:
    with engine.begin() as connection:
        book_pledges(connection, CAMPAIGN, PLEDGES, 1)
        limits = Limits(per_participant=1)
        open_plays(connection, [new_play(1)])
        open_plays(connection, [new_play(2)])
        refused = decision(1, Verdict.NOT_COMPLETED, limits=limits)
        assert decide(connection, [refused, decision(2, limits=limits)])[1] == CREDITED


@pytest.fixture
def one_a_day(campaign_path: Path) -> None:
    """Allow a participant one credit a day."""
    words = campaign_path.read_text("utf-8")
    limits = "[limits]\nper_participant = 1\n\n[charity]"
    campaign_path.write_text(words.replace("[charity]", limits, 1), "utf-8")


@pytest.mark.usefixtures("one_a_day")
async def test_a_visitor_beyond_the_limit_is_told_which(start_server: StartServer) -> None:
    visitor = await (await start_server()).visitor()
    answers: list[dict[str, object]] = []
    for _ in range(2):
        ticket = await visitor.begin()
        answers.append(await visitor.deliver(ticket, await visitor.play(ticket)))
    assert answers[0]["status"] == "credited"
    assert (answers[1]["status"], answers[1]["reason"]) == ("capped", "participant_day")
    assert answers[1]["receipt"] is None
