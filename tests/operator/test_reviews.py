"""The queue of held plays: decided once, with a reason, and then without the trace."""

import asyncio
import json
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from effects.engine.trace import decode
from server.ledger.records import Decision, HeldPlay, NewPlay
from server.operator.accounts import Role
from server.operator.reviews import releases_in_review
from server.operator.tables import reviews
from server.verdicts import Verdict
from tests.dodge_food_bot import play_dodge_food
from tests.live_server import ROOT
from tests.operator.conftest import AtDesk, SeatAtDesk, add_person
from tests.server.conftest import BOTH_DATABASES, RunningServer, StartServer
from tests.server.tapper import pack

pytestmark = BOTH_DATABASES

HOUR_MS = 3_600_000
FINDING = {"kind": "still", "facts": {"seconds": 21}}


async def hold(server: RunningServer, task: str = "stray_animals", fen: int = 20) -> str:
    """Let a play be held, and return it."""
    play_id, now_ms = uuid.uuid4().hex, server.clock()
    ledger = server.services.ledger
    await ledger.open_play(
        NewPlay(
            play_id=play_id,
            participant=uuid.uuid4().hex,
            campaign="spring",
            task=task,
            effect="three_taps",
            release="f" * 64,
            mode="camera",
            fen_per_play=fen,
            issued_at_ms=now_ms,
            deliver_until_ms=now_ms + HOUR_MS,
        )
    )
    await ledger.decide(
        Decision(
            play_id,
            Verdict.HELD,
            "still",
            "0" * 32,
            now_ms,
            held=HeldPlay(json.dumps(FINDING), b"the trace", "f" * 64),
        )
    )
    return play_id


async def decide(person: AtDesk, play_id: str, *, is_accepted: bool) -> Any:
    body = {"is_accepted": is_accepted, "note": "looked at it"}
    return await person.send("POST", f"reviews/{play_id}", body)


async def traces(server: RunningServer) -> list[bytes | None]:
    return await server.services.ledger.read(
        lambda connection: list(connection.execute(select(reviews.c.trace)).scalars())
    )


async def test_a_held_play_waits_with_what_was_found_and_until_when(
    running: RunningServer, olga: AtDesk
) -> None:
    play_id = await hold(running)
    (waiting,) = (await olga.read("reviews"))["open"]
    assert waiting["play_id"] == play_id
    assert waiting["finding"] == FINDING
    assert (waiting["task"], waiting["amount_fen"]) == ("stray_animals", 20)
    assert waiting["due_at"][:13] == "2026-05-30T20"  # Two days after the start of the clock.
    overview = await olga.read("overview")
    assert overview["reviews_open"] == 1
    assert overview["reviews_due_at"] == waiting["due_at"]
    assert await traces(running) == [b"the trace"]


@pytest.mark.parametrize(
    ("is_accepted", "status", "released_fen"),
    [(True, "credited", 20), (False, "implausible", 0)],
)
async def test_a_decision_counts_once_and_forgets_the_trace(
    running: RunningServer, olga: AtDesk, is_accepted: bool, status: str, released_fen: int
) -> None:
    play_id = await hold(running)
    answers = await asyncio.gather(
        *(decide(olga, play_id, is_accepted=is_accepted) for _ in range(3))
    )
    assert sorted(answer.status for answer in answers) == [200, 409, 409]
    done = next(answer for answer in answers if answer.status == 200)
    assert (await done.json())["status"] == status
    answer = await olga.read("reviews")
    assert (answer["open"], answer["open_count"]) == ([], 0)
    (resolved,) = answer["resolved"]
    assert (resolved["is_accepted"], resolved["operator"]) == (is_accepted, "olga")
    assert resolved["note"] == "looked at it"
    assert await traces(running) == [None]
    assert (await olga.read("overview"))["balances"][0]["released_fen"] == released_fen
    act = (await olga.read("acts"))["acts"][0]
    assert act["kind"] == ("review_accepted" if is_accepted else "review_refused")
    assert (act["subject"], act["after"]["status"]) == (play_id, status)


