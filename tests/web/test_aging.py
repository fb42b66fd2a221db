"""An aged face as it moves and as the years pass: no shimmer, no jump, nothing left behind."""

from collections.abc import Generator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.web.aged_page import aged_page, draw, job

pytestmark = pytest.mark.browser

LANDMARK_NOISE_PX = 0.35  # What the tracker's landmarks tremble by on a still face of this size.
SETTLE = 6  # Pictures until the filters have settled.
FACE = (slice(60, 230), slice(150, 300))  # Of the photo where it is not shifted.
CROWN = (slice(30, 70), slice(204, 276))  # Its hair, shifted by 24 and 8.


@pytest.fixture(scope="module")
def page() -> Generator[Page]:
    with aged_page() as opened:
        yield opened


def frames(shifts: list[tuple[int, int]], years: float) -> list[dict[str, Any]]:
    return [{"x": x, "y": y, "noise": LANDMARK_NOISE_PX, "years": years} for x, y in shifts]


def held_still(pictures: list[np.ndarray], shifts: list[tuple[int, int]]) -> np.ndarray:
    """Return the face of each picture with its shift taken back."""
    rows, columns = FACE
    return np.stack(
        [
            picture[rows.start + y : rows.stop + y, columns.start + x : columns.stop + x]
            for picture, (x, y) in zip(pictures, shifts, strict=True)
        ]
    )


@pytest.mark.parametrize(("years", "is_thrifty"), [(5, False), (5, True), (80, True)])
def test_a_face_that_sways_does_not_shimmer(page: Page, years: float, is_thrifty: bool) -> None:
    shifts = [(round(20 * np.sin(step / 4)), round(6 * np.cos(step / 3)) + 8) for step in range(16)]
    shifts = [(x + 24, y) for x, y in shifts]
    drawn = draw(page, frames(shifts, years), is_thrifty=is_thrifty)
    faces = held_still(drawn, shifts)[SETTLE:]
    change = np.abs(np.diff(faces, axis=0))
    assert change.mean() < 2.0
    assert np.percentile(change, 99) < 16.0


def test_the_mask_of_the_last_picture_goes_along_with_the_face(page: Page) -> None:
    shifts = [(6 * step, 3 * step) for step in range(12)]
    each = frames(shifts, years=80)
    every_second = [{**frame, "has_mask": number % 2 == 0} for number, frame in enumerate(each)]
    with_each, with_half = (draw(page, given) for given in (each, every_second))
    differences = [np.abs(one - other) for one, other in zip(with_each, with_half, strict=True)][
        SETTLE:
    ]
    assert np.mean(differences) < 0.1
    assert max(np.percentile(one, 99.9) for one in differences) < 4.0


def test_the_years_pass_without_a_jump(page: Page) -> None:
    # Quick at first, as the play's own film is: from 0 to 1 in a second, then to five.
    ages = [step / 10 for step in range(11)] + [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0]
    ages += [float(years) for years in range(15, 81, 5)]
    still = [{"x": 24, "y": 8, "noise": 0.0, "years": years} for years in ages]
    faces = held_still(draw(page, still), [(24, 8)] * len(ages))
    change = np.abs(np.diff(faces, axis=0)).mean(axis=(1, 2, 3))
    assert change.max() < 6 * np.median(change), dict(zip(ages[1:], change.round(2), strict=True))
    assert change.min() > 0.05


def test_a_hand_before_the_face_stays_as_it_is(page: Page) -> None:
    row, column = np.mgrid[0:3, 0:7]
    places = np.stack([0.31 + 0.012 * column, 0.27 + 0.03 * row, 0 * row], axis=-1)
    years = {"x": 24, "y": 8, "noise": 0.0, "years": 80}
    young, bare, covered = draw(
        page, [years | {"years": 0}, years, years | {"hand": places.ravel().tolist()}]
    )
    palm = (slice(140, 166), slice(200, 244))
    # It may move with the face, but keeps its colours.
    shifts = [drawn[palm].mean((0, 1)) - young[palm].mean((0, 1)) for drawn in (bare, covered)]
    changed = [float(np.abs(shift).max()) for shift in shifts]
    assert changed[1] < 0.4 * changed[0], changed


def test_a_baby_wears_a_bonnet_and_a_child_of_five_none(page: Page) -> None:
    still = [{"x": 24, "y": 8, "noise": 0.0, "years": years} for years in (0, 1, 5)]
    now, baby, child = (drawn[CROWN] for drawn in draw(page, still))
    assert np.abs(baby - now).mean() > 3 * np.abs(child - now).mean()
    # But for its hearts wool is even, hair is not.
    assert baby.std(axis=(0, 1)).mean() < 0.7 * child.std(axis=(0, 1)).mean()


def test_a_face_that_is_lost_for_a_moment_does_not_flash_up_unaged(page: Page) -> None:
    held = {
        years: page.evaluate(
            "job => window.heldFor(job, [100, 500, 700])",
            job(frames([(24, 8)], years), 256, is_thrifty=True),
        )
        for years in (80, 0)
    }
    assert held == {80: [True, True, False], 0: [False, False, False]}


def test_years_0_is_the_camera_picture(page: Page) -> None:
    still = [{"x": 24, "y": 8, "noise": 0.0, "years": years} for years in (0, 80, 0)]
    before, old, after = draw(page, still)
    assert np.array_equal(before, after)
    assert np.abs(old - before).max() > 30
