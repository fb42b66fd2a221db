"""Pledges, payouts and counter-entries at the desk, each with its act."""

import asyncio
from functools import partial
from typing import Any

import pytest

from server.ledger.audit import audit
from server.ledger.entries import newest_credits
from tests.operator.conftest import AtDesk
from tests.server.conftest import BOTH_DATABASES, RunningServer
from tests.server.visitor import Visitor

pytestmark = BOTH_DATABASES

TASK = "stray_animals"


async def book(person: AtDesk, what: str, amount_fen: int, reference: str = "No. 7") -> Any:
    body = {"task": TASK, "amount_fen": amount_fen, "reference": reference}
    return await person.send("POST", what, body)


async def refusal(response: Any) -> tuple[int, str]:
    return response.status, (await response.json())["error"]["code"]


async def credit_one(visitor: Visitor) -> dict[str, Any]:
    ticket = await visitor.begin()
    return await visitor.deliver(ticket, await visitor.play(ticket))


async def balance(person: AtDesk) -> tuple[int, int, int]:
    one = (await person.read("money"))["balances"][0]
    assert one["task"] == TASK
    return one["pledged_fen"], one["released_fen"], one["paid_fen"]


async def test_a_pledge_is_there_for_plays_and_in_the_log(
    running: RunningServer, olga: AtDesk
) -> None:
    response = await book(olga, "pledges", 250, "Letter of 1 May")
    assert response.status == 201
    entry = await response.json()
    assert (entry["kind"], entry["amount_fen"], entry["reference"]) == (
        "pledge",
        250,
        "Letter of 1 May",
    )
    assert await balance(olga) == (1250, 0, 0)
    assert running.services.live.pledged_fen()[TASK] == 1250
    act = (await olga.read("acts"))["acts"][0]
    assert (act["kind"], act["subject"], act["operator"]) == ("pledge", TASK, "olga")
    assert act["after"] == {
        "entry": entry["index"],
        "amount_fen": 250,
        "reference": "Letter of 1 May",
    }


async def test_no_more_is_paid_out_than_was_released(visitor: Visitor, olga: AtDesk) -> None:
    assert await refusal(await book(olga, "payouts", 1)) == (409, "pays_too_much")
    await credit_one(visitor)
    assert await refusal(await book(olga, "payouts", 21)) == (409, "pays_too_much")
    # Two who pay out at once cannot both have the last of it.
    answers = await asyncio.gather(*(book(olga, "payouts", 20) for _ in range(3)))
    assert sorted(answer.status for answer in answers) == [201, 409, 409]
    assert await balance(olga) == (1000, 20, 20)


async def test_a_mistake_is_taken_back_once_and_both_stay(olga: AtDesk) -> None:
    entry = await (await book(olga, "pledges", 500)).json()
    body = {"entry": entry["index"], "reason": "typed twice"}
    correction = await olga.change("POST", "corrections", body)
    assert (correction["from_account"], correction["to_account"]) == ("pledge", "sponsor")
    assert await balance(olga) == (1000, 0, 0)
    entries = {one["index"]: one for one in (await olga.read("money"))["entries"]}
    assert entries[entry["index"]]["corrected_by"] == correction["index"]
    assert entries[correction["index"]]["reference"] == "typed twice"
    for index in (entry["index"], correction["index"], 999):
        again = await olga.send("POST", "corrections", {"entry": index, "reason": "x"})
        assert await refusal(again) == (409, "not_correctable")


async def test_a_credit_that_should_not_have_been_is_taken_back(
    running: RunningServer, visitor: Visitor, olga: AtDesk
) -> None:
    await credit_one(visitor)
    index = (await running.services.ledger.read(partial(newest_credits, at_most=1)))[0].index
    found = await olga.read(f"entries/{index}")
    assert (found["kind"], found["amount_fen"], found["corrected_by"]) == ("credit", 20, None)
    await olga.change("POST", "corrections", {"entry": index, "reason": "a bot"})
    assert await balance(olga) == (1000, 0, 0)
    assert (await olga.get("entries/999")).status == 404
    assert (await olga.get("entries/x")).status == 404
    assert await running.services.ledger.read(audit) == []


async def test_a_released_pledge_is_not_taken_back(visitor: Visitor, olga: AtDesk) -> None:
    await credit_one(visitor)
    pledge = (await olga.read("money"))["entries"][-1]
    body = {"entry": pledge["index"], "reason": "x"}
    assert await refusal(await olga.send("POST", "corrections", body)) == (409, "not_correctable")


@pytest.mark.parametrize(
    "change",
    [
        {"amount_fen": 0},
        {"amount_fen": -1},
        {"amount_fen": 0.5},
        {"amount_fen": 10**15},
        {"amount_fen": "1"},
        {"reference": ""},
        {"reference": "x" * 201},
        {"task": "Stray"},
    ],
)
async def test_amounts_and_references_are_checked(olga: AtDesk, change: dict[str, Any]) -> None:
    body = {"task": TASK, "amount_fen": 100, "reference": "No. 7", **change}
    for what in ("pledges", "payouts"):
        assert (await olga.send("POST", what, body)).status == 422


async def test_a_blank_reference_is_refused_and_leaves_no_act(olga: AtDesk) -> None:
    before = (await olga.read("acts"))["acts"]
    assert await refusal(await book(olga, "pledges", 100, "   ")) == (409, "pledge_refused")
    assert (await olga.read("acts"))["acts"] == before


async def test_an_unknown_task_gets_no_pledge(olga: AtDesk) -> None:
    body = {"task": "nobody", "amount_fen": 100, "reference": "No. 7"}
    response = await olga.send("POST", "pledges", body)
    assert await refusal(response) == (404, "task_unknown")


async def test_older_bookings_come_a_page_at_a_time(olga: AtDesk) -> None:
    for number in range(52):
        assert (await book(olga, "pledges", 1, f"No. {number}")).status == 201
    first = await olga.read("money")
    assert len(first["entries"]) == 50
    second = await olga.read(f"money?before={first['more_before']}")
    assert second["more_before"] is None
    indexes = [one["index"] for one in first["entries"] + second["entries"]]
    assert indexes == sorted(indexes, reverse=True)
    assert len(set(indexes)) == 54  # 52, and the two of the campaign file.
