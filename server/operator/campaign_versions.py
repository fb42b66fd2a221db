"""Campaigns in the database: every version stays, the newest of the running one counts."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from server.campaign import Campaign
from server.operator.acts import Act, changed, record
from server.operator.tables import campaign_runs, campaign_versions

Stamp = tuple[int, int]


class CampaignChangedError(Exception):
    """Somebody else has saved a version meanwhile; the text says which."""


class CampaignUnknownError(Exception):
    """There is no campaign with this id."""


@dataclass(frozen=True)
class Version:
    """One version of a campaign. operator: who saved it."""

    campaign: Campaign
    version: int
    at_ms: int
    operator: str


def find_newest(connection: Connection, campaign_id: str) -> Version | None:
    """Return the newest version of a campaign."""
    row = connection.execute(
        select(campaign_versions)
        .where(campaign_versions.c.campaign == campaign_id)
        .order_by(campaign_versions.c.version.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    campaign = Campaign.model_validate_json(row.document)
    return Version(campaign, row.version, row.at_ms, row.operator)


def list_since(connection: Connection, campaign_id: str, since_ms: int) -> list[Campaign]:
    """Return the versions of a campaign that were the newest at any moment since then."""
    rows = connection.execute(
        select(campaign_versions.c.document, campaign_versions.c.at_ms)
        .where(campaign_versions.c.campaign == campaign_id)
        .order_by(campaign_versions.c.version.desc())
    )
    found: list[Campaign] = []
    for row in rows:
        found.append(Campaign.model_validate_json(row.document))
        if row.at_ms <= since_ms:
            break
    return found


def list_newest(connection: Connection) -> list[Version]:
    """Return the newest version of every campaign, by id."""
    ids = connection.execute(
        select(campaign_versions.c.campaign).distinct().order_by(campaign_versions.c.campaign)
    ).scalars()
    return [version for one in ids.all() if (version := find_newest(connection, one))]


def stamp_campaigns(connection: Connection) -> Stamp:
    """Return a cheap mark of all campaigns: nothing is ever deleted, so counts tell changes."""
    versions = select(func.count()).select_from(campaign_versions).scalar_subquery()
    runs = select(func.count()).select_from(campaign_runs).scalar_subquery()
    row = connection.execute(select(versions, runs)).one()
    return row[0], row[1]


def running_id(connection: Connection) -> str | None:
    """Return the id of the running campaign."""
    newest = select(campaign_runs.c.campaign).order_by(campaign_runs.c.run_no.desc()).limit(1)
    return connection.execute(newest).scalar_one_or_none()


def find_running(connection: Connection) -> Version | None:
    """Return the newest version of the running campaign."""
    running = running_id(connection)
    return None if running is None else find_newest(connection, running)


def save_version(
    connection: Connection,
    campaign: Campaign,
    expected_version: int,
    operator: str,
    now_ms: int,
    *,
    kind: str = "campaign_saved",
    note: str = "",
) -> Version:
    """Save the next version of a campaign with its act; expected_version 0: a new one.

    Raises CampaignChangedError when another version than the expected one is the newest.
    """
    newest = find_newest(connection, campaign.id)
    if (newest.version if newest else 0) != expected_version:
        raise CampaignChangedError(
            f"version {newest.version}, saved by {newest.operator}" if newest else "no version yet"
        )
    if newest is not None and newest.campaign == campaign:
        return newest
    version = Version(campaign, expected_version + 1, now_ms, operator)
    connection.execute(
        insert(campaign_versions).values(
            campaign=campaign.id,
            version=version.version,
            document=campaign.model_dump_json(),
            at_ms=now_ms,
            operator=operator,
        )
    )
    before, after = changed(
        newest.campaign.model_dump(mode="json") if newest else {}, campaign.model_dump(mode="json")
    )
    act = Act(kind, campaign.id, before if newest else None, after, note)
    record(connection, operator, act, now_ms)
    return version


def run_campaign(connection: Connection, campaign_id: str, operator: str, now_ms: int) -> Version:
    """Let this campaign run from now on, with its act. Raises CampaignUnknownError."""
    chosen = find_newest(connection, campaign_id)
    if chosen is None:
        raise CampaignUnknownError(campaign_id)
    before = running_id(connection)
    if before == campaign_id:
        return chosen
    connection.execute(
        insert(campaign_runs).values(campaign=campaign_id, at_ms=now_ms, operator=operator)
    )
    act = Act(
        "campaign_chosen",
        campaign_id,
        None if before is None else {"running": before},
        {"running": campaign_id},
    )
    record(connection, operator, act, now_ms)
    return chosen
