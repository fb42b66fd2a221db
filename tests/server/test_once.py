"""A play is credited once: however often it comes, at the same time, or across a restart."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

from server.ledger.audit import audit
from server.ledger.database import open_reader
from server.settings import Settings
from tests.server.campaign_file import write_campaign
from tests.server.conftest import BOTH_DATABASES, RunningServer, StartServer
from tests.server.tapper import TICKS, pack, play_three_taps
from tests.server.visitor import Visitor

pytestmark = BOTH_DATABASES


async def task_totals(visitor: Visitor) -> dict[str, Any]:
    return (await (await visitor.client.get("/api/totals")).json())["tasks"][0]


def assert_ledger_agrees(settings: Settings) -> None:
    with open_reader(settings.ledger_url).begin() as connection:
        assert audit(connection) == []


async def test_ten_times_the_same_completion_is_one_credit(
    visitor: Visitor, settings: Settings
) -> None:
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    answers = [await visitor.deliver(ticket, trace) for _ in range(10)]
    assert answers[0]["status"] == "credited"
    assert all(answer == answers[0] for answer in answers)
    assert (await task_totals(visitor))["credited_plays"] == 1
    assert_ledger_agrees(settings)


async def test_the_same_completion_ten_times_at_once_is_one_credit(
    visitor: Visitor, settings: Settings
) -> None:
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    answers = await asyncio.gather(*[visitor.deliver(ticket, trace) for _ in range(10)])
    assert answers[0]["status"] == "credited"
    assert all(answer == answers[0] for answer in answers)
    assert (await task_totals(visitor))["credited_plays"] == 1
    assert_ledger_agrees(settings)


async def test_different_completions_at_once_are_one_credit(
    visitor: Visitor, settings: Settings
) -> None:
    ticket = await visitor.begin()
    await visitor.play(ticket)
    traces = [play_three_taps(ticket.seed, ticket.play_id, ticks=TICKS - n) for n in range(10)]
    answers = await asyncio.gather(*[visitor.deliver(ticket, trace) for trace in traces])
    statuses = Counter(answer["status"] for answer in answers)
    assert statuses == {"credited": 1, "duplicate": 9}
    assert_ledger_agrees(settings)


async def test_the_answer_is_the_same_after_a_restart(
    start_server: StartServer, settings: Settings
) -> None:
    before = await start_server()
    visitor = await before.visitor()
    ticket = await visitor.begin()
    undelivered = await visitor.begin()
    trace = await visitor.play(undelivered)
    answer = await visitor.deliver(undelivered, trace)
    cookies = {cookie.key: cookie.value for cookie in visitor.client.session.cookie_jar}
    await before.end()

    after = await (await start_server()).visitor()
    after.client.session.cookie_jar.update_cookies(cookies)
    assert await after.deliver(undelivered, trace) == answer
    late = await after.deliver(ticket, play_three_taps(ticket.seed, ticket.play_id))
    assert (late["status"], late["reason"]) == ("expired", "superseded")
    assert_ledger_agrees(settings)


async def test_a_play_begun_before_a_restart_is_credited_after_it(
    start_server: StartServer,
) -> None:
    before = await start_server()
    visitor = await before.visitor()
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    cookies = {cookie.key: cookie.value for cookie in visitor.client.session.cookie_jar}
    await before.end()

    after = await (await start_server()).visitor()
    after.client.session.cookie_jar.update_cookies(cookies)
    assert (await after.deliver(ticket, trace))["status"] == "credited"


async def test_the_last_of_the_pledge_goes_to_as_many_as_it_holds(
    campaign_path: Path, start_server: StartServer, settings: Settings
) -> None:
    write_campaign(campaign_path, pledged_fen=100, fen_per_play=20)
    running: RunningServer = await start_server()
    visitors = [await running.visitor() for _ in range(12)]
    tickets = [await visitor.begin() for visitor in visitors]
    running.clock.advance_ms(2000)
    answers = await asyncio.gather(
        *[
            visitor.deliver(ticket, play_three_taps(ticket.seed, ticket.play_id))
            for visitor, ticket in zip(visitors, tickets, strict=True)
        ]
    )
    assert Counter(answer["status"] for answer in answers) == {"credited": 5, "unfunded": 7}
    numbers = sorted(answer["receipt"]["number"] for answer in answers if answer["receipt"])
    assert numbers == [1, 2, 3, 4, 5]
    totals = await task_totals(visitors[0])
    assert totals["released_fen"] == totals["pledged_fen"] == 100
    assert_ledger_agrees(settings)


async def test_past_the_line_the_page_is_asked_to_come_again_and_loses_nothing(
    start_server: StartServer,
) -> None:
    running = await start_server(replay_queue_max=1)
    visitors = [await running.visitor() for _ in range(8)]
    tickets = [await visitor.begin() for visitor in visitors]
    running.clock.advance_ms(2000)
    bodies = [
        {"ticket": one.text, "trace": pack(play_three_taps(one.seed, one.play_id))}
        for one in tickets
    ]
    responses = await asyncio.gather(
        *[
            visitor.post(ticket.play_id, body)
            for visitor, ticket, body in zip(visitors, tickets, bodies, strict=True)
        ]
    )
    busy = [n for n, response in enumerate(responses) if response.status == 503]
    assert busy
    assert responses[busy[0]].headers["Retry-After"] == "5"
    assert (await responses[busy[0]].json())["error"]["code"] == "busy"
    for n in busy:
        again = await visitors[n].post(tickets[n].play_id, bodies[n])
        assert (await again.json())["status"] == "credited"
