"""The age booth in a real browser: liked by thumb, tap and key, or not; forgotten afterwards."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, ViewportSize, expect

from tests.conftest import OpenPage
from tests.web.axe import settled, violations
from tests.web.inspection import inspect, wait_for, wait_until
from tests.web.robot import MEDIA, let_play, seat_with_hand
from tests.web.video_file import duration_s

pytestmark = pytest.mark.browser

EFFECT = "age_booth"
PHONE = ViewportSize(width=390, height=844)
POST_BYTES_MAX = 20_000  # A trace; a picture would be larger.
FACE = MEDIA / "astronaut.jpg"
GIVEN_BACK_S_MAX = 10

# What holds pixels in a page: canvases with something on them, pictures of blobs, videos.
PICTURES_LEFT = """() => ({
  canvases: [...document.querySelectorAll('canvas')].length,
  blobs: [...document.images].filter((image) => image.src.startsWith('blob:')).length,
  videos: document.querySelectorAll('video').length,
})"""
STORED = """async () => {
  const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  const kinds = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kinds.push((await (await cache.match(request)).blob()).type);
    }
  }
  return { keys, databases, kinds };
}"""
# Notes addresses of blobs that are given out and not given back.
KEEP_BLOBS = """{
  const make = URL.createObjectURL.bind(URL);
  const drop = URL.revokeObjectURL.bind(URL);
  window.blobs = new Set();
  URL.createObjectURL = (o) => { const u = make(o); window.blobs.add(u); return u; };
  URL.revokeObjectURL = (u) => { window.blobs.delete(u); drop(u); };
}"""


def open_booth(page: Page, pace: str = "brisk") -> None:
    """Open the start page and choose how fast time goes."""
    page.goto(f"/play/{EFFECT}?inspect")
    page.get_by_role("radio", name=re.compile(pace, re.IGNORECASE)).check(force=True)


def wait_for_question(page: Page, hint: str) -> None:
    wait_for(page, f"state.hint === {hint!r}")


def credited_plays(page: Page) -> int:
    """Return how many plays the server has credited to the task so far."""
    totals = page.request.get("/api/totals").json()
    return next(task for task in totals["tasks"] if task["id"] == "childrens_hearts")[
        "credited_plays"
    ]


def finish(page: Page, status: str) -> None:
    """Wait for the end of the film and the server's verdict."""
    wait_for(page, "state.verdict !== null && state.phase === 'finished'")
    assert inspect(page)["verdict"]["status"] == status


def assert_nothing_is_left(page: Page) -> None:
    """Fail unless home, of the same page, holds nothing of the picture that a camera gave."""
    expect(page.get_by_test_id("totals")).to_be_visible()
    left = page.evaluate(PICTURES_LEFT)
    assert (left["blobs"], left["videos"], left["canvases"]) == (0, 0, 0)
    wait_until(page, "window.blobs.size === 0", GIVEN_BACK_S_MAX)
    stored = page.evaluate(STORED)
    assert not [kind for kind in stored["kinds"] if re.search("video|jpeg", kind)]
    assert page.evaluate("window.__robot.stream.getTracks()[0].readyState") == "ended"


