"""A central server and a kiosk, two real processes: plays without network, then delivered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offline.two_sides import (
    KIOSK,
    TwoSides,
    campaign_at,
    check_ledgers,
    credential_in,
    credited_ids,
    make_two_sides,
    play,
    read_kiosk,
    settled,
)
from tests.postgres import shared_postgres
from tests.server.campaign_file import FEN_PER_PLAY


@pytest.fixture(params=["sqlite", "postgresql"])
def sides(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TwoSides]:
    """Yield both, the central server on either database."""
    url = "" if request.param == "sqlite" else shared_postgres().new_database()
    sides = make_two_sides(tmp_path, url)
    yield sides
    sides.end()


async def test_what_is_credited_offline_is_credited_centrally_once(sides: TwoSides) -> None:
    sides.central.start()
    said = sides.operate("kiosk", "add", KIOSK, "--plays", "stray_animals=7")
    assert sides.pair(credential_in(said)).startswith("paired with")
    sides.central.stop()

    sides.kiosk.start()  # The central server is gone: the kiosk credits by itself.
    offline = await play(sides.kiosk.url, 4)
    counts, released_fen = read_kiosk(sides.kiosk_url)
    assert (counts.waiting, released_fen) == (4, 4 * FEN_PER_PLAY)

    sides.central.start()
    counts = await settled(sides.kiosk_url)
    assert (counts.credited, counts.refused) == (4, 0)
    online = await play(sides.kiosk.url, 2)  # And goes on, now that it can deliver.
    await settled(sides.kiosk_url)
    visitors = await play(sides.central.url, 2)

    # The kiosk shows the whole campaign, as long as the central server is there and after.
    said = await campaign_at(sides.kiosk.url, plays=8, is_online=True)
    sides.central.stop()
    more = await play(sides.kiosk.url, 1)
    later = await campaign_at(sides.kiosk.url, plays=8, is_online=False)
    assert (later["totals"], later["waiting"]) == (said["totals"], 1)
    sides.central.start()
    await settled(sides.kiosk_url)
    online += more

    sides.kiosk.stop()
    sides.central.stop()
    assert sorted(credited_ids(sides.central_url)) == sorted(offline + online + visitors)
    assert sorted(credited_ids(sides.kiosk_url)) == sorted(offline + online)
    assert check_ledgers(sides) == []
