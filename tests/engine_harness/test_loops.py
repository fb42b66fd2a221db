"""Every loop that the check lets through calls out of MicroPython, so that a page can end it."""

import json
import subprocess
from pathlib import Path

from effects.subset import refusals
from tests.engine_harness.micropython import INTERPRETER, find_node

RUNNER = Path(__file__).with_name("end_loops.mjs")
TIME_LIMIT_S = 60  # A loop that is not ended goes on.

ENDLESS = (
    "while x:\n        pass",
    "while x:\n        continue",
    "while not y:\n        pass",
    "while x is not None:\n        pass",
    "while x or y:\n        pass",
    "while x > 0:\n        x -= 0",
    "while x:\n        x, y = x, y",
    "while True:\n        if x:\n            continue\n        break",
    "while True:\n        y += 1\n        if y < 0:\n            break",
    "while True:\n        try:\n            x + 1\n        except ValueError:\n            break",
    "for _ in range(1000000000):\n        pass",
    "for a in range(1000000000):\n        x = a",
    "x = sum(range(1000000000))",
    "x = any([False for _ in range(1000000000) if y])",
)


def test_loops_that_pass_the_check_are_ended() -> None:
    sources = [f"def run(x, y):\n    {loop}\n" for loop in ENDLESS]
    assert [refusals(source, "effect.py", "mine") for source in sources] == [[]] * len(sources)
    job = {"interpreter": str(INTERPRETER), "sources": [f"{one}run(1, 0)\n" for one in sources]}
    done = subprocess.run(
        [find_node(), str(RUNNER)],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT_S,
    )
    assert json.loads(done.stdout) == ["ended"] * len(sources), done.stderr
