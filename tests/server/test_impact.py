"""GET /api/impact and /api/impact/recent: what the money has come to."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from server import impact
from server.campaign import Campaign
from server.operator.campaign_versions import save_version
from tests.server.campaign_file import write_campaign
from tests.server.conftest import RunningServer, StartServer
from tests.server.tapper import pack
from tests.server.visitor import Visitor

WAIT_S = 5
HOUR_MS = 3_600_000


@pytest.fixture(autouse=True)
def always_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no answer be kept, so that a test need not wait."""
    monkeypatch.setattr(impact, "FRESH_S", 0.0)


async def get(visitor: Visitor, path: str) -> dict[str, Any]:
    response = await visitor.client.get(path)
    assert response.status == 200
    return await response.json()


async def credit(visitor: Visitor) -> dict[str, Any]:
    ticket = await visitor.begin()
    answer = await visitor.deliver(ticket, await visitor.play(ticket))
    assert answer["status"] == "credited"
    return answer["receipt"]


async def test_an_empty_ledger_has_come_to_nothing_yet(visitor: Visitor) -> None:
    answer = await get(visitor, "/api/impact")
    first = answer["tasks"][0]
    assert (first["id"], first["state"]) == ("stray_animals", "open")
    assert (first["pledged_fen"], first["released_fen"], first["paid_fen"]) == (1000, 0, 0)
    assert (first["can"]["units"], first["can"]["fen_per_unit"]) == (0, 200)
    assert first["verdicts"] == {}
    assert await get(visitor, "/api/impact/recent") == {"credits": []}


async def test_credits_are_in_totals_course_and_recent_alike(running: RunningServer) -> None:
    visitor = await running.visitor()
    receipts = [await credit(visitor) for _ in range(11)]
    answer = await get(visitor, "/api/impact")
    first = answer["tasks"][0]
    assert (first["credited_plays"], first["released_fen"], first["participants"]) == (11, 220, 1)
    assert first["can"]["units"] == 1  # 220 fen, 200 each: whole ones only.
    assert first["verdicts"] == {"credited": 11}
    for course in (answer["by_hour"], answer["by_day"]):
        assert sum(course["tasks"][0]["released_fen"]) == 220
        assert course["tasks"][0]["credited_plays"][-1] == 11
    recent = (await get(visitor, "/api/impact/recent"))["credits"]
    assert [one["number"] for one in recent] == list(range(11, 0, -1))
    assert recent[0]["credited_at"] == receipts[-1]["credited_at"]
    assert set(recent[0]) == {"entry", "task", "number", "amount_fen", "credited_at"}
    assert answer["entries"] == recent[0]["entry"] + 1


async def test_plays_that_released_nothing_are_counted(running: RunningServer) -> None:
    visitor = await running.visitor()
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    await visitor.deliver(await visitor.begin(), b"nonsense")
    await visitor.deliver(ticket, trace)
    verdicts = (await get(visitor, "/api/impact"))["tasks"][0]["verdicts"]
    assert verdicts["tampered"] == 1
    assert sum(verdicts.values()) == 2


async def test_answers_that_decide_nothing_are_counted_and_kept_as_a_number_alone(
    running: RunningServer,
) -> None:
    visitor, other = await running.visitor(), await running.visitor()
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    body = {"ticket": ticket.text, "trace": pack(trace)}
    assert (await visitor.deliver(ticket, trace))["status"] == "credited"
    for _ in range(2):
        await visitor.post(ticket.play_id, body)  # The very same again: its one verdict.
        await visitor.post(ticket.play_id, {**body, "trace": pack(b"another")})
    await other.begin()
    await other.post(ticket.play_id, body)
    await visitor.post("0" * 32, body)
    await visitor.post(ticket.play_id, {**body, "ticket": "made up"})
    late = await visitor.begin()
    running.clock.advance_ms(100 * HOUR_MS)
    await visitor.post(late.play_id, {"ticket": late.text, "trace": pack(trace)})
    await running.services.undecided.flush(running.services.ledger)
    answer = await get(visitor, "/api/impact")
    assert answer["undecided"] == {"duplicate": 2, "tampered": 3, "expired": 1}
    assert answer["tasks"][0]["verdicts"] == {"credited": 1}


async def test_the_course_goes_on_with_the_clock(running: RunningServer) -> None:
    visitor = await running.visitor()
    await credit(visitor)
    running.clock.advance_ms(3 * HOUR_MS)
    await credit(visitor)
    plays = (await get(visitor, "/api/impact"))["by_hour"]["tasks"][0]["credited_plays"]
    assert plays[-4:] == [1, 0, 0, 1]


async def test_however_many_ask_the_ledger_is_read_once(
    running: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(impact, "FRESH_S", 60.0)
    reads = 0
    reckon = impact.impact_answer

    def counted(*facts: Any) -> Any:
        nonlocal reads
        reads += 1
        return reckon(*facts)

    monkeypatch.setattr(impact, "impact_answer", counted)
    visitor = await running.visitor()
    await asyncio.gather(*(get(visitor, "/api/impact") for _ in range(20)))
    await get(visitor, "/api/impact/recent")
    assert reads == 1


async def changed(running: RunningServer, **changes: Any) -> Campaign:
    """Let the running campaign differ from now on."""
    campaigns, ledger = running.services.campaigns, running.services.ledger
    held = campaigns.version()
    campaign = held.campaign.model_copy(update=changes)
    await ledger.write(
        lambda connection: save_version(connection, campaign, held.version, "olga", running.clock())
    )
    await campaigns.refresh(ledger)
    return campaigns.current()


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"is_paused": True}, "paused"),
        ({"opens_at": "2099-01-01T00:00:00.000Z"}, "not_yet"),
        ({"closes_at": "2020-01-01T00:00:00.000Z"}, "over"),
    ],
)
async def test_why_a_task_takes_no_plays_is_told(
    running: RunningServer, changes: dict[str, Any], state: str
) -> None:
    visitor = await running.visitor()
    await changed(running, **changes)
    for path in ("/api/impact", "/api/totals"):
        tasks = (await get(visitor, path))["tasks"]
        assert {task["state"] for task in tasks} == {state}


async def test_a_task_that_nobody_has_pledged_for_is_told(
    campaign_path: Path, start_server: StartServer
) -> None:
    write_campaign(campaign_path, pledged_fen=0)
    visitor = await (await start_server()).visitor()
    assert (await get(visitor, "/api/totals"))["tasks"][0]["state"] == "not_pledged"


async def test_a_used_up_pledge_is_told(start_server: StartServer) -> None:
    running = await start_server()
    task = running.services.campaigns.current().tasks[0]
    await changed(running, tasks=[task.model_copy(update={"fen_per_play": 990})])
    visitor = await running.visitor()
    await credit(visitor)
    assert (await get(visitor, "/api/totals"))["tasks"][0]["state"] == "fully_funded"


async def test_listeners_hear_when_the_campaign_opens(running: RunningServer) -> None:
    visitor = await running.visitor()
    opens_ms = running.clock.now_ms + HOUR_MS
    await changed(running, opens_at=impact.iso_utc(opens_ms))
    async with visitor.client.ws_connect("/api/live") as socket, asyncio.timeout(WAIT_S):
        assert json.loads(await socket.receive_str())["tasks"][0]["state"] == "not_yet"
        running.clock.advance_ms(HOUR_MS)
        while json.loads(await socket.receive_str())["tasks"][0]["state"] != "open":
            pass