def test_a_thumb_up_before_the_camera_is_credited_once_and_nothing_is_left_of_who_gave_it(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page("en")
    posts: list[Request] = []
    page.context.on("request", lambda r: posts.append(r) if r.method == "POST" else None)
    seat_with_hand(page)
    page.add_init_script(KEEP_BLOBS)
    before = credited_plays(page)
    open_booth(page)
    page.evaluate("window.blobs.clear()")  # The robot's own photographs.
    page.get_by_test_id("allow-camera").click()
    wait_for(page, "state.phase === 'ready' || state.phase === 'playing'")
    let_play(page, EFFECT)
    wait_for(page, "state.tracking.tasks.includes('hand')")
    assert set(inspect(page)["tracking"]["tasks"]) == {"face", "person", "hand"}
    wait_for(page, "state.phase === 'completed'")
    assert "thumb_up" in page.evaluate("window.__robot.seen.gestures")
    finish(page, "credited")
    assert credited_plays(page) == before + 1
    assert max(len(post.post_data_buffer or b"") for post in posts) < POST_BYTES_MAX
    # Seven portraits, and a video of the growing between them.
    expect(page.get_by_test_id("keep-strip")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_test_id("save-video").click()
    video = tmp_path / "video.mp4"
    waiting.value.save_as(video)
    assert 4 <= duration_s(video.read_bytes()) <= 10
    page.get_by_test_id("home").click()
    assert_nothing_is_left(page)


def test_a_photograph_takes_the_cameras_place_and_a_tap_likes(open_page: OpenPage) -> None:
    page = open_page("en", PHONE)
    page.add_init_script("navigator.mediaDevices.getUserMedia = null;")
    open_booth(page)
    before = credited_plays(page)
    page.get_by_test_id("photo-file").set_input_files(FACE)
    wait_for_question(page, "tap_heart")
    assert inspect(page)["tracking"]["mode"] == "camera"
    assert "hand" not in inspect(page)["tracking"]["tasks"], "a photograph makes no gesture"
    expect(page.get_by_test_id("progress")).to_have_count(0)
    page.get_by_test_id("pause").click()
    page.get_by_test_id("continue").click()
    box = page.get_by_test_id("action-like").bounding_box()
    assert box is not None
    # A press beside the heart is none; one on it is.
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] - 60)
    page.wait_for_timeout(400)
    assert inspect(page)["phase"] == "playing"
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wait_for(page, "state.phase === 'completed'")
    page.get_by_role("button", name="Skip old age").click()
    finish(page, "credited")
    assert credited_plays(page) == before + 1
    page.get_by_test_id("again").click()
    expect(page.get_by_test_id("play-photo")).to_be_visible()  # Which one it was is forgotten.


def test_a_photograph_without_a_face_leads_to_another(open_page: OpenPage) -> None:
    page = open_page("en")
    open_booth(page)
    page.get_by_test_id("photo-file").set_input_files(MEDIA / "hands" / "open_palm.webp")
    page.get_by_test_id("another-photo").click(timeout=60_000)
    expect(page.get_by_test_id("play-photo")).to_be_visible()


def test_a_file_that_is_no_picture_is_told(open_page: OpenPage, guards: list) -> None:
    page = open_page("en")
    guards[-1].allow("expected a picture")
    open_booth(page)
    page.get_by_test_id("photo-file").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no picture"}
    )
    expect(page.get_by_test_id("problem-photo_unreadable")).to_be_visible()
    settled(page)
    assert violations(page) == []
    page.get_by_test_id("retry").click()
    expect(page.get_by_test_id("play-photo")).to_be_visible()


def test_a_key_likes_without_a_camera_and_all_of_it_is_accessible(open_page: OpenPage) -> None:
    page = open_page("zh-CN", PHONE, reduced_motion="reduce")
    page.goto(f"/play/{EFFECT}?inspect")
    page.get_by_test_id("play-pointer").click()
    wait_for(page, "state.phase === 'ready'")
    settled(page)
    assert violations(page) == []
    page.keyboard.press(" ")
    wait_for_question(page, "tap_heart")
    settled(page)
    assert violations(page) == []
    page.keyboard.press("Enter")
    wait_for(page, "state.phase === 'completed'")
    settled(page)
    assert violations(page) == []
    page.get_by_test_id("action-stop").click()
    finish(page, "credited")
    settled(page)
    assert violations(page) == []


def test_without_a_like_time_goes_on_and_nothing_is_credited(open_page: OpenPage) -> None:
    page = open_page("en")
    before = credited_plays(page)
    open_booth(page)
    page.get_by_test_id("play-pointer").click()
    wait_for(page, "state.phase === 'ready'")
    page.keyboard.press(" ")
    wait_for_question(page, "tap_heart")
    page.get_by_role("button", name="Go on without").click()
    expect(page.get_by_test_id("subtitle")).to_contain_text("Time goes on")
    page.get_by_role("button", name="Stop here").click()
    finish(page, "not_completed")
    expect(page.get_by_test_id("verdict")).to_contain_text("Without a like")
    assert credited_plays(page) == before
