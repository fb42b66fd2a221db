"""The studio's server side: who may reach it, what it writes, and how that is undone."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from effects.trace_file import read_trace_file
from server.app import create_app, create_services
from server.dev import DEV_ROUTES, open_workshop
from server.services import SERVICES
from server.settings import Settings
from server.studio.routes import STUDIO_ROUTES, open_studio
from tests.server.conftest import RunningServer, SetClock
from tests.server.effects_folder import change_taps
from tests.server.tapper import TICKS, pack, play_three_taps

SEED = f"{7:032x}"
PLAY_ID = f"{9:032x}"
STUDIO = "/api/studio/three_taps"

Client = TestClient[Any, Any]


@pytest.fixture
async def client(settings: Settings, clock: SetClock) -> AsyncIterator[Client]:
    """Yield a client of a server as `kindlens dev` runs it, on this very machine."""
    app = create_app(
        create_services(settings, clock, release_quality=1), (*DEV_ROUTES, *STUDIO_ROUTES)
    )
    open_workshop(app)
    open_studio(app)
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
def traces(effects_dir: Path) -> Path:
    """Return where the tiny effect's traces lie."""
    return effects_dir / "three_taps" / "traces"


def order(**changes: Any) -> dict[str, Any]:
    """Return a request that saves a play of three taps."""
    return {
        "name": "three",
        "made_by": "a test",
        "seed": SEED,
        "expected": {"status": "completed", "ticks": TICKS, "facts": {}},
        "trace": pack(play_three_taps(SEED, PLAY_ID)),
        "may_replace": False,
    } | changes


def listed(folder: Path) -> list[Path]:
    """Return everything below a folder, in order."""
    return sorted(folder.rglob("*"))


async def save(client: Client, **changes: Any) -> tuple[int, dict[str, Any]]:
    answer = await client.post(f"{STUDIO}/traces", json=order(**changes))
    return answer.status, await answer.json()


async def test_a_saved_play_is_a_test_that_passes(client: Client, traces: Path) -> None:
    status, change = await save(client)
    assert (status, change["has_replaced"]) == (200, False)
    kept = read_trace_file(traces / "three.json")
    assert (kept.made_by, kept.seed, len(kept.trace.rows)) == ("a test", SEED, TICKS)

    answer = await client.post(f"{STUDIO}/replays")
    (replayed,) = (await answer.json())["replays"]
    assert replayed["is_as_expected"]
    assert replayed["got"] == order()["expected"]


async def test_a_changed_rule_makes_a_trace_fail(client: Client, effects_dir: Path) -> None:
    await save(client)
    change_taps(effects_dir, 2)
    assert client.app is not None
    client.app[SERVICES].releases.publish("three_taps")
    (replayed,) = (await (await client.post(f"{STUDIO}/replays")).json())["replays"]
    assert not replayed["is_as_expected"]
    assert replayed["reason"] == "digest_differs"


async def test_another_file_is_replaced_only_when_asked_and_undone(
    client: Client, traces: Path
) -> None:
    await save(client)
    before = (traces / "three.json").read_bytes()
    status, refusal = await save(client, made_by="another")
    assert (status, refusal["error"]["code"]) == (409, "trace_exists")
    assert (traces / "three.json").read_bytes() == before

    status, change = await save(client, made_by="another", may_replace=True)
    assert (status, change["has_replaced"]) == (200, True)
    assert read_trace_file(traces / "three.json").made_by == "another"
    undo = await client.post(f"{STUDIO}/undo", json={"change": change["change"]})
    assert undo.status == 200
    assert (traces / "three.json").read_bytes() == before


async def test_a_removed_trace_comes_back(client: Client, traces: Path) -> None:
    await save(client)
    before = (traces / "three.json").read_bytes()
    gone = await client.delete(f"{STUDIO}/traces/three")
    assert not (traces / "three.json").exists()
    change = (await gone.json())["change"]
    await client.post(f"{STUDIO}/undo", json={"change": change})
    assert (traces / "three.json").read_bytes() == before
    again = await client.post(f"{STUDIO}/undo", json={"change": change})
    assert again.status == 409


async def test_what_somebody_else_wrote_is_not_undone(client: Client, traces: Path) -> None:
    _, change = await save(client)
    (traces / "three.json").write_text("{}\n")
    undo = await client.post(f"{STUDIO}/undo", json={"change": change["change"]})
    assert (undo.status, (await undo.json())["error"]["code"]) == (409, "cannot_undo")
    assert (traces / "three.json").read_text() == "{}\n"


@pytest.mark.parametrize(
    "name", ["../effect", "..", "a/b", ".hidden", "A", "", "three.json", "a" * 80, "a\0b"]
)
async def test_no_name_leads_out_of_the_folder(
    client: Client, effects_dir: Path, name: str
) -> None:
    before = listed(effects_dir)
    status, refusal = await save(client, name=name)
    assert (status, refusal["error"]["code"]) == (422, "invalid_field")
    assert listed(effects_dir) == before


