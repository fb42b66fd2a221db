"""Hands and a face in one picture, by the real tracker: whose they are, and what is loaded when."""

from playwright.sync_api import Page, Request, Route

from tests.conftest import OpenPage
from tests.web.crowd import RIGHT_HAND, Person, change, gather
from tests.web.inspection import inspect, wait_for
from tests.web.robot import ASTRONAUT
from tests.web.stub_release import serve_stub

EFFECT = """
from effects.engine import Effect

class DodgeFood(Effect):
    SIGNALS = (
        "head_x_permille",
        "is_left_hand_present",
        "left_hand_x_permille",
        "is_right_hand_present",
        "right_hand_x_permille",
    )

    def start(self):
        self.begin()

    def tick(self, signals):
        pass
"""

HEAD = Person(x=320, y=130, width=90)
# The visitor's own left hand is on the right of an unmirrored picture.
LEFT = Person(x=500, y=320, width=110, photo=1, is_mirrored=True)
RIGHT = Person(x=140, y=320, width=110, photo=1)
NO_LEFT = "!state.signals.is_left_hand_present"
NO_RIGHT = "!state.signals.is_right_hand_present"
OFF_PERMILLE = 60


def seen_at(signal: str, person: Person) -> str:
    return f"Math.abs(state.signals.{signal}_x_permille - {person.x_permille}) < {OFF_PERMILLE}"


def left_seen() -> str:
    return f"state.signals.is_left_hand_present && {seen_at('left_hand', LEFT)}"


def right_seen() -> str:
    return f"state.signals.is_right_hand_present && {seen_at('right_hand', RIGHT)}"


def open_before(page: Page, people: list[Person]) -> None:
    gather(page, people, (ASTRONAUT, RIGHT_HAND))
    serve_stub(page, EFFECT, tracking=("hands", "face"))
    page.goto("/play/dodge_food?inspect")
    page.get_by_test_id("allow-camera").click()


def test_hands_are_the_visitors_own_and_come_and_go(open_page: OpenPage) -> None:
    page = open_page("en", service_workers="block")
    open_before(page, [HEAD, LEFT])
    wait_for(page, f"{left_seen()} && {NO_RIGHT}")
    change(page, [HEAD, LEFT, RIGHT])
    wait_for(page, f"{left_seen()} && {right_seen()}")
    change(page, [HEAD, RIGHT])
    wait_for(page, f"{right_seen()} && {NO_LEFT}")
    change(page, [HEAD])
    wait_for(page, f"{NO_LEFT} && {NO_RIGHT}")
    change(page, [HEAD, LEFT, RIGHT])
    wait_for(page, f"{left_seen()} && {right_seen()}")


def test_the_play_begins_with_hands_and_the_face_joins_it(open_page: OpenPage) -> None:
    page = open_page("en", service_workers="block")
    fetched: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith(".task"):
            fetched.append(request.url)

    page.on("request", note)
    held: list[Route] = []
    page.route("**/*face_landmarker*", lambda route: held.append(route))
    open_before(page, [HEAD, LEFT])
    wait_for(page, f"state.phase === 'playing' && {left_seen()}")
    assert inspect(page)["tracking"]["tasks"] == ["hand"]
    # Nobody is missed for being looked for too late.
    change(page, [HEAD])
    wait_for(page, NO_LEFT)
    page.wait_for_timeout(3000)
    assert inspect(page)["phase"] == "playing"
    page.unroute("**/*face_landmarker*")
    for route in held:
        route.continue_()
    wait_for(page, f"state.tracking.tasks.length === 2 && {seen_at('head', HEAD)}")
    while len(page.workers) > 1:  # That of the hand alone ends after its last picture.
        page.wait_for_timeout(100)
    # Another play of the same page has both at once and fetches nothing.
    fetched.clear()
    page.get_by_test_id("leave").click()
    page.go_back()
    page.get_by_test_id("allow-camera").click()
    wait_for(page, f"state.phase === 'playing' && {seen_at('head', HEAD)}")
    assert inspect(page)["tracking"]["tasks"] == ["hand", "face"]
    assert fetched == []
