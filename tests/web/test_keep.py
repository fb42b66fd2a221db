"""What a visitor keeps of a play: the video, the card, and how they leave the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, Request, ViewportSize, expect

from tests.conftest import OpenPage
from tests.page_guard import PageGuard
from tests.web.axe import settled, violations
from tests.web.stub_release import serve_stub
from tests.web.test_stage import HALF_RED, TWO_COLOURED_CAMERA, WORDS_HEAVY_ON_THE_LEFT, redness
from tests.web.video_file import boxes, duration_s, find_boxes, pictures

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
LAPTOP = ViewportSize(width=1280, height=800)
ORIGIN = "https://play.example.org"
LINK = f"{ORIGIN}/play/dodge_food"
VIDEO_BYTES_MAX = 4_000_000
POST_BYTES_MAX = 20_000  # A trace; a picture would be larger.

# Completed at once, recorded for longer than a video may be, with a still on the way.
SHOW = '''
"""Shows the camera with words on it, records it and takes a still."""
from effects.engine import Effect


class DodgeFood(Effect):
    SIGNALS = ("head_x_permille",)

    def start(self):
        self.stage.add("camera", x=500, y=420, w=WIDTH, h=HEIGHT, layer=10)
        self.stage.add("text", text="heavy_left", x=500, y=420, w=500, h=120, layer=20)
        self.mark = self.stage.sprite("half_red", x=500, y=300, w=60, h=60, layer=20)
        self.ticks = 0

    def tick(self, signals):
        self.ticks += 1
        self.mark.x = 350 + self.ticks * 7 % 300
        if self.ticks == 2:
            self.begin()
        elif self.ticks == 3:
            self.complete()
            self.is_recording = True
        elif self.ticks == STILL_AT:
            self.stage.shutter()
        elif self.ticks == END_AT:
            self.finish()
'''
# The same without a video: three stills with names.
SEVERAL = (
    SHOW.replace("self.is_recording = True", "pass")
    .replace("self.ticks == STILL_AT", "self.ticks in (20, 30, 40)")
    .replace("shutter()", "shutter(label=str(self.ticks))")
)
LONG = {"STILL_AT": 40, "END_AT": 330}
SHORT = {"STILL_AT": 40, "END_AT": 70}
LANDSCAPE = {"WIDTH": 640, "HEIGHT": 480}
PORTRAIT = {"WIDTH": 600, "HEIGHT": 780}

NO_H264 = """
const ask = VideoEncoder.isConfigSupported.bind(VideoEncoder);
VideoEncoder.isConfigSupported = async (config) =>
  config.codec.startsWith("avc1") ? {supported: false, config} : ask(config);
