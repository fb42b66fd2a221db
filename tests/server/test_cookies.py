"""Cookies that are copied, stolen, made up or sent twice: what they are good for, and what not."""

from server.participants import COOKIE
from tests.server.conftest import RunningServer
from tests.server.tapper import pack
from tests.server.visitor import Ticket, Visitor


def cookie_of(visitor: Visitor) -> str:
    """Return the value of a visitor's cookie."""
    cookies = visitor.client.session.cookie_jar.filter_cookies(visitor.client.make_url("/"))
    return cookies[COOKIE].value


async def deliver_as(visitor: Visitor, ticket: Ticket, trace: bytes, cookie: str) -> str:
    """Deliver with a Cookie header of any text; return the answer's reason or error code."""
    response = await visitor.client.session.post(
        visitor.client.make_url(f"/api/plays/{ticket.play_id}/completion"),
        json={"ticket": ticket.text, "trace": pack(trace)},
        headers={"Cookie": cookie},
    )
    answer = await response.json()
    return answer.get("reason") or answer.get("error", {}).get("code") or answer["status"]


async def test_a_copied_cookie_is_the_same_participant(running: RunningServer) -> None:
    """Who replays a cookie plays as its owner: with one open ticket, and counted once."""
    owner, thief = await running.visitor(), await running.visitor()
    first = await owner.begin()
    trace = await owner.play(first)
    assert (await owner.deliver(first, trace))["status"] == "credited"
    thief.client.session.cookie_jar.update_cookies({COOKIE: cookie_of(owner)})
    own, stolen = await owner.begin(), await thief.begin()
    own_trace = await owner.play(own)
    assert (await owner.deliver(own, own_trace))["reason"] == "superseded"
    assert (await thief.deliver(stolen, await thief.play(stolen)))["status"] == "credited"
    task = (await (await owner.client.get("/api/totals")).json())["tasks"][0]
    assert (task["credited_plays"], task["participants"]) == (2, 1)


async def test_a_stolen_ticket_is_worth_nothing_with_another_cookie(
    running: RunningServer,
) -> None:
    owner, thief = await running.visitor(), await running.visitor()
    ticket = await owner.begin()
    await thief.begin()
    trace = await owner.play(ticket)
    value = cookie_of(thief)
    for cookie in (f"{COOKIE}={value}", f"{COOKIE}={'A' * 32}"):
        reason = await deliver_as(thief, ticket, trace, cookie)
        assert reason == "ticket_of_another_participant"
    assert (await owner.deliver(ticket, trace))["status"] == "credited"


async def test_cookies_of_no_form_are_none(running: RunningServer) -> None:
    owner, other = await running.visitor(), await running.visitor()
    ticket = await owner.begin()
    trace = await owner.play(ticket)
    value = cookie_of(owner)
    for cookie in (f"{COOKIE}=", f"{COOKIE}={value}x", f"{COOKIE}={value[:-1]}", "other=1", ";;="):
        assert await deliver_as(other, ticket, trace, cookie) == "participant_missing", cookie
    assert (await owner.deliver(ticket, trace))["status"] == "credited"


async def test_a_cookie_of_a_decided_play_earns_nothing_more(running: RunningServer) -> None:
    visitor = await running.visitor()
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    credited = await visitor.deliver(ticket, trace)
    running.clock.advance_ms(1000 * 3_600_000)
    assert await visitor.deliver(ticket, trace) == credited
    other = await visitor.play(ticket)
    assert (await visitor.deliver(ticket, other + b"\0"))["status"] == "duplicate"
    totals = await (await visitor.client.get("/api/totals")).json()
    assert totals["tasks"][0]["credited_plays"] == 1
