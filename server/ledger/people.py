"""Participants: counted once a task and once in all, from the entries themselves."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, case, func, select, update

from server.clock import DAY_MS
from server.ledger.dialect import dialect_of
from server.ledger.tables import entries, totals

_COUNT_PEOPLE = (
    update(totals)
    .where(totals.c.task_no == bindparam("of_task_no"))
    .values(
        participants=totals.c.participants + bindparam("new_participants"),
        newcomers=totals.c.newcomers + bindparam("new_people"),
    )
)


class People:
    """Who has taken part in what before, and how often on the day, as a batch goes on.

    asked: moments and participants that may get a credit.
    """

    def __init__(self, connection: Connection, asked: Iterable[tuple[int, str]]) -> None:
        self._tasks: defaultdict[str, set[int]] = defaultdict(set)
        self._today: Counter[tuple[int, str]] = Counter()
        self._new: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
        by_day: defaultdict[int, set[str]] = defaultdict(set)
        for at_ms, participant in asked:
            by_day[at_ms // DAY_MS].add(participant)
        for day, participants in by_day.items():
            self._read(connection, day, participants)

    def _read(self, connection: Connection, day: int, participants: set[str]) -> None:
        is_today = entries.c.at_ms.between(bindparam("first_ms"), bindparam("last_ms"))
        rows = connection.execute(
            select(entries.c.participant, entries.c.task_no, func.sum(case((is_today, 1), else_=0)))
            .where(dialect_of(connection).is_among(entries.c.participant, participants))
            .group_by(entries.c.participant, entries.c.task_no),
            {
                "first_ms": day * DAY_MS,
                "last_ms": (day + 1) * DAY_MS - 1,
            },
        )
        for participant, task_no, today in rows:
            self._tasks[participant].add(task_no)
            self._today[day, participant] += int(today)

    def today(self, at_ms: int, participant: str) -> int:
        """Return how many credits a participant has had on the day (UTC) of a moment."""
        return self._today[at_ms // DAY_MS, participant]

    def count(self, at_ms: int, participant: str, task_no: int) -> None:
        """Count one credit more."""
        self._today[at_ms // DAY_MS, participant] += 1
        known = self._tasks[participant]
        if task_no not in known:
            new = self._new[task_no]
            new[0] += 1
            new[1] += 0 if known else 1
            known.add(task_no)

    def write(self, connection: Connection) -> None:
        """Write down whom the totals have not counted yet."""
        if self._new:
            connection.execute(
                _COUNT_PEOPLE,
                [
                    {"of_task_no": task_no, "new_participants": new[0], "new_people": new[1]}
                    for task_no, new in self._new.items()
                ],
            )