"""
NO_ENCODER = "delete window.VideoEncoder;"
SHARING = """
window.shared = [];
navigator.canShare = ({files}) => files.length === 1 && files[0].size > 0;
navigator.share = async ({files, text}) => {
  window.shared.push({name: files[0].name, type: files[0].type, text});
  if (window.shareError) throw new DOMException("", window.shareError);
};
"""

# The largest thing in the page's databases and caches, as bytes or as JSON; no trace is as large.
STORED_BYTES_MOST = """async () => {
  let most = 0;
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const {name} of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values = await done(database.transaction(store).objectStore(store).getAll());
      for (const value of values) {
        const binary = value?.size ?? value?.byteLength ?? 0;
        most = Math.max(most, binary, JSON.stringify(value)?.length ?? 0);
      }
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const {url} of await cache.keys()) {
      const kind = (await (await cache.match(url)).blob()).type;
      if (/video|jpeg/.test(kind)) throw new Error(`got ${kind} in the cache ${name}`);
    }
  }
  return Math.max(most, JSON.stringify(localStorage).length);
}"""


def play(
    open_page: OpenPage,
    *numbers: dict[str, int],
    locale: str = "en",
    viewport: ViewportSize = LAPTOP,
    origin: str | None = ORIGIN,
    script: str = "",
    show: str = SHOW,
    on_request: Callable[[Request], None] = lambda request: None,
    **options: Any,
) -> Page:
    """Play the show to its end and return the result page."""
    page = open_page(locale, viewport, service_workers="block", **options)
    page.context.on("request", lambda request: on_request(request))
    page.add_init_script(TWO_COLOURED_CAMERA + script)
    source = show
    for name, number in (item for some in numbers for item in some.items()):
        source = source.replace(name, str(number))
    words = {"heavy_left": WORDS_HEAVY_ON_THE_LEFT, "keep.still": "at {n}"}
    serve_stub(page, source, words, {"half_red": HALF_RED}, origin)
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("allow-camera").click()
    kept = page.get_by_test_id("keep-card" if show == SHOW else "keep-strip")
    expect(kept.get_by_role("img")).to_be_visible(timeout=90_000)
    return page


def save(page: Page, name: str, folder: Path) -> Path:
    """Press a save button and return the file that the browser got."""
    with page.expect_download() as waiting:
        page.get_by_test_id(f"save-{name}").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    expect(page.get_by_test_id("keep-told")).not_to_be_empty()
    return path


def share(page: Page) -> None:
    """Share video and card: both are handed over, and the visitor hears what became of them."""
    told = page.get_by_test_id("keep-told")
    page.get_by_test_id("share-video").press("Enter")
    expect(told).to_have_text("Handed to the app you chose.")
    page.get_by_test_id("share-card").click()
    video, card = page.evaluate("window.shared")
    assert video["type"] == "video/mp4"
    assert video["name"].startswith("kindlens-dodge_food-")
    assert card["type"] == "image/jpeg"
    assert "#KindToStrays" in card["text"]
    assert f"{LINK}?lang=en" in card["text"]
    for error, words in (("AbortError", "Not shared"), ("NotAllowedError", "could not be shared")):
        page.evaluate("error => { window.shareError = error; }", error)
        page.get_by_test_id("share-card").click()
        expect(told).to_contain_text(words)


def copy_caption(page: Page) -> None:
    """Copy the caption; then again, where the browser refuses, of which the visitor is told."""
    page.get_by_test_id("keep-copy").click()
    expect(page.get_by_test_id("keep-told")).to_have_text("The caption is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_test_id("keep-caption").inner_text()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_test_id("keep-copy").click()
    expect(page.get_by_test_id("keep-told")).to_contain_text("does not let us copy")


def camera_part(picture: np.ndarray) -> np.ndarray:
    """Return a kept picture without the paper around it."""
    height, width = picture.shape[:2]
    return picture[30 : height - 110, 30 : width - 30].astype(np.float64)


def is_mirrored_camera(picture: np.ndarray) -> bool:
    """Return whether the visitor sees themselves as in a mirror: blue left, red right."""
    middle = picture.shape[1] // 2
    top = picture[: picture.shape[0] // 5]
    return redness(top[:, : middle - 30]) < -100 and redness(top[:, middle + 30 :]) > 100


def words_are_readable(picture: np.ndarray) -> bool:
    """Return whether the words that are heavy on their left are so in the picture."""
    height, width = picture.shape[:2]
    strip = picture[int(height * 0.44) : int(height * 0.56)]
    ink = np.abs(strip - np.median(strip, axis=0)).mean(axis=(0, 2))
    return ink[width // 5 : width // 2].sum() > ink[width // 2 : -width // 5].sum()


@pytest.mark.parametrize(
    ("frame", "viewport"),
    [
        pytest.param(LANDSCAPE, LAPTOP, id="landscape", marks=pytest.mark.long),
        pytest.param(PORTRAIT, PHONE, id="portrait"),
    ],
)
def test_the_video_is_one_that_phones_play(
    open_page: OpenPage, tmp_path: Path, frame: dict[str, int], viewport: ViewportSize
) -> None:
    page = play(open_page, frame, LONG, viewport=viewport)
    path = save(page, "video", tmp_path)
    assert path.suffix == ".mp4"
    data = path.read_bytes()
    assert len(data) <= VIDEO_BYTES_MAX
    names = [name for name, _ in boxes(data)]
    assert names[0] == "ftyp"
    assert names.index("moov") < names.index("mdat"), "a phone would have to load it all first"
    described = find_boxes(data, "stsd")
    assert described[0][12:16] == b"avc1"
    profile, _, level = described[0][described[0].index(b"avcC") + 5 :][:3]
    assert profile in (66, 77), "constrained baseline or main"
    assert level <= 31
    assert 8 <= duration_s(data) <= 10

    shown = pictures(path)
    height, width = shown[0].shape[:2]
    assert (width % 2, height % 2) == (0, 0)
    assert (width > height) == (frame["WIDTH"] > frame["HEIGHT"])
    assert len(shown) >= 60
    for picture in (shown[0], shown[len(shown) // 2], shown[-1]):
        assert is_mirrored_camera(camera_part(picture))
        assert words_are_readable(camera_part(picture))
    # The site's own mark stands right of the title, its name right of the mark: never mirrored.
    strip = shown[-1][height - 90 :].astype(np.float64)
    red_at = np.nonzero((strip[..., 2] - strip[..., 0] > 110).any(axis=0))[0]
    dark_at = np.nonzero((strip.mean(axis=2) < 90).any(axis=0))[0]
    assert red_at.mean() > width / 2
    assert dark_at.max() > red_at.max() + 40
    assert dark_at.min() < width / 4


def test_the_card_shows_the_still_its_code_leads_back_and_its_caption_is_copied(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = play(open_page, LANDSCAPE, SHORT, permissions=["clipboard-read", "clipboard-write"])
    path = save(page, "card", tmp_path)
    assert path.suffix == ".jpg"
    card = cv2.imread(str(path))
    assert card is not None
    assert card.shape[:2] == (1440, 1080)
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(card)
    assert text == LINK
    photo = card[150:600, 240:840].astype(np.float64)
    assert redness(photo[:, :200]) < -60
    assert redness(photo[:, -200:]) > 60
    copy_caption(page)


def test_stills_with_names_make_a_strip(open_page: OpenPage, tmp_path: Path) -> None:
    page = play(open_page, PORTRAIT, SHORT, show=SEVERAL)
    path = save(page, "strip", tmp_path)
    assert path.suffix == ".png"
    strip = cv2.imread(str(path))
    assert strip is not None
    image = page.get_by_test_id("keep-strip").get_by_role("img")
    size = [int(image.get_attribute(name) or 0) for name in ("height", "width")]
    assert list(strip.shape[:2]) == size
    assert "at 20 · at 30 · at 40" in (image.get_attribute("alt") or "")
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(strip)
    assert text == LINK
    blues = (strip[..., 0].astype(int) - strip[..., 2] > 90).astype(np.uint8)
    _, _, found, _ = cv2.connectedComponentsWithStats(blues)
    assert sum(area > 40_000 for area in found[1:, cv2.CC_STAT_AREA]) == 3, "a print each"
    expect(page.get_by_test_id("keep-card")).to_have_count(0)


@pytest.mark.parametrize("locale", [pytest.param("zh-CN", marks=pytest.mark.long), "en"])
def test_without_a_public_address_there_is_no_code_and_no_link(
    open_page: OpenPage, tmp_path: Path, locale: str
) -> None:
    page = play(open_page, LANDSCAPE, SHORT, locale=locale, origin=None)
    card = cv2.imread(str(save(page, "card", tmp_path)))
    assert card is not None
    assert cv2.QRCodeDetector().detectAndDecode(card)[0] == ""
    assert "http" not in page.get_by_test_id("keep-caption").inner_text()


def test_nothing_is_uploaded_and_nothing_is_left_however_it_was_shared(
    open_page: OpenPage, guards: list[PageGuard]
) -> None:
    sent: list[Request] = []
    page = play(open_page, LANDSCAPE, SHORT, script=SHARING, on_request=sent.append)
    share(page)
    guards[-1].allow("ERR_FILE_NOT_FOUND")  # The video's address, once it is given back.
    address = page.get_by_test_id("keep-video").locator("video").get_attribute("src")
    page.get_by_test_id("home").click()
    expect(page.get_by_test_id("keep")).to_have_count(0)
    assert any(request.method == "POST" for request in sent), "the play itself must be seen"
    for request in sent:
        assert len(request.post_data_buffer or b"") <= POST_BYTES_MAX, request.url
    is_gone = page.evaluate(
        "address => new Promise(tell => { const video = document.createElement('video');"
        "video.onerror = () => tell(true); video.onloadeddata = () => tell(false);"
        "video.src = address; })",
        address,
    )
    assert is_gone
    assert page.evaluate(STORED_BYTES_MOST) <= POST_BYTES_MAX


def test_without_h264_the_video_is_webm_with_its_sound(open_page: OpenPage, tmp_path: Path) -> None:
    page = play(open_page, LANDSCAPE, SHORT, script=NO_H264)
    path = save(page, "video", tmp_path)
    assert path.suffix == ".webm"
    data = path.read_bytes()
    assert b"V_VP9" in data or b"V_VP8" in data
    assert b"A_OPUS" in data
    assert is_mirrored_camera(camera_part(pictures(path)[10]))


def test_without_an_encoder_the_card_remains_and_the_visitor_is_told(
    open_page: OpenPage, guards: list[PageGuard]
) -> None:
    page = play(open_page, LANDSCAPE, SHORT, script=NO_ENCODER)
    expect(page.get_by_test_id("keep-video")).to_have_count(0)
    expect(page.get_by_test_id("keep")).to_contain_text("cannot make videos")
    expect(page.get_by_test_id("save-card")).to_be_visible()


@pytest.mark.parametrize("locale", [pytest.param("zh-CN", marks=pytest.mark.long), "en"])
def test_axe_finds_nothing(open_page: OpenPage, locale: str) -> None:
    page = play(open_page, LANDSCAPE, SHORT, locale=locale, script=SHARING, reduced_motion="reduce")
    assert page.locator("video").evaluate("video => video.paused && video.muted")
    for viewport in (LAPTOP, PHONE):
        page.set_viewport_size(viewport)
        settled(page)
        assert violations(page) == [], viewport
