"""Every verdict that a completion can come to, and that each says why."""

import base64
import zlib
from typing import Any

import pytest

from tests.server.campaign_file import FEN_PER_PLAY, write_campaign
from tests.server.conftest import RunningServer, StartServer
from tests.server.hostile_traces import TAMPERED, MakeTrace
from tests.server.tapper import TICKS, pack, play_three_taps
from tests.server.visitor import Visitor

HOURS_MS = 3_600_000


def assert_refused(answer: dict[str, Any], status: str, reason: str) -> None:
    assert answer == {"status": status, "reason": reason, "receipt": None, "decided_by": None}


async def test_an_honest_play_is_credited_with_a_receipt(
    running: RunningServer, visitor: Visitor
) -> None:
    ticket = await visitor.begin()
    answer = await visitor.deliver(ticket, await visitor.play(ticket))
    assert answer == {
        "status": "credited",
        "reason": "",
        "receipt": {
            "play_id": ticket.play_id,
            "number": 1,
            "task": "stray_animals",
            "effect": "three_taps",
            "amount_fen": FEN_PER_PLAY,
            "currency": "CNY",
            "credited_at": "2026-05-28T20:26:42.000Z",
            "entry": 2,
            "leaf": answer["receipt"]["leaf"],
        },
        "decided_by": None,
    }
    assert f'"play_id":"{ticket.play_id}"' in answer["receipt"]["leaf"]
    totals = await (await visitor.client.get("/api/totals?lang=en")).json()
    assert totals["tasks"][0] == {
        "id": "stray_animals",
        "title": "Stray animals",
        "titles": {"zh-CN": "流浪动物", "en": "Stray animals"},
        "effect": "three_taps",
        "credited_plays": 1,
        "released_fen": FEN_PER_PLAY,
        "pledged_fen": 1000,
        "paid_fen": 0,
        "participants": 1,
        "fen_per_play": FEN_PER_PLAY,
        "state": "open",
        "opens_at": None,
    }


async def test_a_participant_is_counted_once_a_task(running: RunningServer) -> None:
    visitors = [await running.visitor(), await running.visitor()]
    for visitor in [*visitors, *visitors]:
        ticket = await visitor.begin()
        answer = await visitor.deliver(ticket, await visitor.play(ticket))
        assert answer["status"] == "credited"
    totals = await (await visitors[0].client.get("/api/totals")).json()
    task = totals["tasks"][0]
    assert (task["credited_plays"], task["participants"]) == (4, 2)


async def test_unfunded_once_the_pledge_is_released(
    campaign_path: Any, start_server: StartServer
) -> None:
    write_campaign(campaign_path, pledged_fen=50, fen_per_play=20)
    visitor = await (await start_server()).visitor()
    statuses: list[str] = []
    for _ in range(3):
        ticket = await visitor.begin()
        statuses.append((await visitor.deliver(ticket, await visitor.play(ticket)))["status"])
    assert statuses == ["credited", "credited", "unfunded"]
    asked = await (await visitor.ask()).json()
    assert asked["funding"] == "fully_funded"


async def test_expired_after_the_hours_of_delivery(running: RunningServer) -> None:
    visitor = await running.visitor()
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    running.clock.advance_ms(72 * HOURS_MS)
    assert_refused(await visitor.deliver(ticket, trace), "expired", "too_late")


async def test_credited_just_before_the_hours_of_delivery_end(running: RunningServer) -> None:
    visitor = await running.visitor()
    ticket = await visitor.begin()
    trace = play_three_taps(ticket.seed, ticket.play_id)
    running.clock.advance_ms(72 * HOURS_MS)
    assert (await visitor.deliver(ticket, trace))["status"] == "credited"


async def test_superseded_while_it_was_played(visitor: Visitor) -> None:
    older = await visitor.begin()
    newer = await visitor.begin()
    assert_refused(await visitor.deliver(older, await visitor.play(older)), "expired", "superseded")
    trace = await visitor.play(newer)
    assert (await visitor.deliver(newer, trace))["status"] == "credited"


async def test_a_play_that_was_over_before_the_newer_ticket_is_credited(visitor: Visitor) -> None:
    older = await visitor.begin()
    trace = await visitor.play(older)
    await visitor.begin()
    assert (await visitor.deliver(older, trace))["status"] == "credited"


async def test_not_completed(visitor: Visitor) -> None:
    ticket = await visitor.begin()
    await visitor.play(ticket)
    trace = play_three_taps(ticket.seed, ticket.play_id, taps=2)
    assert_refused(await visitor.deliver(ticket, trace), "not_completed", "ended_before_completion")


async def test_not_completed_when_the_effect_fails_on_the_signals(visitor: Visitor) -> None:
    ticket = await visitor.begin()
    await visitor.play(ticket)
    trace = play_three_taps(ticket.seed, ticket.play_id, manner="broken")
    assert_refused(await visitor.deliver(ticket, trace), "not_completed", "effect_failed")


