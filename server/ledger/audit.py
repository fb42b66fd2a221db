"""Checks the ledger against itself: every sum recomputed from entries and verdicts.

Reads every row, once, in order and in constant memory: for operators and tests, not for requests.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, bindparam, exists, func, or_, select

from server.clock import HOUR_MS, MINUTE_MS
from server.ledger.tables import (
    allotments,
    allotted_plays,
    entries,
    network_reservations,
    reservations,
    review_places,
    tally,
    tasks,
    tickets,
    totals,
    verdicts,
)
from server.verdicts import Verdict

CHUNK = 20_000
WRONG_MAX = 100  # Findings; who has more has seen enough.

Line = tuple[int, int, int, int, int, int | None]  # As _LINES selects them.
_LINES = (
    select(
        entries.c.entry_index,
        entries.c.kind,
        entries.c.task_no,
        entries.c.amount_fen,
        entries.c.at_ms,
        entries.c.number,
    )
    .where(entries.c.entry_index >= bindparam("first"))
    .order_by(entries.c.entry_index)
    .limit(CHUNK)
)


@dataclass(slots=True)
class _Sums:
    """What the entries of a task add up to, as far as they have been read."""

    pledged: int = 0
    released: int = 0
    paid: int = 0
    credits: int = 0
    hours: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))


def audit(connection: Connection) -> list[str]:
    """Return what is wrong with the ledger, one sentence each; an empty list is what it should be.

    connection: of open_reader, so that all is of one moment.
    """
    wrong: list[str] = []
    sums = _read_through(connection, wrong)
    wrong += _audit_totals(connection, sums)
    wrong += _audit_people(connection)
    wrong += _audit_plays(connection)
    wrong += _audit_corrections(connection)
    wrong += _audit_tally(connection, sums)
    wrong += _audit_reservations(connection)
    wrong += _audit_review_places(connection)
    wrong += _audit_allotments(connection)
    return wrong[:WRONG_MAX]


def _lines(connection: Connection) -> Iterator[Line]:
    first = 0
    while found := connection.execute(_LINES, {"first": first}).all():
        yield from found  # pyright: ignore[reportReturnType] – the columns of _LINES.
        first = found[-1][0] + 1


def _read_through(connection: Connection, wrong: list[str]) -> dict[int, _Sums]:
    """Add up the entries in their order, and note where order, numbers or the wall are broken."""
    sums: defaultdict[int, _Sums] = defaultdict(_Sums)
    expected = 0
    for index, kind, task_no, amount, at_ms, number in _lines(connection):
        if index != expected:
            wrong.append(f"entry {expected} is missing")
        expected = index + 1
        of_task = sums[task_no]
        if kind == 2:
            of_task.credits += 1
            of_task.released += amount
            hour = of_task.hours[at_ms // HOUR_MS]
            hour[0] += 1
            hour[1] += amount
            if number != of_task.credits:
                wrong.append(f"entry {index}: credit {number} of its task, not {of_task.credits}")
        else:
            signed = amount if kind > 0 else -amount
            of_task.pledged += signed if abs(kind) == 1 else 0
            of_task.released += signed if abs(kind) == 2 else 0
            of_task.paid += signed if abs(kind) == 3 else 0
        if not 0 <= of_task.paid <= of_task.released <= of_task.pledged:
            wrong.append(
                f"entry {index}: its task has {of_task.paid} fen paid of {of_task.released} "
                f"released of {of_task.pledged} pledged"
            )
        if len(wrong) >= WRONG_MAX:
            break
    return sums


def _audit_totals(connection: Connection, sums: dict[int, _Sums]) -> Iterator[str]:
    """The totals are the sums of the entries."""
    stored = {row.task_no: row for row in connection.execute(select(totals))}
    for task_no in sorted({*stored, *sums}):
        row, of_task = stored.get(task_no), sums.get(task_no, _Sums())
        if row is None:
            yield f"task {task_no} has entries and no totals"
            continue
        for name, got, expected in (
            ("pledged_fen", row.pledged_fen, of_task.pledged),
            ("released_fen", row.released_fen, of_task.released),
            ("paid_fen", row.paid_fen, of_task.paid),
            ("credited_plays", row.credited_plays, of_task.credits),
        ):
            if got != expected:
                yield f"task {task_no}: {name} says {got}, its entries say {expected}"


def _audit_people(connection: Connection) -> Iterator[str]:
    """Participants are counted once a task, and once a campaign as newcomers."""
    pairs = (
        select(entries.c.participant, entries.c.task_no)
        .where(entries.c.participant.is_not(None))
        .distinct()
        .subquery()
    )
    people = dict(
        connection.execute(select(pairs.c.task_no, func.count()).group_by(pairs.c.task_no)).all()
    )
    stored = connection.execute(
        select(totals.c.task_no, totals.c.participants, totals.c.newcomers, tasks.c.campaign)
        .join_from(totals, tasks, tasks.c.task_no == totals.c.task_no)
        .order_by(totals.c.task_no)
    ).all()
    newcomers: Counter[str] = Counter()
    campaigns: defaultdict[str, list[int]] = defaultdict(list)
    for row in stored:
        newcomers[row.campaign] += row.newcomers
        campaigns[row.campaign].append(row.task_no)
        if row.participants != people.get(row.task_no, 0):
            yield (
                f"task {row.task_no}: participants says {row.participants}, its entries say "
                f"{people.get(row.task_no, 0)}"
            )
    for campaign, numbers in campaigns.items():
        found = connection.execute(
            select(func.count(entries.c.participant.distinct())).where(
                entries.c.task_no.in_(numbers)
            )
        ).scalar_one()
        if found != newcomers[campaign]:
            yield (
                f"campaign {campaign}: newcomers of all tasks say {newcomers[campaign]}, "
                f"its entries say {found}"
            )


def _audit_plays(connection: Connection) -> Iterator[str]:
    """A play has one verdict: a credit or another, and a ticket only while it has none."""
    twice = (
        select(entries.c.play_id)
        .where(entries.c.play_id.is_not(None))
        .group_by(entries.c.play_id)
        .having(func.count() > 1)
        .limit(WRONG_MAX)
    )
    for play_id in connection.execute(twice).scalars():
        yield f"play {play_id} has more than one credit"
    is_of_play = entries.c.play_id == verdicts.c.play_id
    says_credited = verdicts.c.status == Verdict.CREDITED.value
    odd = (
        select(verdicts.c.play_id, verdicts.c.status)
        .where(
            or_(
                and_(says_credited, ~exists().where(is_of_play)),
                and_(~says_credited, exists().where(is_of_play)),
            )
        )
        .limit(WRONG_MAX)
    )
    for play_id, status in connection.execute(odd):
        has = "without an entry" if status == Verdict.CREDITED.value else "and has a credit"
        yield f"play {play_id} is {status}, {has}"
    for table in (entries, verdicts):
        both = (
            select(tickets.c.play_id)
            .where(exists().where(table.c.play_id == tickets.c.play_id))
            .limit(WRONG_MAX)
        )
        for play_id in connection.execute(both).scalars():
            yield f"play {play_id} is decided and has an open ticket"


def _audit_corrections(connection: Connection) -> Iterator[str]:
    """A correction takes back one earlier entry, whole, and no entry is taken back twice."""
    corrected = entries.alias("corrected")
    rows = connection.execute(
        select(entries.c.entry_index, entries.c.corrects)
        .outerjoin_from(entries, corrected, corrected.c.entry_index == entries.c.corrects)
        .where(
            entries.c.kind < 0,
            or_(
                corrected.c.entry_index.is_(None),
                corrected.c.entry_index >= entries.c.entry_index,
                corrected.c.kind != -entries.c.kind,
                corrected.c.amount_fen != entries.c.amount_fen,
                corrected.c.task_no != entries.c.task_no,
            ),
        )
        .limit(WRONG_MAX)
    )
    for index, corrects in rows:
        yield f"entry {index} does not take back what entry {corrects} booked"
    twice = (
        select(entries.c.corrects)
        .where(entries.c.corrects.is_not(None))
        .group_by(entries.c.corrects)
        .having(func.count() > 1)
    )
    for index in connection.execute(twice).scalars():
        yield f"entry {index} is taken back twice"


def _audit_tally(connection: Connection, sums: dict[int, _Sums]) -> Iterator[str]:
    """The verdicts by hour are those of the entries and verdicts."""
    expected: dict[tuple[int, int, str], tuple[int, int]] = {
        (hour, task_no, Verdict.CREDITED.value): (count, fen)
        for task_no, of_task in sums.items()
        for hour, (count, fen) in of_task.hours.items()
    }
    # Whole hours by subtraction: the two databases divide integers in different ways.
    at_ms = func.coalesce(verdicts.c.resolved_at_ms, verdicts.c.decided_at_ms)
    whole = (at_ms - at_ms % HOUR_MS).label("hour_ms")
    rows = connection.execute(
        select(whole, verdicts.c.task_no, verdicts.c.status, func.count())
        .where(verdicts.c.status != Verdict.CREDITED.value)
        .group_by(whole, verdicts.c.task_no, verdicts.c.status)
    )
    for hour_ms, task_no, status, count in rows:
        expected[hour_ms // HOUR_MS, task_no, status] = (count, 0)
    stored = {
        (hour, task_no, status): (count, fen)
        for hour, task_no, status, count, fen in connection.execute(select(tally))
        if count or fen
    }
    for key in sorted({*stored, *expected}):
        got, right = stored.get(key, (0, 0)), expected.get(key, (0, 0))
        if got != right:
            yield (
                f"task {key[1]}, hour {key[0]}: the tally says {got[0]} {key[2]} of {got[1]} fen, "
                f"the rows say {right[0]} of {right[1]}"
            )


def _audit_reservations(connection: Connection) -> Iterator[str]:
    """What is held of the pledge is what open tickets hold, by the minute."""
    is_held = tickets.c.reserved_until_ms.is_not(None)
    until = tickets.c.reserved_until_ms
    for name, table, key, value in (
        ("fen", reservations, tickets.c.task_no, func.sum(tickets.c.fen_per_play)),
        ("count", network_reservations, tickets.c.network, func.count()),
    ):
        rows = connection.execute(
            select(until, key, value).where(is_held, key.is_not(None)).group_by(until, key)
        )
        held = {(int(at) // MINUTE_MS, whose): int(sum_) for at, whose, sum_ in rows}
        whose_column = table.c.task_no if name == "fen" else table.c.network
        stored = connection.execute(select(table.c.minute, whose_column, table.c[name])).all()
        for minute, whose, sum_ in stored:
            # Places of minutes that are over are not given back one by one.
            if sum_ < held.get((minute, whose), 0):
                yield f"minute {minute}: reservations hold {sum_} {name}, their tickets more"


def _audit_review_places(connection: Connection) -> Iterator[str]:
    """What is kept for held plays is what those with a place bring."""
    rows = connection.execute(
        select(verdicts.c.task_no, func.sum(verdicts.c.amount_fen))
        .where(verdicts.c.status == Verdict.HELD.value, verdicts.c.has_place)
        .group_by(verdicts.c.task_no)
    )
    expected = {task_no: int(fen) for task_no, fen in rows}
    stored = dict(connection.execute(select(review_places.c.task_no, review_places.c.fen)).all())
    for task_no in sorted({*stored, *expected}):
        got, right = stored.get(task_no, 0), expected.get(task_no, 0)
        if got != right:
            yield f"task {task_no}: {got} fen are kept for held plays, which bring {right}"


def _audit_allotments(connection: Connection) -> Iterator[str]:
    """What a kiosk has used is what its plays bring, each a credit of its amount, or held."""
    is_play = entries.c.play_id == allotted_plays.c.play_id
    has_credit = (
        exists()
        .where(
            is_play,
            entries.c.amount_fen == allotted_plays.c.fen,
            entries.c.task_no == allotted_plays.c.task_no,
        )
        .correlate(allotted_plays)
    )
    is_held = (
        exists()
        .where(
            verdicts.c.play_id == allotted_plays.c.play_id,
            verdicts.c.status == Verdict.HELD.value,
        )
        .correlate(allotted_plays)
    )
    rows = connection.execute(
        select(allotted_plays.c.kiosk, allotted_plays.c.task_no, func.sum(allotted_plays.c.fen))
        .where(or_(has_credit, is_held))
        .group_by(allotted_plays.c.kiosk, allotted_plays.c.task_no)
    )
    expected = {(kiosk, task_no): int(fen) for kiosk, task_no, fen in rows}
    stored = {
        (kiosk, task_no): used_fen
        for kiosk, task_no, used_fen in connection.execute(
            select(allotments.c.kiosk, allotments.c.task_no, allotments.c.used_fen)
        )
    }
    for key in sorted({*stored, *expected}):
        got, right = stored.get(key, 0), expected.get(key, 0)
        if got != right:
            yield f"kiosk {key[0]}, task {key[1]}: {got} fen are used, its plays bring {right}"
