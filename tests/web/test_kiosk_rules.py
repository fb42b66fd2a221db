"""What a kiosk takes for a choice, looked at without a camera: nods, and hands that rest."""

import json
import math
from typing import Any

import pytest

from tests.web.bundling import Modules

LIT_MS = 3000
LOOK_MS = 66
HIGHLIGHT = "pages/kiosk/highlight.ts"

# Each act is at a time: ["step"], ["nod", when it began] or ["hand", the option under it].
PLAY = """(acts) => {
  const light = new it.Highlight(3, 0);
  return acts.map(([ms, act, what]) => {
    if (act === "nod") return light.nod(what);
    if (act === "hand") return light.hand(ms, what);
    return light.step(ms).lit;
  });
}"""


def acted(modules: Modules, acts: list[list[Any]]) -> list[Any]:
    """Return the answer to each act: the option taken or lit."""
    return modules.each(HIGHLIGHT, PLAY, [acts])[0]


def test_a_nod_takes_what_was_lit_when_it_began(modules: Modules) -> None:
    acts = [[LIT_MS, "step"], [2 * LIT_MS, "step"], [2 * LIT_MS + 300, "nod", 2 * LIT_MS - 200]]
    assert acted(modules, acts) == [1, 2, 1]
    acts[-1][2] = 2 * LIT_MS + 10
    assert acted(modules, acts)[-1] == 2


def test_a_nod_that_began_before_anybody_could_read_is_none(modules: Modules) -> None:
    assert acted(modules, [[1000, "nod", 400]]) == [None]


def rest_on(option: int | None, from_ms: int, until_ms: int) -> list[list[Any]]:
    """Return the looks of a hand that rests, with the light's own steps between them."""
    acts: list[list[Any]] = []
    for ms in range(from_ms, until_ms, LOOK_MS):
        acts += [[ms, "step"], [ms + 1, "hand", option]]
    return acts


def taken(modules: Modules, acts: list[list[Any]]) -> list[int]:
    """Return the options that hands took, in turn."""
    answers = acted(modules, acts)
    hands = [answer for act, answer in zip(acts, answers, strict=True) if act[1] == "hand"]
    return [answer for answer in hands if answer is not None]


@pytest.mark.parametrize("first_look_ms", [70, 400, 1000])
def test_a_hand_left_from_the_choice_before_takes_nothing(
    modules: Modules, first_look_ms: int
) -> None:
    """However late the tracker's first look comes, on a slow device too."""
    steps = [[ms, "step"] for ms in range(0, first_look_ms, 66)]
    resting = steps + rest_on(1, first_look_ms, 9000)
    assert taken(modules, resting) == []
    moved = resting + rest_on(None, 9000, 9100) + rest_on(1, 9100, 11_000)
    assert taken(modules, moved)[:1] == [1]
    assert taken(modules, resting + rest_on(2, 9000, 11_000))[:1] == [2]


def test_a_hand_takes_what_it_rests_on_and_nothing_that_it_passes(modules: Modules) -> None:
    passing = rest_on(None, 100, 300) + rest_on(0, 1600, 2600) + rest_on(2, 2600, 3700)
    assert taken(modules, passing) == []
    assert set(taken(modules, passing + rest_on(2, 3700, 4200))) == {2}


def nods(modules: Modules, drop: float, sideways: float, lasts_ms: int) -> list[float]:
    """Return when nods began, of a head that stays, moves once, and stays. drop: face heights."""
    looks: list[list[float]] = []
    for ms in range(0, 4000, LOOK_MS):
        phase = min(1.0, max(0.0, (ms - 1500) / lasts_ms))
        swing = math.sin(math.pi * phase) * 0.3
        wobble = 0.002 * math.sin(ms / 190)
        looks.append([ms, 0.5 + sideways * swing, 0.5 + drop * swing + wobble])
    arrow = f"""() => {{
      const nod = new it.Nod();
      return {json.dumps(looks)}.map(([ms, x, y]) => nod.next(ms, x, y, 0.3));
    }}"""
    began: list[float | None] = modules.each("pages/kiosk/nod.ts", arrow, [None])[0]
    return [one for one in began if one is not None]


@pytest.mark.parametrize("lasts_ms", [400, 800, 1200])
def test_one_nod_is_seen_once_with_when_it_began(modules: Modules, lasts_ms: int) -> None:
    (began,) = nods(modules, drop=0.2, sideways=0, lasts_ms=lasts_ms)
    assert 1500 - LOOK_MS <= began <= 1500 + 0.2 * lasts_ms, "not when it last wobbled"


@pytest.mark.parametrize(("drop", "sideways"), [(0.02, 0), (0.08, 0.5)])
def test_neither_a_wobble_nor_a_shaken_head_is_a_nod(
    modules: Modules, drop: float, sideways: float
) -> None:
    assert nods(modules, drop, sideways, lasts_ms=800) == []
