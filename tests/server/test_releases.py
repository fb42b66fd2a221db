"""Releases: a deploy loses no honest play, and old releases go when nobody can need them."""

import json
import os
import time
from pathlib import Path

import pytest

from server.releases import KEPT_S, ReleaseError, ReleaseStore
from tests.server.conftest import StartServer
from tests.server.effects_folder import change_taps
from tests.server.visitor import Visitor


async def take_cookies(of: Visitor, to: Visitor) -> None:
    cookies = {cookie.key: cookie.value for cookie in of.client.session.cookie_jar}
    to.client.session.cookie_jar.update_cookies(cookies)


async def test_a_play_of_the_release_before_is_credited_by_its_own_code(
    effects_dir: Path, start_server: StartServer
) -> None:
    before = await start_server()
    visitor = await before.visitor()
    ticket = await visitor.begin()
    trace = await visitor.play(ticket)
    await before.end()

    change_taps(effects_dir, 4)
    after = await start_server()
    newer = await after.visitor()
    assert newer.release != visitor.release
    await take_cookies(visitor, newer)
    # Three taps completed the old release; the new one would ask for a fourth.
    assert (await newer.deliver(ticket, trace))["status"] == "credited"
    late = await newer.ask(release=visitor.release)
    assert late.status == 409
    assert (await late.json())["error"]["code"] == "update_needed"
    fresh = await newer.begin()
    answer = await newer.deliver(fresh, await newer.play(fresh))
    assert (answer["status"], answer["reason"]) == ("tampered", "digest_differs")


async def test_both_releases_replay_in_turn_in_one_worker(
    effects_dir: Path, start_server: StartServer
) -> None:
    running = await start_server()
    old = [await running.visitor() for _ in range(2)]
    old_tickets = [await visitor.begin() for visitor in old]
    change_taps(effects_dir, 2)
    running.services.releases.publish("three_taps")
    new = [await running.visitor() for _ in range(2)]
    new_tickets = [await visitor.begin() for visitor in new]
    statuses: list[str] = []
    for position in range(2):
        for visitor, ticket in (
            (old[position], old_tickets[position]),
            (new[position], new_tickets[position]),
        ):
            answer = await visitor.deliver(ticket, await visitor.play(ticket))
            statuses.append(f"{answer['status']} {answer['reason']}")
    other = "tampered digest_differs"  # Two taps are enough for the new one, three were played.
    assert statuses == ["credited ", other, "credited ", other]


def test_old_releases_go_when_neither_tickets_nor_pages_need_them(
    tmp_path: Path, effects_dir: Path
) -> None:
    store = ReleaseStore(tmp_path / "releases", effects_dir, quality=1)
    hashes: list[str] = []
    for taps in (3, 4, 5, 6):
        change_taps(effects_dir, taps)
        hashes.append(store.publish("three_taps").hash)
    assert len(set(hashes)) == 4
    long_ago = time.time() - KEPT_S - 60
    for number in (0, 1, 3):
        os.utime(store.path(hashes[number]), (long_ago, long_ago))
    gone = store.forget_unneeded({hashes[1]})
    assert gone == [hashes[0]]
    assert [store.path(one).is_file() for one in hashes] == [False, True, True, True]
    assert not store.path(hashes[0]).with_name(f"{hashes[0]}.json.br").exists()


def test_models_are_kept_as_long_as_a_release_names_them(tmp_path: Path, effects_dir: Path) -> None:
    store = ReleaseStore(tmp_path / "releases", effects_dir, quality=1)
    model = effects_dir / "three_taps" / "models" / "ring.glb"
    model.parent.mkdir()
    keys: list[str] = []
    for content in (b"glTF first", b"glTF second"):
        model.write_bytes(content)
        release = store.publish("three_taps").hash
        keys.append(json.loads(store.path(release).read_bytes())["manifest"]["models"]["ring"])
        os.utime(store.path(release), (0, 0))
    assert [store.model_path(key).is_file() for key in keys] == [True, True]
    assert len(store.forget_unneeded(set())) == 1
    assert [store.model_path(key).is_file() for key in keys] == [False, True]
    assert not store.model_path(keys[0]).with_name(f"{keys[0]}.glb.br").exists()


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("effect.py", "def (:\n", "effects/three_taps/effect.py, line 1: invalid syntax"),
        ("texts/en.json", "{", "effects/three_taps: "),
        ("texts/en.json", "{}", "effects/three_taps: "),
        ("manifest.json", "{}", "effects/three_taps: "),
    ],
)
def test_what_cannot_be_released_is_said_and_the_release_before_stays(
    tmp_path: Path, effects_dir: Path, file: str, text: str, says: str
) -> None:
    store = ReleaseStore(tmp_path / "releases", effects_dir, quality=1)
    before = store.publish("three_taps")
    (effects_dir / "three_taps" / file).write_text(text, "utf-8")
    with pytest.raises(ReleaseError) as told:
        store.publish("three_taps")
    assert str(told.value).startswith(says)
    assert store.current["three_taps"] == before
