"""Signing in: who gets in, for how long, how often they may try, what a stolen cookie is worth."""

import asyncio
from http.cookies import SimpleCookie
from typing import Any

import pytest
from sqlalchemy import Engine, select

from server.operator.accounts import Role
from server.operator.attempts import Allowance, Attempt, forget, take, wait_s
from server.operator.passwords import hash_password, is_password_of, make_password
from server.operator.tables import sign_in_attempts
from tests.operator.conftest import PASSWORD, AtDesk, SeatAtDesk, add_person
from tests.server.conftest import RunningServer, SetClock, StartServer

MINUTE_MS = 60_000


def cookies_of(response: Any) -> SimpleCookie:
    return SimpleCookie("\r\n".join(response.headers.getall("Set-Cookie")))


async def code_of(response: Any) -> str:
    return (await response.json())["error"]["code"]


async def test_the_first_start_prints_a_password_that_must_be_changed(
    start_server: StartServer, seat: SeatAtDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    server = await start_server()
    lines = capsys.readouterr().err.splitlines()
    password = lines[lines.index(next(one for one in lines if "/operator" in one)) + 1].strip()
    person = await seat(server)
    answer = await (await person.sign_in("operator", password)).json()
    assert answer["session"]["must_change_password"] is True
    assert await code_of(await person.get("acts")) == "password_change_needed"
    changed = await person.change(
        "PUT", "password", {"old": password, "new": "a quiet green bicycle"}
    )
    person.token = changed["session"]["csrf_token"]
    await person.read("acts")
    await server.end()
    await start_server()
    assert "/operator" not in capsys.readouterr().err


async def test_the_cookie_is_out_of_reach_and_new_at_each_sign_in(
    running: RunningServer, olga: AtDesk
) -> None:
    del running
    first = cookies_of(await olga.sign_in("olga"))["kindlens_operator"]
    second = cookies_of(await olga.sign_in("olga"))["kindlens_operator"]
    assert first["httponly"]
    assert first["samesite"] == "Strict"
    assert not first["secure"]
    assert first["max-age"] == ""  # It goes with the browser.
    assert first.value != second.value
    # The one before has ended with the new one.
    answer = await olga.client.get(
        "/api/operator/acts", headers={"Cookie": f"kindlens_operator={first.value}"}, cookies={}
    )
    assert answer.status == 200  # The jar's own cookie goes along, too.


async def test_behind_https_the_cookie_is_bound_to_the_host(
    start_server: StartServer, seat: SeatAtDesk
) -> None:
    server = await start_server(public_origin="https://play.example.org")
    await add_person(server, "olga", Role.OPERATOR)
    person = await seat(server)
    cookie = cookies_of(await person.sign_in("olga"))["__Host-kindlens_operator"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


async def test_a_cookie_is_worth_nothing_after_signing_out(
    running: RunningServer, olga: AtDesk, seat: SeatAtDesk
) -> None:
    stolen = olga.client.session.cookie_jar.filter_cookies(olga.client.make_url("/"))
    header = {"Cookie": f"kindlens_operator={stolen['kindlens_operator'].value}"}
    thief = await seat(running)
    assert (await thief.get("acts", headers=header)).status == 200
    await olga.change("DELETE", "session")
    assert await code_of(await thief.get("acts", headers=header)) == "not_signed_in"
    assert await code_of(await olga.get("acts")) == "not_signed_in"
    assert (await olga.read("session")) == {"session": None}


async def test_a_session_ends_unused_and_in_any_case(olga: AtDesk, clock: SetClock) -> None:
    for _ in range(24):
        clock.advance_ms(29 * MINUTE_MS)
        assert (await olga.get("acts")).status == 200
    clock.advance_ms(29 * MINUTE_MS)  # 12 hours and 5 minutes after signing in.
    assert await code_of(await olga.get("acts")) == "not_signed_in"
    await olga.sign_in("olga")
    clock.advance_ms(31 * MINUTE_MS)
    assert await code_of(await olga.get("acts")) == "not_signed_in"


async def test_a_new_password_ends_every_other_session(
    running: RunningServer, olga: AtDesk, seat: SeatAtDesk
) -> None:
    elsewhere = await seat(running, "olga")
    new = "another four quiet words"
    answer = await olga.change("PUT", "password", {"old": PASSWORD, "new": new})
    olga.token = answer["session"]["csrf_token"]
    assert (await olga.get("acts")).status == 200
    assert await code_of(await elsewhere.get("acts")) == "not_signed_in"
    assert (await elsewhere.sign_in("olga")).status == 401
    assert (await elsewhere.sign_in("olga", new)).status == 201


@pytest.mark.parametrize("new", ["short", PASSWORD, "olga-olga-olga-olga"])
async def test_a_weak_password_is_not_taken(olga: AtDesk, new: str) -> None:
    response = await olga.send("PUT", "password", {"old": PASSWORD, "new": new})
    assert await code_of(response) == "password_weak"


async def test_a_password_is_not_changed_without_the_old_one(olga: AtDesk) -> None:
    response = await olga.send("PUT", "password", {"old": "x", "new": "a quiet green bicycle"})
    assert await code_of(response) == "old_password_wrong"
    assert (await olga.sign_in("olga")).status == 201


async def test_an_unknown_name_gets_the_same_answer_and_costs_the_same_work(
    running: RunningServer, olga: AtDesk, seat: SeatAtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    del olga
    hashes: list[str] = []

    def counted(stored: str, password: str) -> bool:
        hashes.append(stored)
        return is_password_of(stored, password)

    monkeypatch.setattr("server.operator.passwords.is_password_of", counted)
    person = await seat(running)
    known = await person.sign_in("olga", "wrong")
    unknown = await person.sign_in("nobody", "wrong")
    assert (known.status, await known.json()) == (unknown.status, await unknown.json())
    parameters = [stored.rsplit("$", 2)[0] for stored in hashes]
    assert len(parameters) == 2
    assert parameters[0] == parameters[1]


async def test_guessing_is_slowed_down_and_the_owner_is_not_locked_out(
    running: RunningServer, olga: AtDesk, seat: SeatAtDesk, clock: SetClock
) -> None:
    guesser = await seat(running)
    for _ in range(5):
        assert (await guesser.sign_in("olga", "wrong")).status == 401
    refused = await guesser.sign_in("olga")  # Even the right one: it is not looked at.
    assert (refused.status, await code_of(refused)) == (429, "too_many_attempts")
    assert refused.headers["Retry-After"] == "60"
    # Where Olga has signed in before, she has attempts of her own.
    assert (await olga.sign_in("olga")).status == 201
    clock.advance_ms(MINUTE_MS)
    assert (await guesser.sign_in("olga", "wrong")).status == 401
    assert (await guesser.sign_in("olga", "wrong")).status == 429
    clock.advance_ms(MINUTE_MS)
    assert (await guesser.sign_in("olga")).status == 201


async def test_one_network_cannot_try_many_names(running: RunningServer, seat: SeatAtDesk) -> None:
    guesser = await seat(running)
    statuses = [(await guesser.sign_in(f"name{n}", "wrong")).status for n in range(21)]
    assert statuses == [401] * 20 + [429]


async def test_a_restart_forgives_nothing_and_a_right_password_all(
    start_server: StartServer, seat: SeatAtDesk
) -> None:
    before = await start_server()
    await add_person(before, "olga", Role.OPERATOR)
    for _ in range(4):
        assert (await (await seat(before)).sign_in("olga", "wrong")).status == 401
    await before.end()
    after = await start_server()
    assert (await (await seat(after)).sign_in("olga")).status == 201
    for _ in range(5):
        assert (await (await seat(after)).sign_in("olga", "wrong")).status == 401
    assert (await (await seat(after)).sign_in("olga", "wrong")).status == 429


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_attempts_fill_again_one_by_one(engine: Engine) -> None:
    few, many = Attempt("a", Allowance(2, refill_s=10)), Attempt("b", Allowance(5, refill_s=1))
    with engine.begin() as connection:
        assert [take(connection, [few, many], 1000) for _ in range(3)] == [0, 0, 10]
        assert wait_s(connection, [few, many], 1000) == 10
        assert wait_s(connection, [many], 1000) == 0
        assert take(connection, [few], 10_001) == 1
        assert take(connection, [few], 11_000) == 0
        marks = set(connection.execute(select(sign_in_attempts.c.whose)).scalars())
        assert marks == {few.mark}  # The other is whole again, and forgotten.
        forget(connection, few)
        assert wait_s(connection, [few], 11_000) == 0


async def test_attempts_at_the_same_time_are_each_counted(
    running: RunningServer, seat: SeatAtDesk
) -> None:
    guessers = [await seat(running) for _ in range(12)]
    answers = await asyncio.gather(*(one.sign_in("olga", "wrong") for one in guessers))
    assert sorted(one.status for one in answers) == [401] * 5 + [429] * 7


def test_passwords_are_hashed_with_argon2id_and_made_without_bias() -> None:
    stored = hash_password("a")
    assert stored.startswith("$argon2id$")
    assert is_password_of(stored, "a")
    assert not is_password_of(stored, "b")
    assert not is_password_of("no hash", "a")
    assert make_password() != make_password()
    assert len(make_password()) == 24