@pytest.mark.parametrize("path", ["..%2Feffect", "%2e%2e%2fmanifest", "nothing"])
async def test_only_a_trace_of_the_folder_is_removed(
    client: Client, effects_dir: Path, path: str
) -> None:
    before = listed(effects_dir)
    answer = await client.delete(f"{STUDIO}/traces/{path}")
    assert answer.status == 404
    assert listed(effects_dir) == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"trace": "AAAA"}, "not_a_trace"),
        ({"trace": pack(b"KLT1nothing")}, "not_a_trace"),
        ({"trace": pack(play_three_taps(SEED, PLAY_ID, effect="other"))}, "not_a_trace"),
        ({"seed": "x"}, "invalid_field"),
        ({"expected": {"status": "credited", "ticks": 1, "facts": {}}}, "invalid_field"),
    ],
)
async def test_only_a_play_of_the_effect_is_saved(
    client: Client, traces: Path, changes: dict[str, Any], code: str
) -> None:
    status, refusal = await save(client, **changes)
    assert (status, refusal["error"]["code"]) == (422, code)
    assert listed(traces) == []


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Host": "evil.example"}, "studio_is_local"),
        ({"Host": "192.168.1.7:8080"}, "studio_is_local"),
        ({"Origin": "https://evil.example"}, "cross_site"),
        ({"Sec-Fetch-Site": "cross-site"}, "cross_site"),
    ],
)
async def test_no_other_page_or_machine_writes(
    client: Client, traces: Path, headers: dict[str, str], code: str
) -> None:
    answer = await client.post(f"{STUDIO}/traces", json=order(), headers=headers)
    assert (answer.status, (await answer.json())["error"]["code"]) == (403, code)
    assert listed(traces) == []


async def test_a_form_of_another_page_cannot_write(client: Client, traces: Path) -> None:
    answer = await client.post(
        f"{STUDIO}/traces", data=json.dumps(order()), headers={"Content-Type": "text/plain"}
    )
    assert answer.status == 415
    assert listed(traces) == []


async def test_an_ordinary_server_has_no_studio(running: RunningServer, web_dir: Path) -> None:
    (web_dir / "studio" / "assets").mkdir(parents=True)
    (web_dir / "studio" / "index.html").write_text("studio")
    (web_dir / "studio" / "assets" / "index-1.js").write_text("script")
    client: Client = TestClient(running.server)
    for path in (STUDIO, "/studio/three_taps", "/studio/index.html", "/studio/assets/index-1.js"):
        assert (await client.get(path)).status == 404
    for path in (f"{STUDIO}/traces", f"{STUDIO}/replays", f"{STUDIO}/undo"):
        assert (await client.post(path, json={})).status in (404, 405)
    await client.session.close()


async def test_the_page_measures_time_finely(client: Client, web_dir: Path) -> None:
    (web_dir / "studio" / "assets").mkdir(parents=True)
    (web_dir / "studio" / "index.html").write_text("studio")
    page = await client.get("/studio/three_taps")
    assert (page.status, await page.text()) == (200, "studio")
    assert page.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert (await client.get("/studio/unknown")).status == 404


async def test_an_effect_s_failure_is_told_with_its_line(client: Client, effects_dir: Path) -> None:
    broken = pack(play_three_taps(SEED, PLAY_ID, manner="broken"))
    await save(client, name="broken", trace=broken)
    answer = await client.post(f"{STUDIO}/replays")
    (replayed,) = (await answer.json())["replays"]
    failure = replayed["failure"]
    assert (failure["type"], failure["text"]) == ("ZeroDivisionError", "as chosen")
    fault = failure["frames"][-1]
    lines = (effects_dir / "three_taps" / "effect.py").read_text().splitlines()
    assert fault["file"] == "effects/three_taps/effect.py"
    assert "raise ZeroDivisionError" in lines[fault["line"] - 1]


async def test_it_lists_clips_traces_and_problems(client: Client, effects_dir: Path) -> None:
    media = effects_dir / "three_taps" / "tests" / "media"
    media.mkdir(parents=True)
    (media / "wave.mp4").write_bytes(b"film")
    (media / "notes.txt").write_text("no clip")
    workplace = await (await client.get(STUDIO)).json()
    assert [clip["name"] for clip in workplace["clips"]] == ["wave.mp4"]
    clip = await client.get(workplace["clips"][0]["url"])
    assert (clip.content_type, await clip.read()) == ("video/mp4", b"film")
    assert (await client.get(f"{STUDIO}/clips/..%2F..%2Feffect.py")).status == 404

    problems = (await (await client.get(f"{STUDIO}/problems")).json())["problems"]
    assert any("page.how_gestures" in str(problem) for problem in problems)
