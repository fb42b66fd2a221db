"""When a campaign takes plays: its times, its pauses."""

from pathlib import Path

import pytest

from server.campaign import Campaign, read_campaign


@pytest.fixture
def campaign(campaign_path: Path) -> Campaign:
    return read_campaign(campaign_path)


@pytest.mark.parametrize(
    ("changes", "issued_at_ms", "takes"),
    [
        ({}, 5, True),
        ({"is_paused": True}, 5, False),
        ({"opens_at": "1970-01-01T00:00:00.010Z"}, 9, False),
        ({"opens_at": "1970-01-01T00:00:00.010Z"}, 10, True),
        ({"closes_at": "1970-01-01T00:00:00.010Z"}, 9, True),
        ({"closes_at": "1970-01-01T00:00:00.010Z"}, 10, False),
    ],
)
def test_what_began_while_the_campaign_was_open_counts(
    changes: dict[str, object], issued_at_ms: int, takes: bool, campaign: Campaign
) -> None:
    changed = campaign.model_copy(update=changes)
    assert changed.takes_play("stray_animals", issued_at_ms) is takes
    assert not changed.takes_play("unknown", issued_at_ms)


def test_a_paused_task_pauses_alone(campaign: Campaign) -> None:
    first, second = campaign.tasks
    paused = campaign.model_copy(
        update={"tasks": [first.model_copy(update={"is_paused": True}), second]}
    )
    assert not paused.takes_play(first.id, 5)
    assert paused.takes_play(second.id, 5)
