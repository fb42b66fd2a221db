"""`python -m tests.chaos [--kills N] [--hostile N] [--seed N]`: at full length, with figures."""

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.flooding import flood
from tests.chaos.killing import kill_at_random
from tests.chaos.length import FULL


def main() -> int:
    """Run both; return 0 when nothing was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=FULL.kills)
    parser.add_argument("--hostile", type=int, default=FULL.hostile)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong: list[str] = []
    with TemporaryDirectory() as folder:
        started_s = time.monotonic()
        flooded = asyncio.run(flood(Path(folder) / "flood", options.hostile, options.seed))
        seconds = round(time.monotonic() - started_s)
        print(json.dumps({"chaos": "flood", **flooded.figures(), "seconds": seconds}))
        for name, outcomes in flooded.by_class.items():
            print(json.dumps({"class": name, **outcomes}))
        started_s = time.monotonic()
        killed = asyncio.run(kill_at_random(Path(folder) / "kill", options.kills, options.seed))
        seconds = round(time.monotonic() - started_s)
        print(json.dumps({"chaos": "kill -9", **killed.figures(), "seconds": seconds}))
        wrong = flooded.wrong + killed.wrong
    print("\n".join(wrong[:20]) or "nothing was lost, nothing doubled, nothing forged")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
