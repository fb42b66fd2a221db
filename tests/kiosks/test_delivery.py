"""Delivering a kiosk's plays: once each, within allotment and cap, nothing else believed."""

from typing import Any

import pytest
from aiohttp import WSServerHandshakeError

from server.campaign import Campaign
from server.clock import DAY_MS
from server.kiosks.admission import revoke_kiosk
from server.kiosks.allotments import list_allotted
from server.ledger.audit import audit
from server.ledger.sums import read_totals
from server.operator.campaign_versions import save_version
from tests.kiosks.conftest import KEY, PLAY_MS, TASK, Central
from tests.server.campaign_file import FEN_PER_PLAY, PLEDGED_FEN
from tests.server.conftest import BOTH_DATABASES
from tests.server.tapper import pack, play_three_taps

CREDITED = ("credited", "")


async def released_fen(central: Central) -> int:
    """Return what the task has released; the ledger must agree with itself."""
    read = central.running.services.ledger.read
    assert await read(audit) == []
    return (await read(read_totals)).by_task[KEY].released_fen


async def used_fen(central: Central, name: str = "hall") -> int:
    """Return what a kiosk has used."""
    allotted = await central.running.services.ledger.read(
        lambda connection: list_allotted(connection, name)
    )
    return allotted[0].used_fen


@BOTH_DATABASES
async def test_a_play_is_credited_once_however_often_it_comes(central: Central) -> None:
    line = await central.line()
    first, second = line.play(), line.play()
    assert await line.deliver(first, second, first) == [CREDITED] * 3
    assert await line.deliver(first) == [CREDITED]
    assert await released_fen(central) == await used_fen(central) == 2 * FEN_PER_PLAY


@BOTH_DATABASES
async def test_the_allotment_is_the_wall_and_is_kept_from_others(central: Central) -> None:
    plays = PLEDGED_FEN // FEN_PER_PLAY
    line = await central.line(plays=plays - 1, plays_per_day=plays)
    visitor = await central.running.visitor()
    for status in ("credited", "unfunded"):  # One play's amount is not the kiosk's.
        ticket = await visitor.begin()
        assert (await visitor.deliver(ticket, await visitor.play(ticket)))["status"] == status
    answers = await line.deliver(*(line.play() for _ in range(plays)))
    assert answers == [CREDITED] * (plays - 1) + [("refused", "allotment_used")]
    assert await released_fen(central) == PLEDGED_FEN


async def test_no_more_plays_a_day_than_its_cap_whatever_times_it_says(central: Central) -> None:
    line = await central.line(plays=40, plays_per_day=2)
    over = ("refused", "kiosk_day")
    assert await line.deliver(*(line.play() for _ in range(3))) == [CREDITED, CREDITED, over]
    told = [
        line.play(decided_at_ms=line.now_ms + days * DAY_MS, issued_at_ms=0)
        for days in range(-9, 10)
    ]
    answers = await line.deliver(*told)
    # A day more on either side, since clocks differ: bounded, as is the whole by the allotment.
    assert answers.count(CREDITED) == 4
    assert set(answers) == {CREDITED, over}


async def test_a_kiosk_whose_clock_is_wrong_loses_nothing(central: Central) -> None:
    line = await central.line(plays=40, plays_per_day=10)
    wrong_ms = line.now_ms - 3 * 365 * DAY_MS - 5 * 3_600_000
    play = line.play(issued_at_ms=wrong_ms - PLAY_MS, decided_at_ms=wrong_ms)
    assert await line.deliver(play, now_ms=wrong_ms + 60_000) == [CREDITED]


async def test_days_after_the_play_it_is_credited_and_after_the_kiosks_end_it_is_not(
    central: Central,
) -> None:
    credential = await central.add(days=1)
    line = await central.connect(credential)
    await line.greet()
    kept, late = line.play(), line.play()
    central.running.clock.advance_ms(5 * DAY_MS)
    late |= {"decided_at_ms": line.now_ms, "issued_at_ms": line.now_ms - PLAY_MS}
    assert await line.deliver(kept, late) == [CREDITED, ("refused", "kiosk_over")]
    central.running.clock.advance_ms(20 * DAY_MS)
    with pytest.raises(WSServerHandshakeError) as told:
        await central.connect(credential)
    assert told.value.status == 403


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"fen_per_play": FEN_PER_PLAY * 100}, "rate_unknown"),
        ({"task": "childrens_hearts"}, "rate_unknown"),
        ({"campaign": "summer"}, "rate_unknown"),
        ({"effect": "studio"}, "rate_unknown"),
        ({"issued_at_ms": 10**14}, "too_early"),
        ({"trace": pack(b"no trace")}, "trace_not_decodable"),
        ({"trace": "no base64"}, "malformed"),
        ({"participant": "x"}, "malformed"),
        ({"play_id": "../../etc/passwd"}, "malformed"),
        ({"more": 1}, "malformed"),
        ({"decided_at_ms": -1}, "malformed"),
    ],
)
async def test_a_bad_play_is_refused_with_its_reason_and_stops_no_other(
    central: Central, changes: dict[str, Any], reason: str
) -> None:
    line = await central.line()
    answers = await line.deliver(line.play(), line.play(**changes), line.play())
    assert answers == [CREDITED, ("refused", reason), CREDITED]


