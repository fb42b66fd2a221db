"""Two server processes over one PostgreSQL: one ledger, one wall, the same live totals."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse

from server.ledger.audit import audit
from server.ledger.database import open_reader
from tests.live_server import LiveServer
from tests.postgres import shared_postgres
from tests.server.tapper import pack, play_three_taps
from tests.server.tiny_server import current_release, make_server, open_client, open_play

SEEN_S_MAX = 10.0


@pytest.fixture
def url() -> str:
    return shared_postgres().new_database()


@pytest.fixture
def servers(tmp_path: Path, url: str) -> Iterator[tuple[LiveServer, LiveServer]]:
    """Yield two servers with the same database and keys, that start at the same time."""
    settings = {"database_url": url, "early_tolerance_ms": "3600000", "replay_workers": "1"}
    first = make_server(tmp_path / "one", **settings).start()
    # The second machine has the keys of the first, as the operator's guide says.
    keys = tmp_path / "two" / "data" / "keys"
    keys.mkdir(parents=True)
    for key in (first.data_folder / "keys").iterdir():
        (keys / key.name).write_bytes(key.read_bytes())
    second = make_server(tmp_path / "two", **settings).start()
    yield first, second
    first.stop()
    second.stop()


async def see(socket: "ClientWebSocketResponse[Any]", credited_plays: int) -> None:
    """Wait until so many plays are seen live, and never more."""
    async with asyncio.timeout(SEEN_S_MAX):
        seen = -1
        while seen < credited_plays:
            seen = json.loads(await socket.receive_str())["tasks"][0]["credited_plays"]
    assert seen == credited_plays


async def test_a_credit_at_one_is_seen_live_at_the_other_and_counts_once(
    servers: tuple[LiveServer, LiveServer], url: str
) -> None:
    first, second = servers
    async with open_client(first.url) as here, open_client(second.url) as there:
        release = await current_release(here)
        async with there.ws_connect("/api/live") as far, here.ws_connect("/api/live") as near:
            await asyncio.gather(see(far, 0), see(near, 0))
            play = await open_play(here, release)
            trace = pack(play_three_taps(play.seed, play.play_id))
            status, answer = await play.deliver(here, trace)
            assert (status, answer["status"]) == (200, "credited")
            await asyncio.gather(see(far, 1), see(near, 1))
            # The same delivery at the other server is the same play; so is one at both at once.
            assert await play.deliver(there, trace) == (200, answer)
            other = await open_play(there, release)
            trace = pack(play_three_taps(other.seed, other.play_id))
            answers = await asyncio.gather(*[other.deliver(at, trace) for at in (here, there)])
            assert answers[0] == answers[1]
            assert answers[0][1]["receipt"]["number"] == 2
            await asyncio.gather(see(far, 2), see(near, 2))
    reader = open_reader(url)
    with reader.begin() as connection:
        assert audit(connection) == []
    reader.dispose()
