"""The kiosk's page with a real face before it: greeted, played, gone without a trace."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.conftest import OpenPage
from tests.live_server import LiveServer
from tests.web.robot import let_play, seat_with_hand
from tests.web.small_bowl import effects_with_a_small_bowl

pytestmark = pytest.mark.browser

UPRIGHT = ViewportSize(width=540, height=960)
VISIT_MS = 120_000
CODE = "24681357"
# A person who wants an option waits for its light, sees it, and nods for a second.
NOD = """async (option) => {
  const lit = () => document.querySelector(option)?.dataset.lit;
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  while (lit() === "true") await wait(50);
  while (lit() === "false") await wait(50);
  await wait(400);
  if (lit() !== "true") return; // An earlier nod has been understood meanwhile.
  const robot = window.__robot;
  const beganMs = performance.now();
  for (let share = 0; share < 1; share = (performance.now() - beganMs) / 1000) {
    robot.y = robot.homeY + 34 * Math.sin(Math.PI * share);
    await wait(40);
  }
  robot.y = robot.homeY;
}"""

# A person moves the hand to where its mark on the screen, as in a mirror, is on what they want, and
# rests there; sees where it has come to before moving on, for it is late on a slow device.
STEER_HAND = """async (option) => {
  const CAMERA_PX_PER_SCREEN = { x: 0.56 * 640, y: 0.52 * 480 }; // looking.ts: REACH.
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const box = (selector) => document.querySelector(selector)?.getBoundingClientRect();
  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
  const { hand } = window.__robot;
  hand.gesture = "open_palm";
  const until = performance.now() + 60_000;
  for (let goal = box(option); goal && performance.now() < until; goal = box(option)) {
    const mark = box(".picker-cursor");
    const [x, y] = middle(mark ?? goal);
    if (x > goal.left && x < goal.right && y > goal.top && y < goal.bottom) {
      await wait(100);
      continue;
    }
    const [goalX, goalY] = middle(goal);
    hand.x -= (CAMERA_PX_PER_SCREEN.x * (goalX - x)) / innerWidth;
    hand.y += (CAMERA_PX_PER_SCREEN.y * (goalY - y)) / innerHeight;
    const isSeen = () => {
      const now = box(".picker-cursor");
      return now && Math.hypot(middle(now)[0] - x, middle(now)[1] - y) > 10;
    };
    for (let waited = 0; waited < 3000 && !isSeen(); waited += 50) await wait(50);
    await wait(300);
  }
  hand.gesture = null;
}"""


@pytest.fixture(scope="module")
def server_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    effects = effects_with_a_small_bowl(tmp_path_factory.mktemp("small_bowl") / "effects")
    return {
        "EFFECTS_DIR": str(effects),
        "KIOSK_CODE": CODE,
        "KIOSK_IDLE_S": "8",
        "KIOSK_NAME": "hall-1",
        "REPLAY_WORKERS": "1",
    }


def open_kiosk(open_page: OpenPage, *, hidden: bool, locale: str = "en") -> Page:
    """Return the kiosk's page. hidden: nobody is before it yet."""
    page = open_page(locale, UPRIGHT)
    page.set_default_timeout(VISIT_MS)
    seat_with_hand(page)
    if hidden:
        page.add_init_script("window.__robot.isHidden = true")
    page.goto("/kiosk?inspect")
    return page


def nod_until(page: Page, is_done: Callable[[], bool], option: str) -> None:
    """Nod whenever the light comes to an option, until something has come of it."""
    for _ in range(12):
        if is_done():
            return
        page.evaluate(NOD, f"[data-testid=pick-{option}]")
        page.wait_for_timeout(700)
    raise AssertionError(f"no nod took {option}; shown: {page.inner_text('body')[:300]}")


def point_at(page: Page, option: str) -> None:
    """Raise a hand and let it rest on an option, until something has come of it."""
    page.evaluate(STEER_HAND, f"[data-testid=pick-{option}]")


def test_a_visit_without_touching_anything(open_page: OpenPage) -> None:
    page = open_kiosk(open_page, hidden=False)
    page.get_by_test_id("greeting").wait_for()
    consent = page.get_by_test_id("consent")
    nod_until(page, lambda: consent.is_visible(), "dodge_food")
    point_at(page, "yes")
    page.wait_for_selector(".hud")
    let_play(page)
    expect(page.get_by_test_id("verdict")).to_have_attribute(
        "data-status", "credited", timeout=VISIT_MS
    )
    page.evaluate("window.__robot.isHidden = true")
    page.get_by_test_id("still-there").wait_for()
    page.get_by_test_id("attract").wait_for()
    assert stored(page) == []
    assert page.context.cookies() == []


