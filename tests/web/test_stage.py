"""What the stage really draws: pictures of it, looked at pixel by pixel."""

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, ViewportSize

from tests.conftest import OpenPage
from tests.web.inspection import inspect, wait_for, wait_until
from tests.web.stub_release import serve_stub

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
KIOSK = ViewportSize(width=1080, height=1920)
LAPTOP = ViewportSize(width=1280, height=800)

# A camera whose left half is red and whose right half is blue, as the camera sees it.
TWO_COLOURED_CAMERA = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 480;
  const pen = canvas.getContext("2d");
  const draw = () => {
    pen.fillStyle = "#d00000";
    pen.fillRect(0, 0, 320, 480);
    pen.fillStyle = "#0000d0";
    pen.fillRect(320, 0, 320, 480);
  };
  draw();
  setInterval(draw, 50);
  return canvas.captureStream(30);
};
"""

SHOW = '''
"""Shows the camera, words on a flipped sheet, and a picture that is red on its left."""
from effects.engine import Effect


class DodgeFood(Effect):
    SIGNALS = ("head_x_permille",)

    def start(self):
        self.stage.add("camera", x=500, y=250, w=560, h=420, layer=10)
        sheet = self.stage.group(x=500, y=800, is_flipped=True)
        self.words = self.stage.add(
            "text", sheet, role="words", text="heavy_left", w=600, h=150, layer=20
        )
        self.stage.sprite("half_red", role="halves", x=300, y=620, w=150, h=150, layer=20)
        self.stage.sprite(
            "half_red", role="halves_flipped", x=700, y=620, w=150, h=150, layer=20, is_flipped=True
        )
        ribbon = self.stage.line("half_red", role="ribbon", w=60, layer=20)
        for x, y in ((200, 930), (500, 945), (800, 930)):
            ribbon.add_point(x, y)
'''
HALF_RED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100">'
    '<path fill="#f00" d="M0 0H50V100H0Z"/><path fill="#00f" d="M50 0H100V100H50Z"/></svg>'
)
WORDS_HEAVY_ON_THE_LEFT = "MMMM . . . ."


DRAWN_TRIES = 60
DRAWN_EVERY_MS = 500
CONTRAST_MIN = 200  # Red beside blue, ink beside cream.


def open_show(open_page: OpenPage, viewport: ViewportSize) -> Page:
    page = open_page("en", viewport, service_workers="block")
    page.add_init_script(TWO_COLOURED_CAMERA)
    serve_stub(page, SHOW, {"heavy_left": WORDS_HEAVY_ON_THE_LEFT}, {"half_red": HALF_RED})
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("allow-camera").click()
    wait_for(page, "state.phase === 'ready' && state.timings.tracks_per_s > 0")
    # What the page lays over the stage is not looked at here.
    page.evaluate(
        "const bare = new CSSStyleSheet();"
        "bare.replaceSync('body * { visibility: hidden } canvas { visibility: visible }');"
        "document.adoptedStyleSheets.push(bare)"
    )
    wait_until_drawn(page)
    return page


def wait_until_drawn(page: Page) -> None:
    """Wait until pictures and words are there; a busy machine takes its time to draw them."""
    contrasts: list[float] = []
    for _ in range(DRAWN_TRIES):
        page.wait_for_timeout(DRAWN_EVERY_MS)
        contrasts = [float(np.ptp(look_at(page, role=role))) for role in ("halves", "words")]
        if min(contrasts) > CONTRAST_MIN:
            return
    raise AssertionError(f"nothing was drawn: contrasts of {contrasts}")


def look_at(page: Page, role: str | None = None, kind: str | None = None) -> np.ndarray:
    """Return the pixels (BGR) of a node, as the visitor sees them."""
    encoded = np.frombuffer(page.screenshot(), np.uint8)
    screen = cv2.imdecode(encoded, cv2.IMREAD_COLOR)
    assert screen is not None
    nodes = inspect(page)["nodes"]
    node = next(n for n in nodes if n["role"] == role or n["kind"] == kind)
    height, width = screen.shape[:2]
    left, right = (node["x"] + side * node["w"] / 2 for side in (-1, 1))
    top, bottom = (node["y"] + side * node["h"] / 2 for side in (-1, 1))
    return screen[
        round(top * height) : round(bottom * height), round(left * width) : round(right * width)
    ].astype(np.float64)


def redness(pixels: np.ndarray) -> float:
    """Return how much redder than blue the pixels are, -255 to 255."""
    return float(np.mean(pixels[..., 2] - pixels[..., 0]))


def halves(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    middle = pixels.shape[1] // 2
    margin = pixels.shape[1] // 8
    return pixels[:, margin : middle - margin], pixels[:, middle + margin : -margin]


@pytest.mark.parametrize(
    "viewport",
    [
        pytest.param(PHONE, id="phone"),
        pytest.param(LAPTOP, id="laptop", marks=pytest.mark.long),
        pytest.param(KIOSK, id="kiosk", marks=pytest.mark.long),
    ],
)
def test_the_camera_is_mirrored_and_nothing_else(
    open_page: OpenPage, viewport: ViewportSize
) -> None:
    page = open_show(open_page, viewport)
    camera_left, camera_right = halves(look_at(page, kind="camera"))
    assert redness(camera_left) < -100, "the camera's right belongs on the player's left"
    assert redness(camera_right) > 100
    left, right = halves(look_at(page, role="halves"))
    assert redness(left) > 100
    assert redness(right) < -100
    left, right = halves(look_at(page, role="halves_flipped"))
    assert redness(left) < -100
    assert redness(right) > 100
    left, right = halves(look_at(page, role="ribbon"))
    assert redness(left) > 100, "a line's picture begins at its first point"
    assert redness(right) < -100
    left, right = halves(look_at(page, role="words"))
    assert np.mean(left) > np.mean(right) + 10, "words on a flipped sheet are mirrored"


def test_a_lost_graphics_context_comes_back_with_its_pictures(open_page: OpenPage) -> None:
    page = open_show(open_page, LAPTOP)
    page.evaluate(
        "window.__gl = document.querySelector('canvas').getContext('webgl2')"
        ".getExtension('WEBGL_lose_context'); __gl.loseContext()"
    )
    page.wait_for_timeout(500)
    page.evaluate("__gl.restoreContext()")
    wait_until(page, "!document.querySelector('canvas').getContext('webgl2').isContextLost()")
    wait_until_drawn(page)
    left, right = halves(look_at(page, role="halves"))
    assert redness(left) > 100
    assert redness(right) < -100
    camera_left, _ = halves(look_at(page, kind="camera"))
    assert redness(camera_left) < -100


def test_turning_the_phone_moves_everything_into_place(open_page: OpenPage) -> None:
    page = open_show(open_page, PHONE)
    page.set_viewport_size(ViewportSize(width=844, height=390))
    wait_until_drawn(page)
    left, right = halves(look_at(page, role="halves"))
    assert redness(left) > 100
    assert redness(right) < -100