async def test_an_accepted_play_stays_within_the_pledge(
    running: RunningServer, olga: AtDesk
) -> None:
    # Of a pledge of 500: either may be credited, and neither is so small as to keep a place.
    first, second = [await hold(running, "childrens_hearts", fen=300) for _ in range(2)]
    answer = await (await decide(olga, first, is_accepted=True)).json()
    assert (answer["status"], answer["reason"]) == ("credited", "")
    answer = await (await decide(olga, second, is_accepted=True)).json()
    assert (answer["status"], answer["reason"]) == ("unfunded", "pledge_released")


async def test_those_that_are_due_first_come_first(running: RunningServer, olga: AtDesk) -> None:
    first = await hold(running)
    running.clock.advance_ms(1)
    second = await hold(running)
    waiting = (await olga.read("reviews"))["open"]
    assert [one["play_id"] for one in waiting] == [first, second]


@pytest.mark.parametrize("play_id", ["0" * 32, "x", "%27%20OR%201%3D1"])
async def test_a_play_that_does_not_wait_is_no_review(olga: AtDesk, play_id: str) -> None:
    response = await decide(olga, play_id, is_accepted=True)
    assert (await response.json())["error"]["code"] == "already_decided"


async def test_what_moved_is_drawn_with_what_is_odd_while_a_play_waits(
    start_server: StartServer, seat: SeatAtDesk
) -> None:
    running = await start_server(
        effects_dir=ROOT / "effects",
        campaign=ROOT / "server" / "campaign.toml",
        replay_cpu_ms_max=2000,
    )
    await add_person(running, "vera", Role.VIEWER)
    await add_person(running, "olga", Role.OPERATOR)
    vera, olga = await seat(running, "vera"), await seat(running, "olga")
    visitor = await running.visitor("dodge_food")
    answer = await (await visitor.ask(effect="dodge_food", mode="camera")).json()
    play_id = answer["play_id"]
    # Whatever the ticket's seed: who darts at half of all chances jerks far more often than may be.
    trace = play_dodge_food(answer["seed"], play_id, clumsy=0.5, follow=1.0).trace
    running.clock.advance_ms(120_000)
    await visitor.post(play_id, {"ticket": answer["ticket"], "trace": pack(trace)})
    drawn = await vera.read(f"reviews/{play_id}/trace")
    ticks = len(decode(trace).rows)
    assert (drawn["tick_hz"], drawn["ticks"]) == (30, ticks)
    assert {len(one["values"]) for one in drawn["signals"]} == {ticks}
    assert "head_x_permille" in {one["name"] for one in drawn["signals"]}
    assert {one["kind"] for one in drawn["marks"]} >= {"jerk"}
    assert answer["release"] in await running.services.ledger.read(releases_in_review)
    await decide(olga, play_id, is_accepted=False)
    assert (await vera.get(f"reviews/{play_id}/trace")).status == 404
    assert await running.services.ledger.read(releases_in_review) == set()


@pytest.mark.parametrize("play_id", ["0" * 32, "x", "%27%20OR%201%3D1"])
async def test_a_play_that_does_not_wait_has_no_picture(olga: AtDesk, play_id: str) -> None:
    response = await olga.get(f"reviews/{play_id}/trace")
    assert (response.status, (await response.json())["error"]["code"]) == (404, "review_unknown")


async def test_a_trace_whose_release_is_gone_is_not_drawn(
    running: RunningServer, olga: AtDesk
) -> None:
    response = await olga.get(f"reviews/{await hold(running)}/trace")
    assert (response.status, (await response.json())["error"]["code"]) == (409, "trace_not_drawn")


async def test_a_decision_needs_a_reason(running: RunningServer, olga: AtDesk) -> None:
    play_id = await hold(running)
    response = await olga.send("POST", f"reviews/{play_id}", {"is_accepted": True, "note": ""})
    assert response.status == 422