def stored(page: Page) -> list[str]:
    """Return what a visitor could have left in the page's storage."""
    return page.evaluate(
        """async () => [
          ...Object.keys(localStorage).filter((key) => key !== "kindlens.tracker_delegate"),
          ...Object.keys(sessionStorage),
          ...(await indexedDB.databases()).map(({ name }) => name).filter(
            (name) => !["kindlens", "workbox-expiration"].includes(name)),
        ]"""
    )


def test_who_says_no_to_the_camera_is_looked_at_by_none(open_page: OpenPage) -> None:
    page = open_kiosk(open_page, hidden=True)
    page.get_by_test_id("call-camera").wait_for()
    page.get_by_test_id("attract").click()
    page.get_by_test_id("pick-dodge_food").click()
    page.get_by_test_id("pick-touch").click()
    page.wait_for_selector(".hud")
    tracks = "window.__robot.stream.getTracks().map((track) => track.readyState)"
    assert page.evaluate(tracks) == ["ended"]
    page.get_by_test_id("leave").click()
    page.get_by_test_id("call-camera").wait_for()


def test_a_lost_camera_is_found_again_and_touch_goes_on_meanwhile(open_page: OpenPage) -> None:
    page = open_kiosk(open_page, hidden=True)
    page.get_by_test_id("call-camera").wait_for()
    page.evaluate(
        """() => {
          const robot = window.__robot;
          const again = navigator.mediaDevices.getUserMedia;
          navigator.mediaDevices.getUserMedia = async () => {
            throw new DOMException("taken", "NotReadableError");
          };
          robot.giveBack = () => { navigator.mediaDevices.getUserMedia = again; };
          for (const track of robot.stream.getTracks()) {
            track.stop();
            track.dispatchEvent(new Event("ended"));
          }
        }"""
    )
    page.get_by_test_id("call-touch").wait_for()
    page.evaluate("window.__robot.giveBack()")
    page.get_by_test_id("call-camera").wait_for()


def test_there_is_no_way_out_but_the_hosts_code(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    page = open_kiosk(open_page, hidden=True)
    page.get_by_test_id("attract").wait_for()
    assert page.locator("a").count() == 0
    for key in ("F5", "Control+r", "Alt+ArrowLeft", "Control+Minus"):
        page.keyboard.press(key)
    page.evaluate("history.back()")
    page.wait_for_timeout(300)
    assert page.url == f"{live_server.url}/kiosk?inspect"
    prevented = page.evaluate(
        """["contextmenu", "dragstart", "gesturestart"].map((name) => {
          const event = new Event(name, { bubbles: true, cancelable: true });
          document.body.dispatchEvent(event);
          return event.defaultPrevented;
        })"""
    )
    assert prevented == [True, True, True]
    page.get_by_test_id("way-out").dispatch_event("pointerdown")
    page.get_by_test_id("keypad").wait_for()
    for digit in CODE:
        page.get_by_test_id("keypad").get_by_role("button", name=digit, exact=True).click()
    page.get_by_test_id("keypad-enter").click()
    page.get_by_test_id("host-health").wait_for()
    page.get_by_test_id("host-pause").click()
    page.get_by_test_id("host-open").wait_for()
    page.get_by_test_id("host-back").click()
    page.get_by_test_id("sign-host").wait_for()
    # The way back to the kiosk ended the host's session on this screen.
    status = "fetch('/api/kiosk/host/session').then((answer) => answer.json())"
    assert page.evaluate(status) == {"is_host": False}


def test_an_ordinary_visitor_of_another_address_is_told_where_the_kiosk_is(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    page = open_page("en")
    answer = {"name": "hall-1", "boot": "0", "is_device": False, "idle_s": 6, "handover_s": 300}
    page.route("**/api/kiosk/state", lambda route: route.fulfill(json={"kiosk": answer}))
    page.goto("/kiosk")
    page.get_by_test_id("other_device").wait_for()
    page.unroute("**/api/kiosk/state")
    page.route("**/api/kiosk/state", lambda route: route.fulfill(json={"kiosk": None}))
    page.goto("/kiosk")
    page.get_by_test_id("no_kiosk").wait_for()