async def test_a_play_that_was_not_played_is_refused(central: Central) -> None:
    line = await central.line()
    other = line.play()
    copied = line.play(trace=other["trace"])
    lazy = line.play()
    lazy["trace"] = pack(play_three_taps(lazy["seed"], lazy["play_id"], taps=2))
    answers = await line.deliver(other, copied, lazy)
    assert answers == [
        CREDITED,
        ("refused", "trace_of_another_play"),
        ("refused", "ended_before_completion"),
    ]


async def test_an_unknown_release_waits(central: Central) -> None:
    line = await central.line()
    assert await line.deliver(line.play(release="f" * 64)) == [("later", "release_unknown")]


async def test_another_kiosks_and_a_visitors_plays_are_not_its_own(central: Central) -> None:
    line, thief = await central.line("hall"), await central.line("van")
    play = line.play()
    assert await line.deliver(play) == [CREDITED]
    visitor = await central.running.visitor()
    begun, decided = await visitor.begin(), await visitor.begin()
    await visitor.deliver(decided, await visitor.play(decided))
    stolen = [thief.play(play_id=one.play_id) for one in (begun, decided)]
    assert await thief.deliver(play, *stolen) == [("refused", "play_of_another")] * 3
    other = play | {"trace": pack(play_three_taps(play["seed"], play["play_id"], ticks=90))}
    assert await line.deliver(other) == [("refused", "already_decided")]
    assert (await used_fen(central, "van"), await used_fen(central)) == (0, FEN_PER_PLAY)


async def test_participants_of_two_kiosks_are_never_the_same(central: Central) -> None:
    line, other = await central.line("hall"), await central.line("van")
    of_all = {"participant": "a" * 32}
    await line.deliver(line.play(**of_all), line.play(**of_all))
    await other.deliver(other.play(**of_all))
    totals = await central.running.services.ledger.read(read_totals)
    assert totals.by_task[KEY].participants == 2


async def test_a_pause_makes_plays_wait(central: Central) -> None:
    line = await central.line()
    play = line.play()
    services = central.running.services

    async def save(campaign: Campaign) -> None:
        version = services.campaigns.version().version
        await services.ledger.write(
            lambda connection: save_version(connection, campaign, version, "ann", line.now_ms)
        )
        await services.campaigns.refresh(services.ledger)

    open_campaign = services.campaigns.current()
    await save(open_campaign.paused(TASK, is_paused=True))
    assert await line.deliver(play) == [("later", "paused")]
    await save(open_campaign)
    assert await line.deliver(play) == [CREDITED]


async def test_a_revoked_credential_ends_at_once(central: Central) -> None:
    credential = await central.add()
    line = await central.connect(credential)
    await line.greet()
    services = central.running.services
    await services.ledger.write(
        lambda connection: revoke_kiosk(connection, "hall", "ann", "stolen", services.clock())
    )
    await line.socket.send_json(
        {
            "kind": "batch",
            "number": 1,
            "now_ms": line.now_ms,
            "waiting": 0,
            "plays": [line.play()],
        }
    )
    assert await line.ended() is not None
    with pytest.raises(WSServerHandshakeError) as told:
        await central.connect(credential)
    assert told.value.status == 401
    assert await released_fen(central) == 0


async def test_messages_that_are_none_end_the_connection(central: Central) -> None:
    credential = await central.add()
    for text in ("no json", "[]", '{"kind":"hello"}', "[" * 100_000, '{"kind":"batch"}'):
        line = await central.connect(credential)
        await line.socket.send_str(text)
        problem = await line.ended()
        assert problem is not None
        assert problem["code"] == "bad_message"
    line = await central.connect(credential)
    await line.socket.send_bytes(b"\x00")
    assert await line.ended() is not None
    line = await central.connect(credential)
    await line.greet()
    await line.socket.send_str("x" * 2_000_000)
    assert await line.ended() is None  # The message itself is not even read to its end.
    line = await central.connect(credential)
    await line.greet()
    plays = [line.play()] * 51
    await line.socket.send_json(
        {"kind": "batch", "number": 1, "now_ms": 1, "waiting": 0, "plays": plays}
    )
    assert await line.ended() is not None


async def test_one_connection_a_kiosk_the_newest(central: Central) -> None:
    credential = await central.add()
    first = await central.connect(credential)
    await first.greet()
    second = await central.connect(credential)
    await second.greet()
    assert await first.ended() is None
    assert await second.deliver(second.play()) == [CREDITED]


async def test_without_a_credential_nobody_gets_in(central: Central) -> None:
    for credential in ("", "kindlens-kiosk-guess", "x" * 5000):
        with pytest.raises(WSServerHandshakeError) as told:
            await central.connect(credential)
        assert told.value.status == 401
