"""A visitor without a camera who puts the ornaments on the drawn figure: by mouse, or by keys."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from effects.heritage_jewelry.figure import EAR_PLACES, FINGER_PLACES, WRIST_PLACE
from tests.web.inspection import inspect, wait_for

# Where each hint asks to put the ornament, in permille of the picture.
TARGETS = {
    "wear_wrist_pointer": WRIST_PLACE,
    "wear_finger_pointer": FINGER_PLACES[1][1:],
    "wear_ears_pointer": EAR_PLACES[1],
}
NEAR_PERMILLE = 40
TICK_MS = 34
STEPS_MAX = 600
HINT_LIMIT_S = 30.0


def node_of(state: dict[str, Any], test: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Return the widest node for which the test holds."""
    return max((node for node in state["nodes"] if test(node)), key=lambda node: node["w"])


def lit_place(state: dict[str, Any]) -> tuple[int, int]:
    """Return where the ornament lies that is to be taken, in permille of the picture."""
    camera = node_of(state, lambda node: node["kind"] == "camera")
    lit = node_of(state, lambda node: node["role"].startswith("tray:"))
    x = (lit["x"] - camera["x"]) / camera["w"] + 0.5
    y = (lit["y"] - camera["y"]) / camera["h"] + 0.5
    return round(x * 1000), round(y * 1000)


def on_page(page: Page, state: dict[str, Any], place: tuple[int, int]) -> tuple[float, float]:
    """Return a place of the picture in CSS pixels of the page."""
    camera = node_of(state, lambda node: node["kind"] == "camera")
    size = page.viewport_size
    assert size is not None
    x = camera["x"] + (place[0] / 1000 - 0.5) * camera["w"]
    y = camera["y"] + (place[1] / 1000 - 0.5) * camera["h"]
    return x * size["width"], y * size["height"]


def drag_by_mouse(page: Page) -> None:
    """Drag the ornament that is lit to where it is worn."""
    state = inspect(page)
    page.mouse.move(*on_page(page, state, lit_place(state)))
    page.mouse.down()
    state = wait_for_hint(page, "wear_")
    page.mouse.move(*on_page(page, state, TARGETS[state["hint"]]), steps=8)
    page.wait_for_timeout(4 * TICK_MS)
    page.mouse.up()


def carry_by_keys(page: Page) -> None:
    """Go to the ornament that is lit, take it, go to where it is worn, and put it down."""
    go_by_keys(page, lit_place(inspect(page)))
    page.keyboard.press(" ")
    state = wait_for_hint(page, "wear_")
    go_by_keys(page, TARGETS[state["hint"]])
    page.keyboard.press(" ")


def go_by_keys(page: Page, place: tuple[int, int]) -> None:
    """Hold arrow keys until the pointer is near a place of the picture."""
    axes = (("right_hand_x_permille", "ArrowLeft", "ArrowRight", place[0]),)
    axes += (("right_hand_y_permille", "ArrowUp", "ArrowDown", place[1]),)
    for signal, back, ahead, goal in axes:
        for _ in range(STEPS_MAX):
            gap = goal - inspect(page)["signals"][signal]
            if abs(gap) <= NEAR_PERMILLE:
                break
            page.keyboard.down(ahead if gap > 0 else back)
            page.wait_for_timeout(TICK_MS if abs(gap) < 200 else 3 * TICK_MS)
            page.keyboard.up(ahead if gap > 0 else back)
            page.wait_for_timeout(3 * TICK_MS)
        else:
            raise AssertionError(f"the keys never brought {signal} to {goal}")


def wait_for_hint(page: Page, prefix: str) -> dict[str, Any]:
    """Return the state once the visitor is asked for something that begins so."""
    wait_for(page, f"(state.hint ?? '').startsWith({prefix!r})", HINT_LIMIT_S)
    return inspect(page)
