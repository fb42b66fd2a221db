"""The course of the money: verdicts counted, credits by hour and by day."""

from server.course import CHINA_HOURS, DAYS_SHOWN_MAX, HOURS_SHOWN, CourseSums
from server.ledger.records import Tally
from server.verdicts import Verdict

NOON = 20_000 * 24 - CHINA_HOURS + 12  # In China, of the day 20,000.


def tally(hour: int, count: int, task: str = "a", status: Verdict = Verdict.CREDITED) -> Tally:
    fen = count * 20 if status is Verdict.CREDITED else 0
    return Tally("spring", task, hour, status, count, fen)


def sums_of(*tallies: Tally) -> CourseSums:
    sums = CourseSums()
    sums.add(tallies)
    return sums


def test_hours_are_the_last_two_days_without_a_gap() -> None:
    course = sums_of(tally(NOON, 3), tally(NOON - 47, 1), tally(NOON - 48, 9)).by_hour(["a"], NOON)
    assert (course.starts_at, course.step_hours) == ("2024-10-02T05:00:00.000Z", 1)
    plays = course.tasks[0].credited_plays
    assert (len(plays), plays[0], plays[-1], sum(plays)) == (HOURS_SHOWN, 1, 3, 4)
    assert course.tasks[0].released_fen[-1] == 60


def test_days_begin_at_midnight_in_china() -> None:
    midnight = NOON - 12
    course = sums_of(tally(midnight - 1, 5), tally(midnight, 2), tally(NOON, 1)).by_day(["a"], NOON)
    assert (course.starts_at, course.step_hours) == ("2024-10-02T16:00:00.000Z", 24)
    assert course.tasks[0].credited_plays == [5, 3]


def test_a_long_campaign_shows_its_last_days_and_an_empty_one_today() -> None:
    long = sums_of(tally(NOON - 500 * 24, 1), tally(NOON, 1)).by_day(["a"], NOON)
    assert len(long.tasks[0].credited_plays) == DAYS_SHOWN_MAX
    assert sums_of().by_day(["a", "b"], NOON).tasks[1].credited_plays == [0]


def test_verdicts_are_counted_by_task_and_what_was_resolved_goes_back() -> None:
    sums = sums_of(
        tally(NOON, 2),
        tally(NOON - 1, 1, status=Verdict.HELD),
        tally(NOON, 4, task="b", status=Verdict.CAPPED),
    )
    later = sums.copy()
    later.add([tally(NOON - 1, -1, status=Verdict.HELD), tally(NOON, 1)])
    assert sums.verdicts("a") == {Verdict.CREDITED: 2, Verdict.HELD: 1}
    assert later.verdicts("a") == {Verdict.CREDITED: 3}
    assert later.verdicts("b") == {Verdict.CAPPED: 4}
    assert later.by_hour(["b"], NOON).tasks[0].credited_plays[-1] == 0
