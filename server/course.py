"""The ledger's tallies over time: verdicts counted, and credits by hour and by day.

A pure part: tallies and the hour of now go in, bodies of answers come out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from server.clock import HOUR_MS, iso_utc
from server.ledger.records import Tally
from server.schemas import Course, TaskCourse
from server.verdicts import Verdict

DAY_HOURS = 24
HOURS_SHOWN = 48
DAYS_SHOWN_MAX = 400
CHINA_HOURS = 8  # Days are China's (UTC+8, without summer time), where money is given and taken.


def day_of(hour: int) -> int:
    """Return the day, counted in China, in which an hour of UTC since 1970 lies."""
    return (hour + CHINA_HOURS) // DAY_HOURS


class CourseSums:
    """Tallies of one campaign, added up as far as answers need them apart."""

    def __init__(self) -> None:
        self._verdicts: Counter[tuple[str, Verdict]] = Counter()
        self._hours: defaultdict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
        self._days: defaultdict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])

    def copy(self) -> "CourseSums":
        """Return the same sums, to be added to without changing these."""
        other = CourseSums()
        other._verdicts = self._verdicts.copy()
        for kept, copied in ((self._hours, other._hours), (self._days, other._days)):
            copied.update({key: list(sums) for key, sums in kept.items()})
        return other

    def add(self, tallies: Iterable[Tally]) -> None:
        """Add tallies of this campaign."""
        for tally in tallies:
            self._verdicts[tally.task, tally.status] += tally.count
            if tally.status is not Verdict.CREDITED:
                continue
            for sums in (
                self._hours[tally.task, tally.hour],
                self._days[tally.task, day_of(tally.hour)],
            ):
                sums[0] += tally.count
                sums[1] += tally.fen

    def verdicts(self, task_id: str) -> dict[Verdict, int]:
        """Return how many plays of a task came to each verdict; what never came is left out."""
        return {
            status: count for status in Verdict if (count := self._verdicts[task_id, status]) > 0
        }

    def by_hour(self, task_ids: Sequence[str], now_hour: int) -> Course:
        """Return the credits of the last two days. now_hour: of UTC, since 1970."""
        first = now_hour - HOURS_SHOWN + 1
        return _course(self._hours, task_ids, range(first, now_hour + 1), first, 1)

    def by_day(self, task_ids: Sequence[str], now_hour: int) -> Course:
        """Return the credits of every day since the first. now_hour: of UTC, since 1970."""
        today = day_of(now_hour)
        earliest = min((day for _, day in self._days), default=today)
        first = min(today, max(today - DAYS_SHOWN_MAX + 1, earliest))
        starts_at_hour = first * DAY_HOURS - CHINA_HOURS
        days = range(first, today + 1)
        return _course(self._days, task_ids, days, starts_at_hour, DAY_HOURS)


def _course(
    sums: dict[tuple[str, int], list[int]],
    task_ids: Sequence[str],
    spans: range,
    starts_at_hour: int,
    step_hours: int,
) -> Course:
    """Return one span after the other without a gap."""
    nothing = [0, 0]
    return Course(
        starts_at=iso_utc(starts_at_hour * HOUR_MS),
        step_hours=step_hours,
        tasks=[
            TaskCourse(
                id=task_id,
                credited_plays=[sums.get((task_id, span), nothing)[0] for span in spans],
                released_fen=[sums.get((task_id, span), nothing)[1] for span in spans],
            )
            for task_id in task_ids
        ],
    )
