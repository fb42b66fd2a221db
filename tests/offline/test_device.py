"""The kiosk's own side without a network: pairing, its queue, what is taken over and taken back."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from server.campaign import read_campaign
from server.clock import DAY_MS, iso_utc
from server.kiosks.messages import Allotment, Answer, News
from server.ledger.audit import audit
from server.ledger.decisions import decide_plays
from server.ledger.openings import open_plays
from server.ledger.records import HeldPlay, KeptPlay
from server.ledger.sums import read_totals
from server.offline.client import WAIT_S_MAX, BackOff
from server.offline.outbox import (
    Counts,
    count_plays,
    due_plays,
    keep_play,
    list_refused,
    settle,
)
from server.offline.pairing import (
    Pairing,
    PairingError,
    check_central,
    check_credential,
    read_pairing,
    write_pairing,
)
from server.offline.tables import offline_plays
from server.offline.takeover import pause, take_over
from server.operator.campaign_versions import find_running
from server.operator.reviews import ReviewQueue
from server.schemas import TotalsAnswer
from server.verdicts import Verdict
from tests.server.campaign_file import FEN_PER_PLAY, write_campaign
from tests.server.conftest import (  # noqa: F401  (fixtures)
    database,
    engine,
    ledger_url,
)
from tests.server.ledger_plays import TASK, decision, new_play, play_id

NOW_MS = 1_780_000_000_000
UNTIL_MS = NOW_MS + 3 * DAY_MS
CREDITED, REFUSED = Answer(status="credited", reason=""), Answer(status="refused", reason="copy")


@pytest.fixture
def news(tmp_path: Path) -> News:
    """Return what the central server says: ten plays of one task, five a day."""
    return News(
        kiosk="hall",
        plays_until=iso_utc(UNTIL_MS),
        plays_per_day=5,
        allotments=[Allotment(task=TASK.task, allotted_fen=10 * FEN_PER_PLAY, used_fen=0)],
        releases={},
        campaign=read_campaign(write_campaign(tmp_path / "campaign.toml")).without_pledges(),
        totals=TotalsAnswer(tasks=[], participants=0),
    )


def play(connection: Connection, number: int, status: Verdict = Verdict.CREDITED) -> Verdict:
    """Play at the kiosk; return what its own ledger says."""
    open_plays(connection, [new_play(number, f"p{number}")])
    held = HeldPlay("{}", b"trace", "f" * 64) if status is Verdict.HELD else None
    asked = decision(number, status, kept=KeptPlay("a" * 32, b"trace"), held=held)
    (stored,) = decide_plays(connection, [asked], [ReviewQueue(48).add, keep_play])
    assert not isinstance(stored, KeyError)
    return stored.status


def money(connection: Connection) -> tuple[int, int]:
    """Return what is pledged and released here, in plays; the ledger must agree with itself."""
    assert audit(connection) == []
    total = read_totals(connection).by_task[TASK]
    return total.pledged_fen // FEN_PER_PLAY, total.released_fen // FEN_PER_PLAY


def test_the_campaign_runs_within_the_kiosks_time_cap_and_allotment(
    engine: Engine,  # noqa: F811
    news: News,
) -> None:
    with engine.begin() as connection:
        take_over(connection, news, NOW_MS)
        take_over(connection, news, NOW_MS + 1)  # The same again changes nothing.
        running = find_running(connection)
        assert running is not None
        assert running.version == 1
        assert running.campaign.closes_at == iso_utc(UNTIL_MS)
        assert running.campaign.limits.per_task == 5
        assert money(connection) == (10, 0)
        more = Allotment(task=TASK.task, allotted_fen=12 * FEN_PER_PLAY, used_fen=0)
        take_over(connection, news.model_copy(update={"allotments": [more]}), NOW_MS + 2)
        assert money(connection) == (12, 0)


def test_a_device_that_lost_its_ledger_gets_what_is_left(
    engine: Engine,  # noqa: F811
    news: News,
) -> None:
    used = Allotment(task=TASK.task, allotted_fen=10 * FEN_PER_PLAY, used_fen=7 * FEN_PER_PLAY)
    with engine.begin() as connection:
        take_over(connection, news.model_copy(update={"allotments": [used]}), NOW_MS)
        assert money(connection) == (3, 0)
        play(connection, 1)
        settle(connection, [(play_id(1), CREDITED)], NOW_MS)
        later = used.model_copy(update={"used_fen": 8 * FEN_PER_PLAY})
        take_over(connection, news.model_copy(update={"allotments": [later]}), NOW_MS)
        assert money(connection) == (3, 1)


def test_credited_and_held_plays_wait_and_no_others(
    engine: Engine,  # noqa: F811
    news: News,
) -> None:
    with engine.begin() as connection:
        take_over(connection, news, NOW_MS)
        assert play(connection, 1) is Verdict.CREDITED
        assert play(connection, 2, Verdict.HELD) is Verdict.HELD
        assert play(connection, 3, Verdict.NOT_COMPLETED) is Verdict.NOT_COMPLETED
        due = due_plays(connection, NOW_MS)
        assert [one.play_id for one in due] == [play_id(1), play_id(2)]
        assert (due[0].task, due[0].seed, due[0].trace) == (TASK.task, "a" * 32, "dHJhY2U=")


def test_answers_are_final_and_forget_the_trace(
    engine: Engine,  # noqa: F811
    news: News,
) -> None:
    with engine.begin() as connection:
        take_over(connection, news, NOW_MS)
        for number in (1, 2, 3):
            play(connection, number)
        later = Answer(status="later", reason="paused")
        settle(
            connection,
            [(play_id(1), CREDITED), (play_id(2), REFUSED), (play_id(3), later)],
            NOW_MS,
        )
        # A late answer over a connection that was given up changes nothing any more.
        settle(connection, [(play_id(1), REFUSED), (play_id(2), CREDITED)], NOW_MS + 1)
        assert count_plays(connection) == Counts(waiting=1, credited=1, refused=1)
        assert money(connection) == (10, 2)  # What was refused is taken back, and free again.
        assert [(one.play_id, one.reason) for one in list_refused(connection, 9)] == [
            (play_id(2), "copy")
        ]
        assert due_plays(connection, NOW_MS + 1000) == []
        assert len(due_plays(connection, NOW_MS + 60_000)) == 1
        kept = connection.execute(
            select(offline_plays.c.trace).order_by(offline_plays.c.play_no)
        ).scalars()
        assert kept.all() == [None, None, b"trace"]


@pytest.mark.parametrize(("answer", "released"), [(CREDITED, 1), (REFUSED, 0)])
def test_a_held_play_becomes_what_the_central_server_says(
    engine: Engine,  # noqa: F811
    news: News,
    answer: Answer,
    released: int,
) -> None:
    with engine.begin() as connection:
        take_over(connection, news, NOW_MS)
        play(connection, 1, Verdict.HELD)
        settle(connection, [(play_id(1), answer)], NOW_MS)
        assert money(connection) == (10, released)


def test_a_kiosk_that_is_let_in_no_more_pauses_until_it_is(
    engine: Engine,  # noqa: F811
    news: News,
) -> None:
    with engine.begin() as connection:
        take_over(connection, news, NOW_MS)
        for change, is_paused in ((pause, True), (lambda c, n: take_over(c, news, n), False)):
            act: Any = change
            act(connection, NOW_MS)
            running = find_running(connection)
            assert running is not None
            assert running.campaign.is_paused == is_paused


def test_a_credential_goes_over_https_or_within_this_machine(tmp_path: Path) -> None:
    assert check_central(" https://play.example.org/ ") == "https://play.example.org"
    assert check_central("http://localhost:8080") == "http://localhost:8080"
    for address in ("http://play.example.org", "play.example.org", "https://a.org/desk", "", "x"):
        with pytest.raises(PairingError, match="to do: type what the operator gave you"):
            check_central(address)
    assert read_pairing(tmp_path) is None
    pairing = Pairing("https://play.example.org", "secret", "hall")
    write_pairing(tmp_path, pairing)
    assert read_pairing(tmp_path) == pairing
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    path.write_text("[]")
    with pytest.raises(PairingError, match="pair the kiosk again"):
        read_pairing(tmp_path)


def test_a_credential_is_known_by_its_beginning() -> None:
    assert check_credential("kindlens-kiosk-abc\n") == "kindlens-kiosk-abc"
    for typed in ("", "\n", "hall-1"):
        with pytest.raises(PairingError, match="to do: copy the whole of it"):
            check_credential(typed)


def test_attempts_come_further_and_further_apart() -> None:
    back_off = BackOff()
    waits = [back_off.next_s() for _ in range(12)]
    assert all(0.7 * 2**n <= wait <= 1.3 * 2**n for n, wait in enumerate(waits[:8]))
    assert 0.7 * WAIT_S_MAX <= waits[-1] <= 1.3 * WAIT_S_MAX
    back_off.reset()
    assert back_off.next_s() <= 1.3
