"""Traces that no camera makes are found, honest ones are not, and the play is held."""

import random
from collections.abc import Iterator

import pytest

from effects.engine.trace import decode
from effects.place import EFFECTS
from effects.trace_file import read_trace_file
from server.clock import iso_utc
from server.plausibility.finding import Finding
from server.plausibility.history import History
from server.plausibility.kept import keep, read_kept
from server.plausibility.look import look
from server.plausibility.picture import Mark, draw_picture, mark_same
from server.plausibility.sketch import Sketch, read_sketch
from server.replay.job import LENGTHS, ReplayResult, decode_result
from tests.dodge_food_bot import play_dodge_food
from tests.live_server import ROOT
from tests.made_up_attacks import Rows, copied, frozen
from tests.server.conftest import StartServer
from tests.server.tapper import pack
from tests.server.visitor import Ticket

EFFECT = "dodge_food"
HOUR_MS = 3_600_000


def played(number: int, follow: float = 0.25) -> Rows:
    trace = decode(play_dodge_food(f"{number * 7919 + 41:032x}", follow=follow).trace)
    return Rows(trace.columns, trace.rows)


def sketch_of(trace: Rows) -> Sketch:
    return look(trace, may_be_still=False)[1]


def remember(history: History, play_id: str, sketch: Sketch) -> None:
    kept = keep(sketch)
    assert kept is not None
    history.remember(play_id, EFFECT, kept)


@pytest.fixture(scope="module")
def honest() -> list[Rows]:
    return [played(number) for number in range(8)]


@pytest.fixture
def history(honest: list[Rows]) -> History:
    history = History()
    for number, trace in enumerate(honest):
        remember(history, f"play {number}", sketch_of(trace))
    return history


def recorded() -> Iterator[Rows]:
    for path in sorted(EFFECTS.glob("*/traces/*.json")):
        trace = read_trace_file(path).trace
        if trace.mode == "camera":
            yield Rows(trace.columns, trace.rows)


def test_nothing_is_found_in_the_recorded_plays() -> None:
    history = History()
    count = 0
    for trace in recorded():
        finding, sketch = look(trace, may_be_still=False)
        assert finding is None
        assert history.find_copied(str(count), EFFECT, sketch) is None
        remember(history, str(count), sketch)
        count += 1
    assert count > 6


def test_a_head_that_never_moves_is_found_unless_photographs_may_play(honest: list[Rows]) -> None:
    still = frozen(honest[0])
    seconds = (len(still.rows) - 1) // 30
    assert look(still, may_be_still=False)[0] == Finding("still", {"seconds": seconds})
    assert look(still, may_be_still=True)[0] is None


def test_a_place_before_which_nobody_is_may_stay_still(honest: list[Rows]) -> None:
    still = frozen(honest[0])
    nobody = Rows(still.columns, [(0, *row[1:]) for row in still.rows])
    assert look(nobody, may_be_still=False)[0] is None


def test_a_head_that_jumps_from_place_to_place_is_found() -> None:
    finding, _ = look(played(3, follow=1.0), may_be_still=False)
    assert finding is not None
    assert finding.kind == "jerky"


def test_a_face_that_comes_and_goes_does_not_jump(honest: list[Rows]) -> None:
    """Where a face is found anew is no movement of it."""
    trace = Rows(honest[0].columns, [(1, 0, 500, 500, 300, 400, 0)] * 3)
    for number in range(40):
        x = 200 if number % 2 else 800
        trace.rows += [(0, *trace.rows[-1][1:])] * 5 + [(1, 0, x, 500, 300, 400, 0)] * 5
    assert look(trace, may_be_still=False)[0] is None


@pytest.mark.parametrize("is_mirrored", [False, True])
@pytest.mark.parametrize(("noise", "late_ticks"), [(0, 0), (0, 46), (0.5, 31), (1, 17)])
def test_a_copy_is_found(
    history: History, honest: list[Rows], noise: float, late_ticks: int, is_mirrored: bool
) -> None:
    trace = copied(honest[2], random.Random(1), noise, late_ticks, is_mirrored=is_mirrored)
    finding = history.find_copied("new", EFFECT, sketch_of(trace))
    assert finding is not None
    assert finding.kind == "copy"
    assert finding.facts["of"] == "play 2"
    assert finding.facts["is_mirrored"] == int(is_mirrored)
    assert abs(int(finding.facts["later_ms"]) + late_ticks * 1000 / 30) < 101
    assert int(finding.facts["share_percent"]) >= 80


def test_another_play_is_no_copy(history: History) -> None:
    for number in range(100, 110):
        assert history.find_copied("new", EFFECT, sketch_of(played(number))) is None