async def test_implausible_before_the_wall_clock_allows(running: RunningServer) -> None:
    visitor = await running.visitor()
    ticket = await visitor.begin()
    running.clock.advance_ms(2000 - 501)
    trace = play_three_taps(ticket.seed, ticket.play_id)
    assert_refused(await visitor.deliver(ticket, trace), "implausible", "too_early")


async def test_a_clock_that_runs_a_little_fast_is_tolerated(running: RunningServer) -> None:
    visitor = await running.visitor()
    ticket = await visitor.begin()
    running.clock.advance_ms(2000 - 500)
    trace = play_three_taps(ticket.seed, ticket.play_id)
    assert (await visitor.deliver(ticket, trace))["status"] == "credited"


async def test_implausible_when_the_replay_has_no_end_and_the_next_play_is_not_hurt(
    visitor: Visitor,
) -> None:
    ticket = await visitor.begin()
    await visitor.play(ticket)
    trace = play_three_taps(ticket.seed, ticket.play_id, manner="heavy")
    assert_refused(await visitor.deliver(ticket, trace), "implausible", "replay_too_long")
    honest = await visitor.begin()
    assert (await visitor.deliver(honest, await visitor.play(honest)))["status"] == "credited"


async def test_update_needed_when_the_release_is_gone(running: RunningServer) -> None:
    visitor = await running.visitor()
    ticket = await visitor.begin()
    running.services.releases.path(visitor.release).unlink()
    answer = await visitor.deliver(ticket, await visitor.play(ticket))
    assert_refused(answer, "update_needed", "release_gone")


@pytest.mark.parametrize(("make", "reason"), TAMPERED)
async def test_tampered_traces(visitor: Visitor, make: MakeTrace, reason: str) -> None:
    ticket = await visitor.begin()
    await visitor.play(ticket)
    trace = make(ticket.seed, ticket.play_id)
    assert_refused(await visitor.deliver(ticket, trace), "tampered", reason)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x00" * 50, "trace_not_inflatable"),
        (zlib.compress(b"KLT1" + bytes(50_000_000)), "trace_too_large"),
        (zlib.compress(b"KLT1" + bytes(500))[:-4], "trace_cut_short"),
        (zlib.compress(b"KLT1") + b"more", "trace_not_inflatable"),
    ],
    ids=["no zlib", "bomb", "cut", "appended"],
)
async def test_tampered_deflated_bytes(visitor: Visitor, data: bytes, reason: str) -> None:
    ticket = await visitor.begin()
    body = {"ticket": ticket.text, "trace": base64.b64encode(data).decode()}
    answer = await (await visitor.post(ticket.play_id, body)).json()
    assert_refused(answer, "tampered", reason)


async def test_tampered_tickets_decide_nothing(running: RunningServer) -> None:
    visitor, other = await running.visitor(), await running.visitor()
    ticket = await visitor.begin()
    others = await other.begin()
    trace = await visitor.play(ticket)
    packed = pack(trace)
    forged = await visitor.post(
        ticket.play_id, {"ticket": ticket.text[:-2] + "xx", "trace": packed}
    )
    assert_refused(await forged.json(), "tampered", "ticket_forged")
    crossed = await visitor.post(ticket.play_id, {"ticket": others.text, "trace": packed})
    assert_refused(await crossed.json(), "tampered", "ticket_of_another_play")
    stolen = await other.post(ticket.play_id, {"ticket": ticket.text, "trace": packed})
    assert_refused(await stolen.json(), "tampered", "ticket_of_another_participant")
    assert (await visitor.deliver(ticket, trace))["status"] == "credited"


async def test_without_the_cookie_the_error_says_so_and_the_ticket_stays(
    visitor: Visitor,
) -> None:
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    jar = visitor.client.session.cookie_jar
    kept = {cookie.key: cookie.value for cookie in jar}
    jar.clear()
    response = await visitor.post(ticket.play_id, {"ticket": ticket.text, "trace": pack(trace)})
    assert response.status == 403
    assert (await response.json())["error"]["code"] == "participant_missing"
    jar.update_cookies(kept)
    assert (await visitor.deliver(ticket, trace))["status"] == "credited"


async def test_a_decided_play_takes_no_other_completion(visitor: Visitor) -> None:
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    first = await visitor.deliver(ticket, trace)
    other = play_three_taps(ticket.seed, ticket.play_id, ticks=TICKS + 3)
    assert_refused(await visitor.deliver(ticket, other), "duplicate", "already_decided")
    assert await visitor.deliver(ticket, trace) == first


async def test_a_refused_play_cannot_be_mended(visitor: Visitor) -> None:
    ticket = await visitor.begin()
    bad = await visitor.deliver(ticket, b"not a trace")
    good = await visitor.play(ticket)
    assert_refused(await visitor.deliver(ticket, good), "duplicate", "already_decided")
    assert await visitor.deliver(ticket, b"not a trace") == bad
