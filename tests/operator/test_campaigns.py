"""Campaigns at the desk: versions, rates, pausing, and how fast every process knows."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, update
from sqlalchemy.exc import SQLAlchemyError

from server.operator.tables import acts, campaign_runs, campaign_versions
from tests.operator.conftest import AtDesk
from tests.server.conftest import BOTH_DATABASES, RunningServer, StartServer
from tests.server.visitor import Visitor

pytestmark = BOTH_DATABASES

SOON_S = 1.0  # By contract: a change is seen by every process within a second.


def rewrite(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


async def running_entry(person: AtDesk) -> dict[str, Any]:
    entries = (await person.read("campaigns"))["campaigns"]
    return next(entry for entry in entries if entry["is_running"])


async def save(person: AtDesk, entry: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = {"version": entry["version"], "campaign": entry["campaign"], **more}
    return await person.change("PUT", "campaigns", body)


async def test_the_file_counts_on_the_first_start_only(
    start_server: StartServer, campaign_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = await start_server()
    assert first.services.campaigns.current().titles.en == "Spring"
    await first.end()
    rewrite(campaign_path, 'en = "Spring"', 'en = "Summer"')
    rewrite(campaign_path, "pledged_fen = 1000", "")
    with caplog.at_level(logging.WARNING, "server.campaigns"):
        second = await start_server()
    assert second.services.campaigns.current().titles.en == "Spring"
    assert second.services.live.pledged_fen()["stray_animals"] == 1000
    assert "in titles.en; change it at /operator" in caplog.text
    await second.end()
    await asyncio.to_thread(campaign_path.unlink)
    third = await start_server()
    assert third.services.campaigns.current().titles.en == "Spring"


async def test_a_followed_file_counts_at_every_start(
    start_server: StartServer, campaign_path: Path
) -> None:
    first = await start_server()
    await first.end()
    rewrite(campaign_path, 'en = "Spring"', 'en = "Summer"')
    second = await start_server(follows_campaign_file=True)
    assert second.services.campaigns.version().version == 2
    assert second.services.campaigns.current().titles.en == "Summer"


async def test_a_new_rate_touches_only_tickets_that_are_issued_after(
    running: RunningServer, olga: AtDesk
) -> None:
    before, after = await running.visitor(), await running.visitor()
    ticket = await before.begin()
    entry = await running_entry(olga)
    entry["campaign"]["tasks"][0]["fen_per_play"] = 35
    await save(olga, entry)
    later = await after.begin()
    old = await before.deliver(ticket, await before.play(ticket))
    new = await after.deliver(later, await after.play(later))
    assert (old["receipt"]["amount_fen"], new["receipt"]["amount_fen"]) == (20, 35)


async def test_two_who_change_the_same_version_do_not_overwrite_each_other(
    olga: AtDesk,
) -> None:
    entry = await running_entry(olga)
    entry["campaign"]["titles"]["en"] = "First"
    saved = await save(olga, entry)
    assert saved["version"] == 2
    entry["campaign"]["titles"]["en"] = "Second"
    response = await olga.send("PUT", "campaigns", {"version": 1, "campaign": entry["campaign"]})
    error = (await response.json())["error"]
    assert (response.status, error["code"]) == (409, "campaign_changed")
    assert "version 2, saved by olga" in error["expected"]


async def test_another_campaign_runs_and_a_play_of_the_one_before_is_still_taken(
    running: RunningServer, olga: AtDesk
) -> None:
    visitor = await running.visitor()
    ticket = await visitor.begin()
    entry = await running_entry(olga)
    entry["campaign"]["id"] = "autumn"
    entry["campaign"]["titles"] = {"zh-CN": "秋", "en": "Autumn"}
    await save(olga, {"version": 0, "campaign": entry["campaign"]})
    assert (await running_entry(olga))["campaign"]["id"] == "spring"
    await olga.change("PUT", "running", {"campaign": "autumn"})
    public = await (await visitor.client.get("/api/campaign")).json()
    assert public["titles"]["en"] == "Autumn"
    assert (await visitor.deliver(ticket, await visitor.play(ticket)))["status"] == "credited"
    response = await olga.send("PUT", "running", {"campaign": "winter"})
    assert (await response.json())["error"]["code"] == "campaign_unknown"


async def test_a_pause_is_seen_by_another_process_within_a_second(
    start_server: StartServer, running: RunningServer, olga: AtDesk
) -> None:
    other = await start_server()  # Its own parts over the same database, as another process has.
    has_changed = asyncio.Event()
    other.services.campaigns.subscribe(has_changed.set)
    await olga.change("PUT", "pause", {"task": "stray_animals", "is_paused": True, "note": "bots"})
    assert running.services.campaigns.current().tasks[0].is_paused
    async with asyncio.timeout(SOON_S):
        await has_changed.wait()
    assert other.services.campaigns.current().tasks[0].is_paused
    await olga.change("PUT", "pause", {"task": "stray_animals", "is_paused": False})
    resumed, paused = (await olga.read("acts"))["acts"][:2]
    assert (paused["kind"], paused["operator"], paused["note"]) == ("paused", "olga", "bots")
    assert paused["before"] == {"tasks.stray_animals.is_paused": False}
    assert paused["after"] == {"tasks.stray_animals.is_paused": True}
    assert resumed["kind"] == "resumed"
    unknown = await olga.send("PUT", "pause", {"task": "nobody", "is_paused": True})
    assert (await unknown.json())["error"]["code"] == "task_unknown"


async def test_everybody_who_pauses_at_once_is_heard(olga: AtDesk) -> None:
    bodies = [
        {"task": task, "is_paused": True} for task in ("stray_animals", "childrens_hearts", None)
    ]
    await asyncio.gather(*(olga.change("PUT", "pause", body) for body in bodies))
    campaign = (await running_entry(olga))["campaign"]
    assert campaign["is_paused"]
    assert all(task["is_paused"] for task in campaign["tasks"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda one: one["tasks"].pop(), "a version without the task"),
        (lambda one: one["tasks"][0].update(fen_per_play=0), "campaign.tasks.0.fen_per_play"),
        (lambda one: one["tasks"][0].update(fen_per_play=0.5), "campaign.tasks.0.fen_per_play"),
        (lambda one: one["titles"].pop("en"), "campaign.titles.en"),
        (lambda one: one["tasks"][0]["effect"].update(id="nothing"), "campaign.tasks.0.effect"),
        (
            lambda one: one["charity"].update(donation_url="javascript:alert(1)"),
            "campaign.charity.donation_url",
        ),
        (lambda one: one.update(opens_at="tomorrow"), "campaign.opens_at"),
    ],
)
async def test_a_version_that_cannot_be_is_refused(olga: AtDesk, change: Any, says: str) -> None:
    entry = await running_entry(olga)
    change(entry["campaign"])
    response = await olga.send(
        "PUT", "campaigns", {"version": entry["version"], "campaign": entry["campaign"]}
    )
    assert response.status == 422
    assert says in (await response.json())["error"]["got"]


async def test_a_campaign_brings_no_pledge_along(visitor: Visitor, olga: AtDesk) -> None:
    entry = await running_entry(olga)
    assert entry["campaign"]["tasks"][0]["pledged_fen"] == 0
    entry["campaign"]["tasks"][0]["pledged_fen"] = 10_000_000
    saved = await save(olga, entry)
    assert saved["campaign"]["tasks"][0]["pledged_fen"] == 0
    public = await (await visitor.client.get("/api/campaign")).json()
    assert public["tasks"][0]["pledged_fen"] == 1000


@pytest.mark.parametrize("table", [acts, campaign_versions, campaign_runs])
async def test_what_was_done_cannot_be_undone_in_the_database(
    running: RunningServer, olga: AtDesk, table: Any
) -> None:
    await olga.change("PUT", "pause", {"task": None, "is_paused": True})
    for statement in (delete(table), update(table).values(operator="nobody")):

        def run(connection: Connection, statement: Any = statement) -> None:
            connection.execute(statement)

        with pytest.raises(SQLAlchemyError, match="append-only"):
            await running.services.ledger.write(run)
