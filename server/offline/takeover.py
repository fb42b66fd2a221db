"""Taking over what the central server says: campaign, allotment, caps, totals."""

from sqlalchemy import Connection, delete, insert, select

from server.campaign import Campaign
from server.clock import ms_of_iso
from server.kiosks.messages import News
from server.ledger import bookings
from server.ledger.records import TaskKey, Totals
from server.ledger.sums import read_totals
from server.offline.outbox import CENTRAL, credited_fen
from server.offline.tables import offline_facts
from server.operator.campaign_versions import find_newest, find_running, run_campaign, save_version

NEWS, HEARD_MS = "news", "heard_ms"
# A device has one kiosk and one network, its own; the allotment and the cap of a day bound it.
UNBOUNDED = 1_000_000_000


def take_over(connection: Connection, news: News, now_ms: int) -> None:
    """Let this kiosk's campaign and pledges be what the central server says.

    A pledge here is what is set aside there, less what other ledgers of this kiosk have used; it
    grows and never shrinks. The caller has its turn.
    """
    campaign = local_campaign(news)
    _run(connection, campaign, now_ms)
    totals = read_totals(connection).by_task
    acknowledged_fen = credited_fen(connection, campaign.id)
    for one in news.allotments:
        key = TaskKey(campaign.id, one.task)
        right_fen = one.allotted_fen - one.used_fen + acknowledged_fen.get(one.task, 0)
        more_fen = right_fen - totals.get(key, Totals()).pledged_fen
        if more_fen > 0:
            bookings.pledge(connection, key, more_fen, now_ms, f"set aside for {news.kiosk}")
    _keep(connection, NEWS, news.model_dump_json())
    _keep(connection, HEARD_MS, str(now_ms))


def pause(connection: Connection, now_ms: int) -> None:
    """Credit nothing more here: the central server lets this kiosk in no longer."""
    running = find_running(connection)
    if running is not None:
        _run(connection, running.campaign.paused(None, is_paused=True), now_ms)


def read_news(connection: Connection) -> News | None:
    """Return what was taken over last."""
    text = _find(connection, NEWS)
    return None if text is None else News.model_validate_json(text)


def read_heard_ms(connection: Connection) -> int:
    """Return when it was taken over; 0 for never."""
    return int(_find(connection, HEARD_MS) or 0)


def local_campaign(news: News) -> Campaign:
    """Return the campaign as it runs here: within this kiosk's time and its cap of a day."""
    campaign = news.campaign
    limits = campaign.limits.model_copy(
        update={
            "per_task": news.plays_per_day,
            "per_kiosk": UNBOUNDED,
            "per_network": UNBOUNDED,
            "reservations_per_network": UNBOUNDED,
        }
    )
    ends = [one for one in (campaign.closes_at, news.plays_until) if one is not None]
    closes_at = min(ends, key=ms_of_iso)
    return campaign.model_copy(update={"limits": limits, "closes_at": closes_at})


def _run(connection: Connection, campaign: Campaign, now_ms: int) -> None:
    newest = find_newest(connection, campaign.id)
    if newest is None or newest.campaign != campaign:
        version = newest.version if newest else 0
        save_version(connection, campaign, version, CENTRAL, now_ms, kind="campaign_imported")
    run_campaign(connection, campaign.id, CENTRAL, now_ms)


def _keep(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(offline_facts).where(offline_facts.c.name == name))
    connection.execute(insert(offline_facts).values(name=name, value=value))


def _find(connection: Connection, name: str) -> str | None:
    return connection.execute(
        select(offline_facts.c.value).where(offline_facts.c.name == name)
    ).scalar_one_or_none()
