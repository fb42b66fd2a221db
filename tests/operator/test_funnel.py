"""The funnel: steps of pages by channel, counted without anything about who opened them."""

import csv
import io
from typing import Any

import pytest

from server.operator.funnel import CHANNELS_MAX, OTHER, Funnel
from tests.operator.conftest import AtDesk
from tests.server.conftest import BOTH_DATABASES, RunningServer, SetClock, StartServer
from tests.server.visitor import Visitor

pytestmark = BOTH_DATABASES

DAY_MS = 24 * 3_600_000


async def tell(visitor: Visitor, step: str, channel: str = "", effect: str | None = None) -> Any:
    body = {"step": step, "channel": channel, "effect": effect}
    return await visitor.client.post("/api/funnel", json=body)


async def test_steps_are_summed_by_channel_and_task(
    visitor: Visitor, olga: AtDesk, clock: SetClock
) -> None:
    for step, channel, effect in (
        ("opened", "school-7", None),
        ("opened", "school-7", None),
        ("consented", "school-7", "three_taps"),
        ("opened", "", None),
    ):
        response = await tell(visitor, step, channel, effect)
        assert response.status == 200
        assert "Set-Cookie" not in response.headers
    clock.advance_ms(DAY_MS)
    await olga.sign_in("olga")
    await tell(visitor, "opened", "school-7")
    answer = await olga.read("funnel")
    assert answer["rows"] == [
        {"channel": "", "task": "", "counts": {"opened": 1}},
        {"channel": "school-7", "task": "", "counts": {"opened": 3}},
        {"channel": "school-7", "task": "stray_animals", "counts": {"consented": 1}},
    ]
    today = await olga.read(f"funnel?from={answer['to_day']}&to={answer['to_day']}")
    assert [row["counts"] for row in today["rows"]] == [{"opened": 1}]
    text = await (await olga.get("downloads/funnel.csv")).text()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["count"] for row in rows] == ["1", "2", "1", "1"]


@pytest.mark.parametrize(
    "change",
    [
        {"step": "won"},
        {"channel": "A"},
        {"channel": "a b"},
        {"channel": "x" * 33},
        {"channel": "~"},
        {"channel": "=1"},
        {"effect": "../x"},
        {"name": "Ann"},
    ],
)
async def test_a_step_that_is_none_is_refused(visitor: Visitor, change: dict[str, str]) -> None:
    body = {"step": "opened", "channel": "", "effect": None, **change}
    assert (await visitor.client.post("/api/funnel", json=body)).status == 422


@pytest.mark.parametrize("query", ["from=x", "from=2026-02-30", "from=2026-05-02&to=2026-05-01"])
async def test_days_that_are_none_are_refused(olga: AtDesk, query: str) -> None:
    assert (await olga.get(f"funnel?{query}")).status == 422


async def test_what_was_counted_is_there_after_a_restart(
    start_server: StartServer, running: RunningServer, visitor: Visitor
) -> None:
    await tell(visitor, "opened", "poster")
    await running.end()
    again = await start_server()
    rows = await again.services.ledger.read(
        lambda connection: connection.exec_driver_sql("SELECT channel, count FROM funnel").all()
    )
    assert [tuple(row) for row in rows] == [("poster", 1)]


async def test_made_up_channels_cannot_fill_the_database(running: RunningServer) -> None:
    funnel = Funnel(SetClock())
    for number in range(CHANNELS_MAX + 50):
        funnel.count("spring", f"word{number}", "", "opened")
    await funnel.counts.flush(running.services.ledger)
    rows = await running.services.ledger.read(
        lambda connection: connection.exec_driver_sql(
            "SELECT channel, count FROM funnel ORDER BY count DESC"
        ).all()
    )
    assert len(rows) == CHANNELS_MAX + 1
    assert tuple(rows[0]) == (OTHER, 50)
