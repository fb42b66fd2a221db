"""A real server process over the tiny effect, and visitors that reach it over HTTP."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, DummyCookieJar

from tests.live_server import LiveServer
from tests.server.campaign_file import write_campaign
from tests.server.effects_folder import make_effects

EFFECT = "three_taps"
PLEDGED_FEN = 10_000_000


def make_server(folder: Path, *arguments: str, **settings: str) -> LiveServer:
    """Return a server, not yet started, with its effects and campaign in a folder.

    settings: more environment variables, in lower case.
    """
    environment = {
        **make_environment(folder),
        **{name.upper(): value for name, value in settings.items()},
    }
    return LiveServer(folder / "data", environment, arguments)


def make_environment(folder: Path, pledged_fen: int = PLEDGED_FEN) -> dict[str, str]:
    """Make effects and a campaign in a folder; return the settings of a server over them."""
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "EFFECTS_DIR": str(make_effects(folder / "effects")),
        "CAMPAIGN": str(write_campaign(folder / "campaign.toml", pledged_fen=pledged_fen)),
        "REPLAY_WORKERS": "2",
    }


@dataclass(frozen=True)
class OpenedPlay:
    """A ticket with the cookie of the participant it belongs to.

    funding: what the server said of its credit, a word of server/ledger/funding.py.
    """

    play_id: str
    ticket: str
    seed: str
    cookie: str
    funding: str

    @property
    def path(self) -> str:
        """Where its completion goes."""
        return f"/api/plays/{self.play_id}/completion"

    async def deliver(self, client: ClientSession, trace: str) -> tuple[int, dict[str, Any]]:
        """Send a packed trace; return HTTP status and answer."""
        body = {"ticket": self.ticket, "trace": trace}
        async with client.post(self.path, json=body, headers={"Cookie": self.cookie}) as response:
            return response.status, await response.json()


def open_client(url: str) -> ClientSession:
    """Return a client without a cookie jar: every play brings its own participant."""
    return ClientSession(url, cookie_jar=DummyCookieJar())


async def current_release(client: ClientSession) -> str:
    """Return the release of the tiny effect."""
    async with client.get("/api/effects") as response:
        return (await response.json())["effects"][0]["release"]


async def open_play(client: ClientSession, release: str, cookie: str | None = None) -> OpenedPlay:
    """Get a ticket as the participant of a cookie, or as a new one."""
    order = {"effect": EFFECT, "release": release, "mode": "pointer"}
    headers = {} if cookie is None else {"Cookie": cookie}
    async with client.post("/api/plays", json=order, headers=headers) as response:
        response.raise_for_status()
        answer = await response.json()
        cookie = response.headers["Set-Cookie"].split(";")[0]
    return OpenedPlay(
        answer["play_id"], answer["ticket"], answer["seed"], cookie, answer["funding"]
    )