def test_a_play_is_no_copy_of_itself_nor_of_one_of_another_effect(
    history: History, honest: list[Rows]
) -> None:
    again = sketch_of(honest[5])
    assert history.find_copied("play 5", EFFECT, again) is None
    assert history.find_copied("new", "another_effect", again) is None
    assert history.find_copied("new", EFFECT, again) is not None


def test_the_oldest_plays_are_forgotten(honest: list[Rows]) -> None:
    history = History(plays_max=3)
    sketches = [sketch_of(trace) for trace in honest]
    for number, sketch in enumerate(sketches):
        remember(history, f"play {number}", sketch)
        remember(history, f"play {number}", sketch)
    assert len(history) == 3
    assert history.find_copied("new", EFFECT, sketches[4]) is None
    assert history.find_copied("new", EFFECT, sketches[5]) is not None


def test_a_sketch_goes_from_worker_to_server_as_it_is(honest: list[Rows]) -> None:
    sketch = sketch_of(honest[0])
    finding = Finding("jerky", {"jerks": 20})
    result = ReplayResult("completed", "", 900, 30_000, finding, sketch)
    again = decode_result(result.encode()[LENGTHS.size :])
    assert again == result
    assert read_sketch(sketch.as_json_value()) == sketch


def test_what_is_kept_of_a_sketch_comes_back_as_it_was(honest: list[Rows]) -> None:
    kept = keep(sketch_of(honest[0]))
    assert kept is not None
    assert read_kept(kept.as_bytes()) == kept
    assert keep(Sketch({}, [], [], [])) is None


def test_a_picture_marks_what_is_odd(history: History, honest: list[Rows]) -> None:
    trace = honest[2]
    assert [one for one in draw_picture(trace).marks if one.kind != "absent"] == []
    still = draw_picture(frozen(trace))
    assert [one for one in still.marks if one.kind == "still"] == [
        Mark("still", "", 1, len(trace.rows))
    ]
    jerky = [one for one in draw_picture(played(3, follow=1.0)).marks if one.kind == "jerk"]
    assert len(jerky) > 12
    assert {one.signal for one in jerky} <= {"head_x_permille", "head_y_permille"}
    gone = draw_picture(Rows(trace.columns, [(0, *row[1:]) for row in trace.rows[:50]]))
    assert gone.marks == [Mark("absent", "", 0, 50)]


@pytest.mark.parametrize("is_mirrored", [False, True])
@pytest.mark.parametrize("late_ticks", [0, 46])
def test_a_picture_marks_what_is_the_same_as_in_the_play_that_was_copied(
    honest: list[Rows], late_ticks: int, is_mirrored: bool
) -> None:
    kept = keep(sketch_of(honest[2]))
    assert kept is not None
    copy = copied(honest[2], random.Random(1), 0, late_ticks, is_mirrored=is_mirrored)
    # The first half is another play's.
    half = len(copy.rows) // 2
    mixed = Rows(copy.columns, honest[5].rows[:half] + copy.rows[half:])
    marks = list(mark_same(kept, sketch_of(mixed), -late_ticks, is_mirrored=is_mirrored))
    of_x = [one for one in marks if one.signal == "head_x_permille"]
    assert sum(one.end - one.first for one in of_x if one.first < half) < half / 2
    assert sum(one.end - one.first for one in of_x if one.end > half) > half * 0.6
    assert all(0 <= one.first < one.end <= len(mixed.rows) for one in marks)


async def test_a_play_with_a_finding_is_held_and_stays_so(start_server: StartServer) -> None:
    running = await start_server(
        effects_dir=ROOT / "effects",
        campaign=ROOT / "server" / "campaign.toml",
        replay_cpu_ms_max=2000,
    )
    visitor = await running.visitor(EFFECT)
    # Whatever the ticket's seed: who darts at half of all chances jerks far more often than may be.
    plays = ((0.25, 0.1, ("credited", "")), (1.0, 0.5, ("held", "jerky")))
    for follow, clumsy, expected in plays:
        asked = await visitor.ask(effect=EFFECT, mode="camera")
        answer = await asked.json()
        ticket = Ticket(answer["play_id"], answer["ticket"], answer["seed"])
        recorded = play_dodge_food(ticket.seed, ticket.play_id, clumsy=clumsy, follow=follow)
        running.clock.advance_ms(120_000)
        body = {"ticket": ticket.text, "trace": pack(recorded.trace)}
        due = iso_utc(running.clock.now_ms + running.services.settings.review_hours * HOUR_MS)
        for _ in range(2):
            verdict = await (await visitor.post(ticket.play_id, body)).json()
            assert (verdict["status"], verdict["reason"]) == expected
            assert verdict["decided_by"] == (due if expected[0] == "held" else None)
    totals = await (await visitor.client.get("/api/totals")).json()
    assert totals["tasks"][0]["credited_plays"] == 1
