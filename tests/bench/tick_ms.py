"""How long a tick of Python takes in the page: JSON in, engine, effect, JSON out."""

import json
import statistics
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from effects.place import own_place
from tests.bench.camera_play import play_by_camera
from tests.bench.figure import RUNS, Figure, at_most, median
from tests.bench.static_pages import serve_folders
from tests.browsers import launch_chromium
from tests.engine_harness.micropython import INTERPRETER

TICK_P95_MS_MAX = 1.5
PAGES = Path(__file__).with_name("bare_tick")


def tick_times_ms(page: Page, run: int) -> list[float]:
    """Return how long each tick of one whole play took in the page, in ms."""
    play = play_by_camera(f"{run + 1:032x}")
    job: dict[str, Any] = {
        "files": {
            name: path.read_text("utf-8")
            for name, path in own_place("dodge_food").python_files().items()
        },
        "order": play.order,
        "inputs": play.inputs,
    }
    answer = page.evaluate("job => window.timeTicks(job)", job)
    assert json.loads(answer["last"])["phase"] == "completed", "the page played another game"
    return answer["tick_ms"]


def measure() -> list[Figure]:
    """Play five whole games in one Chromium, as fast as they go."""
    folders = {"/micropython/": INTERPRETER.parent, "/": PAGES}
    with serve_folders(folders) as origin, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        page = browser.new_page()
        page.goto(f"{origin}/index.html")
        page.wait_for_function("!!window.timeTicks")
        runs = [tick_times_ms(page, run) for run in range(RUNS)]
        browser.close()
    p95 = median([statistics.quantiles(times, n=20)[-1] for times in runs])
    p50 = median([statistics.median(times) for times in runs])
    return [
        Figure("tick_p95_ms", p95, "ms", at_most(TICK_P95_MS_MAX)),
        Figure("tick_p50_ms", p50, "ms"),
    ]
